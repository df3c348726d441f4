"""What compiled files were built for, read from their names and headers (System V ABI, ELF-64)."""

from pathlib import Path

AARCH64 = 183
"""``e_machine`` of arm64."""
_MAGIC = b"\x7fELF"
_E_MACHINE = slice(18, 20)
_OF_OTHER_SYSTEMS = {".pyd", ".dll", ".dylib"}


def check_compiled_files(
    folder: Path, machine: int, python: str
) -> tuple[list[Path], dict[Path, str]]:
    """Check that every compiled file of a package is for one processor and one Python.

    Returns
    -------
    tuple
        The compiled files found, and why some would not run. An extension named for no version
        but ``abi3`` is for every Python since the one it was built with.
    """
    tag = f"cpython-{python.replace('.', '')}"
    compiled: list[Path] = []
    wrong: dict[Path, str] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix in _OF_OTHER_SYSTEMS:
            wrong[path] = "for another operating system"
        with path.open("rb") as file:
            head = file.read(_E_MACHINE.stop)
        if not head.startswith(_MAGIC):
            continue
        compiled.append(path)
        found = int.from_bytes(head[_E_MACHINE], "little")
        if found != machine:
            wrong[path] = f"for machine {found}, not {machine}"
        elif ".cpython-" in path.name and f".{tag}-" not in path.name:
            wrong[path] = f"not for {tag}"
    return compiled, wrong
