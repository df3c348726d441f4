"""Items in DynamoDB's own types, written and read without boto3, which readers do not wait for.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

Attributes = dict[str, "AttributeValueTypeDef"]


def to_dynamodb(values: Mapping[str, Any]) -> Attributes:
    """Write an item in DynamoDB's own types, leaving out what is nothing."""
    return {name: _write(value) for name, value in values.items() if value is not None}


def _write(value: object) -> "AttributeValueTypeDef":
    match value:
        case str():
            return {"S": value}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case list():
            return {"L": [_write(each) for each in value]}
        case dict():
            return {"M": {name: _write(each) for name, each in value.items()}}
        case None:
            return {"NULL": True}
    raise TypeError(f"{value!r} is nothing that the index holds")


def from_dynamodb(item: Mapping[str, Any]) -> dict[str, Any]:
    """Read an item's attributes as Python values; what the paper never writes stays as it is."""
    # Nearly all are strings.
    return {name: value["S"] if "S" in value else _read(value) for name, value in item.items()}


def _read(value: Mapping[str, Any]) -> object:
    match value:
        case {"N": str(text)}:
            return int(text) if text.removeprefix("-").isdecimal() else float(text)
        case {"L": list(values)}:
            return [each["S"] if "S" in each else _read(each) for each in values]
        case {"M": dict(values)}:
            return from_dynamodb(values)
        case {"NULL": True}:
            return None
        case {"BOOL": bool(truth)}:
            return truth
    return value
