"""Markdown: CommonMark with tables, strikethrough and footnotes, at a bounded amount of work.

HTML in it is shown as it stands, but for comments: they are notes to the desk, and go. Addresses
that stand in it as they are become links.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from broadsheet.formats.changes import Lost
from broadsheet.formats.markup import Markup
from broadsheet.formats.plain_links import plain_links
from broadsheet.formats.tags import COMMENT

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MAX_STEPS = 500_000
"""Times that a rule of the syntax is tried, at some 1 µs each. 50,000 words with 400 rows of a
table, 300 points and 100 quotations take 134,000, and 251,000 in lines of 70 characters. Without
the limit 16,000 characters of ``=``, ``=`` and ``>`` on lines of their own took 8.5 s, and twice as
many four times as long."""
MAX_ADDRESSES = 3_000_000
"""Characters of the addresses and titles of all links and images. Each use of a definition repeats
them, so that a body of 100,000 characters could come to 800 million."""
MAX_LABEL = 200
"""Characters of a footnote's label, with its brackets."""

# A comment that begins within a line may hold blank lines, which would part its paragraph in two.
# One that has its lines to itself is a block, and one after a backtick is an example.
_COMMENT_IN_LINE = re.compile(rf"(?<![\n`]){COMMENT}|(?<!`){COMMENT}(?=[^\S\n]*+\S)")
_REST_IS_BLANK = re.compile(r"[^\S\n]*+(?:\n|\Z)")
_BLOCK_INDENT = 4


class UnrenderableMarkdown(ValueError):
    """Markdown beyond ``MAX_STEPS`` or ``MAX_ADDRESSES``; the message says which."""


class _Definitions(dict[str, Any]):
    """The addresses that a text defines by name, and which of them its links use."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - the library's own
        self.used.add(name)
        return super().get(name, default)


def rendered_markdown(text: str) -> Markup:
    """Render Markdown as HTML that may hold anything.

    Raises
    ------
    UnrenderableMarkdown
        If it is beyond a limit.
    """
    parser = _parser()
    definitions = _Definitions()
    env: dict[str, Any] = {
        "steps": 0,
        "comment": (len(text) + 1, -1),
        "comments": 0,
        "footnotes": {"refs": {}, "list": {}},
        "defined_footnotes": 0,
        "references": definitions,
    }
    tokens = parser.parse(_on_one_line(text), env)
    if sum(map(len, _addresses(tokens))) > MAX_ADDRESSES:
        raise UnrenderableMarkdown(
            f"has links whose addresses come to more than {MAX_ADDRESSES} characters; shorten them"
        )
    rendered = str(parser.renderer.render(tokens, parser.options, env))
    shown = [number for number in env["footnotes"]["refs"].values() if number >= 0]
    left_out = {
        Lost.COMMENT: env["comments"],
        Lost.FOOTNOTE: env["defined_footnotes"] - len(shown),
        Lost.DEFINITION: len(definitions.keys() - definitions.used)
        + len(env.get("duplicate_refs", ())),
    }
    return Markup(rendered, is_made=True, left_out=Counter(left_out))


def _on_one_line(text: str) -> str:
    if "-->" not in text:
        return text
    ended, end, rest = text.rpartition("-->")  # so that every comment that is begun is ended
    return _COMMENT_IN_LINE.sub(lambda found: found[0].replace("\n", " "), ended + end) + rest


def _addresses(tokens: Sequence["Token"]) -> Iterator[str]:
    for token in tokens:
        yield from map(str, token.attrs.values())
        yield from _addresses(token.children or ())


@cache
def _parser() -> "MarkdownIt":
    # Imported when the first body needs it: it takes some 100 ms, and most bodies do not.
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    parser.add_render_rule("footnote_caption", _footnote_number)
    parser.add_render_rule("footnote_block_open", lambda *_: "<hr>\n<ol>\n")
    parser.add_render_rule("footnote_block_close", lambda *_: "</ol>\n")
    parser.block.ruler.before(
        "code",
        "comment",
        _comment_block,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    parser.inline.ruler.before("autolink", "comment", _comment_in_text)
    parser.core.ruler.after("inline", "plain_links", _links_in_texts)
    for rules in (parser.block.ruler.__rules__, parser.inline.ruler.__rules__):
        for rule in rules:
            rule.fn = _counted(rule.fn)
            if rule.name == "footnote_ref":
                rule.fn = _with_short_label(rule.fn)
            if rule.name == "footnote_def":
                rule.fn = _counting_definitions(rule.fn)
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


def _footnote_number(
    _renderer: object, tokens: Sequence["Token"], index: int, _options: object, _env: object
) -> str:
    # The library writes [1:1] where a footnote is referred to again.
    return f"[{tokens[index].meta['id'] + 1}]"


def _with_short_label(rule: Callable[..., bool]) -> Callable[..., bool]:
    # The rule looks for the end of each label to the end of the paragraph.
    @wraps(rule)
    def rule_of_short_labels(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - the library's own
        return (
            state.src.startswith("[^", state.pos)
            and state.src.find("]", state.pos, state.pos + MAX_LABEL) > 0
            and rule(state, silent)
        )

    return rule_of_short_labels


def _counting_definitions(rule: Callable[..., bool]) -> Callable[..., bool]:
    @wraps(rule)
    def rule_that_counts(state: "StateBlock", start: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the library's own
        found = rule(state, start, end_line, silent)
        state.env["defined_footnotes"] += found and not silent
        return found

    return rule_that_counts


def _links_in_texts(state: "StateCore") -> None:
    for block in state.tokens:
        if block.children and any("." in token.content for token in block.children):
            block.children = list(_with_plain_links(block.children))


def _with_plain_links(tokens: Sequence["Token"]) -> Iterator["Token"]:
    links = 0  # that are open: none stands in another
    for token in tokens:
        links += token.nesting if token.tag == "a" else 0
        if token.type == "text" and not links:
            yield from _linked(token)
        else:
            yield token


def _linked(text: "Token") -> Iterator["Token"]:
    position = 0
    for link in plain_links(text.content):
        yield replace(text, content=text.content[position : link.start])
        yield replace(text, type="link_open", tag="a", nesting=1, attrs={"href": link.url})
        yield replace(text, content=text.content[link.start : link.end])
        yield replace(text, type="link_close", tag="a", nesting=-1)
        position = link.end
    yield replace(text, content=text.content[position:]) if position else text


def _comment_block(state: "StateBlock", start: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the library's own
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<!--", position):
        return False
    if state.sCount[start] - state.blkIndent >= _BLOCK_INDENT:
        return False
    end = _end_of_comment(state, position + 2)
    # What something follows on its line is left to its paragraph.
    if end < 0 or not _REST_IS_BLANK.match(state.src, end):
        return False
    if silent:
        return True
    while state.eMarks[start] < end and start + 1 < end_line:
        start += 1
    state.line = start + 1
    state.env["comments"] += 1
    return True


def _end_of_comment(state: "StateBlock", position: int) -> int:
    # The last answer is kept, so that comments without an end are not looked through each anew.
    searched, end = state.env["comment"]
    if not searched <= position <= (len(state.src) if end < 0 else end - len("-->")):
        end = state.src.find("-->", position)
        end = end + len("-->") if end >= 0 else -1
        state.env["comment"] = position, end
    return int(end)


def _comment_in_text(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - the library's own
    if not state.src.startswith("<!--", state.pos):
        return False
    end = state.src.find("-->", state.pos + 2)
    # One that nobody ends goes on to the end of its paragraph: a note is not printed by mistake.
    state.pos = state.posMax if end < 0 else min(end + len("-->"), state.posMax)
    state.env["comments"] += not silent
    return True
