import base64
import hashlib

import pytest

from broadsheet.domain.identity import (
    ARTICLE_ID,
    ARTICLE_KEY,
    article_key,
    article_path,
    made_id,
    newest_number,
    numbered_id,
)


def test_a_key_is_the_start_of_the_base32_of_the_sha_256_of_the_id() -> None:
    whole = base64.b32encode(hashlib.sha256(b"bridge").digest()).decode().lower()
    assert article_key("bridge") == whole[:10]
    assert ARTICLE_KEY.fullmatch(article_key("bridge"))


def test_a_made_id_is_an_id_and_the_same_for_the_same_request() -> None:
    made = made_id("arn:anna", "claim")
    assert ARTICLE_ID.fullmatch(made)
    assert made == made_id("arn:anna", "claim")


@pytest.mark.parametrize(("contributor", "claim"), [("b", "claim"), ("a", "other"), ("ac", "laim")])
def test_two_requests_never_share_an_id(contributor: str, claim: str) -> None:
    assert made_id("a", "claim") != made_id(contributor, claim)


def test_a_made_id_is_not_the_key_of_the_same_words() -> None:
    assert not made_id("a", "b").startswith(article_key("a\x00b"))


def test_the_articles_of_the_same_bytes_are_numbered_from_the_id_that_was_made() -> None:
    made = made_id("anna", "claim")
    ids = [numbered_id(made, number) for number in range(1, 12)]
    assert ids[:2] == [made, f"{made}-2"]
    assert all(ARTICLE_ID.fullmatch(each) for each in ids)
    for count in range(12):
        assert newest_number(made, ids[:count]) == count


@pytest.mark.parametrize(
    "other", ["{made}-", "{made}-0", "{made}-1", "{made}-02", "{made}-2-3", "{made}2", "7", "x-7"]
)
def test_an_id_that_somebody_chose_is_no_number(other: str) -> None:
    made = made_id("anna", "claim")
    assert newest_number(made, [other.format(made=made)]) == 0


def test_a_path_leads_by_section_slug_and_key() -> None:
    assert article_path("news", "bridge-opens", "abcdefghij") == "/news/bridge-opens-abcdefghij"
