import shlex

from commands.run import curl_command
from commands.stack.stack_file import StackDescription


def test_the_curl_survives_a_shell() -> None:
    key = {"access_key_id": "AKIA1", "secret_access_key": "a/b+c="}
    words = shlex.split(
        curl_command(
            StackDescription(
                site_url="http://x.cloudfront.localhost:4566",
                desk_url="http://x.cloudfront.localhost:4566/desk/",
                api_url="http://127.0.0.1:4566/_aws/execute-api/1/v1",
                endpoint_url="http://127.0.0.1:4566",
                region="us-east-1",
                credentials={"desk": key},
                editors={"editor": {"password": "p", "kind": "desk"}},
                buckets={},
                table="t",
                functions={},
                distribution="d",
            )
        )
    )
    assert words[words.index("--user") + 1] == "AKIA1:a/b+c="
    assert words[words.index("--aws-sigv4") + 1] == "aws:amz:us-east-1:execute-api"
    assert words[-1] == "http://127.0.0.1:4566/_aws/execute-api/1/v1/articles"
