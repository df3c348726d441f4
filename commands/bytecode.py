"""Bytecode for the layer, made by a Python of the version that will read it.

Lambda mounts a layer read-only: what does not come as bytecode is compiled at every cold start.
Bytecode is the same on all machines and of one minor version of Python only.
https://docs.python.org/3/tutorial/modules.html#compiled-python-files
"""

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from commands.elf import Mismatch
from commands.failure import Failure
from commands.layout import TOOLS

# Of final releases: CPython, Include/internal/pycore_magic_number.h.
_MAGIC = {"3.11": 3495, "3.12": 3531, "3.13": 3571}
_HEADER = struct.Struct("<H2sI")
_UNCHECKED_HASH = 0b01
_WHO = "import sys; print(sys.implementation.name, *sys.version_info[:2], sys.version_info[3])"


def find_python(version: str) -> Path | None:
    """Look for an installed Python, and nothing is downloaded.

    Parameters
    ----------
    version
        Such as ``3.13``; an alpha or a beta is none, since their bytecode is their own.

    Returns
    -------
    Path or None
        The one that runs this, the first on the PATH, pyenv's, uv's; or nothing.
    """
    return next((path for path in _candidates(version) if _is_release(path, version)), None)


def _candidates(version: str) -> Iterator[Path]:
    name = f"python{version}"
    yield Path(sys.executable)
    yield from (Path(folder) / name for folder in os.get_exec_path())
    # pyenv's shims on the PATH refuse to run what its settings do not name.
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from pyenv.glob(f"versions/{version}.*/bin/{name}")
    kept = subprocess.run(
        [TOOLS / "uv", "python", "dir"], capture_output=True, text=True, check=False
    ).stdout.strip()
    if kept:
        yield from Path(kept).glob(f"cpython-{version}.*/bin/{name}")


def _is_release(python: Path, version: str) -> bool:
    try:
        said = subprocess.run(
            [python, "-I", "-S", "-c", _WHO], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return said.stdout.split() == ["cpython", *version.split("."), "final"]


def compile_layer(layer: Path, python: Path) -> None:
    """Compile a layer's modules.

    The bytecode is taken as it is (PEP 552, unchecked): times of files say nothing once they have
    been in a zip. It names the modules where Lambda has them, whatever machine built it.

    Raises
    ------
    Failure
        If a module cannot be compiled, which then could not be imported either.
    """
    mode = ["--invalidation-mode", "unchecked-hash"]
    named = ["-s", str(layer), "-p", "/opt"]
    result = subprocess.run(
        [python, "-I", "-S", "-m", "compileall", "-q", "-j", "0", *mode, *named, layer / "python"],
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise Failure(f"{python} cannot compile the layer: {result.stdout.strip()}")


def check_bytecode(folder: Path, python: str) -> tuple[list[Path], list[Mismatch]]:
    """Check that all bytecode in a folder would be read by one Python, and without its source.

    Parameters
    ----------
    folder
        Of a built package.
    python
        Such as ``3.13``.

    Returns
    -------
    tuple
        The bytecode found, and what is wrong with it.
    """
    found, wrong = sorted(folder.rglob("*.pyc")), []
    for path in found:
        with path.open("rb") as file:
            magic, _, flags = _HEADER.unpack(file.read(_HEADER.size))
        if magic != _MAGIC[python]:
            wrong.append(Mismatch(path, f"bytecode {magic}, not Python {python}'s"))
        elif flags != _UNCHECKED_HASH:
            wrong.append(Mismatch(path, "bytecode that is compared with its source"))
    return found, wrong
