from pathlib import Path

from commands.local.aws import local_environment, move_queues

ENDPOINT = "http://127.0.0.1:4566"


def test_nothing_of_the_newsrooms_own_account_reaches_the_local_aws() -> None:
    theirs = {
        "AWS_PROFILE": "paper",
        "AWS_SESSION_TOKEN": "secret",
        "AWS_CA_BUNDLE": "/ca.pem",
        "PYTHONPATH": "/elsewhere",
        "HOME": "/home/anna",
    }
    seen = local_environment(theirs, ENDPOINT)
    assert not {"AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_CA_BUNDLE", "PYTHONPATH"} & set(seen)
    assert seen["AWS_ENDPOINT_URL"] == ENDPOINT
    assert seen["HOME"] == "/home/anna"
    assert "secret" not in seen.values()


def test_no_proxy_stands_before_this_machine_and_others_stay() -> None:
    seen = local_environment({"NO_PROXY": "intra.example", "HTTPS_PROXY": "http://p"}, ENDPOINT)
    assert seen["NO_PROXY"] == seen["no_proxy"] == "intra.example,127.0.0.1,localhost"
    assert seen["HTTPS_PROXY"] == "http://p"


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
    assert list(tmp_path.iterdir()) == []
