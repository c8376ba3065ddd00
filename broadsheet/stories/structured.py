"""Structured data of the readers' pages: schema.org's NewsArticle and BreadcrumbList, as JSON-LD.

Sources: schema.org 29, and Google's guidelines for Article. A field without a value is left out,
never sent empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from broadsheet.people.models import Contributor, ContributorKind
from broadsheet.pictures.models import PictureRendition
from broadsheet.pictures.rules import ResolvedUse
from broadsheet.pictures.shown import File
from broadsheet.sections.models import Topic, TopicKind
from broadsheet.sections.queries import Place
from broadsheet.stories import reading
from broadsheet.stories.models import Byline, Correction, Form, Story

CONTEXT = "https://schema.org"
TYPES = {Form.OPINION: "OpinionNewsArticle", Form.LIVE: "LiveBlogPosting"}
PAID = "AdvertiserContentArticle"
ABOUT = {
    TopicKind.PERSON: "Person",
    TopicKind.PLACE: "Place",
    TopicKind.ORGANISATION: "Organization",
    TopicKind.EVENT: "Event",
    TopicKind.SUBJECT: "Thing",
}
WROTE = (Byline.Part.BY, Byline.Part.WITH)

Node = dict[str, Any]


def absolute(path: str) -> str:
    """Return the full address of a path of ours; a full address stays as it is."""
    return path if "://" in path else f"{settings.SITE_URL}{path}"


def moment(at: datetime | None) -> str:
    """Return a moment in the paper's zone, to the second (ISO 8601), or ""."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""


def filled(node: Node) -> Node:
    """Leave out what has no value."""
    return {key: value for key, value in node.items() if value not in ("", None, [], {})}


def publisher() -> Node:
    """Return the paper as an organisation."""
    return {
        "@type": "NewsMediaOrganization",
        "name": settings.PAPER_NAME,
        "url": absolute("/"),
    }


def author(contributor: Contributor) -> Node:
    """Return a byline's name: an agency or a desk is an organisation, not a person."""
    person = contributor.kind == ContributorKind.PERSON
    return filled(
        {
            "@type": "Person" if person else "Organization",
            "name": contributor.name,
            "jobTitle": contributor.position if person else "",
            "url": absolute(f"/by/{contributor.slug}/"),
        }
    )


def topic(named: Topic) -> Node:
    """Return what a story is about."""
    return {
        "@type": ABOUT[TopicKind(named.kind)],
        "name": named.name,
        "url": absolute(f"/topic/{named.slug}/"),
    }


def news_article(story: Story, images: Iterable[Node] = ()) -> Node:
    """Return a story as a NewsArticle or the kind of it that its form asks for."""
    address = absolute(story.address)
    return filled(
        {
            "@context": CONTEXT,
            "@type": PAID if story.sponsor else TYPES.get(Form(story.form), "NewsArticle"),
            "@id": f"{address}#article",
            "mainEntityOfPage": address,
            "url": address,
            "version": story.live_revision_id,  # by it the outbox sees what readers are given
            "headline": story.title,
            "alternativeHeadline": story.short_headline,
            "description": story.standfirst,
            "inLanguage": story.language,
            "articleSection": story.primary_section.title,
            "dateline": story.dateline,
            "datePublished": moment(story.published_at),
            "dateModified": moment(story.updated_at or story.published_at),
            "isAccessibleForFree": True,
            "author": [
                author(byline.contributor) for byline in story.bylines.all() if byline.part in WROTE
            ],
            "publisher": publisher(),
            "sponsor": _sponsor(story),
            "image": list(images),
            "about": [topic(row.topic) for row in story.story_topics.all()],
            "correction": _corrections(story),
            "creativeWorkStatus": "Retracted" if _retracted(story) else "",
            **(_live(story) if story.form == Form.LIVE else {}),
        }
    )


def image(file: PictureRendition | File, words: ResolvedUse) -> Node:
    """Return a picture in use as an ImageObject; its words are those that the page prints."""
    return filled(
        {
            "@type": "ImageObject",
            "url": absolute(file.url),
            "width": file.width,
            "height": file.height,
            "caption": words.caption,
            "creditText": words.credit_line,
        }
    )


def breadcrumbs(trail: Iterable[Place], last: tuple[str, str] | None = None) -> Node:
    """Return the way from the home page down. ``last`` is a name and path below the sections."""
    steps = [(settings.PAPER_NAME, "/"), *((one.title, one.address) for one in trail)]
    if last:
        steps.append(last)
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }


def profile(contributor: Contributor) -> Node:
    """Return a contributor's page as a ProfilePage."""
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "mainEntity": filled({**author(contributor), "description": contributor.about}),
    }


def _corrections(story: Story) -> list[Node]:
    """Return what the paper has put right; an update adds to a story and corrects nothing."""
    if story.pk is None:
        return []
    return [
        {
            "@type": "CorrectionComment",
            "@id": f"{absolute(story.address)}#{correction.name}",
            "name": str(correction.get_kind_display()),
            "text": correction.text,
            "datePublished": moment(correction.at),
        }
        for correction in story.corrections.all()
        if correction.kind != Correction.Kind.UPDATE
    ]


def _sponsor(story: Story) -> Node:
    paid = story.sponsor
    if paid is None:
        return {}
    return filled({"@type": "Organization", "name": paid.name, "url": paid.link})


def _retracted(story: Story) -> bool:
    if story.pk is None:
        return False
    kinds = {correction.kind for correction in story.corrections.all()}
    return Correction.Kind.RETRACTION in kinds


def _live(story: Story) -> Node:
    entries = reading.parts_of(story).entries
    return {
        "coverageStartTime": moment(min((entry.at for entry in entries), default=None)),
        "liveBlogUpdate": [
            filled(
                {
                    "@type": "BlogPosting",
                    "headline": entry.headline,
                    "datePublished": moment(entry.at),
                    "url": f"{absolute(story.address)}#entry-{entry.pk}",
                }
            )
            for entry in entries
        ],
    }
