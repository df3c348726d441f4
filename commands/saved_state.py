"""What a local AWS kept when it last stopped, made fit for the next start."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

# The local AWS knows a queue by its URL, which names the port.
_QUEUE_URL = re.compile(r"http://localhost:\d+(?=/\d{12}/)")
_WITH_QUEUES = ("sqs.json", "cloudformation.json")


def move_queues(home: Path, port: int) -> None:
    """Let the queues of the saved state be found on another port than they were made on.

    Parameters
    ----------
    home
        The directory of a local AWS that is not running.
    port
        Where it will listen.
    """
    for name in _WITH_QUEUES:
        file = home / "state" / name
        if not file.exists():
            continue
        text = file.read_text("utf-8")
        moved = _QUEUE_URL.sub(f"http://localhost:{port}", text)
        if moved != text:
            file.write_text(moved, "utf-8")


def set_aside_orphans(home: Path) -> None:
    """Move away objects of a stack that was killed before its state was first saved.

    They belong to no stack: nothing has indexed them, and the next stack's bucket would hold
    articles that its index has never heard of. They are kept, since only their owner knows
    whether they are missed.

    Parameters
    ----------
    home
        The directory of a local AWS that is not running.
    """
    objects = home / "s3"
    if objects.exists() and not (home / "state" / "cloudformation.json").exists():
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        shutil.move(objects, home / f"s3-left-{moment}")
        (home / "credentials.json").unlink(missing_ok=True)
