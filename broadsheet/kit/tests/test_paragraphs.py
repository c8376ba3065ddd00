"""What is put into a text stands between its paragraphs, and in nothing else."""

from __future__ import annotations

import pytest

from broadsheet.kit.paragraphs import inserted


def test_a_piece_stands_after_its_paragraph() -> None:
    """Each after the paragraph of its number."""
    text = "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"

    assert inserted(text, {2: "<b/>", 1: "<a/>"}) == (
        "<p>One.</p><a/>\n<p>Two.</p><b/>\n<p>Three.</p>"
    )


def test_paragraphs_of_quotations_and_boxes_do_not_count() -> None:
    """Nothing is put into a block, however deep its paragraphs lie."""
    box = "<aside><div><p>Not ours.</p></div></aside><pre>A list of prices</pre>"

    assert inserted(f"{box}<p>One.</p><p>Two.</p>", {1: "<a/>"}) == (
        f"{box}<p>One.</p><a/><p>Two.</p>"
    )


@pytest.mark.parametrize("number", [0, 2, 3])
def test_a_text_that_is_too_short_takes_nothing(number: int) -> None:
    """After the last paragraph the text is over, and past it there is no place."""
    text = "<p>One.</p><p>Two.</p>"

    assert inserted(text, {number: "<a/>"}) == text
