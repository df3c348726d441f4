"""``python -m tests.lambda_python 3.13`` says where that Python is."""

import sys

from commands.packaging.bytecode import find_python, how_to_install


def main(version: str) -> None:
    python = find_python(version)
    if python is None:
        sys.exit(f"✗ There is no Python {version} here: {how_to_install(version)}")
    sys.stdout.write(f"{python}\n")


if __name__ == "__main__":
    main(sys.argv[1])
