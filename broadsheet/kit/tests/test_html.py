"""Markup from strangers loses what may not stand, and nothing else."""

import html

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.kit.html import clean_inline, escape, plain


def test_scripts_go_with_their_content() -> None:
    """A script leaves nothing behind."""
    assert clean_inline("Fine<script>alert(1)</script> <b>words</b>") == "Fine <b>words</b>"


def test_a_link_keeps_its_address_and_loses_its_handlers() -> None:
    """Only the address of a link is kept, and only if it is one that a paper may print."""
    cleaned = clean_inline(
        '<a href="https://a.example/" onclick="x()">a</a><a href="javascript:x">b</a>'
    )

    assert cleaned == '<a href="https://a.example/">a</a><a>b</a>'


def test_lists_stand_only_where_asked_for() -> None:
    """A list in a line of text is its words."""
    assert clean_inline("<ul><li>one</li></ul>") == "one"
    assert clean_inline("<ul><li>one</li></ul>", lists=True) == "<ul><li>one</li></ul>"


def test_plain_words_are_single_spaced() -> None:
    """Blocks and line breaks part words; entities are read."""
    assert (
        plain("<p>One&nbsp;two</p><p>three<br>four &amp; five</p>") == "One two three four & five"
    )


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=300))
def test_escaped_text_reads_back_as_itself(text: str) -> None:
    """Escaping loses no word."""
    assert plain(escape(text)) == " ".join(html.unescape(escape(text)).split())
