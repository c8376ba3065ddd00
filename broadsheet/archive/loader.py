"""The one writer of imported articles: idempotent, whole or not at all, through the rooms' acts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction

from broadsheet.accounts.models import User
from broadsheet.archive.articles import Article, Found, Remark
from broadsheet.archive.bodies import picture_use, stream
from broadsheet.archive.models import Import
from broadsheet.archive.naming import Names
from broadsheet.kit.slugs import slugify
from broadsheet.records.doors import came_by
from broadsheet.records.models import Door
from broadsheet.stories.actions import publish
from broadsheet.stories.actions.filing import file_draft
from broadsheet.stories.models import Byline, OldAddress, Story, StoryTopic
from broadsheet.stories.rules import Clocks

UNSORTED = "Unsorted"
LONGEST_PATH = 600


class Status(StrEnum):
    """What became of one article."""

    CREATED = "created"
    UNCHANGED = "unchanged"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Order:
    """How to load: ``section`` is where an article goes that names none.

    ``digest`` is the SHA-256 of the source's bytes, or of what the format read if it is left out.
    """

    format: str
    at: datetime
    by: User | None = None
    publish: bool = False
    dry_run: bool = False
    section: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one article, and what a person should know of it."""

    status: Status
    number: int | None
    address: str
    article: Article
    added: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())


def load(article: Article, order: Order) -> Outcome:
    """Bring one article in, or find that it is in already; all in one transaction.

    With ``dry_run`` everything is done and then rolled back, so that the answer is the truth.
    """
    with came_by(Door.IMPORTER), transaction.atomic():
        outcome = _load(article, order)
        if order.dry_run:
            transaction.set_rollback(True)
    return outcome


def key_of(article: Article) -> str:
    """Return the SHA-256 by which the source of an article is known."""
    return hashlib.sha256(article.source_id.encode()).hexdigest()


def digest_of(article: Article) -> str:
    """Return the SHA-256 of what a format read."""
    facts = json.dumps(asdict(article), default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()


def _load(article: Article, order: Order) -> Outcome:
    there = Import.objects.filter(key=key_of(article)).select_related("story").first()
    if there is None:
        return _create(article, order)
    if there.digest == (order.digest or digest_of(article)):
        return Outcome(Status.UNCHANGED, there.story.number, there.story.address, article)
    remark = Remark(
        "source-differs",
        "The source has changed since it was brought in; the story here was left as it is. "
        "Mend it at the desk.",
    )
    return Outcome(
        Status.DIFFERS, there.story.number, there.story.address, article, remarks=(remark,)
    )


def _create(article: Article, order: Order) -> Outcome:
    names = Names(order.by, order.at)
    remarks: list[Remark] = []
    section = names.section(_section_path(article, order, remarks))
    story = _story(article, section.language)
    signed = dict.fromkeys(names.contributor(found) for found in article.bylines)
    story.bylines.set(
        [Byline(contributor=one, sort_order=place) for place, one in enumerate(signed)]
    )
    topics = [names.topic(found, story.language) for found in article.topics]
    story.story_topics.set(
        [
            StoryTopic(topic=topic, sort_order=place)
            for place, topic in enumerate(dict.fromkeys(topics))
        ]
    )
    file_draft(story, section, by=order.by, at=order.at)
    if order.publish:
        story = _publish(story, article, order, remarks)
    _remember(story, article, order, remarks)
    return Outcome(
        Status.CREATED, story.number, story.address, article, tuple(names.added), tuple(remarks)
    )


def _section_path(article: Article, order: Order, remarks: list[Remark]) -> tuple[str, ...]:
    if article.section:
        return tuple(part.value for part in article.section)
    if order.section:
        return order.section
    remarks.append(
        Remark(
            "section-missing",
            f"The article names no section; it is filed under {UNSORTED}. "
            "Say where with --section, or move it at the desk.",
        )
    )
    return (UNSORTED,)


def _story(article: Article, section_language: str) -> Story:
    known = {code for code, _name in settings.LANGUAGES}
    language = article.language if article.language in known else section_language
    lead: dict[str, Any] = {}
    if article.lead:
        lead = {f"picture_{name}": value for name, value in picture_use(article.lead).items()}
    return Story(
        title=article.headline.value[:255],
        slug=slugify(article.headline.value, fallback="story"),
        standfirst=_value(article.standfirst),
        dateline=_value(article.dateline)[:80],
        seo_title=article.search_title[:255],
        social_title=article.social_title[:110],
        language=language,
        body=json.dumps(stream(article.body)),
        **lead,
    )


def _value(found: Found | None) -> str:
    return found.value if found else ""


def _publish(story: Story, article: Article, order: Order, remarks: list[Remark]) -> Story:
    if article.published is None:
        remarks.append(
            Remark(
                "date-missing",
                "The source gives no date: the story is first published at the time of import.",
            )
        )
    published = article.published.value if article.published else order.at
    updated = article.updated.value if article.updated else None
    if updated is not None and updated < published:
        remarks.append(
            Remark("updated-before-published", "The update is older than the story: left out.")
        )
        updated = None
    return publish(story, by=order.by, at=order.at, source=Clocks(published, updated))


def _remember(story: Story, article: Article, order: Order, remarks: list[Remark]) -> None:
    Import.objects.create(
        key=key_of(article),
        source_id=article.source_id,
        format=order.format,
        digest=order.digest or digest_of(article),
        story=story,
        at=order.at,
    )
    path = old_path(article.address)
    if not path or path in ("/", story.address):
        return
    if len(path) > LONGEST_PATH:
        remarks.append(
            Remark("address-too-long", f"The old address has over {LONGEST_PATH} characters.")
        )
        return
    held, new = OldAddress.objects.get_or_create(path=path, defaults={"story": story})
    if not new and held.story_id != story.pk:
        remarks.append(
            Remark("address-taken", f"{path} leads to story {held.story.number} already.")
        )


def old_path(address: str) -> str:
    """Return the path of an address, read, with its query, if any, as readers will ask for it."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    return f"{path}?{parts.query}" if parts.query else path


def with_remarks(outcome: Outcome) -> Article:
    """Return the article with what the loader remarked, for the report."""
    return replace(outcome.article, warnings=(*outcome.article.warnings, *outcome.remarks))
