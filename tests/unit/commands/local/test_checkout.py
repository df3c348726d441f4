from pathlib import Path

import pytest

from commands.local import checkout
from commands.local.checkout import hold_checkout
from commands.terminal import Failure


@pytest.fixture(autouse=True)
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(checkout, "LOCAL", tmp_path / ".local")
    return tmp_path / ".local"


def test_only_one_holds_it_and_whoever_is_next_is_told_who(local: Path) -> None:
    with hold_checkout():
        holder = (local / "lock").read_text()
        with pytest.raises(Failure, match=f"already running.+`kill {holder}`"), hold_checkout():
            pass
        assert (local / "lock").read_text() == holder
    with hold_checkout():
        pass


def test_only_its_owner_may_look_into_it(local: Path) -> None:
    with hold_checkout():
        assert local.stat().st_mode & 0o777 == 0o700
