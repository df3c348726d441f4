"""Bytecode for the layer, made by a Python of the version that will read it.

Lambda mounts a layer read-only: what does not come as bytecode is compiled at every cold start.
Bytecode is the same on all machines and of one minor version of Python only.
https://docs.python.org/3/tutorial/modules.html#compiled-python-files
"""

import os
import subprocess
from pathlib import Path

from commands.layout import TOOLS
from commands.terminal import Failure


def find_python(version: str) -> Path | None:
    """Look for an installed Python, such as ``3.13``: pyenv's, one on the PATH, uv's."""
    # pyenv's shims on the PATH refuse to run what its settings do not name.
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders = [*map(str, pyenv.glob(f"versions/{version}.*/bin")), *os.get_exec_path()]
    found = subprocess.run(
        [TOOLS / "uv", "python", "find", "--system", "--no-python-downloads", version],
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": os.pathsep.join(folders)},
        check=False,
    )
    return Path(found.stdout.strip()) if found.returncode == 0 else None


def how_to_install(version: str) -> str:
    """Return what brings a Python of a version."""
    return f"`.venv/bin/uv python install {version}` brings one, and so do pyenv and your system."


def compile_layer(layer: Path, python: Path) -> None:
    """Compile a layer's modules, under the names that they have on Lambda."""
    # Taken as it is (PEP 552, unchecked): times of files say nothing once they have been in a zip.
    compiler = [str(python), "-I", "-S", "-m", "compileall", "-q", "-j", "0"]
    mode = ["--invalidation-mode", "unchecked-hash", "-s", str(layer), "-p", "/opt"]
    result = subprocess.run(
        [*compiler, *mode, str(layer / "python")], capture_output=True, text=True, check=False
    )
    if result.returncode != 0:
        raise Failure(f"{python} cannot compile the layer: {result.stdout.strip()}")
