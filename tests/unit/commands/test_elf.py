import struct
from pathlib import Path

import pytest

from commands.elf import Machine, check_built_files, read_machine


def elf(machine: int, *, little_endian: bool = True) -> bytes:
    order = "<" if little_endian else ">"
    ident = b"\x7fELF" + bytes([2, 1 if little_endian else 2, 1]) + bytes(9)
    return ident + struct.pack(f"{order}HH", 3, machine) + bytes(40)


@pytest.mark.parametrize("little_endian", [True, False])
def test_machine_is_read_in_either_byte_order(little_endian: bool) -> None:  # noqa: FBT001
    assert read_machine(elf(183, little_endian=little_endian)) == Machine.AARCH64


@pytest.mark.parametrize("head", [b"", b"\x7fELF", b"PK\x03\x04" + bytes(40), b"\xcf\xfa\xed\xfe"])
def test_other_files_have_no_machine(head: bytes) -> None:
    assert read_machine(head) is None


def check(folder: Path) -> list[str]:
    return [mismatch.why for mismatch in check_built_files(folder, Machine.AARCH64, "3.13")[1]]


def test_right_files_pass(tmp_path: Path) -> None:
    (tmp_path / "nested").mkdir()
    name = "nested/_core.cpython-313-aarch64-linux-gnu.so"
    (tmp_path / name).write_bytes(elf(183))
    (tmp_path / "fast.abi3.so").write_bytes(elf(183))
    (tmp_path / "plain.py").write_text("")
    compiled, wrong = check_built_files(tmp_path, Machine.AARCH64, "3.13")
    assert [path.name for path in compiled] == [
        "fast.abi3.so",
        "_core.cpython-313-aarch64-linux-gnu.so",
    ]
    assert wrong == []


def test_another_processor_is_told(tmp_path: Path) -> None:
    (tmp_path / "_core.cpython-313-x86_64-linux-gnu.so").write_bytes(elf(62))
    assert check(tmp_path) == ["machine 62, not aarch64"]


def test_compiled_file_counts_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "libhidden.so.1").write_bytes(elf(62))
    assert check(tmp_path) == ["machine 62, not aarch64"]


def test_another_python_is_told(tmp_path: Path) -> None:
    (tmp_path / "_core.cpython-312-aarch64-linux-gnu.so").write_bytes(elf(183))
    assert check(tmp_path) == ["not for cpython-313"]


def test_another_system_is_told(tmp_path: Path) -> None:
    (tmp_path / "_core.pyd").write_bytes(b"MZ")
    assert check(tmp_path) == ["for another operating system"]
