"""A neutral body becomes the typed blocks that the editor knows."""

from broadsheet.archive.articles import Block, BlockKind, FoundPicture
from broadsheet.archive.bodies import stream


def paragraph(text: str = "", html: str = "") -> Block:
    """A paragraph of text or markup."""
    return Block(BlockKind.PARAGRAPH, text=text, html=html)


def test_paragraphs_that_follow_each_other_are_one_block() -> None:
    """The editor gets one run of text, as it would be typed."""
    raw = stream([paragraph("One & two."), paragraph("Three.")])

    assert raw == [{"type": "paragraphs", "value": "<p>One &amp; two.</p><p>Three.</p>"}]


def test_a_subhead_parts_two_runs() -> None:
    """Order is kept."""
    raw = stream([paragraph("One."), Block(BlockKind.SUBHEAD, "Why"), paragraph("Two.")])

    assert [block["type"] for block in raw] == ["paragraphs", "subhead", "paragraphs"]


def test_markup_of_a_stranger_is_cleaned_again_at_our_door() -> None:
    """Whatever a format let through, no script and no handler reaches a story."""
    raw = stream([paragraph(html='<b onclick="x()">Bold</b><script>alert(1)</script>')])

    assert raw[0]["value"] == "<p><b>Bold</b></p>"


def test_a_picture_keeps_its_words_without_its_file() -> None:
    """The desk sees what was named; nothing is fetched."""
    found = FoundPicture(caption="On the quay", credit="Coast News", agency="cn", kind="file_photo")
    raw = stream([Block(BlockKind.PICTURE, picture=found)])

    assert raw[0]["value"]["picture"] is None
    assert raw[0]["value"]["caption"] == "On the quay"
    assert raw[0]["value"]["kind"] == "file_photo"


def test_a_table_keeps_its_cells() -> None:
    """Rows of unequal length are filled with empty cells."""
    markup = "<table><tr><th>Ward</th><th>Votes</th></tr><tr><td>Four</td></tr></table>"
    table = stream([Block(BlockKind.TABLE, html=markup)])[0]["value"]["table"]

    assert [column["heading"] for column in table["columns"]] == ["Ward", "Votes"]
    assert table["rows"] == [{"values": ["Four", ""]}]


def test_a_list_without_markup_is_a_list_of_its_lines() -> None:
    """Each line is an item."""
    raw = stream([Block(BlockKind.LIST, text="First\nSecond <2>")])

    assert raw[0]["value"] == "<ul><li>First</li><li>Second &lt;2&gt;</li></ul>"


def test_an_embed_without_an_address_is_its_words() -> None:
    """Nothing is lost where there is nothing to link to."""
    raw = stream([Block(BlockKind.EMBED, text="A post that was quoted")])

    assert raw == [{"type": "paragraphs", "value": "<p>A post that was quoted</p>"}]


def test_an_empty_paragraph_leaves_no_block() -> None:
    """Blank blocks of a source do not become blocks of ours."""
    assert stream([paragraph(""), paragraph("   ")]) == []
