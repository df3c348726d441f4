"""What comes from npm is pinned by digests, and by no address."""

import json
from pathlib import Path

import pytest

from commands.packaging import npm
from commands.packaging.npm import installed_packages
from commands.terminal import Failure

ROOT = Path(__file__).parents[4]
LOCKS = sorted([ROOT / "desk" / "package-lock.json", *(ROOT / "tests").rglob("package-lock.json")])


def name(path: Path) -> str:
    return str(path.parent.relative_to(ROOT))


def test_there_are_lock_files() -> None:
    assert len(LOCKS) == 3


@pytest.mark.parametrize("path", LOCKS, ids=name)
def test_each_package_is_pinned_by_its_digest_and_by_no_address(path: Path) -> None:
    packages = json.loads(path.read_text("utf-8"))["packages"]
    asked = json.loads(path.with_name("package.json").read_text("utf-8"))
    wanted = asked["dependencies"] | asked.get("devDependencies", {})
    locked = packages.pop("")
    assert locked["dependencies"] | locked.get("devDependencies", {}) == wanted
    assert all(
        version == packages[f"node_modules/{name}"]["version"] for name, version in wanted.items()
    )
    for name_, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name_
        assert "resolved" not in package, name_


def test_what_npm_cannot_install_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npm, "ROOT", tmp_path)
    monkeypatch.setattr(npm, "_INSTALLED", tmp_path / "build")
    pinned = tmp_path / "packages"
    pinned.mkdir()
    for name in ("package.json", "package-lock.json"):
        (pinned / name).write_text("no lock file")
    for _ in range(2):
        with pytest.raises(Failure, match="npm could not install what packages pins"):
            installed_packages(pinned)
