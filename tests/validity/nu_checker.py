"""The Nu Html Checker of the W3C (vnu), run once over a folder of pages."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from commands.packaging.npm import installed_packages

PACKAGES = Path(__file__).with_name("packages")
NO_JAVA = (
    "there is no Java, which the Nu Html Checker needs: install one, on Debian by "
    "`apt install default-jre-headless`"
)
# A run takes seconds, so the simple compiler and collector; its grammar needs a deep stack.
_JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")


@dataclass(frozen=True, slots=True)
class Finding:
    """What the checker says of a file.

    Attributes
    ----------
    file
        Its name.
    kind
        ``error``, ``fatal`` where it could not read on, ``warning`` or ``info``.
    said
        Its message, and the markup that it is of.
    """

    file: str
    kind: str
    said: str


def check_folder(folder: Path) -> list[Finding]:
    """Check every page, stylesheet and picture of a folder."""
    java = shutil.which("java")
    if java is None:
        pytest.fail(NO_JAVA)
    jar = installed_packages(PACKAGES) / "vnu-jar" / "build" / "dist" / "vnu.jar"
    ended = subprocess.run(
        [java, *_JAVA, "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always",
         "--also-check-css", "--also-check-svg", "--skip-non-html", folder],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.stdout, ended.stderr
    return [
        Finding(
            Path(message.get("url", "")).name,
            message.get("subType", message["type"]),
            f"{message['message']} {message.get('extract', '')}".strip(),
        )
        for message in json.loads(ended.stdout)["messages"]
    ]
