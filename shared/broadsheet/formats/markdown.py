"""Markdown: CommonMark with tables and strikethrough, rendered with a bounded amount of work."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_STEPS = 500_000
"""Times that a rule of the syntax is tried, at some 1 µs each. 50,000 words with 400 rows of a
table, 300 points and 100 quotations take 134,000, and 251,000 in lines of 70 characters. Without
the limit 16,000 characters of ``=``, ``=`` and ``>`` on lines of their own took 8.5 s, and twice as
many four times as long."""
MAX_ADDRESSES = 3_000_000
"""Characters of the addresses and titles of all links and images. Each use of a definition repeats
them, so that a body of 100,000 characters could come to 800 million."""


class UnrenderableMarkdown(ValueError):
    """Markdown beyond ``MAX_STEPS`` or ``MAX_ADDRESSES``; the message says which."""


def rendered_markdown(text: str) -> str:
    """Render Markdown as HTML that may hold anything.

    Raises
    ------
    UnrenderableMarkdown
        If it is beyond a limit.
    """
    parser = _parser()
    env = {"steps": 0}
    tokens = parser.parse(text, env)
    if sum(map(len, _addresses(tokens))) > MAX_ADDRESSES:
        raise UnrenderableMarkdown(
            f"has links whose addresses come to more than {MAX_ADDRESSES} characters; shorten them"
        )
    return str(parser.renderer.render(tokens, parser.options, env))


def _addresses(tokens: Sequence["Token"]) -> Iterator[str]:
    for token in tokens:
        yield from map(str, token.attrs.values())
        yield from _addresses(token.children or ())


@cache
def _parser() -> "MarkdownIt":
    # Imported when the first body needs it: it takes some 100 ms, and most bodies do not.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    for rules in (parser.block.ruler.__rules__, parser.inline.ruler.__rules__):
        for rule in rules:
            rule.fn = _counted(rule.fn)
    return parser


def _counted(rule: Callable[..., bool]) -> Callable[..., bool]:
    @wraps(rule)
    def counted_rule(state: Any, *arguments: Any) -> bool:  # noqa: ANN401 - the library's own
        state.env["steps"] += 1
        if state.env["steps"] > MAX_STEPS:
            raise UnrenderableMarkdown(
                f"is Markdown that takes more than {MAX_STEPS} steps to read; "
                "simplify its markup, or send it as html"
            )
        return rule(state, *arguments)

    return counted_rule
