"""Every page, stylesheet and picture is valid, as the Nu Html Checker of the W3C (vnu) says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.pages.addresses import Address, RequestTarget, find_target
from broadsheet.pages.assets import ICON, STYLESHEET, asset
from tests.pages.whole_paper import CORRECTED, NOW, WholePaper, site_in
from tests.validity.nu_checker import Finding, check_folder

_OF_SCROLLING = ("animation-timeline", "view-timeline", "animation-range")
ACCEPTED = (
    # Of https://drafts.csswg.org/scroll-animations-1/, which the checker does not know yet. Here
    # @supports asks for them, so a browser that does not know them either has no bar.
    *(("paper.css", f"CSS: “{name}”: Property “{name}” doesn't exist.") for name in _OF_SCROLLING),
    # Of https://drafts.csswg.org/css-values-5/#attr-notation, which it does not know yet either. A
    # browser that does not know it leaves out the declaration, and takes the one before it.
    ("paper.css", "CSS: “background”: Parse Error. r>),var(--tint))}"),
    # Most words of the Arabic paper are English here, as its settings and its articles are: what
    # the checker guesses from the words of a page says nothing of its markup.
    ("ar-", "This document appears to be written in English but the “html” start tag has"),
)
"""Findings that are none, each with its reason: how the file's name begins, and what is said."""
WRONG = {
    "wrong.html": "<!doctype html><html lang=en><title>Wrong</title><p><div></p></blink>",
    "wrong.css": "p { colour: red }",
    "wrong.svg": "<svg xmlns='http://www.w3.org/2000/svg'><rect round='very'/></svg>",
}
"""What the checker has to find, so that a run which reads nothing is not a good one."""


def written_pages(papers: dict[str, WholePaper]) -> Iterator[tuple[str, str]]:
    """Give every page of each paper, by the name of a file for it."""
    for language, paper in papers.items():
        for name, address in paper.pages.items():
            yield f"{language}-{name.replace(' ', '-')}.html", paper.get(address, NOW).body
        for name, story in paper.stories.items():
            yield f"{language}-story-{name}.html", paper.get(story.path, NOW).body
        yield f"{language}-preview.html", paper.preview(CORRECTED)


def is_accepted(finding: Finding) -> bool:
    return any(
        finding.file.startswith(file) and finding.said.startswith(said) for file, said in ACCEPTED
    )


@pytest.fixture(scope="module")
def findings(
    papers: dict[str, WholePaper], tmp_path_factory: pytest.TempPathFactory
) -> list[Finding]:
    folder = tmp_path_factory.mktemp("pages")
    files = {**dict(written_pages(papers)), **WRONG}
    files |= {name: asset(name).body for name in (STYLESHEET, ICON)}
    for name, body in files.items():
        (folder / name).write_text(body, "utf-8")
    return check_folder(folder)


def test_there_is_a_page_of_every_kind(papers: dict[str, WholePaper]) -> None:
    no_pages = {address for address in Address if "." in address.value} | {Address.FILE}
    for language, paper in papers.items():
        kinds = set()
        for address in paper.pages.values():
            path, _, query = address.partition("?")
            target = find_target(path, query, site_in(language))
            kinds |= {target.address} if isinstance(target, RequestTarget) else set()
        assert kinds == set(Address) - no_pages


def test_the_checker_finds_nothing(findings: list[Finding]) -> None:
    assert [each for each in findings if each.file not in WRONG and not is_accepted(each)] == []


def test_the_checker_finds_what_is_wrong(findings: list[Finding]) -> None:
    errors = {each.file for each in findings if each.kind == "error" and not is_accepted(each)}
    assert errors == set(WRONG)


def test_a_machine_without_java_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match="apt install default-jre-headless"):
        check_folder(tmp_path)
