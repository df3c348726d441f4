"""Quotations: which are set as pull quotes, and who said them.

A pull quote is a short quotation that says at its end who said it: by a ``<cite>``, by a line that
begins with a dash, as a name is written below a quotation in every format, or by the caption of the
``<figure>`` that it stands in. Every other quotation stays among the paragraphs. Nothing is added
to the words, and nothing is left out.
"""

import html
import re

LONGEST_PULL = 240
"""Characters of a pull quote with its name: what is longer is read, and not looked at."""
LONGEST_NAME = 80
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTES = r"(?: [^>]*)?"
_DASH = r"\s*[—–―]"  # noqa: RUF001 - dashes of every length are meant


def _up_to(*elements: str) -> str:
    """Write the pattern of a text in which none of these elements begins or ends."""
    return rf"[^<]*+(?:<(?!/?(?:{'|'.join(elements)})[ >])[^<]*+)*+"


_QUOTATION = re.compile(rf"<blockquote({_ATTRIBUTES})>({_up_to('blockquote')})</blockquote>")
"""A quotation in which there is no other."""
_IN_FIGURE = re.compile(
    rf"<figure({_ATTRIBUTES}>\s*{_QUOTATION.pattern}\s*"
    rf"<figcaption{_ATTRIBUTES}>{_up_to('figcaption')}</figcaption>\s*</figure>)"
)
_NAME = re.compile(
    rf"(?P<block><(?:p|div))(?={_ATTRIBUTES}>{_DASH}{_up_to('p', 'div')}</(?:p|div)>\s*\Z)"
    rf"|(?P<cite><cite)(?={_ATTRIBUTES}>{_up_to('cite')}</cite>(?:</p>|</div>|\s)*\Z)"
    rf"|<br>(?P<line>{_DASH}[^<]*+)(?=(?:</p>)?\s*\Z)"
)
_SAID = ' class="said"'
_PULL = ' class="pull"'


def set_quotations(body: str) -> str:
    """Write a cleaned body with the classes ``pull``, of quotations, and ``said``, of names."""
    if "<blockquote" not in body:
        return body
    return _IN_FIGURE.sub(_set_figure, _QUOTATION.sub(_set_quotation, body))


def _set_quotation(found: re.Match[str]) -> str:
    attributes, content = found.groups()
    named = _NAME.search(content)
    if named is None or re.match(_DASH, _text(content)):  # which begins a dialogue
        return found[0]
    before, name = content[: named.start()], content[named.start() :]
    if not _text(before) or len(_text(name)) > LONGEST_NAME:
        return found[0]
    if named["line"]:
        written = f"<br><span{_SAID}>{named['line']}</span>{content[named.end() :]}"
    else:
        written = named[0] + _SAID + content[named.end() :]
    kind = _PULL * (len(_text(content)) <= LONGEST_PULL)
    return f"<blockquote{kind}{attributes}>{before}{written}</blockquote>"


def _set_figure(found: re.Match[str]) -> str:
    if len(_text(found[0])) > LONGEST_PULL:
        return found[0]
    return f"<figure{_PULL}{found[1].replace(_PULL, '', 1)}"


def _text(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())
