"""`make install` makes environments of this checkout's own, and touches nobody else's."""

import shutil
import subprocess
from pathlib import Path

import pytest

from commands.layout import ROOT

MAKE = shutil.which("make") or "make"


@pytest.mark.parametrize("target", ["install", "lock", "unit"])
@pytest.mark.parametrize("name", [".venv", ".venv-sam"])
def test_an_environment_that_is_linked_is_refused_and_left_as_it_is(
    name: str, target: str, tmp_path: Path
) -> None:
    elsewhere, checkout = tmp_path / "elsewhere", tmp_path / "checkout"
    for folder in (elsewhere, checkout):
        folder.mkdir()
    (elsewhere / "precious").write_text("kept")
    shutil.copy(ROOT / "Makefile", checkout)
    shutil.copytree(ROOT / "requirements", checkout / "requirements")
    (checkout / name).symlink_to(elsewhere)

    # What stands in for Python would empty the folder, as `venv --clear` does.
    emptying = f"PYTHON=rm -rf {elsewhere}/precious #"
    arguments = ["-C", str(checkout), emptying, target]
    ended = subprocess.run([MAKE, *arguments], capture_output=True, text=True, check=False)

    assert ended.returncode != 0
    said = [line for line in ended.stderr.splitlines() if not line.startswith("make")]
    link = f"{name} is a symbolic link, and installing would change what it leads to"
    assert said == [f"✗ {link}: remove the link (rm {name})."]
    assert [path.name for path in elsewhere.iterdir()] == ["precious"]
