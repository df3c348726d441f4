"""Rebuild and verify on the local AWS: what is derived of pictures is put right, the rest told."""

from typing import Any

import pytest

from broadsheet.domain.keys import original_key
from commands.rebuild import rebuild
from commands.verify import verify
from tests.adapters.stores import items_in
from tests.end_to_end.photo_desk import GONE, PhotoDesk
from tests.end_to_end.test_rebuild_and_verify import index, put_back


@pytest.mark.usefixtures("local_aws")
def test_what_is_missing_of_pictures_is_made_again_and_said(photo_desk: PhotoDesk) -> None:
    stack = photo_desk.stack
    damaged, whole = photo_desk.send(), photo_desk.send()
    published = photo_desk.publish([damaged.shown(), whole.shown()])
    published.wait_until_shown(whole)
    article = published.document["id"]
    rebuild(stack.reach)  # other tests leave faults behind, and a report tells of so many only
    photo_desk.settle()  # or a message that is still to come makes it again before the rebuild
    before = index(stack)
    # Of a picture whose uses were wrong its function is told at once, and nothing is left to say.
    use = (f"PICTURE#{whole.id}", article)
    listed = next(place for place in before if place[0] == "PICTURES" and damaged.id in place[1])
    assert use in before

    s3, bucket = stack.client("s3"), stack.describe().buckets["articles"]
    for address in damaged.addresses[:2]:
        s3.delete_object(Bucket=bucket, Key=address[1:])
    assert photo_desk.statuses(damaged.addresses[:2]) <= GONE
    table = items_in(stack.describe().table)
    for pk, sk in (use, listed):
        table.delete({"pk": {"S": pk}, "sk": {"S": sk}})
    stranger: dict[str, Any] = {
        "pk": {"S": f"PICTURE#{whole.id}"},
        "sk": {"S": "never-was"},
        "is_withdrawn": {"BOOL": False},
    }
    table.batch_write([stranger])

    report = rebuild(stack.reach)
    assert photo_desk.statuses(damaged.addresses) == {200}
    after = index(stack)
    assert {place: item for place, item in before.items() if article in str(item)} == {
        place: item for place, item in after.items() if article in str(item)
    }
    assert after[listed] == before[listed]
    told = report["told"]
    assert [one["differences"] for one in told["repaired"] if one["article"] == article] == [
        ["uses"]
    ]
    made: list[dict[str, Any]] = [
        one for one in told["pictures_repaired"] if damaged.id in str(one)
    ]
    assert len(made) == 1
    assert "renditions made again" in str(made[0])
    assert not [one for one in told["pictures_repaired"] if whole.id in str(one)]
    assert f"PICTURE#{whole.id} never-was" in told["swept"]


def test_an_original_that_was_changed_or_removed_is_found_until_it_is_put_back(
    photo_desk: PhotoDesk,
) -> None:
    stack, picture = photo_desk.stack, photo_desk.send()
    s3, bucket = stack.client("s3"), stack.describe().buckets["articles"]
    # Whatever this day's manifest is, it names what stands now only if it is made now.
    for manifest in s3.list_objects_v2(Bucket=bucket, Prefix="manifests/").get("Contents", []):
        s3.delete_object(Bucket=bucket, Key=manifest["Key"])
    key, record = original_key(picture.id), f"picture-records/{picture.id}/00000001.json"
    _, known, _ = verify(stack.reach)
    assert picture.id not in str(known)

    s3.put_object(Bucket=bucket, Key=key, Body=picture.file.read_bytes()[:-1] + b"\0")
    _, faults, _ = verify(stack.reach)
    assert f"{key} was changed" in faults
    assert any(fault.startswith(f"{key} does not hold the bytes") for fault in faults), faults
    put_back(stack, key)

    s3.delete_object(Bucket=bucket, Key=key)
    s3.delete_object(Bucket=bucket, Key=record)
    _, faults, _ = verify(stack.reach)
    assert f"{key} was removed" in faults
    assert f"{record} was removed" in faults
    put_back(stack, key)
    put_back(stack, record)
    _, faults, _ = verify(stack.reach)
    assert set(faults) == set(known)
