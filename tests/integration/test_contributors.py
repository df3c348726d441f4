"""Contributors in IAM: made once, kept, taken back whole, and never changed without a word."""

import json
from dataclasses import replace
from typing import Any

import boto3
import pytest

from commands.stack.contributors import Kind, keep_contributor, make_contributor, removal
from commands.stack.contributors import remove_contributor as remove
from commands.stack.reach import Reach
from commands.terminal import Failure

LOCAL = "http://127.0.0.1:4566"
READER = {"GET/articles", "GET/articles/*", "GET/images", "GET/images/*", "GET/suggestions"}


@pytest.fixture
def reach() -> Reach:
    outputs = {"ApiId": "abc", "ApiStage": "v1"}
    return Reach("paper", "eu-west-1", boto3.Session(), None, outputs)


def may(reach: Reach, name: str) -> set[str]:
    policy: Any = reach.client("iam").get_user_policy(
        UserName=f"{name}@{reach.region}", PolicyName="api"
    )
    (statement,) = policy["PolicyDocument"]["Statement"]
    return {resource.split("/", 2)[2] for resource in statement["Resource"]}


def users(reach: Reach) -> list[str]:
    return [user["UserName"] for user in reach.client("iam").list_users()["Users"]]


def test_a_contributor_may_call_the_paths_of_its_kind_on_this_stage(reach: Reach) -> None:
    assert make_contributor("anna", Kind.READER, reach)["access_key_id"]
    assert may(reach, "anna") == READER
    policy: Any = reach.client("iam").get_user_policy(UserName="anna@eu-west-1", PolicyName="api")
    assert "arn:aws:execute-api:eu-west-1:123456789012:abc/v1/GET" in json.dumps(policy)


@pytest.mark.parametrize("kind", list(Kind))
def test_one_that_is_there_keeps_its_rights_and_its_key(reach: Reach, kind: Kind) -> None:
    make_contributor("anna", Kind.DESK, reach)
    before = may(reach, "anna")
    with pytest.raises(Failure, match=r"`make contributor NAME=anna REMOVE=1 AWS=1 STACK=paper"):
        make_contributor("anna", kind, reach)
    assert may(reach, "anna") == before
    keys = reach.client("iam").list_access_keys(UserName="anna@eu-west-1")["AccessKeyMetadata"]
    assert len(keys) == 1


def test_an_iam_user_for_something_else_is_left_alone(reach: Reach) -> None:
    reach.client("iam").create_user(UserName="anna@eu-west-1", Path="/staff/")
    with pytest.raises(Failure, match="no contributor of paper"):
        make_contributor("anna", Kind.DESK, reach)
    with pytest.raises(Failure, match="no contributor of paper"):
        remove("anna", reach)
    assert users(reach) == ["anna@eu-west-1"]


def test_the_contributors_of_two_regions_do_not_meet(reach: Reach) -> None:
    there = replace(reach, region="us-east-1")
    make_contributor("anna", Kind.DESK, reach)
    make_contributor("anna", Kind.READER, there)
    assert "POST/articles" in may(reach, "anna")
    assert may(there, "anna") == READER
    remove("anna", there)
    assert users(reach) == ["anna@eu-west-1"]


def test_the_longest_name_is_one_of_iam(reach: Reach) -> None:
    far = replace(reach, region="ap-southeast-7")  # no region's name is longer
    assert make_contributor("n" * 47, Kind.READER, far)
    assert len(users(far)[0]) <= 64


def test_one_is_taken_back_whole_and_can_be_made_again(reach: Reach) -> None:
    make_contributor("anna", Kind.DESK, reach)
    remove("anna", reach)
    assert users(reach) == []
    with pytest.raises(Failure, match="no contributor 'anna'"):
        remove("anna", reach)
    make_contributor("anna", Kind.READER, reach)
    assert may(reach, "anna") == READER


def test_one_that_was_made_by_half_can_be_taken_back(reach: Reach) -> None:
    reach.client("iam").create_user(UserName="anna@eu-west-1", Path="/paper/eu-west-1/")
    remove("anna", reach)
    assert users(reach) == []


def test_whose_key_is_known_is_kept_and_whose_is_not_gets_another(reach: Reach) -> None:
    first = keep_contributor("desk", Kind.DESK, reach, None)
    assert keep_contributor("desk", Kind.DESK, reach, first) == first
    second = keep_contributor("desk", Kind.DESK, reach, {"access_key_id": "AKIAFORGOTTEN"})
    assert second != first
    keys = reach.client("iam").list_access_keys(UserName="desk@eu-west-1")["AccessKeyMetadata"]
    assert [key["AccessKeyId"] for key in keys] == [second["access_key_id"]]


def test_the_kept_one_may_call_the_stage_that_stands_now(reach: Reach) -> None:
    key = keep_contributor("desk", Kind.DESK, reach, None)
    moved = replace(reach, outputs={"ApiId": "xyz", "ApiStage": "v1"})
    keep_contributor("desk", Kind.DESK, moved, key)
    policy: Any = reach.client("iam").get_user_policy(UserName="desk@eu-west-1", PolicyName="api")
    assert ":xyz/v1/" in json.dumps(policy["PolicyDocument"])


def test_what_takes_it_back_says_where(reach: Reach) -> None:
    here = replace(reach, endpoint_url=LOCAL)
    assert removal("anna", here) == "make contributor NAME=anna REMOVE=1"
    assert removal("anna", reach).endswith("AWS=1 STACK=paper REGION=eu-west-1")
