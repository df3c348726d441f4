import base64
import hashlib

import pytest

from broadsheet.domain.identity import (
    ARTICLE_ID,
    ARTICLE_KEY,
    article_key,
    article_path,
    made_id,
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


def test_a_path_leads_by_section_slug_and_key() -> None:
    assert article_path("news", "bridge-opens", "abcdefghij") == "/news/bridge-opens-abcdefghij"
