"""What each handler may import at a cold start: time that every first reader or writer waits."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import boto3
import pytest

ROOT = Path(__file__).parents[3]
PACKAGES = Path(boto3.__file__).parents[1]

# boto3 and what it stands on come with the runtime; the logger is Powertools'.
BOTO3 = {"boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six", "urllib3"}
# Powertools looks for botocore, to name itself there, and takes its jmespath.
POWERTOOLS = {"aws_lambda_powertools", "botocore", "jmespath", "typing_extensions"}
EVERYWHERE = BOTO3 | POWERTOOLS
PYDANTIC = {"annotated_types", "pydantic", "pydantic_core", "typing_inspection"}
# Markdown's parser is not among them: it is imported by the first body that is written in it.
READING = {"anyascii", "nh3"}
# Accepting alone has every fault told by pydantic.
ARTICLES = PYDANTIC | READING

OTHERS = {
    "submit": EVERYWHERE | ARTICLES | {"cachetools"},
    "index": EVERYWHERE | READING,
    # defusedxml is imported by the first picture that has XMP.
    "picture": EVERYWHERE | {"PIL", "pi_heif"},
    "sharing": POWERTOOLS | {"cachetools"},
    "render": POWERTOOLS | {"anyascii", "cachetools", "jinja2", "markupsafe"},
    "weather": EVERYWHERE,
    "probe": POWERTOOLS,
    "rebuild": EVERYWHERE | READING,
    "verify": EVERYWHERE | {"anyascii"},
}
OWN = {
    "submit": {"adapters", "desk", "domain", "formats"},
    "index": {"adapters", "domain", "formats", "indexing"},
    "picture": {"adapters", "darkroom", "domain"},
    "sharing": {"adapters", "darkroom", "domain", "pages"},
    "render": {"adapters", "domain", "pages"},
    "weather": {"adapters", "domain"},
    "probe": {"adapters", "domain"},
    "rebuild": {"adapters", "domain", "formats", "indexing"},
    "verify": {"adapters", "custody", "domain", "formats"},
}
WITHOUT_SITE = {"picture"}
SETTINGS = {"garbage_collection", "observability", "settings", "site", "site_file"}

# The function and the paper, and what boto3 takes where others have brought it: certificates, and
# the brotli that the display face is cast with.
NOT_MEANT = {"app", "broadsheet", "brotli", "certifi"}


@pytest.fixture(scope="module")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper with what its build makes of the templates and of the site's language."""
    layer = tmp_path_factory.mktemp("layer")
    shutil.copytree(ROOT / "shared/broadsheet", layer / "broadsheet")
    build = [sys.executable, "-m", "broadsheet.pages.compile", str(layer / "broadsheet/pages")]
    subprocess.run(build, env={"PYTHONPATH": str(layer), "PATH": ""}, check=True)
    return layer


def imported(function: str, layer: Path) -> set[str]:
    """The modules that are there when the handler has been imported, in a process of its own."""
    code = "import json, sys, app; print(json.dumps(sorted(sys.modules)))"
    path = ":".join(map(str, (ROOT / "functions" / function, layer, PACKAGES)))
    run = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": path, "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout))


def test_every_handler_has_its_list() -> None:
    functions = {path.parent.name for path in (ROOT / "functions").glob("*/app.py")}
    assert functions == set(OTHERS) == set(OWN)


@pytest.mark.parametrize("function", OTHERS)
def test_a_handler_imports_these_packages_and_parts_of_the_paper_and_no_other(
    function: str, layer: Path
) -> None:
    modules = imported(function, layer)
    packages = {name.partition(".")[0] for name in modules}
    others = {name for name in packages - sys.stdlib_module_names if not name.startswith("_")}
    assert others - NOT_MEANT == OTHERS[function]
    parts = {name.split(".")[1] for name in modules if name.startswith("broadsheet.")}
    of_all = SETTINGS - {"site", "site_file"} if function in WITHOUT_SITE else SETTINGS
    assert parts == OWN[function] | of_all | {"functions"}
