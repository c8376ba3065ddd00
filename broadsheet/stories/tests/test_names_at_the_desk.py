"""Topics and bylines at the desk and by programs: one set of acts, with their records."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from broadsheet.accounts.models import Role
from broadsheet.kit.refusals import Refused
from broadsheet.people.actions import add_contributor, edit_contributor
from broadsheet.people.models import Contributor
from broadsheet.records.models import Record
from broadsheet.sections.actions import add_section, add_topic, edit_topic
from broadsheet.sections.models import Topic
from broadsheet.stories.tests.cast import MONDAY, at_the_desk, byline, member, paper, section, topic

pytestmark = pytest.mark.django_db
TOPIC = {"name": "Ferries", "kind": "subject", "language": "en", "description": ""}
PERSON = {"name": "Ravi Das", "kind": "person", "key": "", "language": "en", "position": ""} | {
    "about": "",
    "portrait": "",
    "user": "",
}


def sent(client: Client, name: str, data: dict[str, str], *args: int) -> None:
    client.post(reverse(name, args=args), data)


def test_a_topic_is_added_and_edited_at_the_desk_through_the_acts() -> None:
    """Both leave a record in the sub-editor's name, and the synonyms find the topic."""
    sub = member(Role.SUB)
    client = at_the_desk(sub)

    data = TOPIC | {"synonyms": "Boats\nFerry boats"}
    sent(client, "wagtailsnippets_sections_topic:add", data)
    row = Topic.objects.get(name="Ferries")
    data = TOPIC | {"name": "Ferry lines", "synonyms": "Boats\nFerries"}
    sent(client, "wagtailsnippets_sections_topic:edit", data, row.pk)
    row.refresh_from_db()
    records = Record.objects.filter(subject_kind="topic", subject_id=str(row.pk)).order_by("pk")

    assert (row.name, row.slug) == ("Ferry lines", "ferries")
    assert {name.name for name in row.names.all()} == {"Ferry lines", "Boats", "Ferries"}
    assert [record.act for record in records] == ["topic.add", "topic.edit"]
    assert {record.actor_id for record in records} == {sub.pk}


def test_a_name_that_is_taken_is_refused_with_the_form() -> None:
    """Two topics never go by one name, in any case of letters."""
    topic("Monsoon")
    client = at_the_desk(member(Role.SUB))

    address = reverse("wagtailsnippets_sections_topic:add")
    answer = client.post(address, TOPIC | {"name": "MONSOON", "synonyms": ""})

    assert "goes by that name" in answer.content.decode()
    assert Topic.objects.count() == 1


def test_topics_are_merged_at_the_desk() -> None:
    """The editor's merge screen is the act."""
    editor, rain, monsoon = member(Role.EDITOR), topic("Rain"), topic("Monsoon")

    sent(at_the_desk(editor), "topic_merge", {"target": str(monsoon.pk)}, rain.pk)
    rain.refresh_from_db()

    assert rain.merged_into == monsoon
    assert Record.objects.get(act="topic.merge").actor_id == editor.pk


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PICTURE_DESK, Role.LEGAL])
def test_topics_are_not_everybodys(role: str) -> None:
    """Whoever has nothing to do with topics is refused by the screen and by the act."""
    user = member(role)

    sent(at_the_desk(user), "wagtailsnippets_sections_topic:add", TOPIC | {"synonyms": ""})
    with pytest.raises(PermissionDenied):
        add_topic("Ferries", by=user)

    assert not Topic.objects.exists()


def test_topics_and_bylines_are_never_deleted_at_the_desk() -> None:
    """A topic is merged, and a byline is for ever."""
    client = at_the_desk(member(Role.ADMINISTRATOR))

    sent(client, "wagtailsnippets_sections_topic:delete", {}, topic().pk)
    sent(client, "wagtailsnippets_people_contributor:delete", {}, byline().pk)

    assert Topic.objects.count() == Contributor.objects.count() == 1


def test_a_contributor_is_added_and_edited_at_the_desk_through_the_acts() -> None:
    """Both leave a record in the editor's name; the slug stays."""
    editor = member(Role.SECTION_EDITOR)
    client = at_the_desk(editor)

    sent(client, "wagtailsnippets_people_contributor:add", PERSON)
    row = Contributor.objects.get(name="Ravi Das")
    data = PERSON | {"name": "Ravi K. Das", "position": "Staff writer"}
    sent(client, "wagtailsnippets_people_contributor:edit", data, row.pk)
    row.refresh_from_db()
    records = Record.objects.filter(subject_kind="contributor").order_by("pk")

    assert (row.name, row.position, row.slug) == ("Ravi K. Das", "Staff writer", "ravi-das")
    assert [record.act for record in records] == ["person.add", "person.edit"]
    assert {record.actor_id for record in records} == {editor.pk}


def test_an_agency_needs_a_key_of_its_own() -> None:
    """A key belongs to one agency, and to no person."""
    agency = add_contributor("Inland Wire", kind="agency", key="inland", by=None, at=MONDAY)

    for fields, code in (
        ({"kind": "agency"}, "no-key"),
        ({"kind": "agency", "key": "inland"}, "key-taken"),
        ({"kind": "person", "key": "ravi"}, "key"),
    ):
        with pytest.raises(Refused) as refusal:
            add_contributor("Another", by=None, at=MONDAY, **fields)
        assert refusal.value.codes == (code,)

    assert edit_contributor(agency, by=None, name="Inland").slug == "inland-wire"


def test_an_old_name_of_a_topic_still_finds_it() -> None:
    """Renaming keeps the old name as a synonym unless the names are given anew."""
    row = edit_topic(topic("Monsoon"), by=None, name="The monsoon")

    assert {name.name for name in row.names.all()} == {"Monsoon", "The monsoon"}

    row = edit_topic(row, by=None, synonyms=())

    assert {name.name for name in row.names.all()} == {"The monsoon"}


def test_sections_have_keys_of_their_own() -> None:
    """Two sub-sections of one name get different keys."""
    one = add_section("Local", parent=section("Nation"), by=None)
    two = add_section("Local", parent=section("Sport"), by=None)

    assert (one.key, two.key) == ("local", "local-2")
    assert (one.slug, two.slug, paper().get_children().count()) == ("local", "local", 2)


def test_what_is_done_to_a_section_at_the_desk_is_in_the_log() -> None:
    """Wagtail's screens for sections leave records in the administrator's name."""
    chief, local = member(Role.ADMINISTRATOR), section("Local", section("Nation"))
    client = at_the_desk(chief)

    client.post(reverse("wagtailadmin_pages:move_confirm", args=[local.pk, section("Sport").pk]))
    client.post(reverse("wagtailadmin_pages:unpublish", args=[local.pk]))
    records = Record.objects.filter(subject_kind="section", subject_id=str(local.pk))

    assert [record.act for record in records.order_by("pk")] == [
        "section.add",
        "section.move",
        "section.unpublish",
    ]
    assert records.latest("pk").actor_id == chief.pk
    assert records.get(act="section.move").after == {"address": "/sport/local/"}
