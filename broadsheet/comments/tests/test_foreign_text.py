"""Foreign markup becomes our plain text: readable, without scripts, in time that stays linear."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.comments.foreign.hypertext import from_html
from broadsheet.comments.foreign.markdown import from_markdown
from broadsheet.comments.tests.exports import HOSTILE


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two<br>three</p>", "One.\n\nTwo\nthree"),
        ("one\ntwo\n\nthree", "one\ntwo\n\nthree"),
        ("<p>one\ntwo</p>", "one two"),
        ("<blockquote><p>said</p></blockquote><p>so</p>", "> said\n\nso"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n\n> > b\n\nc"),
        ("so <b>very</b> <em>much</em>", "so *very* *much*"),
        ('<a href="https://a.example/x">https://a.exam...</a>', "https://a.example/x"),
        ('<a href="https://a.example/x">here</a>', "here (https://a.example/x)"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ("<ul><li>a<li>b</ul><ol><li>c</li></ol>", "– a\n– b\n\n1. c"),
        ("2 < 3 &amp; 4 > 3", "2 < 3 & 4 > 3"),
        ("hello @asha.k:disqus!", "hello @asha.k!"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<script>x</script><style>y</style><iframe>z</iframe>left", "left"),
        ("<script>never closed", ""),
        ("", ""),
    ],
)
def test_html_is_read_as_words(markup: str, text: str) -> None:
    """Paragraphs, quotes, emphasis and links stay; what is for machines goes."""
    assert from_html(markup) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("so **very** _much_", "so *very* *much*"),
        ("[here](https://a.example/x_y_z)", "here (https://a.example/x_y_z)"),
        ("<https://a.example/>", "https://a.example/"),
        ("> said\n\nso", "> said\n\nso"),
        ("a snake_case_name 2 \\* 3", "a snake_case_name 2 * 3"),
        ("```py\nif a < b: <script>\n```", "if a < b: <script>"),
        ("# Head\n<script>x</script>text", "Head\ntext"),
    ],
)
def test_markdown_is_read_as_words(written: str, text: str) -> None:
    """What Isso's readers typed stays, without the marks that mean nothing here."""
    assert from_markdown(written) == text


@pytest.mark.parametrize("markup", HOSTILE)
def test_hostile_markup_leaves_no_script(markup: str) -> None:
    """Nothing that a browser would run is left over as words either."""
    text = from_html(markup)

    assert text
    assert "alert" not in text
    assert "javascript:" not in text


PIECES = ("<b>", "</b>", "<p>", "<a href='", "<a ''", '">', "<!--", "<script>", "&amp;", "*", "x ")


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40))
def test_any_text_is_read(pieces: list[str]) -> None:
    """No text is an error, and what was read is tidy: no empty line twice, none at the ends."""
    for read in (from_html, from_markdown):
        text = read("".join(pieces))

        assert "\n\n\n" not in text
        assert text == text.rstrip()


@pytest.mark.parametrize("piece", ["<blockquote>", "<b>x", "<a ''", "<", "<p", "`", "[x](", "<ul>"])
def test_time_grows_with_the_text(piece: str) -> None:
    """Eight times the text takes no more than some eight times as long, whatever it repeats."""
    times = []
    for length in (4_000, 32_000):
        text = (piece * length)[:length]
        started = time.process_time()
        from_html(text)
        from_markdown(text)
        times.append(time.process_time() - started)

    assert times[1] < 30 * times[0] + 0.2
