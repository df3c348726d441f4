"""A handler sets the garbage collector before boto3 is loaded; nobody else's is touched."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "shared" / "broadsheet"
HANDLERS = sorted(path.parent.name for path in (ROOT / "functions").glob("*/app.py"))
WITH_LITTLE_ELSE = {"probe"}
# Two that are programs run at the build, and what is for handlers.
NOT_IMPORTED = {"pages.cldr", "pages.compile", "pages.trim_time_zones", "garbage_collection"} | {
    f"functions.{handler}" for handler in HANDLERS
}

# Powertools imports the mere package botocore, to name itself there; render and sharing have none.
SEEN_WHEN_MOST_IS_LOADED = """
import gc, json, sys
seen = {}
class Watch:
    def find_spec(self, name, path=None, target=None):
        own = {"broadsheet.pages.newspaper", "broadsheet.darkroom.sharing"}
        if name in {"boto3", "botocore.session"} | own:
            seen.setdefault(name, gc.get_threshold())
sys.meta_path.insert(0, Watch())
import app
print(json.dumps([gc.get_threshold()[0], *(threshold[0] for threshold in seen.values())]))
"""
IMPORT_ALL = """
import gc, importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(gc.get_threshold()))
"""


def run(code: str, *arguments: str, path: tuple[Path, ...]) -> list[int]:
    environment = {name: value for name, value in os.environ.items() if name == "PATH"}
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment | {"PYTHONPATH": os.pathsep.join(map(str, path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found: list[int] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize("function", HANDLERS)
def test_a_handler_sets_the_collector_before_the_rest_is_loaded(function: str) -> None:
    seen = run(SEEN_WHEN_MOST_IS_LOADED, path=(ROOT / "functions" / function, PACKAGE.parent))
    assert set(seen) == {50_000}
    assert len(seen) > (0 if function in WITH_LITTLE_ELSE else 1)


def test_importing_the_package_leaves_its_callers_collector_as_it_is() -> None:
    modules = {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in PACKAGE.rglob("*.py")
    }
    names = sorted(f"broadsheet.{module}" for module in modules - NOT_IMPORTED)
    assert "broadsheet.adapters.clients" in names

    as_python_has_it = run("import gc, json; print(json.dumps(gc.get_threshold()))", path=())
    assert run(IMPORT_ALL, *names, path=(PACKAGE.parent,)) == as_python_has_it
    assert as_python_has_it[0] < 50_000
