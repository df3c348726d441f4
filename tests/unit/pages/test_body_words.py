import pytest

from broadsheet.pages.body_words import END, Word, paragraphs_of


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("<p>One &amp; <b>two</b>.</p>\n<p>Three\nfour</p>", ["One & two.", "Three four"]),
        ("<h2>A</h2><ul><li>b<li>c</ul>", ["A", "b", "c"]),
        ("<p>a<br>b</p><table><tr><td>c</td><td>d</td></tr></table>", ["a", "b", "c", "d"]),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", ["a", "b", "c"]),
        ("a<p> </p>b", ["a", "b"]),
        ("", []),
    ],
)
def test_a_body_is_read_by_its_paragraphs(body: str, paragraphs: list[str]) -> None:
    read = paragraphs_of(body)
    assert [" ".join(word.text for word in paragraph[:-1]) for paragraph in read] == paragraphs
    assert all(paragraph[-1].text == END for paragraph in read)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<p><a href="/x">to <em>x</em></a></p>',
         [Word("to", "/x"), Word("x", "/x", "italic")]),
        ("<p><b>un</b>even <b>b</b> c</p>", [Word("uneven", "", "bold"), Word("b", "", "bold"),
                                             Word("c")]),
        ("<p><em><strong>a</strong></em></p>", [Word("a", "", "bold, italic")]),
        ("<p><strong><i>a</i></strong></p>", [Word("a", "", "bold, italic")]),
        ("<p><b>a </b>b<b> c</b></p>", [Word("a", "", "bold"), Word("b"), Word("c", "", "bold")]),
        ('<p>a<a href="/x"> </a>b</p>', [Word("a"), Word("b")]),
    ],
)  # fmt: skip
def test_a_word_has_its_link_and_its_looks(body: str, words: list[Word]) -> None:
    ((*read, _),) = paragraphs_of(body)
    assert read == words


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("<h2>a</h2><h3>b</h3><p>c</p><div>d</div>", ["heading", "subheading", "", ""]),
        ("<blockquote><p>a</p></blockquote>b", ["quotation", ""]),
        ("<ol><li>a</li><li><p>b</p></li></ol>", ["numbered item", "numbered item"]),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", ["list item", "numbered item"]),
        ("<table><tr><th>a</th><td>b</td></tr></table>", ["heading cell", "cell"]),
        ("<p>a<br>b</p>", ["line", ""]),
    ],
)
def test_a_paragraph_is_of_a_kind(body: str, kinds: list[str]) -> None:
    assert [paragraph[-1].look for paragraph in paragraphs_of(body)] == kinds
