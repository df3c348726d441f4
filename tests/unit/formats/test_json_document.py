import json

import pytest

from broadsheet.domain.problems import MalformedDocument
from broadsheet.formats import json_document
from broadsheet.formats.json_document import (
    MAX_NESTING,
    MAX_NUMBER_LENGTH,
    canonical_digest,
    parse_json_document,
)


def detail_of(body: bytes) -> str:
    with pytest.raises(MalformedDocument) as caught:
        parse_json_document(body)
    return caught.value.detail


def test_a_document_is_read() -> None:
    body = b' {"a": [1, -2.5, true, null, "\\u03ba"]}\n'
    assert parse_json_document(body) == {"a": [1, -2.5, True, None, "κ"]}


def test_a_byte_order_mark_is_ignored() -> None:
    assert parse_json_document(b"\xef\xbb\xbf{}") == {}


def test_a_syntax_error_names_line_and_column() -> None:
    assert "line 3, column 8" in detail_of(b'{\n "a": 1,\n "b":  nope\n}')


@pytest.mark.parametrize("body", [b"", b"  \n", b"\xef\xbb\xbf"])
def test_nothing_is_no_document(body: bytes) -> None:
    assert "is empty" in detail_of(body)


def test_bytes_that_are_not_utf_8_are_refused_with_their_place() -> None:
    assert "byte 3" in detail_of(b'{"\xff": 1}')


@pytest.mark.parametrize("constant", [b"NaN", b"Infinity", b"-Infinity"])
def test_constants_that_json_does_not_have_are_refused(constant: bytes) -> None:
    assert f"holds {constant.decode()}" in detail_of(b'{"a": ' + constant + b"}")


@pytest.mark.parametrize("body", [b"{'a': 1}", b"[1,]", b"{} {}", b"[01]", b'"\x01"', b'"\\x41"'])
def test_what_other_parsers_forgive_is_refused(body: bytes) -> None:
    assert "is not JSON" in detail_of(body)


def test_a_name_twice_in_one_object_is_refused_by_name() -> None:
    assert '"headline" twice' in detail_of(b'[{"headline": 1, "body": 2, "headline": 1}]')


def test_a_name_in_two_objects_is_fine() -> None:
    assert parse_json_document(b'[{"a": 1}, {"a": 2}]') == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'[{"a":' * 50_000 + b"1" + b"}]" * 50_000,
        b"[" * (MAX_NESTING + 1) + b"]" * (MAX_NESTING + 1),
    ],
)
def test_deep_nesting_is_refused_whatever_it_is_made_of(body: bytes) -> None:
    assert f"more than {MAX_NESTING} levels" in detail_of(body)


def test_the_deepest_nesting_that_is_allowed_is_read() -> None:
    deepest = b"[" * MAX_NESTING + b"]" * MAX_NESTING
    assert json.dumps(parse_json_document(deepest)).encode() == deepest


def test_brackets_in_a_text_and_side_by_side_are_no_nesting() -> None:
    side_by_side = b"[" + b",".join([b"[]"] * 1_000) + b"]"
    assert len(str(parse_json_document(side_by_side))) > 1_000
    text = '\\"[{' * 1_000
    assert parse_json_document(f'{{"a": "{text}"}}'.encode()) == {"a": '"[{' * 1_000}


def test_a_string_that_nobody_ends_is_read_once_and_not_from_each_of_its_quotes() -> None:
    text = "[[]" + r"\"" * 1_000
    assert json_document._STRING_OR_BRACKET.findall(text) == ["[", "[", "]", text[4:]]
    assert "not JSON" in detail_of(b"[" + b"[]," * MAX_NESTING + text.encode())


@pytest.mark.parametrize("number", [b"1" * 5_000, b"-" + b"1" * 5_000, b"0." + b"1" * 900_000])
def test_a_number_without_end_is_refused_in_words(number: bytes) -> None:
    detail = detail_of(b'{"a": ' + number + b"}")
    assert f"a number of {len(number)} characters" in detail
    assert len(detail) < 300


def test_the_longest_number_that_is_allowed_is_read() -> None:
    assert parse_json_document(b"9" * MAX_NUMBER_LENGTH) == int("9" * MAX_NUMBER_LENGTH)


def test_a_number_beyond_a_double_is_refused() -> None:
    assert "1e400" in detail_of(b"[1e400]")


def test_the_digest_is_of_what_is_said_and_not_of_how() -> None:
    one = parse_json_document('{"a": "κ", "b": [1, 2]}'.encode())
    other = parse_json_document(b'{"b":[1,2],\n"a":"\\u03ba"}')
    assert canonical_digest(one) == canonical_digest(other)


@pytest.mark.parametrize("other", ['{"a": 2}', '{"b": 1}', '{"a": "1"}', '[{"a": 1}]'])
def test_the_digest_differs_where_the_document_does(other: str) -> None:
    assert canonical_digest({"a": 1}) != canonical_digest(parse_json_document(other.encode()))


def test_the_digest_is_the_sha_256_of_the_compact_sorted_form() -> None:
    # printf '{"a":"κ","b":1}' | sha256sum
    expected = "744ce452a44fe90f72eb260da2e427a31feb854767a0c269dba3287979120ea6"
    assert canonical_digest({"b": 1, "a": "κ"}) == expected


def test_half_a_surrogate_pair_has_a_digest_too() -> None:
    assert len(canonical_digest(parse_json_document(b'"\\ud800"'))) == 64


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_another_encoding_of_unicode_is_named(encoding: str) -> None:
    with pytest.raises(MalformedDocument, match=encoding[:6].upper()):
        parse_json_document('{"headline": "Bridge"}'.encode(encoding))
