"""docs/openapi.yaml describes what the template routes: every path, every method, no more."""

import re
from pathlib import Path
from typing import Any

import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from broadsheet.desk.answers import STATUSES
from broadsheet.desk.operations import OPERATIONS
from broadsheet.domain.problems import NoSuchOperation
from broadsheet.formats.accepting import ACCEPTED_FORMATS
from tests.template.transformed_template import transformed

DESCRIPTION: dict[str, Any] = yaml.safe_load(Path("docs/openapi.yaml").read_text("utf-8"))
METHODS = {"get", "put", "post", "delete", "patch", "head"}


def operations(paths: dict[str, Any]) -> set[tuple[str, str]]:
    return {(method, path) for path, item in paths.items() for method in item if method in METHODS}


def test_the_description_is_openapi() -> None:
    assert list(OpenAPIV31SpecValidator(DESCRIPTION).iter_errors()) == []


def test_it_describes_the_operations_that_the_template_routes() -> None:
    (api,) = (
        resource
        for resource in transformed()["Resources"].values()
        if resource["Type"] == "AWS::ApiGateway::RestApi"
    )
    assert operations(DESCRIPTION["paths"]) == operations(api["Properties"]["Body"]["paths"])


def each_operation() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", item[method])
        for path, item in DESCRIPTION["paths"].items()
        for method in METHODS & item.keys()
    ]


def response_of(described: dict[str, Any], status: str) -> dict[str, Any]:
    """A response of an operation, where it is described."""
    response: dict[str, Any] = described["responses"][status]
    name = response.get("$ref", "").rsplit("/", 1)[-1]
    return DESCRIPTION["components"]["responses"][name] if name else response


def problems_of(described: dict[str, Any], status: str) -> set[str]:
    """The problems that an operation is said to answer with a status, by their names."""
    text = response_of(described, status)["description"]
    return set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", text))


def test_every_operation_says_that_it_may_be_refused_and_may_fail() -> None:
    for name, described in each_operation():
        assert {"403", "429", "500", "503"} <= described["responses"].keys(), name


def test_whoever_is_told_to_come_again_is_told_when() -> None:
    for name, described in each_operation():
        assert "Retry-After" in response_of(described, "503")["headers"], name


def test_every_problem_stands_at_its_status_and_no_other_does() -> None:
    described = {
        (status, problem)
        for _, operation in each_operation()
        for status in operation["responses"]
        if status[0] in "45"
        for problem in problems_of(operation, status)
    }
    # What has no route is answered by API Gateway itself.
    kinds = STATUSES.keys() - {NoSuchOperation}
    assert described == {(str(STATUSES[kind]), kind.name) for kind in kinds}


def test_a_failure_that_nobody_foresaw_and_a_store_may_meet_every_operation() -> None:
    for name, described in each_operation():
        assert "unexpected-failure" in problems_of(described, "500"), name
        assert problems_of(described, "503") == {"store-unavailable"}, name


def test_it_describes_the_operations_that_the_desk_has_and_the_formats_that_it_takes() -> None:
    assert {name for name, _ in each_operation()} == set(OPERATIONS)
    article = DESCRIPTION["components"]["requestBodies"]["Article"]
    assert set(article["content"]) == set(ACCEPTED_FORMATS)
