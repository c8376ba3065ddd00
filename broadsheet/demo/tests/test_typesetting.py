"""Words set in type: what stands in a story's body for each block of the edition's files."""

from datetime import date

from broadsheet.demo.blocks import FactBox, Paragraph, Quote, Subhead, Table, parse_body
from broadsheet.demo.typesetting import Case, body

CASE = Case(pictures={"pier": 7}, stories={"a-vote": 42}, day=date(2026, 3, 2), language="en")


def test_paragraphs_that_follow_each_other_become_one_block() -> None:
    """A subhead parts them; what is between stays together."""
    set_body = body([Paragraph("One."), Paragraph("Two."), Subhead("A turn"), Paragraph("3")], CASE)

    assert set_body == [
        {"type": "paragraphs", "value": "<p>One.</p><p>Two.</p>"},
        {"type": "subhead", "value": "A turn"},
        {"type": "paragraphs", "value": "<p>3</p>"},
    ]


def test_markup_weekdays_and_units_are_set() -> None:
    """Italics, a link by row number, a day by name, a space that does not break."""
    text = "The *Kuruvi* cost ₹412 crore & sailed [after a vote](story:a-vote) on {weekday -2}."

    assert body([Paragraph(text)], CASE)[0]["value"] == (
        "<p>The <i>Kuruvi</i> cost ₹412\u00a0crore &amp; sailed "
        '<a linktype="page" id="42">after a vote</a> on Saturday.</p>'
    )


def test_a_field_without_markup_gets_none() -> None:
    """A caption with a ship's name in it has no stars left."""
    assert CASE.plain("The *Kuruvi* [sails](story:a-vote).") == "The Kuruvi sails."


def test_a_speaker_and_her_position_are_told_apart() -> None:
    """What stands after the first comma is what she is."""
    value = body([Quote("Go.", "Fathima Lateef, master, of the Kuruvi")], CASE)[0]["value"]

    assert value["speaker"] == "Fathima Lateef"
    assert value["position"] == "master, of the Kuruvi"


def test_columns_of_figures_are_known_as_such() -> None:
    """Prices and numbers are set as figures, names as text."""
    table = Table("Fares", ("Ticket", "Fare"), (("Single", "₹25"), ("Return", "₹1,040")), "")
    columns = body([table], CASE)[0]["value"]["table"]["columns"]

    assert [column["type"] for column in columns] == ["text", "figure"]


def test_a_fact_box_is_a_list() -> None:
    """Each fact is one item."""
    value = body([FactBox("Pier", ("Long", "Green"))], CASE)[0]["value"]

    assert value["text"] == "<ul><li>Long</li><li>Green</li></ul>"


def test_a_picture_keeps_the_words_of_its_use() -> None:
    """Alt text, caption, credit and kind are those of the file, the picture a row's number."""
    source = (
        '::: picture\npicture = "pier"\nalt = "A pier"\ncaption = "Now green"\nkind = "file"\n:::'
    )
    value = body(parse_body(source, "a file"), CASE)[0]["value"]

    assert value["picture"] == 7
    assert value["caption"] == "Now green"
    assert value["kind"] == "file_photo"
