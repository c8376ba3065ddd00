"""Stories as cards show them: few columns, read in a fixed number of cheap queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from broadsheet.kit.prepared import Prepared, Row
from broadsheet.people import keys as people_keys
from broadsheet.pictures import keys as picture_keys
from broadsheet.pictures import shown
from broadsheet.pictures.rules import Use
from broadsheet.press import kept, recording
from broadsheet.press.explaining import explained
from broadsheet.recordings.rules import clock
from broadsheet.sections.queries import Place, tree
from broadsheet.stories import keys
from broadsheet.stories.addresses import story_path
from broadsheet.stories.models import Byline, Form, Story
from broadsheet.stories.sponsors import Sponsor, sponsor

CARD, LEAD, PORTRAIT = "card", "lead", "portrait"
_WORDS = (
    *("pk", "number", "title", "slug", "form", "language", "kicker", "short_headline"),
    *("standfirst", "published_at", "sponsor_kind", "sponsor_name", "sponsor_link"),
    *("play_seconds", "primary_section_id"),
)
_USE = tuple(f"picture_{name}" for name in ("alt", "caption", "credit", "agency", "kind", "source"))
_CROP = "picture_crop"
_PICTURE = tuple(f"picture__{name}" for name in shown.COLUMNS)
_PORTRAIT = tuple(f"contributor__portrait__{name}" for name in shown.COLUMNS)
_SIGNED = ("story_id", "part", "contributor_id", "contributor__name", "contributor__slug")


@dataclass(frozen=True, slots=True)
class Signature:
    """A name in a card's byline."""

    part: str
    pk: int
    name: str
    slug: str
    portrait: shown.Shown | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A story that readers may see, as lists show it. Its names are those of ``Story``."""

    pk: int
    number: int
    title: str
    slug: str
    form: str
    language: str
    kicker: str
    short_headline: str
    standfirst: str
    published_at: datetime
    sponsor_kind: str
    sponsor_name: str
    sponsor_link: str
    play_seconds: int | None
    primary_section: Place
    use: Use
    signatures: tuple[Signature, ...] = ()

    @property
    def address(self) -> str:
        """The story's path on the site."""
        section = self.primary_section.address.strip("/")
        day = timezone.localtime(self.published_at).date()
        return story_path(section, day, self.slug, self.number)

    @property
    def sponsor(self) -> Sponsor | None:
        """Who paid for the story, or ``None``: its mark stands wherever the card does."""
        return sponsor(self.sponsor_kind, self.sponsor_name, self.sponsor_link)

    @property
    def picture(self) -> Any:
        """The lead picture, or ``None``."""
        return self.use.picture

    @property
    def picture_id(self) -> int | None:
        """The lead picture's key, or ``None``."""
        return self.use.picture.pk if isinstance(self.use.picture, shown.Shown) else None

    @property
    def length(self) -> str:
        """How long the film of a video story is, as people read it, or ""."""
        return clock(self.play_seconds) if self.play_seconds else ""

    def get_form_display(self) -> str:
        """Return the form's name in the language of the page."""
        return str(Form(self.form).label)


_rows = Prepared(
    lambda stories: (
        Story.objects.out().filter(pk__in=stories).values_list(*_WORDS, *_USE, _CROP, *_PICTURE)
    )
)
_signatures = Prepared(
    lambda stories: (
        Byline.objects.filter(story_id__in=stories)
        .order_by("story_id", "sort_order", "pk")
        .values_list(*_SIGNED, *_PORTRAIT)
    )
)


def cards(stories: Iterable[int]) -> dict[int, Card]:
    """Return those of the stories that readers may see, by key, without files and names."""
    wanted = sorted(set(stories))
    if not wanted:
        return {}
    with explained(*(keys.story(pk) for pk in wanted)):
        names = {pk: f"card-row-{pk}" for pk in wanted}
        rows = kept.together(names, _read, _rows_keys)
    return {pk: _card(row) for pk, row in rows.items()}


def _read(stories: list[int]) -> Iterator[tuple[int, Row]]:
    return ((row[0], row) for row in _rows(stories))


def _rows_keys(story: int, row: Row) -> list[str]:
    """Return what a card's row is made from: the story's own, and its picture's."""
    picture = row[len(row) - len(_PICTURE) + _PICTURE.index("picture__pk")]
    return [keys.story(story), *([] if picture is None else [picture_keys.picture(picture)])]


def _card(row: Sequence[Any]) -> Card:
    words, rest = list(row[: len(_WORDS)]), row[len(_WORDS) :]
    words[-1] = tree().place(words[-1])
    said, crop, picture = rest[: len(_USE)], rest[len(_USE)], shown.shown(rest[len(_USE) + 1 :])
    use = Use(*said, picture=picture, crop=crop)  # type: ignore[misc]  # by place, as the columns are
    return Card(*words, use=use)  # type: ignore[misc]  # by place, as the columns are


def in_order(stories: Iterable[int], found: Mapping[int, Card]) -> list[Card]:
    """Return the cards of these stories, in this order."""
    return [found[pk] for pk in stories if pk in found]


def named(found: Mapping[int, Card], stories: Collection[int]) -> dict[int, Card]:
    """Add the names of those who made these stories."""
    wanted = sorted(set(stories) & found.keys())
    if not wanted:
        return dict(found)
    signed: dict[int, list[Signature]] = defaultdict(list)
    with explained(*(keys.story(pk) for pk in wanted)):
        for story, part, pk, name, slug, *portrait in _signatures(wanted):
            recording.read(people_keys.contributor(pk))
            signed[story].append(Signature(part, pk, name, slug, shown.shown(portrait)))
    return dict(found) | {pk: replace(found[pk], signatures=tuple(signed[pk])) for pk in wanted}


def opinions(found: Mapping[int, Card]) -> list[int]:
    """Return the stories whose cards say who wrote them."""
    return [pk for pk, card in found.items() if card.form == Form.OPINION]


def pictured(
    found: Mapping[int, Card], stories: Iterable[int], role: str = CARD
) -> dict[int, Card]:
    """Add the files of these stories' pictures in a role."""
    wanted = [pk for pk in stories if pk in found]
    made = shown.files(pictures_of(found, wanted), [role], cut_of(found, wanted))
    return with_files(found, wanted, made)


def pictures_of(found: Mapping[int, Card], stories: Iterable[int]) -> set[int]:
    """Return the lead pictures of these stories, by key."""
    pictures = (found[pk].picture_id for pk in stories if pk in found)
    return {picture for picture in pictures if picture is not None}


def cut_of(found: Mapping[int, Card], stories: Iterable[int]) -> set[shown.Cut]:
    """Return the parts that these stories show of their lead pictures."""
    return shown.cut_in(found[pk].use for pk in stories if pk in found)


def with_files(
    found: Mapping[int, Card], stories: Iterable[int], made: Mapping[int, tuple[shown.File, ...]]
) -> dict[int, Card]:
    """Add files that were read already to these stories' pictures."""
    dressed = {
        pk: replace(found[pk], use=_with_files(found[pk].use, made))
        for pk in stories
        if pk in found
    }
    return dict(found) | dressed


def faced(found: Mapping[int, Card], stories: Iterable[int]) -> dict[int, Card]:
    """Add the portraits' files of those who signed these stories first."""
    signed = {pk: found[pk].signatures for pk in stories if pk in found}
    faces = {one.portrait.pk for row in signed.values() for one in row if one.portrait}
    made = shown.files(faces, [PORTRAIT])
    with_faces = {
        pk: replace(found[pk], signatures=tuple(_with_face(one, made) for one in row))
        for pk, row in signed.items()
    }
    return dict(found) | with_faces


def _with_files(use: Use, made: Mapping[int, tuple[shown.File, ...]]) -> Use:
    picture = use.picture
    if not isinstance(picture, shown.Shown):
        return use
    return replace(use, picture=replace(picture, prefetched_renditions=made.get(picture.pk, ())))


def _with_face(one: Signature, made: Mapping[int, tuple[shown.File, ...]]) -> Signature:
    if one.portrait is None:
        return one
    files = made.get(one.portrait.pk, ())
    return replace(one, portrait=replace(one.portrait, prefetched_renditions=files))
