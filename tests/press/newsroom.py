"""What a newsroom does to a small paper, each as one function that picks by a number.

Through the paper's own acts, and through Wagtail's own doors: its screens, its bulk actions, its
models. Each gives ``False`` if there is nothing to do it to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.models import Collection, Page

from broadsheet.accounts.models import User
from broadsheet.kit import clock
from broadsheet.kit.refusals import Refused
from broadsheet.people.actions import edit_contributor
from broadsheet.people.models import Contributor
from broadsheet.pictures.models import Picture
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.press.pressroom import Pressroom
from broadsheet.sections.actions import edit_topic
from broadsheet.sections.models import Section, Topic
from broadsheet.stories import actions
from broadsheet.stories.addresses import history_path
from broadsheet.stories.ledger.rules import Note
from broadsheet.stories.models import (
    Byline,
    Form,
    Ground,
    LiveEntry,
    RelatedStory,
    SecondarySection,
    Story,
    StoryTopic,
    Version,
    WithdrawnVersion,
)
from broadsheet.stories.rules import Change
from broadsheet.stories.tests import cast, doorways

MOST_STORIES = 14
T = TypeVar("T")


def picked(rows: Sequence[T], number: int) -> T | None:
    """Return the row that a number picks, or ``None`` if there is none."""
    return rows[number % len(rows)] if rows else None


def stories(**facts: Any) -> list[Story]:
    """Return stories by their facts, in the order of their numbers."""
    return list(Story.objects.filter(**facts).order_by("number"))


def found() -> None:
    """Make the paper: sections in two floors, three topics, three bylines, two pictures."""
    cast.paper()
    nation, _sport = cast.section("Nation"), cast.section("Sport")
    cast.section("Delhi", nation)
    for name in ("Monsoon", "Ferries", "Budget"):
        cast.topic(name)
    for name in ("Meera Nair", "Asha Rao", "The Harbour Desk"):
        cast.byline(name)
    for name in ("jetty", "bridge"):
        picture(f"{name}.jpg", encoded(image(300, 200)), title=name, credit="Asha Rao")
    for number in range(5):
        publish_new(number, f"The harbour, part {number}")


def publish_new(number: int, words: str) -> bool:
    """File a story and publish it."""
    if Story.objects.count() >= MOST_STORIES:
        return False
    story = Story(title=words, slug=f"story-{Story.objects.count()}", standfirst=words[::-1])
    story.picture = picked(list(Picture.objects.order_by("pk")), number) if number % 2 else None
    story.form = Form.LIVE if number % 7 == 0 else Form.ARTICLE
    _dress(story, number)
    where = picked(list(Section.objects.order_by("pk")), number)
    if where is None:
        return False
    actions.publish(actions.file_draft(story, where, by=None), by=None)
    return True


def _dress(story: Story, number: int) -> None:
    person = picked(list(Contributor.objects.order_by("pk")), number)
    topic = picked(list(Topic.objects.filter(merged_into=None).order_by("pk")), number)
    others = [one for one in stories(live=True) if one.pk != story.pk]
    section = picked(list(Section.objects.order_by("pk")), number + 1)
    story.bylines.set([Byline(contributor=person)] if person else [])
    story.story_topics.set([StoryTopic(topic=topic)] if topic else [])
    story.related.set([RelatedStory(related=other) for other in others[number % 3 :][:1]])
    further = section is not None and section.pk != story.primary_section_id and number % 3 == 0
    story.secondary_sections.set([SecondarySection(section=section)] if further else [])


def edit(number: int, words: str) -> bool:
    """Change a published story and publish the change, as a slip, an update or a correction."""
    story = picked(stories(live=True), number)
    if story is None:
        return False
    story.title, story.standfirst = words, f"{words}, said again"
    _dress(story, number)
    link = f'<a linktype="page" id="{picked(stories(live=True), number + 1).pk}">there</a>'  # type: ignore[union-attr]
    story.body = [("paragraphs", f'<p data-block-key="a1">{len(words)} words and {link}.</p>')]
    kind = (Change.TYPO, Change.UPDATE, Change.CORRECTION)[number % 3]
    revision = story.save_revision(changed=True, clean=False)
    actions.publish(revision, by=None, change=kind, note="It was otherwise." if number % 3 else "")
    return True


def unpublish(number: int, _words: str) -> bool:
    """Take a story offline."""
    return _act(stories(live=True), number, lambda story: actions.unpublish(story, by=None))


def publish_again(number: int, _words: str) -> bool:
    """Publish a story that was taken offline."""
    offline = stories(live=False, withdrawn_at=None)
    return _act(offline, number, lambda story: actions.publish(story, by=None))


def withdraw(number: int, _words: str) -> bool:
    """Withdraw a story, on either ground."""
    ground = Ground.LEGAL if number % 2 else Ground.EDITORIAL
    return _act(
        stories(live=True),
        number,
        lambda story: actions.withdraw(story, ground, by=None, note="Ordered."),
    )


def restore(number: int, _words: str) -> bool:
    """Undo a withdrawal."""
    withdrawn = stories(withdrawn_at__isnull=False)
    return _act(withdrawn, number, lambda story: actions.restore(story, by=None))


def move(number: int, _words: str) -> bool:
    """Move a story to another section."""
    where = picked(list(Section.objects.order_by("pk")), number // 3)
    return _act(stories(), number, lambda story: actions.move(story, where, by=None))


def rename(number: int, _words: str) -> bool:
    """Change the words in a story's address."""
    return _act(stories(), number, lambda one: actions.rename(one, f"renamed-{number}", by=None))


def _act(rows: list[Story], number: int, act: Any) -> bool:
    story = picked(rows, number)
    if story is None:
        return False
    try:
        act(story)
    except Refused:
        return False
    return True


def rename_section(number: int, words: str) -> bool:
    """Give a section another name, and sometimes another address, by Wagtail's own publishing."""
    section = picked(list(Section.objects.order_by("pk")), number)
    if section is None:
        return False
    section.title = words
    if number % 2:
        section.slug = f"section-{number}-{section.pk}"
    section.save_revision().publish()
    return True


def move_section(number: int, _words: str) -> bool:
    """Move a section under another one, with all that is under it, by Wagtail's own method."""
    rows = list(Section.objects.order_by("pk"))
    section, target = picked(rows, number), picked([cast.paper(), *rows], number // 2)
    if section is None or target is None or target.path.startswith(section.path):
        return False
    if target.get_children().filter(slug=section.slug).exists():
        return False
    section.move(Page.objects.get(pk=target.pk), pos="last-child")
    return True


def merge_topics(number: int, _words: str) -> bool:
    """Merge one topic into another."""
    rows = list(Topic.objects.filter(merged_into=None).order_by("pk"))
    if len(rows) < 2:
        cast.topic(f"Topic {number}")
        return False
    source = rows[number % len(rows)]
    target = rows[(number + 1) % len(rows)]
    actions.merge_topic(source, target, by=None)
    return True


def rename_topic(number: int, words: str) -> bool:
    """Give a topic another name."""
    topic = picked(list(Topic.objects.filter(merged_into=None).order_by("pk")), number)
    try:
        return topic is not None and bool(edit_topic(topic, by=None, name=words))
    except Refused:
        return False


def rename_contributor(number: int, words: str) -> bool:
    """Give a byline another name, and sometimes a portrait."""
    person = picked(list(Contributor.objects.order_by("pk")), number)
    face = picked(list(Picture.objects.order_by("pk")), number) if number % 2 else None
    return person is not None and bool(edit_contributor(person, by=None, name=words, portrait=face))


def credit_picture(number: int, words: str) -> bool:
    """Change a picture's credit and alt text in the library."""
    found = picked(list(Picture.objects.order_by("pk")), number)
    if found is None:
        return False
    found.credit, found.description = words, f"{words}, seen from the quay"
    found.save()
    return True


def replace_picture(number: int, _words: str) -> bool:
    """Put another file in place of a picture's."""
    found = picked(list(Picture.objects.order_by("pk")), number)
    if found is None:
        return False
    content = encoded(image(300 + number % 40, 200))
    found.file.save(f"again-{number}.jpg", ContentFile(content), save=False)
    found.width, found.height = 300 + number % 40, 200
    found.file_size, found.file_hash = len(content), ""
    found.save()
    return True


def move_collection(number: int, _words: str) -> bool:
    """Put a picture into another collection."""
    found = picked(list(Picture.objects.order_by("pk")), number)
    if found is None:
        return False
    root = Collection.get_first_root_node()
    found.collection = root.get_children().first() or root.add_child(name="Harbour")
    found.save()
    return True


def schedule_and_tick(number: int, words: str) -> bool:
    """Put a draft on the schedule for a moment ago, and let the scheduler look."""
    if Story.objects.count() >= MOST_STORIES:
        return False
    where = picked(list(Section.objects.order_by("pk")), number)
    if where is None:
        return False
    story = Story(title=words, slug=f"scheduled-{Story.objects.count()}")
    actions.file_draft(story, where, by=None)
    draft = Story.objects.get(pk=story.pk)
    revision = draft.save_revision(approved_go_live_at=clock.now() - timedelta(seconds=1))
    assert revision.approved_go_live_at
    call_command("publish_scheduled")
    return True


def publish_in_bulk(number: int, words: str) -> bool:
    """Change a story's draft, and publish it by Wagtail's bulk action on its screen."""
    story = picked(stories(live=True), number)
    if story is None:
        return False
    story.title = words
    story.save_revision(clean=False)
    editor = User.objects.filter(email="editor@post.example").first() or cast.member("editor")
    answer = doorways.bulk_publish(story, editor)
    return answer.status_code == 302


def live_entry(number: int, words: str) -> bool:
    """Write an entry into a live story, or change one."""
    story = picked(stories(live=True, form=Form.LIVE), number)
    if story is None:
        return False
    entry = LiveEntry.objects.filter(story=story).first() if number % 2 else None
    entry = entry or LiveEntry(story=story, at=clock.now())
    entry.headline, entry.text = words[:100], f"<p>{words}</p>"
    entry.save()
    return True


def add_note(number: int, words: str) -> bool:
    """Say something of a story without changing its text."""
    kind = list(Note)[number % len(Note)]
    return _act(
        stories(live=True), number, lambda story: actions.add_note(story, kind, words, by=None)
    )


def withdraw_version(number: int, _words: str) -> bool:
    """Withdraw a version of a story that is not the newest, or put one back."""
    there = picked(list(WithdrawnVersion.objects.order_by("pk")), number) if number % 2 else None
    if there is not None:
        actions.restore_version(there.version, by=None)
        return True
    version = picked(list(Version.objects.order_by("pk")), number)
    ground = Ground.LEGAL if number % 3 else Ground.EDITORIAL
    if version is None:
        return False
    try:
        actions.withdraw_version(version, ground, by=None, note="Ordered.")
    except Refused:
        return False
    return True


def read_history(number: int, _words: str) -> bool:
    """A reader comes to a story's history, to one of its versions, or far back in the ledger."""
    story = picked(stories(published_at__isnull=False), number)
    if story is None:
        return False
    wanted = (
        history_path(story.address),
        history_path(story.address, 1 + number % 3),
        f"/corrections/before/{number}/",
        "/corrections/in/nation/",
    )
    Pressroom().print_for_reader(wanted[number % 4])
    return True


def read_lite(number: int, _words: str) -> bool:
    """A reader on a slow line comes to the lite twin of a page."""
    story = picked(stories(published_at__isnull=False), number)
    section = picked(list(Section.objects.order_by("pk")), number)
    wanted = ["/", section.specific.address if section else "/", "/corrections/"]
    wanted += [story.address, history_path(story.address)] if story else []
    return Pressroom().print_for_reader(f"/lite{wanted[number % len(wanted)]}")


ACTS = (
    publish_new, edit, unpublish, publish_again, withdraw, restore, move, rename, rename_section,
    move_section, merge_topics, rename_topic, rename_contributor, credit_picture, replace_picture,
    move_collection, schedule_and_tick, publish_in_bulk, live_entry,
    add_note, withdraw_version, read_history, read_lite,
)  # fmt: skip
"""Everything that the machine may do."""
