"""Where the local AWS unpacks the layer for each worker: in memory, where there is room.

A worker's layer is some two thousand small files. On a disk that makes files slowly, unpacking
them takes longer than all else that a cold start does.
"""

import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")  # noqa: S108 - the file system, not a file in it
_ROOM = 1 << 30
"""Bytes that must be free: some thirty workers with their layers."""


def make_worker_room(home: Path) -> Path:
    """Make an empty directory for workers, and note in the home where it is.

    Parameters
    ----------
    home
        The directory of a local AWS; what its last workers left is removed.
    """
    clear_worker_room(home)
    base = _MEMORY if _has_room(_MEMORY) else home
    room = Path(tempfile.mkdtemp(prefix="broadsheet-", dir=base))
    _note(home).symlink_to(room)
    return room


def clear_worker_room(home: Path) -> None:
    """Remove the workers' directory, if there is one."""
    note = _note(home)
    if note.is_symlink():
        shutil.rmtree(note.readlink(), ignore_errors=True)
        note.unlink()


def _note(home: Path) -> Path:
    return home / "workers"


def _has_room(folder: Path) -> bool:
    """Whether files can be written there, and the compiled ones among them run."""
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return False
    if os.statvfs(folder).f_flag & os.ST_NOEXEC:
        return False
    return shutil.disk_usage(folder).free > _ROOM
