"""What a role may do, where it is less than its function's code could ask for.

The local AWS does not look at these conditions; on AWS they decide.
"""

from dataclasses import astuple
from fnmatch import fnmatchcase
from typing import Any

import pytest

from broadsheet.domain.lists import (
    FAULT,
    HELD,
    WITHDRAWN,
    RankedLists,
    gone_list,
    translations_list,
)
from broadsheet.pages.lists import KINDS, ListKind
from tests.template.template_rules import of_type
from tests.template.transformed_template import resolved


def rights(role: str) -> dict[str, dict[str, Any]]:
    """The statements of a role's own policies, by their ids."""
    policies = of_type(resolved(), "AWS::IAM::Role")[role]["Policies"]
    statements = [
        statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]
    ]
    return {statement["Sid"]: statement for statement in statements}


def render_may_read(key: str) -> bool:
    condition = rights("RenderRole")["ReadTheIndex"]["Condition"]
    patterns = condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
    return any(fnmatchcase(key, pattern) for pattern in patterns)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.address.name.lower())
def test_render_may_read_every_kind_of_list_that_has_a_page(kind: ListKind) -> None:
    values = ["news"] * kind.address.value.count("{")
    ranked = astuple(RankedLists.of(*values)) if kind.ask else ()
    for name in (kind.list_name(*values), *ranked, gone_list("all")):
        assert render_may_read(f"LIST#{name}"), name


def test_render_may_read_heads_translations_and_the_header() -> None:
    assert render_may_read(f"LIST#{translations_list('bridge')}")
    assert render_may_read("ARTICLE#gmuu77nayx")
    assert render_may_read("SITE#header")


@pytest.mark.parametrize("name", [HELD, WITHDRAWN, FAULT])
def test_render_may_not_read_the_desks_own_lists(name: str) -> None:
    assert not render_may_read(f"LIST#{name}")


def test_render_may_do_nothing_else_to_the_index() -> None:
    of_the_table = [
        statement
        for statement in rights("RenderRole").values()
        if "dynamodb:" in str(statement["Action"])
    ]
    assert of_the_table == [rights("RenderRole")["ReadTheIndex"]]


_OF_INDEX = ["articles/*", "content/*", "picture-records/*"]


@pytest.mark.parametrize(
    ("role", "right", "prefixes"),
    [
        ("RenderRole", "ListContent", ["content/*"]),
        ("SubmitRole", "ListAnArticleOrAPicture", ["articles/*", "picture-records/*"]),
        ("IndexRole", "ListAnArticleItsContentsAndPictures", _OF_INDEX),
        (
            "PictureRole",
            "ListAPictureAndWhatIsMissing",
            ["originals/*", "picture-records/*", "pictures/*", "tokens/*", "uploads/*"],
        ),
        ("SharingRole", "ListContentAndRenditions", ["content/*", "pictures/*"]),
    ],
)
def test_an_object_that_is_missing_is_404_to_who_reads_it(
    role: str, right: str, prefixes: list[str]
) -> None:
    """S3 answers 403 to a GetObject of nothing by one who may not list; it names no prefix."""
    statement = rights(role)[right]
    assert statement["Action"] == "s3:ListBucket"
    (listed,) = statement["Condition"]["StringLikeIfExists"].values()
    assert (listed if isinstance(listed, list) else [listed]) == prefixes


def test_the_role_for_erasure_is_for_principals_of_this_account_that_iam_lets() -> None:
    role = of_type(resolved(), "AWS::IAM::Role")["ErasureRole"]
    (trusted,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trusted == {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
        "Action": "sts:AssumeRole",
    }


def test_erasing_deletes_versions_and_leaves_no_markers() -> None:
    deleting = rights("ErasureRole")["DeleteForGood"]
    assert deleting["Action"] == ["s3:DeleteObjectVersion"]
    assert deleting["Resource"] == [
        {"Fn::Sub": f"${{Bucket.Arn}}/{part}/*"}
        for part in (
            *("articles", "messages", "content"),
            *("picture-records", "originals", "uploads", "pictures"),
        )
    ]


def test_what_submit_may_do_to_files_of_pictures_is_what_it_signs() -> None:
    of_files = {
        (statement["Action"], statement["Resource"]["Fn::Sub"].partition("/")[2])
        for statement in rights("SubmitRole").values()
        if statement["Sid"].startswith("Sign")
    }
    assert of_files == {("s3:PutObject", "uploads/*"), ("s3:GetObject", "originals/*")}
    broader = [
        statement["Sid"]
        for statement in rights("SubmitRole").values()
        if any(part in str(statement["Resource"]) for part in ("uploads", "originals"))
        and not statement["Sid"].startswith("Sign")
    ]
    assert broader == []


def objects(role: str, action: str) -> set[str]:
    """The prefixes below which a role may do something to an object."""
    found: set[str] = set()
    for statement in rights(role).values():
        actions, resources = statement["Action"], statement["Resource"]
        if action in ([actions] if isinstance(actions, str) else actions):
            each = resources if isinstance(resources, list) else [resources]
            found |= {part["Fn::Sub"].removeprefix("${Bucket.Arn}/") for part in each}
    return found


def test_picture_deletes_nothing_but_renditions_and_writes_nothing_of_articles() -> None:
    assert objects("PictureRole", "s3:DeleteObject") == {"pictures/*"}
    assert objects("PictureRole", "s3:PutObject") == {
        "originals/*",
        "picture-records/*",
        "pictures/*",
        "rebuilds/*",
        "tokens/*",
    }


def test_nobody_but_picture_writes_what_readers_get_of_pictures() -> None:
    roles = of_type(resolved(), "AWS::IAM::Role")
    writing = {role for role in roles if {"pictures/*"} & objects(role, "s3:PutObject")}
    assert writing == {"PictureRole"}


def test_no_function_of_the_readers_reads_an_original_or_the_log_of_a_picture() -> None:
    for role in ("RenderRole", "SharingRole", "IndexRole", "WeatherRole", "ProbeRole"):
        assert not {"originals/*", "uploads/*", "tokens/*"} & objects(role, "s3:GetObject"), role
    assert objects("SharingRole", "s3:GetObject") == {"content/*", "pictures/*"}


def test_picture_tells_this_distribution_alone() -> None:
    telling = rights("PictureRole")["TellTheEdge"]
    assert telling["Action"] == "cloudfront:CreateInvalidation"
    assert telling["Resource"]["Fn::Sub"].endswith(":distribution/${Distribution}")


def test_picture_and_sharing_touch_their_own_part_of_the_index() -> None:
    keys = {
        (role, name): next(iter(statement["Condition"].values()))["dynamodb:LeadingKeys"]
        for role in ("PictureRole", "SharingRole")
        for name, statement in rights(role).items()
        if "dynamodb:" in str(statement["Action"])
    }
    assert keys == {
        ("PictureRole", "ReadUsesAndTheList"): ["PICTURE#*", "PICTURES"],
        ("PictureRole", "ListTheNewest"): ["PICTURES"],
        ("SharingRole", "ReadHeads"): ["ARTICLE#*"],
    }
