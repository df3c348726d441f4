"""Wagtail, from PyPI, with SQLite behind gunicorn: by a whole template, and by a bare one."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from commands.layout import ROOT, TOOLS
from commands.packaging.uv_environment import uv_environment
from tests.bench.peers.long_stories import READ, body_html, long_story, slug_of_story
from tests.bench.peers.served import ServedSite
from tests.bench.peers.serving import run_logged, serving
from tests.commands.free_port import find_free_port

REQUIREMENTS = ROOT / "requirements" / "peers.txt"
THREADS = 8
_SITE = Path(__file__).with_name("wagtail_site")


def wagtail_version() -> str:
    """Read which version is pinned."""
    pinned = REQUIREMENTS.read_text("utf-8").partition("\nwagtail==")[2]
    return pinned.split(maxsplit=1)[0]


def install_wagtail(peers: Path) -> Path:
    """Make the environment of its own, once; return its Python."""
    folder = peers / f"wagtail-{wagtail_version()}"
    python = folder / "bin" / "python"
    if not (folder / "installed").exists():
        peers.mkdir(parents=True, exist_ok=True)
        uv, environment = str(TOOLS / "uv"), uv_environment(os.environ)
        sync = [uv, "pip", "sync", "--python", str(python), "--require-hashes", str(REQUIREMENTS)]
        for command in ([uv, "venv", "--clear", "--python", sys.executable, str(folder)], sync):
            log = peers / "wagtail-install.log"
            run_logged(command, cwd=ROOT, env=environment, log=log, what="installing Wagtail")
        (folder / "installed").touch()
    return python


@contextmanager
def wagtail_sites(python: Path, home: Path, articles: int) -> Iterator[list[ServedSite]]:
    """Serve so many articles, once: the pages of the whole template, and of the bare one."""
    port, log = find_free_port(), home / f"wagtail-{articles}.log"
    told = home / f"wagtail-{articles}.jsonl"
    _write_articles(told, articles)
    migrations = home / f"wagtail-{articles}-migrations"
    (migrations / "paper_migrations").mkdir(parents=True)
    (migrations / "paper_migrations" / "__init__.py").touch()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "site_settings",
        "PEERS_DATABASE": str(home / f"wagtail-{articles}.db"),
        "PYTHONPATH": os.pathsep.join([str(_SITE), str(migrations)]),
    }
    fill = [str(python), str(_SITE / "fill.py"), str(told), str(port)]
    run_logged(fill, cwd=home, env=environment, log=log, what="filling Wagtail")
    paths = tuple(f"/news/{slug_of_story(number)}/" for number in range(min(READ, articles)))
    command = [
        str(python), "-m", "gunicorn", "--workers", "1", "--threads", str(THREADS),
        "--bind", f"127.0.0.1:{port}", "--keep-alive", "60", "site_wsgi",
    ]  # fmt: skip
    with serving(command, port, paths[:1], cwd=home, env=environment, log=log) as pid:
        whole = ServedSite(f"Wagtail {wagtail_version()}", articles, port, pid, paths)
        bare = tuple(f"{path}?bare" for path in paths)
        yield [whole, replace(whole, name=f"{whole.name}, bare template", paths=bare)]


def _write_articles(file: Path, articles: int) -> None:
    newest = datetime.now(UTC)
    with file.open("w", encoding="utf-8") as lines:
        for number in range(articles):
            document = long_story(number, "news")
            told = {
                "slug": slug_of_story(number),
                "headline": document["headline"],
                "standfirst": document["standfirst"],
                "byline": ", ".join(document["byline"]),
                "html": body_html(document),
                "tags": document["tags"],
                "published_at": (newest - timedelta(minutes=7 * number)).isoformat(),
            }
            lines.write(f"{json.dumps(told)}\n")
