"""A second opinion on cleaned bodies: another parser looks for what must not be there."""

import re
from html.parser import HTMLParser

from broadsheet.formats.elements import ATTRIBUTES, ELEMENTS, LINK_REL, URL_SCHEMES, VOID

_CONTROL = re.compile(r"[\x00-\x20]")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.ids: list[str] = []
        self.fragments: list[str] = []
        self.anchors: list[str] = []
        self._open: list[str] = []

    def handle_endtag(self, tag: str) -> None:
        if self._open.pop() != tag:
            self.found.append(f"end of {tag}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self._look_at_picture(attrs)
            return
        if tag not in VOID:
            self._open.append(tag)
        if tag not in ELEMENTS:
            self.found.append(f"element {tag}")
        for name, value in attrs:
            self._look_at(tag, name, value or "")

    def _look_at(self, tag: str, name: str, value: str) -> None:
        if (tag, name) == ("a", "rel"):
            if value != LINK_REL:
                self.found.append(f"rel {value}")
        elif name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()):
            self.found.append(f"attribute {name} of {tag}")
        elif name == "id":
            if not value.startswith("at-") or value in self.ids:
                self.found.append(f"id {value}")
            self.ids.append(value)
            if re.fullmatch("h[2-4]", tag):
                self.anchors.append(value)
        elif name == "href":
            self._look_at_link(_CONTROL.sub("", value))

    def _look_at_picture(self, attrs: list[tuple[str, str | None]]) -> None:
        (name, value), *others = attrs
        if others or name != "src" or not re.fullmatch("image:[a-z2-7]{26}", value or ""):
            self.found.append(f"picture {attrs}")
        if set(self._open) - {"div"}:
            self.found.append(f"picture in {self._open}")

    def _look_at_link(self, url: str) -> None:
        scheme, colon, _ = url.partition(":")
        if url.startswith("/"):
            if url[1:2] in {"/", "\\"}:
                self.found.append(f"link {url} to another host")
        elif url.startswith("#at-"):
            self.fragments.append(url[1:])
        elif not colon or scheme.lower() not in URL_SCHEMES:
            self.found.append(f"link {url}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"declaration {decl}")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"declaration {data}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"instruction {data}")


def found_unsafe(markup: str) -> list[str]:
    """Name everything in a cleaned body that the allowlist does not have."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    if set(reader.ids) != set(reader.fragments + reader.anchors):
        reader.found.append(f"ids {reader.ids} for {reader.fragments} and {reader.anchors}")
    return reader.found
