"""What the local AWS keeps holds secret keys, so it is for its owner alone."""

import json

from tests.commands.local_stack import LocalStack
from tests.end_to_end.waiting import eventually

OTHERS = 0o077


def test_only_their_owner_may_look_into_the_files_of_the_local_aws(stack: LocalStack) -> None:
    home = stack.aws.home
    saved = home / "state" / "iam.json"
    saved.unlink(missing_ok=True)
    stack.aws.save()
    eventually(saved.exists, "the state is saved")
    secrets = [key["secret_access_key"] for key in stack.keys.values()]
    assert all(secret in saved.read_text("utf-8") for secret in secrets)
    assert json.loads((home / "credentials.json").read_text("utf-8")) == stack.keys
    assert home.stat().st_mode & 0o777 == 0o700
    kept = [home / "aws.log", home / "sam-deploy.log", home / "credentials.json", home / "s3"]
    kept += [home / "state", *(home / "state").rglob("*")]
    assert [path for path in kept if path.stat().st_mode & OTHERS] == []
