from tests.bench.marks import MarkedPart

PART = MarkedPart("<!-- begins -->", "<!-- ends -->")


def test_a_part_takes_the_place_of_the_one_before_and_nothing_else() -> None:
    document = "# Benchmarks\n\nOurs.\n"
    assert PART.text_in(document) == ""
    assert PART.put_into(document, "") == document

    first = PART.put_into(document, "one")
    assert first == "# Benchmarks\n\nOurs.\n\n<!-- begins -->\n\none\n\n<!-- ends -->\n"
    assert PART.text_in(first) == "one"
    assert PART.put_into(first, "two") == first.replace("one", "two")
    followed = f"{first}\nAfter.\n"
    assert PART.put_into(followed, "two") == followed.replace("one", "two")


def test_empty_marks_hold_a_place() -> None:
    held = "Before.\n\n<!-- begins -->\n<!-- ends -->\n\nAfter.\n"
    assert PART.text_in(held) == ""
    expected = "Before.\n\n<!-- begins -->\n\none\n\n<!-- ends -->\n\nAfter.\n"
    assert PART.put_into(held, "one") == expected
