"""The template as CloudFormation gets it: transformed by SAM, parameters and conditions resolved.

Tests make their tables and buckets from it, so that code and template cannot drift apart.
"""

import copy
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

TEMPLATE = Path(__file__).parents[2] / "template.yaml"
PSEUDO_PARAMETERS = {
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::Region": "eu-west-1",
    "AWS::StackName": "broadsheet",
    "AWS::URLSuffix": "amazonaws.com",
}
_NO_VALUE = {"Ref": "AWS::NoValue"}
_PLACEHOLDER = re.compile(r"\$\{([A-Za-z0-9:]+)\}")


@cache
def _transformed() -> dict[str, Any]:
    session = boto3.Session(region_name=PSEUDO_PARAMETERS["AWS::Region"])
    translator = Translator({}, Parser(), boto_session=session)
    parsed = yaml_parse(TEMPLATE.read_text("utf-8"))
    for resource in parsed["Resources"].values():
        properties = resource.get("Properties", {})
        # As `sam package` does: what is built stands in a bucket.
        for uri in {"CodeUri", "ContentUri"} & properties.keys():
            properties[uri] = f"s3://packages/{properties[uri]}"
        # And as it does not: a definition in a bucket is one that no rule and no linter looks into.
        if "DefinitionUri" in properties:
            definition = TEMPLATE.parent / properties.pop("DefinitionUri")
            properties["Definition"] = json.loads(definition.read_text("utf-8"))
    result: dict[str, Any] = translator.translate(parsed, {})
    return result


def transformed() -> dict[str, Any]:
    """Give the template as SAM transforms it, with all its intrinsic functions."""
    return copy.deepcopy(_transformed())


def resolved(**parameters: str) -> dict[str, Any]:
    """Give the resources with every parameter, condition and ``Sub`` of them resolved.

    Parameters
    ----------
    parameters
        What is said at the deployment; the rest has its default.

    Returns
    -------
    dict
        The resources whose condition holds. References to other resources are left as they are.
    """
    template = transformed()
    values = PSEUDO_PARAMETERS | {
        name: parameters.get(name, str(parameter.get("Default", "")))
        for name, parameter in template["Parameters"].items()
    }
    resolver = _Resolver(values, template["Conditions"])
    return {
        name: resolver.resolve(resource)
        for name, resource in template["Resources"].items()
        if "Condition" not in resource or resolver.holds(resource["Condition"])
    }


class _Resolver:
    """Resolves intrinsic functions of parameters and conditions, and leaves the others."""

    def __init__(self, values: dict[str, str], conditions: dict[str, Any]) -> None:
        self.values = values
        self._conditions = conditions
        self._functions = {
            "Ref": lambda name: self.values.get(name, {"Ref": name}),
            "Condition": self.holds,
            "Fn::If": lambda parts: self.resolve(parts[1 if self.holds(parts[0]) else 2]),
            "Fn::Equals": lambda parts: self.resolve(parts[0]) == self.resolve(parts[1]),
            "Fn::Not": lambda parts: not self.resolve(parts[0]),
            "Fn::And": lambda parts: all(map(self.resolve, parts)),
            "Fn::Or": lambda parts: any(map(self.resolve, parts)),
            "Fn::Sub": self._substitute,
        }

    def holds(self, condition: str) -> bool:
        """Tell whether a condition of the template holds."""
        return bool(self.resolve(self._conditions[condition]))

    def resolve(self, value: Any) -> Any:
        """Resolve what can be resolved in a part of the template."""
        if isinstance(value, list):
            members = [self.resolve(member) for member in value]
            return [member for member in members if member != _NO_VALUE]
        if not isinstance(value, dict):
            return value
        if len(value) == 1 and (function := self._functions.get(next(iter(value)))):
            return function(next(iter(value.values())))
        named = {name: self.resolve(member) for name, member in value.items()}
        return {name: member for name, member in named.items() if member != _NO_VALUE}

    def _substitute(self, argument: Any) -> Any:
        if not isinstance(argument, str):
            return {"Fn::Sub": self.resolve(argument)}
        text = _PLACEHOLDER.sub(lambda name: self.values.get(name[1], name[0]), argument)
        return {"Fn::Sub": text} if "${" in text else text
