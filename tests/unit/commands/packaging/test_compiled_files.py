import struct
from pathlib import Path

import pytest

from commands.packaging.compiled_files import AARCH64, check_compiled_files

X86_64 = 62


def elf(machine: int, *, little_endian: bool = True) -> bytes:
    order = "<" if little_endian else ">"
    ident = b"\x7fELF" + bytes([2, 1 if little_endian else 2, 1]) + bytes(9)
    return ident + struct.pack(f"{order}HH", 3, machine) + bytes(40)


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("head", [b"", b"PK\x03\x04" + bytes(40), b"\xcf\xfa\xed\xfe"])
def test_other_files_are_not_compiled_ones(tmp_path: Path, head: bytes) -> None:
    write(tmp_path, "a.so", head)
    assert check_compiled_files(tmp_path, AARCH64, "3.13") == ([], {})


def test_the_other_byte_order_is_another_machine(tmp_path: Path) -> None:
    path = write(tmp_path, "a.so", elf(AARCH64, little_endian=False))
    assert list(check_compiled_files(tmp_path, AARCH64, "3.13")[1]) == [path]


def check(folder: Path) -> list[str]:
    return list(check_compiled_files(folder, AARCH64, "3.13")[1].values())


def test_right_files_pass(tmp_path: Path) -> None:
    write(tmp_path, "nested/_core.cpython-313-aarch64-linux-gnu.so", elf(AARCH64))
    write(tmp_path, "fast.abi3.so", elf(AARCH64))
    write(tmp_path, "plain.py", b"")
    compiled, wrong = check_compiled_files(tmp_path, AARCH64, "3.13")
    assert [path.name for path in compiled] == [
        "fast.abi3.so",
        "_core.cpython-313-aarch64-linux-gnu.so",
    ]
    assert wrong == {}


def test_another_processor_is_told(tmp_path: Path) -> None:
    write(tmp_path, "_core.cpython-313-x86_64-linux-gnu.so", elf(X86_64))
    assert check(tmp_path) == ["for machine 62, not 183"]


def test_compiled_file_counts_whatever_its_name(tmp_path: Path) -> None:
    write(tmp_path, "libhidden.so.1", elf(X86_64))
    assert check(tmp_path) == ["for machine 62, not 183"]


def test_another_python_is_told(tmp_path: Path) -> None:
    write(tmp_path, "_core.cpython-312-aarch64-linux-gnu.so", elf(AARCH64))
    assert check(tmp_path) == ["not for cpython-313"]


def test_another_system_is_told(tmp_path: Path) -> None:
    write(tmp_path, "_core.pyd", b"MZ")
    assert check(tmp_path) == ["for another operating system"]
