"""Who signs the calls of a command: a contributor here, or whoever the AWS settings name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps

import click

from commands.stack.http_calls import HttpAnswer, Signer, signer_with_key
from commands.stack.options import for_a_stack
from commands.stack.reach import Reach
from commands.stack.stack_file import read_keys
from commands.terminal import Failure


@dataclass(frozen=True, slots=True)
class ApiCaller:
    """Somebody who calls the API of a stack."""

    signer: Signer
    reach: Reach

    def call(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> HttpAnswer:
        """Make one signed call; the path is the API's own, such as ``/images``."""
        return self.signer.send(method, self.reach.api_url + path, body, headers)


def for_a_contributor(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a stack and of who signs; the command is called with the ``caller``."""

    @click.option(
        "--as", "name", default="desk", envvar="BROADSHEET_AS", help="Who signs it, locally."
    )
    @click.option(
        "--api", envvar="BROADSHEET_API", help="Its address on AWS, as a contributor has it."
    )
    @for_a_stack
    @wraps(command)
    def calling(*, name: str, reach: Reach, **options: object) -> None:
        command(caller=ApiCaller(find_signer(name, reach), reach), **options)

    return calling


def find_signer(name: str, reach: Reach) -> Signer:
    """Find the contributor of a name on this machine; on AWS, whoever the AWS settings name."""
    if not reach.local:
        credentials = reach.session.get_credentials()
        if credentials is None:
            raise Failure("AWS needs credentials: set AWS_PROFILE.")
        return Signer(credentials, reach.region)
    keys = read_keys()
    if name not in keys:
        raise Failure(
            f"There is no contributor {name!r} here, only {', '.join(sorted(keys))}: "
            f"`make contributor NAME={name} KIND=desk` makes one."
        )
    return signer_with_key(keys[name], reach.region)
