"""Run uv with pip's own settings: its indexes, its certificates, its patience.

A machine behind a mirror tells pip so, once; uv reads none of pip's settings. This runs before
anything is installed, so it knows the standard library only::

    python commands/packaging/uv_environment.py uv pip sync ...
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
_ALWAYS = {
    # Every file is checked by its hash, so which index it came from decides nothing; pip asks all
    # of them too.
    "UV_INDEX_STRATEGY": "unsafe-best-match",
    "UV_PYTHON_DOWNLOADS": "never",
    "UV_NO_PROGRESS": "1",
}


def translate(listing: str) -> dict[str, str]:
    """Translate what ``pip config list`` prints into uv's variables.

    Where files and the environment (``:env:``) both set something, the environment's word counts,
    as for pip; so does what is set for ``install`` over what is set for all of pip's commands.
    """
    variables: dict[str, str] = {}
    for scope in ("global.", "install.", ":env:."):
        for line in listing.splitlines():
            name, _, value = line.partition("=")
            variable = _TRANSLATIONS.get(name.removeprefix(scope))
            if variable and name.startswith(scope):
                # pip prints the line breaks of a list as they are written in Python.
                values = value.strip("'\"").replace("\\n", " ").split()
                variables[variable] = ("," if variable == "UV_FIND_LINKS" else " ").join(values)
    return variables


def uv_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Build uv's environment on this machine: what it says to uv itself counts over pip's word."""
    pip = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(pip, env=environment, capture_output=True, text=True, check=False)
    return {**_ALWAYS, **translate(listed.stdout), **environment}


if __name__ == "__main__":
    program, *arguments = sys.argv[1:]
    os.execve(program, [program, *arguments], uv_environment(os.environ))  # noqa: S606
