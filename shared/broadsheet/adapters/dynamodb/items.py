"""How heads and cards stand in the index's table, and how they are read back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from broadsheet.adapters.dynamodb.attributes import Attributes, from_dynamodb, to_dynamodb
from broadsheet.domain.content import CorrectionNote
from broadsheet.domain.head import Head, IndexFault, SeenHeadline
from broadsheet.domain.lists import FAULT, Card
from broadsheet.domain.moments import parse_moment, read_moment, write_moment
from broadsheet.domain.picture import ShownPicture
from broadsheet.domain.record import Withdrawal, WithdrawnAs


def head_key(key: str) -> Attributes:
    """Return the place of an article's head."""
    return to_dynamodb({"pk": f"ARTICLE#{key}", "sk": "HEAD"})


def fault_key(article: str) -> Attributes:
    """Return the place of an article's fault, among those of all articles."""
    return to_dynamodb({"pk": f"LIST#{FAULT}", "sk": article})


def fault_item(article: str, fault: IndexFault) -> Attributes:
    """Write a fault as the item that stands at its place."""
    return fault_key(article) | to_dynamodb(
        {"revision": fault.revision, "reason": fault.reason, "at": write_moment(fault.at)}
    )


def read_fault(item: Mapping[str, Any]) -> IndexFault:
    """Read a fault from its item."""
    values = from_dynamodb(item)
    return IndexFault(values["revision"], values["reason"], parse_moment(values["at"]))


def card_keys(head: Head) -> list[Attributes]:
    """Return the places of an article's cards, in the order of the lists that its head names."""
    return [
        to_dynamodb(
            {
                "pk": f"LIST#{name}",
                "sk": f"{write_moment(head.placed_at(name))}#{head.article}",
            }
        )
        for name in head.lists
    ]


def _head_values(head: Head) -> dict[str, Any]:
    withdrawal = head.withdrawal
    rare = (
        ("erased", head.erased),
        ("history", head.history),
        ("seen", head.seen and asdict(head.seen)),
        ("pictures", list(head.pictures)),
        ("keeps_pictures", bool(withdrawal and withdrawal.keeps_pictures)),
        ("contributor", head.contributor),
        ("byline", list(head.byline)),
        ("tags", list(head.tags)),
    )
    return {
        "article": head.article,
        "revision": head.revision,
        "folded": head.folded,
        "path": head.path,
        "content": head.content,
        "received_at": write_moment(head.received_at),
        "publish_at": head.publish_at and write_moment(head.publish_at),
        "corrected_at": head.corrected_at and write_moment(head.corrected_at),
        "withdrawn_as": withdrawal and str(withdrawal.withdrawn_as),
        "withdrawal_reason": withdrawal and withdrawal.reason,
        "lists": list(head.lists),
        "correlation_id": head.correlation_id,
    } | {name: value for name, value in rare if value}


def head_digest(head: Head) -> str:
    """Return a digest of a head, by which a writer says which head it read."""
    canonical = json.dumps(_head_values(head), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def head_item(head: Head) -> Attributes:
    """Write a head as the item that stands at its key."""
    values = _head_values(head) | {"digest": head_digest(head)}
    return head_key(head.key) | to_dynamodb(values)


def read_head(item: Mapping[str, Any]) -> Head:
    """Read a head from its item."""
    values = from_dynamodb(item)
    publish_at = values.get("publish_at")
    corrected_at = values.get("corrected_at")
    withdrawn_as = values.get("withdrawn_as")
    return Head(
        article=values["article"],
        key=values["pk"].partition("#")[2],
        revision=values["revision"],
        folded=int(values["folded"]),
        path=values.get("path"),
        content=values.get("content"),
        received_at=read_moment(values["received_at"]),
        publish_at=publish_at and read_moment(publish_at),
        corrected_at=corrected_at and read_moment(corrected_at),
        withdrawal=withdrawn_as
        and Withdrawal(
            WithdrawnAs(withdrawn_as),
            values.get("withdrawal_reason"),
            keeps_pictures=values.get("keeps_pictures", False),
        ),
        lists=tuple(values["lists"]),
        correlation_id=values["correlation_id"],
        erased=values.get("erased", False),
        history=values.get("history"),
        seen=SeenHeadline(**values["seen"]) if "seen" in values else None,
        pictures=tuple(values.get("pictures", ())),
        contributor=values.get("contributor", ""),
        byline=tuple(values.get("byline", ())),
        tags=tuple(values.get("tags", ())),
    )


def card_item(place: Attributes, card: Card) -> Attributes:
    """Write a card as the item that stands at one place in one list."""
    return place | to_dynamodb(
        {
            "path": card.path,
            "section": card.section,
            "headline": card.headline,
            "standfirst": card.standfirst,
            "language": card.language,
            "name": card.name,
            "corrections": [asdict(note) for note in card.corrections] or None,
            "corrections_in_all": card.corrections_in_all or None,
            "label": card.label,
            "picture": card.picture and _picture_values(card.picture),
        }
    )


def read_card(item: Mapping[str, Any]) -> Card:
    """Read a card from its item."""
    values = from_dynamodb(item)
    moment, _, article = values["sk"].partition("#")
    return Card(
        article=article,
        path=values["path"],
        section=values["section"],
        headline=values["headline"],
        standfirst=values.get("standfirst"),
        language=values["language"],
        placed_at=read_moment(moment),
        name=values.get("name"),
        corrections=tuple(CorrectionNote(**note) for note in values.get("corrections", ())),
        corrections_in_all=int(values.get("corrections_in_all", 0)),
        label=values.get("label"),
        picture=_read_picture(values["picture"]) if "picture" in values else None,
    )


def _picture_values(picture: ShownPicture) -> dict[str, Any]:
    """Return what a card has of a picture."""
    return {
        "token": picture.token,
        "width": picture.width,
        "height": picture.height,
        "widths": list(picture.widths),
        "colour": picture.colour,
        "alt": picture.alt,
    } | ({"focus": [str(part) for part in picture.focus]} if picture.focus else {})


def _read_picture(values: Mapping[str, Any]) -> ShownPicture:
    focus = tuple(float(part) for part in values["focus"]) if "focus" in values else None
    return ShownPicture(**{**values, "widths": tuple(values["widths"]), "focus": focus})
