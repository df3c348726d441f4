"""The whole of Broadsheet on this machine: the local AWS with the template deployed to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from commands.local.aws import LocalAws, local_aws
from commands.local.deployment import deploy, local_parameters
from commands.packaging.sam import build_local
from commands.stack.contributors import Kind, keep_contributor
from commands.stack.editors import Account, keep_editor
from commands.stack.reach import Reach, reach_local
from commands.stack.stack_file import (
    EDITORS_FILE,
    KEYS_FILE,
    Keys,
    StackDescription,
    read_keys,
    write_private,
)

CONTRIBUTORS = {"desk": Kind.DESK, "reader": Kind.READER}
"""Who can call the API of every local stack."""
EDITOR = Account("editor", "editor@broadsheet.example", "The editor", Kind.DESK)
"""Who can sign in at the desk's page of every local stack."""


@dataclass(frozen=True, slots=True)
class RunningStack:
    """Broadsheet on this machine, running."""

    aws: LocalAws
    reach: Reach
    keys: Keys
    """Of the contributors."""
    editors: Keys
    """Who can sign in at the desk's page."""

    def describe(self) -> StackDescription:
        """Return what stands, as ``.local/stack.json`` has it."""
        outputs = self.reach.outputs
        return StackDescription(
            site_url=self.reach.site_url,
            desk_url=self.reach.outputs["DeskUrl"],
            api_url=self.reach.api_url,
            endpoint_url=self.aws.endpoint_url,
            region=self.reach.region,
            credentials=self.keys,
            editors=self.editors,
            buckets={"articles": outputs["BucketName"]},
            table=outputs["TableName"],
            functions=self.by_function("FunctionName"),
            distribution=outputs["DistributionId"],
        )

    def by_function(self, suffix: str) -> dict[str, str]:
        """Return the outputs of this ending, by the functions that they are of."""
        return {
            output.removesuffix(suffix).lower(): name
            for output, name in self.reach.outputs.items()
            if output.endswith(suffix)
        }


@contextmanager
def local_stack(
    home: Path,
    port: int,
    *,
    weather_url: str | None = None,
    say: Callable[[str], None] = lambda _what: None,
) -> Iterator[RunningStack]:
    """Build, start and deploy, say what is being waited for, and in the end stop.

    What was published with the same home before is there again.
    """
    say("building the functions and the layer (sam build)")
    build = build_local()
    with local_aws(home, port) as aws:
        say("deploying template.yaml to the local AWS (sam deploy)")
        deploy(aws, build, local_parameters(port, weather_url))
        reach = reach_local(aws.endpoint_url)
        say("making the contributors desk and reader, and an editor")
        keys, editors = _make_contributors(home, reach), _make_editors(home, reach)
        yield RunningStack(aws, reach, keys, editors)


def _make_contributors(home: Path, reach: Reach) -> Keys:
    file = home / KEYS_FILE.name
    keys = read_keys(file)
    for name, kind in CONTRIBUTORS.items():
        keys[name] = keep_contributor(name, kind, reach, keys.get(name))
    write_private(file, keys)
    return keys


def _make_editors(home: Path, reach: Reach) -> Keys:
    file = home / EDITORS_FILE.name
    editors = read_keys(file)
    known = editors.get(EDITOR.name, {}).get("password")
    password = keep_editor(EDITOR, reach, known)
    editors[EDITOR.name] = {"password": password, "kind": EDITOR.kind.value}
    write_private(file, editors)
    return editors
