"""A heavy page is divided, and nothing of it is lost."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.lite.rules import FOR_WAYS, divided, led_across, pieces, weight

WORDS = st.text("abcdefghij नदी &amp;", min_size=1, max_size=60).map(lambda text: f"x{text}")
BLOCK = st.one_of(
    WORDS.map("<p>{}</p>".format),
    WORDS.map('<h2 id="a">{0}</h2><p class="meta">{0}</p><p>{0} <a href="/a>b">b</a></p>'.format),
    st.lists(WORDS, min_size=1, max_size=9).map(
        lambda rows: "<ul>" + "".join(f"<li>{one}</li>" for one in rows) + "</ul>"
    ),
    st.lists(WORDS, min_size=1, max_size=9).map(
        lambda rows: (
            "<table><thead><tr><th>h</th></tr></thead><tbody>"
            + "".join(f"<tr><td>{one}<br>{one}</td></tr>" for one in rows)
            + "</tbody></table>"
        )
    ),
    WORDS.map('<article class="card" lang="hi"><h3>{0}</h3><p>{0}</p></article>'.format),
)
HEAD = "<!DOCTYPE html><html><body><main id=m><article><header><h1>H</h1></header><div class='t'>"
FOOT = "</div></article><aside><p>End</p></aside></main><footer>F</footer></body></html>"
LIGHT = 120


def page(blocks: list[str]) -> str:
    """A page whose text is these blocks."""
    return f"{HEAD}{''.join(blocks)}{FOOT}"


def text_of(markup: str) -> str:
    """The words of the text alone: between the head and the foot, a table's headings left out."""
    inner = markup.partition("</header>")[2].partition("</main>")[0]
    inner = re.sub(r"<thead>.*?</thead>", "", inner)
    return re.sub(r"<[^>]*>", "|", inner.replace("a>b", "")).replace("|", "")


@given(st.lists(BLOCK, max_size=40))
def test_every_word_is_in_one_part_in_its_order(blocks: list[str]) -> None:
    """Read one after the other, the parts are the page."""
    whole = page(blocks)

    parts = [part.page() for part in divided(whole, FOR_WAYS + LIGHT)]

    assert "".join(map(text_of, parts)) == text_of(whole)


@given(st.lists(BLOCK, max_size=40))
def test_a_table_that_goes_on_has_its_headings_again(blocks: list[str]) -> None:
    """A row of figures says nothing without them."""
    for part in divided(page(blocks), FOR_WAYS + LIGHT):
        tables = part.page().split("<table>")[1:]
        assert [table.count("<thead>") for table in tables] == [1] * len(tables)


@given(st.lists(BLOCK, max_size=40))
def test_every_part_is_a_whole_page(blocks: list[str]) -> None:
    """What it opens it closes, in turn; the head and the foot of the page are its own."""
    for part in divided(page(blocks), FOR_WAYS + LIGHT):
        markup = part.page()
        stack: list[str] = []
        for closing, name in re.findall(
            r"<(/?)([a-z][a-z0-9]*)(?:\"[^\"]*\"|[^\">])*>", markup.replace("<br>", "")
        ):
            if closing:
                assert stack.pop() == name
            else:
                stack.append(name)

        assert stack == []
        assert markup.count("<h1>H</h1>") == markup.count("<footer>F</footer>") == 1


@given(st.lists(BLOCK, max_size=60))
def test_no_part_is_heavier_than_it_may_be_unless_it_is_one_piece(blocks: list[str]) -> None:
    """The scales never read too little."""
    most = FOR_WAYS + 400

    for part in divided(page(blocks), most):
        markup = part.page()
        inner = markup.partition("</header>")[2].partition("</main>")[0]
        assert weight(markup) <= most or len(list(pieces(inner))) <= 3


def test_a_light_page_stays_as_it_is() -> None:
    """Nothing is touched that need not be."""
    whole = page(["<p>One.</p>"])

    assert [part.page() for part in divided(whole)] == [whole]


def test_a_heading_a_label_and_a_card_stay_with_what_follows() -> None:
    """No part ends with a heading, and none begins with half a card."""
    body = (
        '<h2>A</h2><p class="meta">label</p><p>One.</p>'
        '<article class="card"><p>k</p><h3>B</h3><p>c</p></article><ol><li>Two</li></ol>'
    )

    assert [piece.text for piece in pieces(body)] == [
        '<h2>A</h2><p class="meta">label</p><p>One.</p>',
        '<article class="card"><p>k</p><h3>B</h3><p>c</p></article>',
        "<ol><li>Two</li>",
        "</ol>",
    ]


def test_a_link_to_a_place_leads_to_its_part() -> None:
    """A pointer at the top to the correction at the end still arrives."""
    far = "".join(f"<p>{number:05d}</p>" for number in range(400))
    whole = page(['<p><a href="#c-1">below</a></p>', far, '<ul><li id="c-1">It was ₹38.</li></ul>'])
    parts = led_across(divided(whole, FOR_WAYS + 300), "/lite/part.{}/a".format)

    last = len(parts)
    assert last > 2
    assert f'href="/lite/part.{last}/a#c-1"' in parts[0].page()
    assert 'id="c-1"' in parts[-1].page()
