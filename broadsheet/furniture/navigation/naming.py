"""What the desk calls the targets of rows, and finding a target by what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from broadsheet.furniture.navigation import rules
from broadsheet.furniture.navigation.rules import Entry
from broadsheet.kit.collation import in_order
from broadsheet.people.models import Contributor
from broadsheet.sections.models import Section, Topic, TopicName
from broadsheet.sections.queries import Place, tree
from broadsheet.sections.rules import folded

UNDER = " › "
Named = Callable[[], Iterable[tuple[str, int]]]
# As many topics and people are offered while one types; any other is found by its whole name.
OFFERED = 300


_others: list[Named] = []


def topics_go_by(names: Named) -> None:
    """Have topics be found by further names, each with its topic: what a room beside calls them."""
    _others[:] = [names]


def _further() -> list[tuple[str, int]]:
    return [one for others in _others for one in others()]


def names(rows: Iterable[Entry]) -> dict[tuple[str, str], str]:
    """Return what the desk calls each row's target, by the row's kind and target."""
    found: dict[tuple[str, str], str] = {}
    there = list(rows)
    for kind, model in ((rules.TOPIC, Topic), (rules.PERSON, Contributor)):
        wanted = {int(row.target) for row in there if row.kind == kind}
        for topic_or_person in model._default_manager.filter(pk__in=wanted):  # noqa: SLF001
            found[kind, str(topic_or_person.pk)] = str(topic_or_person)
    for row in there:
        if row.kind == rules.SECTION and (place := tree().known(int(row.target))):
            found[row.kind, row.target] = name_of_section(place)
    return found


def name_of_section(place: Place) -> str:
    """Return a section's name with those above it, like ``Nation › Delhi``."""
    return UNDER.join(one.title for one in tree().trail(place)) or place.title


def offered() -> list[str]:
    """Return what can be typed, for the field to suggest: sections, then topics and people."""
    places = (tree().place(pk) for pk in Section.objects.live().values_list("pk", flat=True))
    sections = in_order(map(name_of_section, places), settings.PAPER_LANGUAGE)
    topics = Topic.objects.filter(merged_into=None).order_by("-pk")[:OFFERED]
    people = Contributor.objects.order_by("-pk")[:OFFERED]
    further = (name for name, _topic in _further())
    return list(dict.fromkeys([*sections, *further, *map(str, topics), *map(str, people)]))


def number_of(kind: str, name: str) -> str:
    """Return the number of the section, topic or person that was named.

    Raises ``LookupError`` that says what to do.
    """
    find = {rules.SECTION: _sections, rules.TOPIC: _topics, rules.PERSON: _people}[kind]
    there = find(name) if name else []
    if len(there) == 1:
        return str(there[0])
    if not there:
        raise LookupError(_("Nothing of that kind is called “%(name)s”.") % {"name": name})
    raise LookupError(_("More than one is called “%(name)s”: write its address.") % {"name": name})


def _sections(name: str) -> list[int]:
    places = [tree().place(pk) for pk in Section.objects.live().values_list("pk", flat=True)]
    exact = [one.pk for one in places if name in (name_of_section(one), one.address, one.key)]
    return exact[:1] or [one.pk for one in places if folded(one.title) == folded(name)]


def _topics(name: str) -> list[int]:
    slug = name.removeprefix("/topic/").strip("/") if name.startswith("/topic/") else ""
    if slug:
        return list(Topic.objects.filter(slug=slug).values_list("pk", flat=True))
    called = TopicName.objects.filter(folded=folded(name)).values_list("topic_id", flat=True)
    named = list(called) or list(Topic.objects.filter(name=name).values_list("pk", flat=True)[:2])
    return named or list({pk for other, pk in _further() if folded(other) == folded(name)})


def _people(name: str) -> list[int]:
    slug = name.removeprefix("/by/").strip("/") if name.startswith("/by/") else ""
    where = {"slug": slug} if slug else {"name": name}
    return list(Contributor.objects.filter(**where).values_list("pk", flat=True)[:2])
