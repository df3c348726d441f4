"""Ghost, from npm, with SQLite and the theme that it brings."""

import json
import os
import platform
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from commands.terminal import Failure
from tests.bench.peers.long_stories import READ, body_html, long_story, slug_of_story
from tests.bench.peers.served import ServedSite
from tests.bench.peers.serving import run_logged, serving
from tests.commands.free_port import find_free_port

VERSION = "6.65.0"
NODE = "22.23.3"
NAME = f"Ghost {VERSION}"
SETTLING_SECONDS = 40.0
"""Of its first pages each costs about twice what it costs later."""
_MOMENT = "%Y-%m-%d %H:%M:%S"


def install_ghost(peers: Path) -> Path:
    """Install Ghost and the Node that it asks for, once; return the folder of both."""
    folder = peers / f"ghost-{VERSION}-node-{NODE}"
    if (folder / "installed").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    npm = shutil.which("npm")
    if npm is None:
        raise Failure("Ghost is installed by npm, which is not here: on Debian `apt install npm`.")
    arm = platform.machine().lower() in {"arm64", "aarch64"}
    node = f"node-linux-{'arm64' if arm else 'x64'}"
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    steps = (
        ([npm, "install", "--prefix", "node", *quiet, f"{node}@{NODE}"], folder),
        # A plain install of the package fails at its file: dependencies, which are inside it.
        ([npm, "pack", "--silent", f"ghost@{VERSION}"], folder),
        (["tar", "xzf", f"ghost-{VERSION}.tgz"], folder),
        ([npm, "install", "--omit=dev", "--legacy-peer-deps", *quiet], folder / "package"),
    )
    brought = folder / "node" / "node_modules" / node
    # What has no binary for this Node is compiled, against the headers that came with it.
    environment = os.environ | {
        "PATH": f"{brought / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "npm_config_nodedir": str(brought),
    }
    for number, (command, cwd) in enumerate(steps):
        log = folder / f"step-{number}.log"
        run_logged(command, cwd=cwd, env=environment, log=log, what=f"`{' '.join(command)}`")
    (folder / "bin").symlink_to(brought / "bin")
    (folder / "installed").touch()
    return folder


@contextmanager
def ghost_site(folder: Path, home: Path, articles: int) -> Iterator[ServedSite]:
    """Serve so many articles; those of Ghost's own are taken out."""
    port, content = find_free_port(), home / f"ghost-{articles}"
    shutil.copytree(folder / "package" / "content", content, symlinks=True)
    database = content / "data" / "peers.db"
    cwd = home / f"ghost-{articles}-here"
    cwd.mkdir()
    (cwd / "current").symlink_to(folder / "package")  # where Ghost looks for its own files
    (cwd / "config.production.json").write_text(json.dumps(_config(port, content, database)))
    environment = os.environ | {"NODE_ENV": "production"}
    command = [str(folder / "bin" / "node"), str(folder / "package" / "index.js")]
    log = home / f"ghost-{articles}.log"
    with serving(command, port, ["/"], cwd=cwd, env=environment, log=log):
        pass  # it makes its tables
    fill_ghost(database, articles)
    paths = tuple(f"/{slug_of_story(number)}/" for number in range(min(READ, articles)))
    with serving(command, port, paths[:1], cwd=cwd, env=environment, log=log) as pid:
        time.sleep(SETTLING_SECONDS)
        yield ServedSite(NAME, articles, port, pid, paths)


def _config(port: int, content: Path, database: Path) -> dict[str, Any]:
    return {
        "url": f"http://127.0.0.1:{port}",
        "server": {"host": "127.0.0.1", "port": port},
        "database": {
            "client": "better-sqlite3",
            "connection": {"filename": str(database)},
            "useNullAsDefault": True,
        },
        "mail": {"transport": "Direct"},
        "logging": {"transports": ["stdout"], "level": "error"},
        "paths": {"contentPath": str(content)},
        "privacy": {"useUpdateCheck": False, "useGravatar": False, "useRpcPing": False},
    }


def fill_ghost(database: Path, articles: int) -> None:
    """Write articles, their tags and their author into Ghost's tables."""
    newest = datetime.now(UTC)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM posts_tags")
        connection.execute("DELETE FROM posts_authors")
        connection.execute("DELETE FROM posts_meta")
        connection.execute("DELETE FROM posts")
        (author,) = connection.execute("SELECT id FROM users LIMIT 1").fetchone()
        tags: dict[str, str] = {}
        for number in range(articles):
            document = long_story(number, "news")
            published = (newest - timedelta(minutes=7 * number)).strftime(_MOMENT)
            post = ghost_id("post", str(number))
            _insert(connection, "posts", _post(document, number, post, published))
            link = {"id": ghost_id("author", post), "post_id": post, "author_id": author}
            _insert(connection, "posts_authors", link | {"sort_order": 0})
            for order, tag in enumerate(document["tags"]):
                if tag not in tags:
                    tags[tag] = ghost_id("tag", tag)
                    named = {"name": tag, "slug": f"bench-{len(tags)}", "visibility": "public"}
                    _insert(connection, "tags", {"id": tags[tag], "created_at": published, **named})
                link = {"id": ghost_id(tag, post), "post_id": post, "tag_id": tags[tag]}
                _insert(connection, "posts_tags", link | {"sort_order": order})


def _post(document: dict[str, Any], number: int, post: str, published: str) -> dict[str, Any]:
    digest = sha256(post.encode()).hexdigest()
    return {
        "id": post,
        "uuid": f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}",
        "title": document["headline"],
        "slug": slug_of_story(number),
        "html": body_html(document),
        "plaintext": document["body"],
        "comment_id": post,
        "featured": 0,
        "type": "post",
        "status": "published",
        "visibility": "public",
        "email_recipient_filter": "all",
        "created_at": published,
        "updated_at": published,
        "published_at": published,
        "custom_excerpt": document["standfirst"],
        "show_title_and_feature_image": 1,
    }


def ghost_id(kind: str, name: str) -> str:
    """Make an id of 24 hexadecimal digits, as Ghost's are."""
    return sha256(f"{kind} {name}".encode()).hexdigest()[:24]


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    columns, places = ", ".join(row), ", ".join("?" * len(row))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own
    connection.execute(statement, list(row.values()))
