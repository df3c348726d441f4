"""What a run was made on: machine, versions, commit. Figures without them say nothing."""

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from commands.layout import ROOT


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where and when a run was made."""

    date: datetime
    cpu: str
    cores: int
    memory_gib: float
    load: float
    load_after: float
    system: str
    versions: dict[str, str]
    commit: str

    def facts(self) -> list[tuple[str, str]]:
        """List them for a table."""
        return [
            ("Date", f"{self.date:%Y-%m-%d %H:%M} UTC"),
            ("Broadsheet", self.commit),
            ("Processor", f"{self.cpu}, {self.cores} cores"),
            ("Memory", f"{self.memory_gib:.0f} GiB"),
            ("System", self.system),
            (
                "Load before and after",
                f"{self.load:.2f} and {self.load_after:.2f} (1 minute's average)",
            ),
            *((name, number) for name, number in self.versions.items()),
        ]


def look_around(began: datetime, load: float) -> Circumstances:
    """Tell, when a run is over, on what and of what it was made.

    Parameters
    ----------
    began, load
        When it began, and the load of the machine then.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ("boto3", "botocore", "Jinja2", "aws_lambda_powertools", "ministack")
    return Circumstances(
        date=began,
        cpu=cpu_model(Path("/proc/cpuinfo")),
        cores=os.cpu_count() or 1,
        memory_gib=memory,
        load=load,
        load_after=os.getloadavg()[0],
        system=f"{platform.system()} {platform.release()}, {platform.machine()}",
        versions={"Python": platform.python_version()} | {name: version(name) for name in packages},
        commit=_commit(),
    )


def cpu_model(cpuinfo: Path) -> str:
    """Read the processor's name from Linux; other systems say what they can."""
    if cpuinfo.exists():
        for line in cpuinfo.read_text("utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or "unknown"


def processor_milliseconds(pid: int) -> float:
    """Read how long a process has been on a processor, user and system, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _commit() -> str:
    commit = _git("rev-parse", "--short=10", "HEAD")
    if not commit:
        return "not a git checkout"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", "shared", "functions")
    return f"commit {commit}" + (", with changes not committed" if changed else "")


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    try:
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return result.stdout.strip()
