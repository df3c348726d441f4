from dataclasses import asdict
from pathlib import Path

from commands.stack.stack_file import (
    StackDescription,
    read_keys,
    read_stack_file,
    write_private,
)

DESCRIPTION = StackDescription(
    site_url="http://x.cloudfront.localhost:4566",
    desk_url="http://x.cloudfront.localhost:4566/desk/",
    api_url="http://127.0.0.1:4566/api",
    endpoint_url="http://127.0.0.1:4566",
    region="us-east-1",
    credentials={"desk": {"access_key_id": "A", "secret_access_key": "S"}},
    editors={"editor": {"password": "p", "kind": "desk"}},
    buckets={"articles": "b"},
    table="t",
    functions={"submit": "s"},
    distribution="d",
)


def test_what_is_written_is_read_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "stack.json"
    write_private(file, asdict(DESCRIPTION))
    assert read_stack_file(file) == DESCRIPTION
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["stack.json"]


def test_keys_are_read_by_their_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "credentials.json"
    assert read_keys(file) == {}
    write_private(file, DESCRIPTION.credentials)
    assert read_keys(file) == DESCRIPTION.credentials
    assert file.stat().st_mode & 0o077 == 0


def test_no_file_is_no_stack(tmp_path: Path) -> None:
    assert read_stack_file(tmp_path / "stack.json") is None
