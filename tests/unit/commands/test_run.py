import shlex

import pytest

from commands.failure import Failure
from commands.run import DEFAULT_PORT, curl_command, read_port
from commands.stack_file import StackDescription


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "4566.5", "٤٥٦٦"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(Failure, match="no port"):
        read_port(text)


def test_a_port_is_read() -> None:
    assert read_port("8080") == 8080
    assert read_port("") == DEFAULT_PORT


def test_the_curl_survives_a_shell() -> None:
    key = {"access_key_id": "AKIA1", "secret_access_key": "a/b+c="}
    words = shlex.split(
        curl_command(
            StackDescription(
                site_url="http://x.cloudfront.localhost:4566",
                api_url="http://127.0.0.1:4566/_aws/execute-api/1/v1",
                endpoint_url="http://127.0.0.1:4566",
                region="us-east-1",
                credentials={"desk": key},
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
