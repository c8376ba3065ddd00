"""An article comes in whole, once, through the acts; a second run changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client
from wagtail.models import Site

from broadsheet.archive.articles import (
    Article,
    Block,
    BlockKind,
    BylineKind,
    Found,
    FoundByline,
    FoundPicture,
    FoundTime,
    FoundTopic,
    TopicKind,
)
from broadsheet.archive.loader import Order, Status, load
from broadsheet.archive.models import Import
from broadsheet.archive.naming import NoPaperError
from broadsheet.kit.refusals import Refused
from broadsheet.people.models import Contributor
from broadsheet.records.models import Door, Record
from broadsheet.sections.founding import found
from broadsheet.sections.models import FrontPage, Section, Topic
from broadsheet.stories.models import OldAddress, Story

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
OUT = datetime(2021, 4, 6, 22, 26, tzinfo=UTC)
MENDED = datetime(2021, 4, 7, 3, 25, tzinfo=UTC)
ARTICLE = Article(
    source_id="https://old.example/nation/ferry-88.html",
    address="https://old.example/nation/ferry-88.html",
    headline=Found("Ferry returns to the north quay"),
    standfirst=Found("It had been away for a year."),
    published=FoundTime(OUT),
    updated=FoundTime(MENDED),
    section=(Found("Nation"), Found("Coast")),
    bylines=(
        FoundByline("Meera Pillai", BylineKind.PERSON),
        FoundByline("Press Trust of India", BylineKind.AGENCY),
    ),
    dateline=Found("MARUNAI"),
    lead=FoundPicture(caption="The ferry", credit="PTI", agency="pti"),
    body=(Block(BlockKind.PARAGRAPH, "It came in at six."),),
    topics=(FoundTopic("Meera Bose", TopicKind.PERSON),),
    language="en",
)
ORDER = Order("html", NOW, publish=True)


@pytest.fixture(autouse=True)
def paper() -> None:
    """A paper with a front page and no sections."""
    found("The Test Gazette", "http://127.0.0.1:8000")


def counts() -> tuple[int, ...]:
    """How many rows there are of everything that an import may write."""
    tables = (Story, Section, Contributor, Topic, Import, OldAddress, Record)
    return tuple(table.objects.count() for table in tables)


def test_every_element_of_the_article_is_a_field_of_the_story() -> None:
    """What the format found is on the story, both times included."""
    outcome = load(ARTICLE, ORDER)

    story = Story.objects.get(number=outcome.number)
    assert (story.live, story.published_at, story.updated_at) == (True, OUT, MENDED)
    assert (story.standfirst, story.dateline) == ("It had been away for a year.", "MARUNAI")
    assert story.primary_section.address == "/nation/coast/"
    assert [line.contributor.kind for line in story.bylines.all()] == ["person", "agency"]
    assert (story.picture_caption, story.picture_agency, story.picture) == (
        "The ferry",
        "pti",
        None,
    )
    assert [link.topic.name for link in story.story_topics.all()] == ["Meera Bose"]
    assert outcome.address == story.address


def test_a_second_run_changes_nothing() -> None:
    """The same source again adds no row of any kind."""
    load(ARTICLE, ORDER)
    before = counts()

    assert load(ARTICLE, ORDER).status == Status.UNCHANGED
    assert counts() == before


def test_a_source_that_has_changed_is_told_and_left() -> None:
    """The desk's own work on a story is not overwritten by a source."""
    load(ARTICLE, ORDER)
    before = counts()
    outcome = load(replace(ARTICLE, headline=Found("Another headline")), ORDER)

    assert outcome.status == Status.DIFFERS
    assert [remark.code for remark in outcome.remarks] == ["source-differs"]
    assert counts() == before


def test_a_dry_run_tells_the_truth_and_writes_nothing() -> None:
    """What would be added is named; afterwards nothing is there."""
    before = counts()
    outcome = load(ARTICLE, replace(ORDER, dry_run=True))

    assert outcome.status == Status.CREATED
    assert "section Coast" in outcome.added
    assert counts() == before


def test_without_publish_the_story_is_a_draft() -> None:
    """Nothing is out until somebody says so."""
    outcome = load(ARTICLE, replace(ORDER, publish=False))

    story = Story.objects.get(number=outcome.number)
    assert (story.live, story.published_at) == (False, None)


def test_the_old_address_leads_to_the_story() -> None:
    """The path at which it once stood is kept, with its query if it had one."""
    outcome = load(replace(ARTICLE, address="https://old.example/story.php?id=88"), ORDER)

    assert OldAddress.objects.get().path == "/story.php?id=88"
    assert OldAddress.objects.get().story.number == outcome.number


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://old.example/story.php?id=88", "/story.php?id=88"),
        ("https://old.example/?p=4711", "/?p=4711"),
        ("https://old.example/%E0%A4%A8%E0%A4%BE%E0%A4%B5-88.cms", "/नाव-88.cms"),
        ("https://old.example/nation/ferry-88.html", "/nation/ferry-88.html?utm_source=x"),
    ],
)
def test_a_reader_who_asks_for_the_old_address_is_led_on(
    client: Client, address: str, asked: str
) -> None:
    """Whatever form the old system gave it, the answer is one permanent redirect."""
    outcome = load(replace(ARTICLE, address=address), ORDER)
    answer = client.get(asked)

    assert (answer.status_code, answer.get("Location")) == (301, outcome.address)


def test_an_article_without_a_section_is_filed_where_the_order_says() -> None:
    """Or under Unsorted, and then the report says so."""
    homeless = replace(ARTICLE, section=())
    placed = load(homeless, replace(ORDER, section=("World",)))
    unplaced = load(replace(homeless, source_id="another"), ORDER)

    assert Story.objects.get(number=placed.number).primary_section.title == "World"
    assert "section-missing" in [remark.code for remark in unplaced.remarks]


def test_an_agency_is_one_agency_under_all_its_names() -> None:
    """Its key, not its spelling, tells whether it is there already."""
    load(ARTICLE, ORDER)
    again = replace(
        ARTICLE, source_id="two", address="", bylines=(FoundByline("PTI", BylineKind.AGENCY),)
    )
    load(again, ORDER)

    assert Contributor.objects.filter(kind="agency").count() == 1


def test_one_name_written_twice_is_one_line_of_the_byline() -> None:
    """A page that names an agency by two of its names has one agency in its byline."""
    twice = (
        FoundByline("PTI", BylineKind.AGENCY),
        FoundByline("Press Trust of India", BylineKind.AGENCY),
    )
    outcome = load(replace(ARTICLE, bylines=twice), ORDER)

    assert Story.objects.get(number=outcome.number).bylines.count() == 1


def test_the_log_says_that_the_importer_did_it() -> None:
    """Each act of an import is recorded with its door."""
    load(ARTICLE, ORDER)

    assert set(Record.objects.values_list("door", flat=True)) == {Door.IMPORTER}


def test_a_fault_half_way_leaves_nothing_behind() -> None:
    """A story that cannot stand takes its section and its names with it."""
    before = counts()
    broken = replace(ARTICLE, updated=FoundTime(datetime(2099, 1, 1, tzinfo=UTC)))

    with pytest.raises(Refused):
        load(broken, ORDER)
    assert counts() == before


def test_without_a_paper_the_way_to_make_one_is_told() -> None:
    """The error says what to run."""
    Site.objects.all().delete()
    FrontPage.objects.all().delete()

    with pytest.raises(NoPaperError, match="broadsheet init"):
        load(ARTICLE, ORDER)
