import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from commands.layout import ROOT
from commands.packaging.bytecode import compile_layer, find_python
from commands.terminal import Failure

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
NONE_HAS = "3.99"
UNCHECKED_HASH = (1).to_bytes(4, "little")


@pytest.fixture(autouse=True)
def _nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("UV_PYTHON_INSTALL_DIR", str(tmp_path / "uv"))
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)


def install(folder: Path) -> Path:
    """Put the Python that runs this into a folder."""
    folder.mkdir(parents=True)
    path = folder / f"python{VERSION}"
    path.symlink_to(Path(sys.executable).resolve())
    return path


def test_there_is_none_where_none_is_installed() -> None:
    assert find_python(VERSION) is None
    assert find_python(NONE_HAS) is None


@pytest.mark.parametrize("folder", ["bin", f"pyenv/versions/{VERSION}.1/bin"])
def test_an_installed_one_is_found(tmp_path: Path, folder: str) -> None:
    python = install(tmp_path / folder)
    assert find_python(VERSION) == python
    assert find_python(NONE_HAS) is None


def test_a_shim_that_refuses_to_run_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin" / f"python{VERSION}"
    shim.write_text("#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    assert find_python(VERSION) is None
    assert find_python(VERSION) != shim
    python = install(tmp_path / f"pyenv/versions/{VERSION}.1/bin")
    assert find_python(VERSION) == python


def test_where_there_is_none_it_is_said_what_brings_one() -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "tests.lambda_python", NONE_HAS],
        cwd=ROOT, capture_output=True, text=True, check=False, env=dict(os.environ),
    )  # fmt: skip
    assert asked.returncode == 1
    assert f"uv python install {NONE_HAS}" in asked.stderr
    assert asked.stdout == ""


def layer_with(tmp_path: Path, source: str) -> Path:
    layer = tmp_path / "layer"
    (layer / "python").mkdir(parents=True)
    (layer / "python" / "paper.py").write_text(source)
    return layer


def test_bytecode_names_the_modules_where_lambda_has_them(tmp_path: Path) -> None:
    layer = layer_with(tmp_path, "PRICE = 2\n")
    compile_layer(layer, Path(sys.executable))
    (compiled,) = layer.rglob("*.pyc")
    assert compiled.relative_to(layer) == Path(
        f"python/__pycache__/paper.{sys.implementation.cache_tag}.pyc"
    )
    assert b"/opt/python/paper.py" in compiled.read_bytes()
    assert bytes(tmp_path) not in compiled.read_bytes()


def test_bytecode_is_of_that_python_and_never_compared_with_its_source(tmp_path: Path) -> None:
    layer = layer_with(tmp_path, "PRICE = 2\n")
    compile_layer(layer, Path(sys.executable))
    (compiled,) = layer.rglob("*.pyc")
    assert compiled.read_bytes().startswith(importlib.util.MAGIC_NUMBER + UNCHECKED_HASH)


def test_the_same_modules_make_the_same_bytecode(tmp_path: Path) -> None:
    source = "WORDS = {'one', 'two', 'three'}\nkinds = 'two' in {'one', 'two', 'three'}\n"
    layers = [layer_with(tmp_path / name, source) for name in ("first", "second")]
    for layer in layers:
        compile_layer(layer, Path(sys.executable))
    first, second = (next(layer.rglob("*.pyc")).read_bytes() for layer in layers)
    assert first == second


def test_a_module_that_cannot_be_compiled_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"paper\.py"):
        compile_layer(layer_with(tmp_path, "price ="), Path(sys.executable))
