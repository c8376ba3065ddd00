"""Which stories stand in a list, newest first: a few numbers each, whatever the archive's size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Exists, Model, OuterRef, Q

from broadsheet.kit.prepared import Prepared, together
from broadsheet.press import kept, recording
from broadsheet.press.explaining import explained
from broadsheet.sections.queries import Place, tree
from broadsheet.stories import keys
from broadsheet.stories.cards import Card, cards, in_order, named, opinions, pictured
from broadsheet.stories.models import Byline, SecondarySection, Story, StoryTopic

PER_PAGE = 30
# Of so many lengths of a list the question is kept compiled.
_LENGTHS = 64
# From how many on the stories of a topic or a contributor are not all read.
_MANY = 500
_COLUMNS = ("published_at", "number", "pk")
_SHARED = ("story__published_at", "story__number", "story_id")
_OUT = {f"story__{name}": value for name, value in Story.OUT.items()}


class Listed(NamedTuple):
    """A story's place in a list: sorted, the newest is the greatest."""

    published_at: datetime
    number: int
    pk: int


@dataclass(frozen=True)
class ListPage:
    """One page of a list, with what templates ask of it."""

    stories: list[Card]
    number: int
    has_next: bool

    def __iter__(self) -> Any:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)

    @property
    def has_previous(self) -> bool:
        """Whether there is a page with newer stories."""
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        """Whether the list has more than this page."""
        return self.has_previous or self.has_next

    @property
    def next_page_number(self) -> int:
        """The number of the page with older stories."""
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        """The number of the page with newer stories."""
        return self.number - 1


Reader = Callable[[int], list[Listed]]
Shelf = tuple[int, str]
"""A section, and the language of what it lists from others."""


def page_of(read: Reader, number: int) -> ListPage | None:
    """Return one page of a list with what cards show, or ``None`` past its end.

    ``read`` gives the first so many stories of the list.
    """
    if number < 1:
        return None
    first = PER_PAGE * (number - 1)
    found = read(first + PER_PAGE + 1)
    there = [one.pk for one in found[first : first + PER_PAGE]]
    if not there and number > 1:
        return None
    shown = pictured(cards(there), there)
    shown = named(shown, opinions(shown))
    return ListPage(in_order(there, shown), number, has_next=len(found) > first + PER_PAGE)


# --- one list each ---


def newest(language: str, count: int) -> list[Listed]:
    """Return the newest stories in a language."""
    with explained(keys.newest(language)):
        return _listed(_newest(count)(language))


def of_form(form: str, language: str, count: int) -> list[Listed]:
    """Return the newest stories of a form in a language."""
    with explained(keys.newest(language)):
        return _listed(_of_form(count)(form, language))


def in_section(place: Place, count: int) -> list[Listed]:
    """Return what a section lists: its own stories, its sub-sections', and those it shares.

    Those shared only in the section's own language: the story that they are a version of is there.
    """
    within = tree().within(place)
    with explained(*(keys.in_section(pk) for pk in within)):
        found = _of_sections([(pk, place.language) for pk in within], count)
    return _merged(chain.from_iterable(found.values()), count)


def earlier_in_section(place: Place, story: Listed, count: int) -> list[Listed]:
    """Return the stories that a section listed before this one, newest first.

    A later publication changes nothing here: the page is made from the days that it shows.
    """
    within = tree().within(place)
    at, number = story.published_at, story.number
    own = ((_own_before(count), (pk, at, number)) for pk in within)
    shared = ((_shared_before(count), (pk, place.language, at, number)) for pk in within)
    with explained():
        found = _merged(together([*own, *shared]), count)
    recording.read(*_keys_of_earlier(within, story, found, count))
    return found


def _keys_of_earlier(
    within: list[int], story: Listed, found: list[Listed], count: int
) -> list[str]:
    if len(found) < count:  # the first stories of a section: whatever is older may stand here
        return keys.in_sections_until(within, story.published_at)
    return keys.in_sections_between(within, found[-1].published_at, story.published_at)


def on_topic(topic: int, count: int) -> list[Listed]:
    """Return the stories on a topic."""
    with explained(keys.on_topic(topic)):
        return _listed(_through(StoryTopic, "topic_id", topic, count)(topic))


def by_contributor(contributor: int, count: int) -> list[Listed]:
    """Return the stories that carry a contributor's byline."""
    with explained(keys.by(contributor)):
        return _listed(_through(Byline, "contributor_id", contributor, count)(contributor))


def bands(places: Iterable[Place], count: int) -> dict[int, list[Listed]]:
    """Return the first stories of several sections at once, by section."""
    within = {place.pk: [(pk, place.language) for pk in tree().within(place)] for place in places}
    every = sorted(set(chain.from_iterable(within.values())))
    with explained(*(keys.in_section(pk) for pk, _language in every)):
        found = _of_sections(every, count)
    return {
        top: _merged(chain.from_iterable(found.get(one, ()) for one in below), count)
        for top, below in within.items()
    }


def _of_sections(wanted: Iterable[Shelf], count: int) -> dict[Shelf, list[Listed]]:
    """Return what each section itself has, without its sub-sections; a worker keeps each by itself.

    A publication changes the list of one section, and a home page is made of those of all.
    """
    names = {(pk, language): f"section-{pk}-{language}-{count}" for pk, language in wanted}
    return kept.together(
        names, partial(_read_sections, count), lambda one, _: [keys.in_section(one[0])]
    )


def _read_sections(count: int, wanted: list[Shelf]) -> Iterator[tuple[Shelf, list[Listed]]]:
    rounds: list[dict[int, str]] = []  # one, but where a section is wanted in two languages
    for pk, language in wanted:
        free = next((one for one in rounds if pk not in one), None)
        if free is None:
            rounds.append(free := {})
        free[pk] = language
    for one in rounds:
        own = ((_own_of(count), (pk,)) for pk in one)
        shared = ((_shared_of(count), asked) for asked in one.items())
        found = _by_section(together([*own, *shared]))
        for pk, language in one.items():
            yield (pk, language), _merged(found.get(pk, ()), count)


# --- the questions, compiled once for each length ---


def _listed(rows: Iterable[tuple[Any, ...]]) -> list[Listed]:
    return [Listed(*row) for row in rows]


def _merged(rows: Iterable[tuple[Any, ...]], count: int) -> list[Listed]:
    """Return the first of several lists, each story once."""
    return sorted({Listed(*row) for row in rows}, reverse=True)[:count]


def _by_section(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for section, *row in rows:
        found.setdefault(section, []).append(tuple(row))
    return found


@lru_cache(maxsize=_LENGTHS)
def _newest(count: int) -> Prepared:
    return Prepared(
        lambda language: _first(Story.objects.filter(language=language), _COLUMNS, count)
    )


@lru_cache(maxsize=_LENGTHS)
def _of_form(count: int) -> Prepared:
    return Prepared(
        lambda form, language: _first(
            Story.objects.filter(form=form, language=language), _COLUMNS, count
        )
    )


@lru_cache(maxsize=_LENGTHS)
def _own_of(count: int) -> Prepared:
    columns = ("primary_section_id", *_COLUMNS)
    return Prepared(
        lambda section: _first(Story.objects.filter(primary_section_id=section), columns, count)
    )


@lru_cache(maxsize=_LENGTHS)
def _own_before(count: int) -> Prepared:
    return Prepared(
        lambda section, at, number: _first(
            Story.objects.filter(
                Q(published_at__lt=at) | Q(published_at=at, number__lt=number),
                primary_section_id=section,
                published_at__lte=at,
            ),
            _COLUMNS,
            count,
        )
    )


@lru_cache(maxsize=_LENGTHS)
def _shared_of(count: int) -> Prepared:
    columns = ("section_id", *_SHARED)
    return Prepared(lambda section, language: _first_shared(section, language, columns, count))


@lru_cache(maxsize=_LENGTHS)
def _shared_before(count: int) -> Prepared:
    return Prepared(
        lambda section, language, at, number: _first_shared(
            section,
            language,
            _SHARED,
            count,
            Q(story__published_at__lt=at) | Q(story__published_at=at, story__number__lt=number),
        )
    )


def _through(part: type[Model], column: str, pk: int, count: int) -> Prepared:
    """Return the question for the stories that have a part, in the way that is cheap for so many.

    Of a few, all are read and sorted; where there are many, the newest stories are gone through
    until enough have it. So a list costs no more in an archive of any size.
    """
    many = len(_some(part, column)(pk)) == _MANY
    return (_walked if many else _sorted)(part, column, count)


@lru_cache
def _some(part: type[Any], column: str) -> Prepared:
    return Prepared(
        lambda pk: (
            part._base_manager.filter(**{column: pk})  # noqa: SLF001
            .order_by()
            .values_list("pk")[:_MANY]
        )
    )


@lru_cache(maxsize=_LENGTHS)
def _sorted(part: type[Any], column: str, count: int) -> Prepared:
    return Prepared(
        lambda pk: _first(
            Story.objects.filter(pk__in=part._base_manager.filter(**{column: pk}).values("story")),  # noqa: SLF001
            _COLUMNS,
            count,
        )
    )


@lru_cache(maxsize=_LENGTHS)
def _walked(part: type[Any], column: str, count: int) -> Prepared:
    return Prepared(
        lambda pk: _first(
            Story.objects.filter(
                Exists(part._base_manager.filter(**{column: pk}, story=OuterRef("pk")))  # noqa: SLF001
            ),
            _COLUMNS,
            count,
        )
    )


def _first(stories: Any, columns: tuple[str, ...], count: int) -> Any:
    return stories.out().newest().values_list(*columns)[:count]


def _first_shared(
    section: Any, language: Any, columns: tuple[str, ...], count: int, when: Q | None = None
) -> Any:
    shared = SecondarySection.objects.filter(
        when or Q(), section_id=section, story__language=language, **_OUT
    )
    return shared.order_by("-story__published_at", "-story__number").values_list(*columns)[:count]
