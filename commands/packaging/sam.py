"""Build template.yaml with the real SAM CLI."""

import fcntl
import hashlib
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from commands.layout import LOCAL, ROOT, SAM, TOOLS
from commands.packaging.bytecode import compile_layer, find_python
from commands.packaging.desk import bundle_desk
from commands.packaging.uv_environment import uv_environment
from commands.terminal import Failure

BUILDS = LOCAL / "builds"
LAYER = "BroadsheetLayer"
"""The layer's name in the template, and so of its folder in a build."""
DARKROOM_LAYER = "DarkroomLayer"
"""The name of the one that the functions of pictures have beside it."""
LAYERS = (LAYER, DARKROOM_LAYER)


@dataclass(frozen=True, slots=True)
class Target:
    """What the layer is built for."""

    python: str
    architecture: str
    """Lambda's name of it: ``arm64`` or ``x86_64``."""
    platform: str = ""
    """uv's name of the system, with the C library that Lambda's has; nothing for this machine."""

    @property
    def runtime(self) -> str:
        """Lambda's name of the Python."""
        return f"python{self.python}"


# Lambda's python3.13 runs on Amazon Linux 2023, whose glibc is 2.34.
AWS_TARGET = Target("3.13", "arm64", "aarch64-manylinux_2_34")


def this_machine() -> Target:
    """Return the target for functions that run here."""
    arm = platform.machine().lower() in {"arm64", "aarch64"}
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Target(version, "arm64" if arm else "x86_64")


def digest_sources(target: Target, root: Path = ROOT) -> str:
    """Return a name for the sources of a build, and what it is for, by their content."""
    digest = hashlib.sha256(repr(target).encode())
    folders = [root / name for name in ("functions", "shared", "statemachines")]
    files = [root / "template.yaml", *(path for folder in folders for path in folder.rglob("*"))]
    for path in sorted(files):
        if path.is_file() and "__pycache__" not in path.parts:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(root)}:{content}\n".encode())
    return digest.hexdigest()[:16]


def build_local() -> Path:
    """Build for this machine, unless these very sources have been built before.

    The directory is named by its sources; older ones are removed.
    """
    BUILDS.mkdir(parents=True, exist_ok=True)
    with (BUILDS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        bundle_desk()
        target = this_machine()
        build = BUILDS / digest_sources(target)
        if not (build / "template.yaml").exists():
            unfinished = BUILDS / "unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            build_into(unfinished, target)
            unfinished.rename(build)
        for older in BUILDS.iterdir():
            if older.is_dir() and older != build:
                shutil.rmtree(older, ignore_errors=True)
    return build


def build_into(directory: Path, target: Target) -> None:
    """Run ``sam build``; layers have bytecode where a Python of the target's version is here."""
    environment = uv_environment(os.environ) | {
        "UV": str(TOOLS / "uv"),
        "PYTHON": sys.executable,
        "LAYER_PYTHON_VERSION": target.python,
        "LAYER_PLATFORM": target.platform,
        "PYTHONPATH": "",
    }
    for bytecode in (ROOT / "functions").rglob("__pycache__"):
        shutil.rmtree(bytecode, ignore_errors=True)  # or it would come into the functions' zips
    arguments = ["build", "--template-file", "template.yaml", "--build-dir", str(directory)]
    run_sam(arguments, environment, LOCAL / "sam-build.log")
    if python := find_python(target.python):
        for layer in LAYERS:
            compile_layer(directory / layer, python)


def run_sam(arguments: list[str], environment: Mapping[str, str], log: Path) -> None:
    """Run the SAM CLI, its output into a file."""
    # Killed whole with its session when the command is interrupted: no deploy goes on behind the
    # back of one who pressed Ctrl-C.
    if not SAM.exists():
        raise Failure("The SAM CLI is not installed: `make install` brings it.")
    quiet = {"SAM_CLI_TELEMETRY": "0", "SAM_CLI_POLL_DELAY": "0.3", "SAM_CLI_CHECK_VERSION": "0"}
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    log.touch(mode=0o600)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [SAM, *arguments],
            cwd=ROOT,
            env={**environment, **quiet},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        process.wait()
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if process.returncode != 0:
        reason = find_reason(log.read_text("utf-8", "replace"))
        raise Failure(f"`sam {arguments[0]}` failed: {reason} (all of it: {log})")


def find_reason(output: str) -> str:
    """Find in what the SAM CLI printed the line that says why."""
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    starts = [number for number, line in enumerate(lines) if re.match(r"[Ee]rror\b", line)]
    if not starts:
        return lines[-1].strip() if lines else "it said nothing"
    said = lines[starts[-1] :]
    if not said[0].endswith("Traceback (most recent call last):"):
        return said[0]
    # The last line of a traceback that stands at the margin is its own reason.
    return next(line for line in reversed(said) if not line.startswith((" ", "make")))
