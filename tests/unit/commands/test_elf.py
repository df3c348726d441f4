import shutil
import struct
import subprocess
import sys
from pathlib import Path

import nh3
import pytest

from commands.elf import Machine, check_built_files, drop_symbols, read_machine

CLEAN = """
import sys
sys.path.insert(0, sys.argv[1])
import nh3
print(nh3.__file__, nh3.clean("<b onclick='y'>x</b>"))
"""


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


def extension(segment: bytes, symbols: bytes) -> bytes:
    """An ELF file of one segment that has a table of sections behind its symbols."""
    sections = 64 + 56 + len(segment) + len(symbols)
    header = elf(183)[:20] + struct.pack("<IQQQIHHHHHH", 1, 0, 64, sections, 0, 64, 56, 1, 64, 2, 1)
    program = struct.pack("<IIQQQQQQ", 1, 5, 0, 0, 0, 120 + len(segment), 120 + len(segment), 4096)
    return header + program + segment + symbols + bytes(128)


def test_symbols_and_sections_go_and_what_is_loaded_stays(tmp_path: Path) -> None:
    path = tmp_path / "_core.so"
    path.write_bytes(extension(b"code", b"symbols"))
    drop_symbols(path)
    left = path.read_bytes()
    assert left.endswith(b"code")
    assert len(left) == 64 + 56 + len(b"code")
    assert struct.unpack_from("<Q", left, 40) == (0,)
    assert struct.unpack_from("<HHHHHH", left, 52) == (64, 56, 1, 64, 0, 0)
    assert left[:40] == extension(b"code", b"symbols")[:40]


def test_what_has_no_symbols_to_drop_stays_as_it_is(tmp_path: Path) -> None:
    foreign = b"\xcf\xfa\xed\xfe\x02\x01" + bytes(range(100))
    for content in (b"", foreign, elf(8, little_endian=False)):
        path = tmp_path / "_core.so"
        path.write_bytes(content)
        drop_symbols(path)
        assert path.read_bytes() == content


@pytest.mark.skipif(sys.platform != "linux", reason="its compiled files are no ELF files")
def test_an_extension_works_without_its_symbols(tmp_path: Path) -> None:
    package = tmp_path / "nh3"
    shutil.copytree(Path(nh3.__file__).parent, package)
    (built,) = package.glob("*.so")
    whole = built.stat().st_size
    drop_symbols(built)
    assert built.stat().st_size < whole
    cleaned = subprocess.run(
        [sys.executable, "-I", "-S", "-c", CLEAN, str(tmp_path)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert cleaned.split() == [str(package / "__init__.py"), "<b>x</b>"]
