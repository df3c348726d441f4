from pathlib import Path

from tests.bench.peers.wagtail import REQUIREMENTS, wagtail_version


def test_the_version_is_the_one_that_is_pinned_with_its_hashes() -> None:
    asked = Path("requirements/peers.in").read_text("utf-8").splitlines()
    assert f"wagtail=={wagtail_version()}" in asked
    assert f"\nwagtail=={wagtail_version()} \\\n    --hash=sha256:" in REQUIREMENTS.read_text(
        "utf-8"
    )
