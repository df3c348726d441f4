"""Run uv with pip's own settings: its indexes, its certificates, its patience.

A machine behind a mirror tells pip so, once; uv reads none of pip's settings. This runs before
anything is installed, so it knows the standard library only::

    python commands/uv_environment.py uv pip sync ...
"""

import os
import subprocess
import sys
from collections.abc import Mapping

_TRANSLATIONS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "timeout": "UV_HTTP_TIMEOUT",
    "trusted-host": "UV_INSECURE_HOST",
    "proxy": "ALL_PROXY",
}


def parse_pip_settings(listing: str) -> dict[str, str]:
    """Read what ``pip config list`` prints.

    Parameters
    ----------
    listing
        Lines such as ``global.index-url='https://mirror.example/simple'``. Where files and the
        environment (``:env:``) both set something, the environment's word counts, as for pip.

    Returns
    -------
    dict
        The settings that hold for all of pip's commands or for ``install``.
    """
    found: dict[str, str] = {}
    for scope in ("global", "install", ":env:"):
        for line in listing.splitlines():
            name, separator, value = line.partition("=")
            if separator and name.startswith(f"{scope}."):
                found[name.removeprefix(f"{scope}.")] = value.strip().strip("'\"")
    return found


def translate(settings: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    r"""Say in uv's variables what pip was told.

    Parameters
    ----------
    settings
        pip's; a list in them is parted by blanks or by ``\n`` as pip prints it.
    environment
        As ``os.environ``; what it already tells uv stays.
    """
    told = {
        # Every file is checked by its hash, so which index it came from decides nothing; pip
        # asks all of them too.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
    }
    for name, variable in _TRANSLATIONS.items():
        if name in settings:
            values = settings[name].replace("\\n", " ").split()
            told[variable] = ("," if variable == "UV_FIND_LINKS" else " ").join(values)
    return {name: value for name, value in told.items() if name not in environment}


def uv_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Build uv's environment on this machine, from pip's settings as pip itself reports them."""
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        check=False,
        capture_output=True,
        text=True,
        env=dict(environment),
    ).stdout
    return {**environment, **translate(parse_pip_settings(listing), environment)}


def main() -> None:
    """Become the program named by the arguments, with uv's environment."""
    program, *arguments = sys.argv[1:]
    os.execve(program, [program, *arguments], uv_environment(os.environ))  # noqa: S606


if __name__ == "__main__":
    main()
