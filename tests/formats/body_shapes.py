"""Hostile shapes of bodies, each of any size: what makes parsers slow and pages large."""

from collections.abc import Callable

from broadsheet.domain.article import BodyFormat

HTML, MARKDOWN, TEXT = BodyFormat.HTML, BodyFormat.MARKDOWN, BodyFormat.TEXT
Shape = Callable[[int], str]


def repeated(piece: str, before: str = "", after: str = "") -> Shape:
    """Return a text of about so many characters, made of one piece."""
    return lambda size: before + piece * (size // len(piece)) + after


def halves(first: str, second: str) -> Shape:
    return lambda size: first * (size // 2 // len(first)) + second * (size // 2 // len(second))


def numbered(piece: str, before: str = "", after: str = "") -> Shape:
    """Return a text in which every piece is another."""
    return lambda size: (
        before + "".join(piece.replace("#", str(n)) for n in range(size // len(piece))) + after
    )


HTML_SHAPES: dict[str, Shape] = {
    "blocks within blocks": repeated("<div>a"),
    "blocks, then paragraphs": halves("<div>", "<p>a"),
    "phrases within phrases": repeated("<span>a"),
    "phrases, then paragraphs": halves("<span>", "<p>a"),
    "ends of nothing": halves("<span>", "</foo>"),
    "ends kept from their element": halves("<div><b>", "</span>a"),
    "formatting never closed": halves("<b><i><u>", "<p>a"),
    "formatting with attributes": numbered("<b lang=x#>", after="<p>a" * 50),
    "formatting of other names": numbered("<font color='>#'>", after="<p>a" * 50),
    "formatting closed too late": repeated("<b><p></b>a"),
    "formatting closed crosswise": halves("<b><i>", "</b>a</i>"),
    "formatting around blocks": halves("<b><div>", "</b>a"),
    "tags never ended": lambda size: "<b " * (size // 50) + "a" * size,
    "quotes never ended": repeated("<b a='b>"),
    "attributes of one tag": numbered(" a#", before="<p", after=">a"),
    "one attribute again and again": repeated(" lang=x", before="<p", after=">a"),
    "attributes of the document": numbered("<html a#=1>", after="a"),
    "links never closed": repeated("<a href=/x>a"),
    "a link's title in every paragraph": lambda size: (
        f"<p><a href=/x title='{'😀' * (size // 2)}'>a" + "<p>a" * (size // 8)
    ),
    "links closed in blocks": repeated("<a href=/x title=tttttttttt><div>a"),
    "spaces in an address": lambda size: f"<a href='/{' ' * size}a'>a",
    "lists within lists": repeated("<ul><li>a"),
    "items": repeated("<li>a"),
    "definitions": halves("<div>", "<dd>a"),
    "tables within tables": repeated("<table><tr><td>a"),
    "tables in tables": repeated("<table>a"),
    "cells": repeated("<td>a", before="<table>"),
    "texts beside cells": repeated("a<tr>", before="<table>"),
    "paragraphs beside cells": repeated("<p>a", before="<table>"),
    "blocks kept in by a table": lambda size: (
        "<div>" * (size // 9) + "<table>" + "</div>" * (size // 9) + "</table>" + "<p>a" * 9
    ),
    "ruby": repeated("<ruby>a<rt>b"),
    "headings": repeated("<h1>a<h2>"),
    "headings of other words": numbered("<h2>a#</h2>"),
    "headings that take each other's ids": halves("<h2>a</h2>", "<h2 id=a-2>a</h2>"),
    "headings of phrases": repeated("<b>a</b>", before="<h2>"),
    "headings without words": repeated("<h2><b>"),
    "buttons": repeated("<button><p>a"),
    "drawings": repeated("<svg><g>a"),
    "forms": repeated("<select><option>a"),
    "comments": repeated("<!-- a -->b"),
    "comments never ended": repeated("<!-- <!"),
    "instructions": repeated("<?a>b"),
    "scripts": repeated("<script>a</script>b"),
    "plain text in titles": repeated("<title>a"),
    "angle brackets": repeated("<"),
    "ampersands": repeated("&"),
    "ampersands, then plain text": halves("&", "a"),
    "entities": repeated("&amp;a"),
    "entities of numbers": repeated("&#38;&#160;"),
    "no-break spaces": repeated("\u00a0a"),
    "ampersands in a title": lambda size: f"<abbr title='{'&' * size}'>a</abbr>",
    "line breaks": repeated("a<br>"),
    "line breaks for paragraphs": repeated("a<br><br>"),
    "line breaks in a paragraph of attributes": lambda size: (
        f"<p lang={'x' * (size // 4)}>" + "a<br><br>" * (size // 16)
    ),
    "line breaks beside blocks": repeated(" <x><br>", before="<p>"),
    "line breaks after phrases": repeated("<i>a</i><br>"),
    "empty paragraphs": repeated("<p>&nbsp;</p>"),
    "empty elements within each other": halves("<p><b>", "</b></p>"),
    "styles": repeated("<span style='font-weight:700;font-style:italic'>a</span>"),
    "styles never closed": repeated("<span style='font-weight:700'><p>a"),
    "a style": repeated("font-weight:700;", before="<span style='", after="'>a"),
    "lists of Word": repeated("<p style='mso-list:l0 level1 lfo1'>a</p>"),
    "lists of Word within lists": numbered("<p style='mso-list:l0 level#'>a</p>"),
    "lists of Word never closed": repeated("<p style='mso-list:l0 level3'><b>"),
    "points never closed": repeated("<p style='mso-list:level1'><span style='mso-list:ignore'>"),
    "blocks that leave nothing": repeated("a<body>"),
    "cells without a table": repeated("<td>a</td>"),
    "formulas": repeated("<math><mi>a</mi></math>"),
    "details": repeated("<details><summary>a"),
    "links to nothing": repeated("<a>a"),
    "targets": numbered("<p id=x#><a href=#x#>a</a>"),
    "pictures": repeated("<img alt=a>"),
    "figures": repeated("<figure><img alt=a><figcaption>b</figcaption></figure>"),
    "figures within each other": repeated("<figure><img alt=a>"),
    "pictures of its own": repeated(f"<img src=image:{'a' * 26}>a"),
    "pictures of its own in blocks": repeated(f"<div><p><img src=image:{'a' * 26}>"),
    "pictures of its own in a table": repeated(f"<img src=image:{'a' * 26}>", before="<table>"),
    "pictures of its own that wait": lambda size: (
        "<div>" * 90 + "<p>" + f"<img src=image:{'a' * 26}>" * (size // 80) + "</b>" * (size // 8)
    ),
    "figures of phrases": repeated("<b>a </b><p>", before="<figure><img>", after="</figure>"),
    "one long line": repeated("a"),
    "line feeds in pre": repeated("<pre>\n\na"),
}
MARKDOWN_SHAPES: dict[str, Shape] = {
    "brackets": repeated("["),
    "brackets of images": repeated("!["),
    "brackets and text": repeated("[a ](b "),
    "links": repeated("[a](/b) "),
    "pictures of its own": repeated(f"![a](image:{'a' * 26})"),
    "links within links": halves("[", "](b)"),
    "one definition used often": lambda size: (
        f"[a]: /{'x' * (size // 2)}\n\n" + "[a]" * (size // 24)
    ),
    "definitions": numbered("[#]: /x\n"),
    "definitions never ended": repeated("[a\n"),
    "footnotes": halves("[^1]", "\n[^1]: a"),
    "footnotes of many": numbered("[^#]\n\n[^#]: a\n\n"),
    "one footnote used often": repeated("[^1]", before="[^1]: a\n\n"),
    "footnotes within footnotes": repeated("[^1]: "),
    "footnotes never ended": repeated("[^", before="[^1]: a\n\n"),
    "plain addresses": repeated("https://a.b/c "),
    "emphasis": repeated("*a"),
    "emphasis of two kinds": repeated("*a_b "),
    "emphasis never closed": repeated("a **b "),
    "runs of asterisks": repeated("*a**b"),
    "runs of tildes": repeated("a~~~~"),
    "runs of backticks": lambda size: "".join(
        "`" * n + " " for n in range(1, int((2 * size) ** 0.5))
    ),
    "backticks": repeated("`a``b"),
    "code fences": repeated("```\n"),
    "code fences in lists": repeated("- ~~~\n"),
    "angle brackets": repeated("<a "),
    "addresses": repeated("<http://a>"),
    "entities": repeated("&amp"),
    "backslashes": repeated("\\\n"),
    "quotes within quotes": repeated(">"),
    "quotes": repeated("> a\n"),
    "lines after quotes within quotes": lambda size: ">" * 19 + "a\n" + "b\n" * (size // 2),
    "quotes of headings": repeated("> # a\nb\n"),
    "quotes of underlines": repeated("=\n=\n>"),
    "lists": repeated("- a\n"),
    "lists within lists": lambda size: "".join(
        f"{'  ' * (n % 18)}- a\n" for n in range(size // 20)
    ),
    "lists of paragraphs": repeated("1. a\n\n   b\n\n"),
    "headings": repeated("a\n=\n"),
    "rules": repeated("- - -\n"),
    "tables": repeated("|a|b|\n|-|-|\n"),
    "rows of a table": repeated("|a|b|\n", before="|a|b|\n|-|-|\n"),
    "columns of a table": lambda size: f"|{'a|' * (size // 4)}\n|{'-|' * (size // 4)}\n",
    "cells that are missing": lambda size: f"|{'a|' * 9}\n|{'-|' * 9}\n" + "|a\n" * (size // 3),
    "lines": repeated("a\n"),
    "paragraphs": repeated("a\n\n"),
    "spaces": repeated(" ", after="a"),
    "comments": repeated("a <!-- b -->"),
    "comments that are blocks": repeated("<!-- a -->\n"),
    "comments never ended": repeated("<!-- a\n\n"),
    "comments in quotes, ended elsewhere": repeated("> <!--\n\n", after="\n-->"),
    "comments in a line, never ended": repeated("a <!-- "),
}
TEXT_SHAPES: dict[str, Shape] = {
    "lines": repeated("a\n"),
    "paragraphs": repeated("a\n\n"),
    "blank lines": repeated("\n \t", after="a"),
    "spaces between": repeated(" ", before="a\n", after="a"),
    "angle brackets": repeated("<"),
    "no-break spaces": repeated("\u00a0a"),
    "comments": repeated("<!-- a -->"),
    "comments never ended": repeated("a <!--\n\n"),
    "addresses": repeated("https://a.b/c "),
    "an address of brackets": repeated("()", before="https://a.b/", after=")))"),
    "addresses of mail": repeated("a@b.co "),
    "mail without a host": repeated("a@b."),
    "hosts without mail": repeated("a.b-"),
    "addresses within addresses": repeated("www.https://"),
}
