"""docs/openapi.yaml describes what the template routes: every path, every method, no more."""

from pathlib import Path
from typing import Any

import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

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


def test_every_operation_says_that_it_may_be_refused() -> None:
    for path, item in DESCRIPTION["paths"].items():
        for method in METHODS & item.keys():
            responses = item[method]["responses"]
            assert {"403", "429"} <= responses.keys(), (method, path)
