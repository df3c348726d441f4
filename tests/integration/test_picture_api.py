"""Pictures in the submit handler on moto, held to the API as docs/openapi.yaml describes it."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from broadsheet.domain.picture import PICTURE_TYPES, PictureStage, picture_id
from broadsheet.domain.picture_record import PictureEvent
from tests.adapters.stores import items_in, picture_log_in
from tests.desk.described_api import OPENAPI, call
from tests.domain.pictures import a_picture, digest_of, ready, record
from tests.functions.handlers import wire_submit

BRIDGE = a_picture("bridge")
SAID = {
    "sha256": digest_of("bridge"),
    "bytes": 6,
    "content_type": "image/jpeg",
    "filename": "bridge.jpg",
}


@pytest.fixture(autouse=True)
def _submit(monkeypatch: pytest.MonkeyPatch, bucket: str, table: str) -> None:
    wire_submit(monkeypatch, bucket, table)


def put_on_the_list(table: str, number: int, **attributes: Any) -> None:
    """Put a picture on the list as the function picture does."""
    moment = f"2026-11-23T12:{number:02}:00.000000Z"
    item: Any = {"pk": {"S": "PICTURES"}, "sk": {"S": f"{moment}#{a_picture(str(number))}"}}
    items_in(table).put({**item, **attributes})


def test_a_picture_lives_through_its_whole_life(bucket: str) -> None:
    posted = call("POST", "/images", SAID)
    assert (posted["statusCode"], posted["headers"]["Location"]) == (201, f"/images/{BRIDGE}")
    assert call("POST", "/images", SAID)["statusCode"] == 201
    assert call("GET", f"/images/{BRIDGE}/original")["statusCode"] == 404
    assert json.loads(call("GET", f"/images/{BRIDGE}")["body"])["status"] == "processing"
    _, made = ready("bridge")
    assert picture_log_in(bucket).append(made)
    again = call("POST", "/images", SAID)
    assert (again["statusCode"], json.loads(again["body"])["status"]) == (200, "ready")
    moved = call("GET", f"/images/{BRIDGE}/original")
    address = urlsplit(moved["headers"]["Location"])
    assert (moved["statusCode"], address.path.endswith(f"/originals/{BRIDGE}")) == (303, True)
    assert parse_qs(address.query)["X-Amz-Expires"] == ["60"]
    down = call("DELETE", f"/images/{BRIDGE}?reason=killed")
    assert json.loads(down["body"])["status"] == "taken-down"
    assert call("POST", "/images", SAID)["statusCode"] == 409
    assert json.loads(call("PUT", f"/images/{BRIDGE}")["body"])["status"] == "ready"


def test_a_form_takes_one_file_of_one_size_and_type_for_ten_minutes(bucket: str) -> None:
    before = datetime.now(UTC)
    upload = json.loads(call("POST", "/images", SAID)["body"])["upload"]
    address, fields = urlsplit(upload["url"]), upload["fields"]
    # The host of the region: that of all regions does not know buckets of each.
    assert (address.hostname, address.path) == (f"{bucket}.s3.eu-west-1.amazonaws.com", "/")
    policy = json.loads(base64.b64decode(fields["policy"]))
    signed = [each for each in policy["conditions"] if "x-amz-" not in str(each)]
    assert sorted(signed, key=str) == sorted(
        [
            {"bucket": bucket},
            {"key": f"uploads/{BRIDGE}/1"},
            {"Content-Type": "image/jpeg"},
            ["content-length-range", 6, 6],
        ],
        key=str,
    )
    assert (fields["key"], fields["Content-Type"]) == (f"uploads/{BRIDGE}/1", "image/jpeg")
    expires = datetime.fromisoformat(policy["expiration"])
    assert timedelta(minutes=10) <= expires - before.replace(microsecond=0) < timedelta(minutes=11)
    assert datetime.fromisoformat(upload["expires_at"]) <= expires + timedelta(seconds=1)


def test_an_erased_picture_and_an_unknown_one_are_problems(bucket: str) -> None:
    assert picture_log_in(bucket).append(record("bridge", 1, PictureEvent.ERASED))
    for method in ("GET", "PUT", "DELETE"):
        assert call(method, f"/images/{BRIDGE}")["statusCode"] == 410
        assert call(method, f"/images/{a_picture('nobody')}")["statusCode"] == 404
    assert call("POST", "/images", SAID)["statusCode"] == 410
    assert call("GET", f"/images/{BRIDGE}/original")["statusCode"] == 410


@pytest.mark.parametrize(
    ("document", "status"),
    [(b"{", 400), (b"x" * 1_048_577, 413), (SAID | {"bytes": 0}, 422)],
)
def test_a_refusal_of_a_picture_is_a_problem_document(document: Any, status: int) -> None:
    assert call("POST", "/images", document)["statusCode"] == status


def test_other_refusals_are_problem_documents_too() -> None:
    assert call("POST", "/images", SAID, Content_Type="image/jpeg")["statusCode"] == 415
    call("POST", "/images", SAID)
    assert call("DELETE", f"/images/{BRIDGE}?reason={'x' * 601}")["statusCode"] == 422
    assert call("GET", "/images?cursor=x")["statusCode"] == 422


def test_the_newest_pictures_are_listed_first_page_by_page(table: str) -> None:
    seen = {"width": {"N": "1600"}, "height": {"N": "1067"}, "token": {"S": "t" * 26}}
    seen["narrowest"] = {"N": "320"}
    for number in range(21):
        named = {"stage": {"S": "ready"}, "filename": {"S": f"{number}.jpg"}}
        put_on_the_list(table, number, **named, **seen, recorded={"N": "2"})
    put_on_the_list(table, 21, stage={"S": "processing"}, filename={"S": "21.jpg"})
    first = json.loads(call("GET", "/images")["body"])
    rest = json.loads(call("GET", f"/images?cursor={first['next']}")["body"])
    names = [each["filename"] for each in first["images"] + rest["images"]]
    assert names == [f"{number}.jpg" for number in range(21, -1, -1)]
    assert (len(first["images"]), rest["next"]) == (20, None)
    assert first["images"][0] == {
        "id": a_picture("21"),
        "status": PictureStage.PROCESSING,
        "filename": "21.jpg",
        "announced_at": "2026-11-23T12:21:00.000000Z",
        "width": None,
        "height": None,
        "preview": None,
    }
    assert first["images"][1]["preview"] == f"https://paper.example/pictures/{'t' * 26}/320.jpg"


def test_the_description_has_the_limits_that_are_held() -> None:
    said = OPENAPI["components"]["schemas"]["Announcement"]["properties"]
    size, name = said["bytes"]["maximum"], said["filename"]["maxLength"]
    assert OPENAPI["components"]["schemas"]["PictureType"]["enum"] == list(PICTURE_TYPES)
    for field, at_limit, over in (
        ("bytes", size, size + 1),
        ("filename", "x" * name, "x" * (name + 1)),
    ):
        assert call("POST", "/images", SAID | {field: at_limit})["statusCode"] == 201
        assert call("POST", "/images", SAID | {field: over})["statusCode"] == 422


def test_an_id_as_described_is_an_id_as_made() -> None:
    assert picture_id(SAID["sha256"]) == BRIDGE  # type: ignore[arg-type]
    example = OPENAPI["components"]["headers"]["PictureLocation"]["schema"]["examples"][0]
    assert len(example) == len(f"/images/{BRIDGE}")
