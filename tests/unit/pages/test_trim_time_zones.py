import os
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

ZONES = ("Europe/Athens", "Europe/Paris", "UTC")
# In a process of its own: what notes the opening of files stays as long as the process.
TRIM = """
import sys
from dataclasses import replace
from pathlib import Path
sys.path[:0] = sys.argv[1:]
from broadsheet.pages.trim_time_zones import trim
from broadsheet.site_file import load_site
site = replace(load_site(), language="en-GB", time_zone="Europe/Athens")
trim(Path(sys.argv[1]), site)
"""


def copy_some(package: str, folder: Path, kept: tuple[str, ...], packages: Path) -> None:
    def others(directory: str, names: list[str]) -> list[str]:
        inside = Path(directory).resolve()
        if not inside.is_relative_to(folder):
            return []
        files = (inside / name for name in names if (inside / name).is_file())
        return [
            file.name
            for file in files
            if file.suffix != ".py" and file.relative_to(folder).as_posix() not in kept
        ]

    shutil.copytree(folder.parent, packages / package, ignore=others)


def test_what_the_sites_calendar_reads_stays_and_nothing_else(tmp_path: Path) -> None:
    zones = resources.files("tzdata") / "zoneinfo"
    copy_some("tzdata", Path(str(zones)).resolve(), ZONES, tmp_path)
    modules = Path(__file__).parents[3] / "shared"

    for _first_and_again in range(2):
        subprocess.run(
            [sys.executable, "-c", TRIM, str(tmp_path), str(modules)],
            env=os.environ | {"PYTHONTZPATH": ""},
            check=True,
        )

    data = tmp_path / "tzdata/zoneinfo"
    found = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    assert {name for name in found if not name.endswith((".py", ".pyc"))} == {"Europe/Athens"}
    assert (data / "America/__init__.py").exists()
