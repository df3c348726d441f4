"""The process of the local AWS: ministack, tied to the life of the command that started it.

Its standard input is a pipe that nobody writes to. The pipe closes when the starting process
ends, however it ends, and the server then stops by itself with its state saved: no orphan holds
the port after a ``kill -9``.
"""

import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

# ministack has no type information.
from ministack import app  # type: ignore[import-untyped]
from ministack.core.persistence import save_all  # type: ignore[import-untyped]

from commands.local.editors_roles import keep_to_role_mappings


def _stop_when_left_alone() -> None:
    # Not through sys.stdin, whose lock the interpreter wants for itself at its end.
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _save(_number: int, _frame: FrameType | None) -> None:
    # ministack itself saves at an orderly end only. Saving once more when the stack has just been
    # deployed means that a crash or a power cut later costs a rebuild, never the stack.
    save_all(app._build_persistence_save_dict())  # noqa: SLF001 - no public name; version is pinned


if __name__ == "__main__":
    # The argument is a file that is there from the start to the orderly end.
    mark = Path(sys.argv.pop())  # ministack reads the arguments too
    mark.touch()
    signal.signal(signal.SIGUSR1, _save)
    keep_to_role_mappings()
    threading.Thread(target=_stop_when_left_alone, daemon=True).start()
    app.main()
    mark.unlink(missing_ok=True)
