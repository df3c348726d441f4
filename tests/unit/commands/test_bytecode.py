import importlib.util
import struct
import sys
from pathlib import Path

import pytest

from commands import bytecode
from commands.bytecode import check_bytecode, compile_layer, find_python
from commands.failure import Failure

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
UNKNOWN = "3.99"


def program(folder: Path, name: str, says: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{says}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def _nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    program(tmp_path / "tools", "uv", f"echo {tmp_path}/uv")
    monkeypatch.setattr(bytecode, "TOOLS", tmp_path / "tools")


def test_the_python_that_runs_this_will_do_for_its_own_version() -> None:
    assert find_python(VERSION) == Path(sys.executable)


def test_there_is_none_where_none_is_installed() -> None:
    assert find_python(UNKNOWN) is None


@pytest.mark.parametrize(
    "folder", ["bin", "pyenv/versions/3.99.1/bin", "uv/cpython-3.99.0-linux-x86_64-gnu/bin"]
)
def test_an_installed_one_is_found(tmp_path: Path, folder: str) -> None:
    python = program(tmp_path / folder, "python3.99", "echo cpython 3 99 final")
    assert find_python(UNKNOWN) == python


@pytest.mark.parametrize(
    "says",
    [
        "echo 'pyenv: python3.99: command not found' >&2; exit 127",
        "echo cpython 3 99 beta",
        "echo cpython 3 98 final",
        "echo pypy 3 99 final",
    ],
)
def test_what_is_no_release_of_that_version_is_passed_over(tmp_path: Path, says: str) -> None:
    program(tmp_path / "bin", "python3.99", says)
    assert find_python(UNKNOWN) is None
    python = program(
        tmp_path / "pyenv/versions/3.99.0/bin", "python3.99", "echo cpython 3 99 final"
    )
    assert find_python(UNKNOWN) == python


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
    found, wrong = check_bytecode(layer, VERSION)
    assert (len(found), wrong) == (1, [])
    assert found[0].read_bytes().startswith(importlib.util.MAGIC_NUMBER)


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


@pytest.mark.parametrize(
    ("magic", "flags", "why"),
    [
        (3571, 1, None),
        (3495, 1, "bytecode 3495, not Python 3.13's"),
        (3571, 0, "bytecode that is compared with its source"),
        (3571, 3, "bytecode that is compared with its source"),
    ],
)
def test_bytecode_that_would_not_be_read_is_told(
    tmp_path: Path, magic: int, flags: int, why: str | None
) -> None:
    header = struct.pack("<H2sI8x", magic, b"\r\n", flags)
    (tmp_path / "paper.cpython-313.pyc").write_bytes(header)
    found, wrong = check_bytecode(tmp_path, "3.13")
    assert len(found) == 1
    assert [mismatch.why for mismatch in wrong] == ([why] if why else [])
