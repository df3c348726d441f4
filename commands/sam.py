"""Build and deploy template.yaml with the real SAM CLI."""

import fcntl
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from commands.bytecode import compile_layer, find_python
from commands.elf import drop_symbols
from commands.failure import Failure
from commands.layout import LOCAL, ROOT, SAM, TOOLS
from commands.uv_environment import uv_environment

BUILDS = LOCAL / "builds"
LAYER = "BroadsheetLayer"
"""The layer's name in the template, and so of its folder in a build."""
_SOURCES = ("template.yaml", "statemachines", "functions", "shared")
_DIGEST_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Target:
    """What the layer is built for.

    Attributes
    ----------
    python
        Such as ``3.13``.
    architecture
        Lambda's name of it: ``arm64`` or ``x86_64``.
    platform
        uv's name of the system, with the C library that Lambda's has; nothing for this machine.
    """

    python: str
    architecture: str
    platform: str | None = None

    @property
    def runtime(self) -> str:
        """Lambda's name of the Python."""
        return f"python{self.python}"


# Lambda's python3.13 runs on Amazon Linux 2023, whose glibc is 2.34.
AWS_TARGET = Target("3.13", "arm64", "aarch64-manylinux_2_34")


def this_machine() -> Target:
    """Name the target for functions that run here."""
    arm = platform.machine().lower() in {"arm64", "aarch64"}
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Target(version, "arm64" if arm else "x86_64")


def digest_sources(target: Target, root: Path = ROOT) -> str:
    """Name the sources of a build, and what it is for, by their content."""
    digest = hashlib.sha256(repr(target).encode())
    for path in _source_files(root):
        name = path.relative_to(root).as_posix().encode()
        digest.update(b"%d:%s%d:" % (len(name), name, path.stat().st_size))
        digest.update(path.read_bytes())
    return digest.hexdigest()[:_DIGEST_LENGTH]


def _source_files(root: Path) -> Iterator[Path]:
    for name in _SOURCES:
        start = root / name
        found: Iterable[Path] = [start] if start.is_file() else sorted(start.rglob("*"))
        for path in found:
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def build_local() -> Path:
    """Build for this machine, unless these very sources have been built before.

    Returns
    -------
    Path
        The directory of the build, named by its sources, so that it never changes under a
        reader; older ones are removed.

    Raises
    ------
    Failure
        If the build fails.
    """
    BUILDS.mkdir(parents=True, exist_ok=True)
    with _only_one(BUILDS / "lock"):
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


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build_into(directory: Path, target: Target) -> None:
    """Run ``sam build``, and bring the layer's compiled files and modules into their shortest form.

    Bytecode it has where a Python of the target's version is installed.

    Raises
    ------
    Failure
        If it fails; the sentence has the builder's own reason.
    """
    environment = uv_environment(os.environ) | {
        "UV": str(TOOLS / "uv"),
        "PYTHON": sys.executable,
        "LAYER_PYTHON_VERSION": target.python,
        "LAYER_PLATFORM": target.platform or "",
    }
    arguments = ["build", "--template-file", "template.yaml", "--build-dir", str(directory)]
    arguments += ["--parameter-overrides", f"Runtime={target.runtime}"]
    arguments += [f"Architecture={target.architecture}"]
    log = LOCAL / "sam-build.log"
    result = run_sam(arguments, environment, log)
    if result.returncode != 0:
        raise Failure(f"`sam build` failed: {find_reason(result.stdout)} (all of it: {log})")
    layer = directory / LAYER
    for path in layer.rglob("*.so"):
        drop_symbols(path)
    python = find_python(target.python)
    if python:
        compile_layer(layer, python)


def run_sam(
    arguments: list[str], environment: Mapping[str, str], log: Path
) -> subprocess.CompletedProcess[str]:
    """Run the SAM CLI, its output into a file and into the result.

    It is of its own session and killed whole when the command is interrupted: an abandoned deploy
    must not go on behind the back of one who pressed Ctrl-C.
    """
    if not SAM.exists():
        raise Failure("The SAM CLI is not installed: `make install` brings it.")
    quiet = {"SAM_CLI_TELEMETRY": "0", "SAM_CLI_POLL_DELAY": "0.3", "SAM_CLI_CHECK_VERSION": "0"}
    process = subprocess.Popen(
        [SAM, *arguments],
        cwd=ROOT,
        env={**environment, **quiet},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate()
    except BaseException:
        os.killpg(process.pid, 9)
        process.wait()
        raise
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(output, "utf-8")
    return subprocess.CompletedProcess(arguments, process.returncode, output)


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
