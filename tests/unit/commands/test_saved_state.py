from pathlib import Path

from commands.saved_state import move_queues, set_aside_orphans


def test_queues_are_found_on_the_new_port(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    saved = '{"a\\u0000\'http://localhost:4566/000000000000/index\'": "http://localhost:4566/x"}'
    (state / "sqs.json").write_text(saved)
    move_queues(tmp_path, 8080)
    # Only what is a queue's URL: twelve digits of an account follow the port.
    assert (state / "sqs.json").read_text() == saved.replace("4566/0000", "8080/0000")


def test_no_state_is_no_fault(tmp_path: Path) -> None:
    move_queues(tmp_path, 8080)
    set_aside_orphans(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_objects_without_a_stack_are_set_aside_and_kept(tmp_path: Path) -> None:
    (tmp_path / "s3").mkdir()
    (tmp_path / "s3" / "article").write_text("kept")
    (tmp_path / "credentials.json").write_text("{}")
    set_aside_orphans(tmp_path)
    (aside,) = tmp_path.iterdir()
    assert aside.name.startswith("s3-left-")
    assert (aside / "article").read_text() == "kept"


def test_objects_with_their_stack_stay(tmp_path: Path) -> None:
    (tmp_path / "s3").mkdir()
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "cloudformation.json").write_text("{}")
    set_aside_orphans(tmp_path)
    assert (tmp_path / "s3").is_dir()
