"""A small edition for the readers' pages: one story with every block, in four languages."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from broadsheet.pictures.actions import prepare
from broadsheet.pictures.models import Picture
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.sections.models import Section
from broadsheet.stories import doors
from broadsheet.stories.actions import file_draft, publish
from broadsheet.stories.models import Byline, LiveEntry, RelatedStory, Story, StoryTopic
from broadsheet.stories.rules import Change
from broadsheet.stories.tests.cast import MONDAY, byline, paper, section, topic

WORDS = {
    "en": ("Ferry line to reopen after eleven years", "The first boats run before the rains."),
    "hi": ("ग्यारह साल बाद फिर चलेगी नौका सेवा", "पहली नावें बरसात से पहले चलेंगी।"),
    "ta": ("பதினொரு ஆண்டுக்குப் பின் படகுச் சேவை", "முதல் படகுகள் மழைக்கு முன் ஓடும்."),
    "ur": ("گیارہ سال بعد کشتی سروس بحال", "پہلی کشتیاں برسات سے پہلے چلیں گی۔"),
}
SLUGS = {"en": "ferry-line", "hi": "nauka-seva", "ta": "patagu-sevai", "ur": "kashti-service"}
NAMES = {"hi": "हिन्दी", "ta": "தமிழ்", "ur": "اردو"}


def full_body(use: Picture, other: Story, text: str) -> list[tuple[str, Any]]:
    """A body with every kind of block that a story can have."""
    shown = _use(use, caption="The jetty at low tide", credit="Asha Rao")
    missing = _use(None, caption="A caption without its file", agency="pti", source="lost.jpg")
    figures = {
        "columns": [{"type": "text", "heading": "Line"}, {"type": "figure", "heading": "Fare"}],
        "rows": [{"values": ["North", "38"]}, {"values": ["South", "41"]}],
        "caption": "",
    }
    film = {
        "title": "A crossing",
        "address": "https://www.youtube.com/watch?v=abcdefghijk",
        "poster": use,
        "duration": 245,
        "caption": "Filmed on Monday",
        "credit": "",
        "transcript": "The bell rings twice.",
    }
    post = {"address": "https://post.example/1", "provider": "", "author": "Port", "text": text}
    return [
        ("paragraphs", f'<p data-block-key="a1">{text}</p><p data-block-key="a2">{text * 3}</p>'),
        ("subhead", "A channel to dredge"),
        ("quote", {"text": text, "speaker": "Asha Rao", "position": "pilot"}),
        ("pull_quote", {"text": text, "speaker": "Asha Rao"}),
        ("picture", shown),
        ("picture", missing),
        ("gallery", {"title": "The line", "pictures": [shown, missing, shown]}),
        ("video", film),
        ("embed", post),
        ("table", {"caption": "Fares in rupees", "table": figures, "source": "Harbour board"}),
        ("fact_box", {"title": "The line in figures", "text": f"<p>{text}</p>"}),
        ("related", {"title": "", "stories": [other]}),
        ("paragraphs", f"<p>{text * 4}</p>"),
    ]


def small_edition(width: int = 360) -> dict[str, Story]:
    """Publish a paper that has something of everything; gives its full stories by language.

    ``width`` is that of its one picture, in pixels: a small one has few renditions to make.
    """
    paper()
    drawn = library(width)
    for number, name in enumerate(("Nation", "Sport", "Culture", "Business")):
        for more in range(4):
            short_story(f"{name} story {more}", section(name), drawn, hours=number + 4 * more)
    short_story("In praise of slow trains", section("Opinion"), drawn, form="opinion")
    group = uuid.uuid4()
    full = {language: full_story(language, drawn, group) for language in WORDS}
    live_story(drawn)
    return full


def library(width: int = 360) -> Picture:
    """A picture with its renditions made, as publishing makes them."""
    data = encoded(image(width, width * 2 // 3))
    drawn = picture(data=data, description="The harbour", caption="The harbour", credit="Asha Rao")
    prepare(drawn)
    return drawn


def language_section(language: str) -> Section:
    """The section of a language; English stories stand in Nation."""
    if language == "en":
        return section("Nation")
    name = NAMES[language]
    there: Section | None = Section.objects.filter(title=name).first()
    if there is None:
        there = paper().add_child(
            instance=Section(
                title=name, slug=f"in-{language}", key=f"in-{language}", language=language
            )
        )
    return there


def short_story(
    title: str, where: Section, drawn: Picture, *, form: str = "article", hours: int = 0
) -> Story:
    """A story of one paragraph, out some hours before the newest."""
    story = Story(
        title=title,
        slug=title.lower().replace(" ", "-"),
        form=form,
        standfirst=f"What was said of {title.lower()}.",
        picture=drawn if hours % 2 == 0 else None,
        body=[("paragraphs", "<p>One paragraph is enough.</p>")],
    )
    story.bylines.add(Byline(contributor=byline()))
    return publish(
        file_draft(story, where, by=None, at=MONDAY), by=None, at=MONDAY - timedelta(hours=hours)
    )


def full_story(language: str, drawn: Picture, group: uuid.UUID) -> Story:
    """A story with every field and block, updated and corrected after it was published."""
    headline, text = WORDS[language]
    other = Story.objects.order_by("pk")[0]
    story = Story(
        title=headline,
        slug=SLUGS[language],
        language=language,
        translation_group=group,
        standfirst=text,
        dateline="PORT BLAIR",
        picture=drawn,
        picture_alt="A jetty",
        picture_caption="The jetty on Monday",
        picture_credit="Asha Rao",
        body=full_body(drawn, other, text),
    )
    story.bylines.add(Byline(contributor=byline()), Byline(contributor=byline("Courier Desk")))
    story.story_topics.add(StoryTopic(topic=topic("Ferries")), StoryTopic(topic=topic("Asha Rao")))
    story.related.add(RelatedStory(related=other))
    filed = file_draft(story, language_section(language), by=None, at=MONDAY)
    out = publish(filed, by=None, at=MONDAY + timedelta(hours=1))
    out.save_revision(changed=False)
    return publish(
        out,
        by=None,
        at=MONDAY + timedelta(hours=5),
        change=Change.CORRECTION,
        note="An earlier version gave the fare as ₹40. It is ₹38.",
    )


def live_story(drawn: Picture) -> Story:
    """A live story with three entries, one pinned and one a key event."""
    story = short_story("The vote hour by hour", section("Nation"), drawn, form="live")
    with doors.acting_on(story.pk):
        for number in range(3):
            LiveEntry.objects.create(
                story=story,
                at=MONDAY + timedelta(minutes=20 * number),
                headline=f"Entry {number}",
                text="<p>Something was said in the hall.</p>",
                pinned=number == 1,
                key_event=number == 0,
            )
    return story


def _use(drawn: Picture | None, **words: str) -> dict[str, Any]:
    empty = dict.fromkeys(("alt", "caption", "credit", "agency", "kind", "source"), "")
    return {"picture": drawn, **empty, **words}
