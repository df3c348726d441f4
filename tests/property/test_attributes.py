"""Items are written as boto3 writes them, and read back."""

from boto3.dynamodb.types import TypeSerializer
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.adapters.dynamodb.attributes import from_dynamodb, to_dynamodb

VALUES = st.recursive(
    st.text() | st.booleans() | st.integers(-(10**37), 10**37) | st.none(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=9,
)


@given(st.dictionaries(st.text(), VALUES))
def test_an_item_is_written_as_boto3_writes_it_and_read_back(values: dict[str, object]) -> None:
    there = {name: value for name, value in values.items() if value is not None}
    item = to_dynamodb(values)
    assert item == {name: TypeSerializer().serialize(value) for name, value in there.items()}
    assert from_dynamodb(item) == there


@given(st.floats(-1e30, 1e30).map(str))
def test_a_number_that_is_not_whole_is_read(text: str) -> None:
    assert from_dynamodb({"n": {"N": text}}) == {"n": float(text)}
