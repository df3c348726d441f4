"""What a compiled file was built for, read from its first bytes; and what of it is needed.

The header's layout is the System V ABI's (ELF-64, chapter 4).
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

_MAGIC = b"\x7fELF"
_64_BITS_LITTLE_ENDIAN = _MAGIC + b"\x02\x01"
_HEADER_SIZE = 64
_MACHINE_OFFSET = 18
_PROGRAM_HEADERS, _SECTION_HEADERS = 32, 40
_PROGRAM_HEADER_SIZE, _SECTION_COUNT = 54, 60


class Machine(IntEnum):
    """``e_machine`` of the processors that Lambda has."""

    X86_64 = 62
    AARCH64 = 183


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A file that would not run: which, and why."""

    path: Path
    why: str


def read_machine(head: bytes) -> int | None:
    """Read ``e_machine`` from the first 20 bytes of a file.

    Returns
    -------
    int or None
        Nothing if the file is no ELF file.
    """
    if len(head) < _MACHINE_OFFSET + 2 or not head.startswith(_MAGIC):
        return None
    little_endian = head[5] == 1
    machine: int = struct.unpack_from("<H" if little_endian else ">H", head, _MACHINE_OFFSET)[0]
    return machine


def check_built_files(
    folder: Path, machine: Machine, python: str
) -> tuple[list[Path], list[Mismatch]]:
    """Check that every compiled file in a folder is for one processor and one Python.

    Parameters
    ----------
    folder
        Of a built package.
    machine, python
        What it must be for, such as ``Machine.AARCH64`` and ``3.13``.

    Returns
    -------
    tuple
        The compiled files found, and what is wrong with them. An extension named for no version
        but ``abi3`` is for every Python since the one it was built with.
    """
    tag = f"cpython-{python.replace('.', '')}"
    compiled, wrong = [], []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        with path.open("rb") as file:
            found = read_machine(file.read(_MACHINE_OFFSET + 2))
        if path.suffix in {".pyd", ".dll", ".dylib"}:
            wrong.append(Mismatch(path, "for another operating system"))
        if found is None:
            continue
        compiled.append(path)
        if found != machine:
            wrong.append(Mismatch(path, f"machine {found}, not {machine.name.lower()}"))
        elif ".cpython-" in path.name and f".{tag}-" not in path.name:
            wrong.append(Mismatch(path, f"not for {tag}"))
    return compiled, wrong


def drop_symbols(path: Path) -> None:
    """Leave of a compiled file only what a loader reads: what its program headers name.

    Symbols and debugging stand behind that, with the table of sections, which the ABI leaves to
    the linker; this is what ``strip`` does, which knows no other processor's files everywhere.
    """
    data = bytearray(path.read_bytes())
    if len(data) < _HEADER_SIZE or not data.startswith(_64_BITS_LITTLE_ENDIAN):
        return
    (start,) = struct.unpack_from("<Q", data, _PROGRAM_HEADERS)
    size, count = struct.unpack_from("<HH", data, _PROGRAM_HEADER_SIZE)
    ends = [start + size * count]
    for header in range(start, start + size * count, size):
        offset, length = struct.unpack_from("<8xQ16xQ", data, header)
        ends.append(offset + length)
    struct.pack_into("<Q", data, _SECTION_HEADERS, 0)
    struct.pack_into("<HH", data, _SECTION_COUNT, 0, 0)
    path.write_bytes(data[: max(ends)])
