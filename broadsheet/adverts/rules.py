"""Decisions about advertisements: which one stands where. No framework, no clock, no chance.

A page belongs to one of ``BUCKETS`` by its address alone. The buckets of a kind of page are given
to advertisements as their shares say, so a page shows the same one until the bookings change, and
of a thousand pages each advertiser has what was sold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

BUCKETS = 10
"""Shares are sold in tenths."""
STEP = 100 // BUCKETS
FRONT = "front"
"""What stands for the form on a home page or a section's front."""
HOUSE, SOLD, THIRD = "house", "sold", "third"
FRONT_TOP, SIDE, TEXT, FOOT = "front-top", "side", "text", "foot"
ON_FRONTS, ON_STORIES = (FRONT_TOP, FOOT), (SIDE, TEXT, FOOT)
"""The places of a kind of page, the worthiest first: a page full of them loses the last."""
PLACES = (FRONT_TOP, SIDE, TEXT, FOOT)

Allotment = tuple[int | None, ...]
"""For each bucket, the number of the advertisement that has it."""


@dataclass(frozen=True)
class Facts:
    """An advertisement that is running; an empty set of anything is all of it.

    ``share`` is a percentage of the pages for one that was sold, and a weight for any other.
    ``priority`` 1 comes first.
    """

    pk: int
    kind: str
    places: frozenset[str]
    share: int = 100
    priority: int = 2
    sections: frozenset[int] = frozenset()
    forms: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Page:
    """A kind of page: the sections from the top down to its own, and its form or ``FRONT``."""

    sections: frozenset[int]
    form: str

    @property
    def places(self) -> tuple[str, ...]:
        """The places that such a page has."""
        return ON_FRONTS if self.form == FRONT else ON_STORIES


def bucket(address: str) -> int:
    """Return the bucket of an address, from 0 to ``BUCKETS`` - 1: the same for ever."""
    digest = blake2b(address.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) % BUCKETS


def fits(advert: Facts, page: Page, place: str) -> bool:
    """Say whether an advertisement may stand at a place of a kind of page."""
    return (
        place in advert.places
        and place in page.places
        and (not advert.sections or bool(advert.sections & page.sections))
        and (not advert.forms or page.form in advert.forms)
    )


def arranged(adverts: Iterable[Facts], page: Page, most: int) -> dict[str, Allotment]:
    """Return what stands at each place of a kind of page, bucket by bucket.

    What was sold has its share, first priority first; what the house says of itself, and third
    parties, share what is left. A page has at most ``most`` of them, and nothing but what was sold
    for both places stands on it twice.
    """
    known = {one.pk: one for one in adverts}
    found: dict[str, Allotment] = {}
    for place in page.places:
        there = [one for one in known.values() if fits(one, page, place)]
        full = [_filled(found, number) >= most for number in range(BUCKETS)]
        found[place] = _allotted(there, place, found, full)
    return found


def _filled(found: Mapping[str, Allotment], number: int) -> int:
    return sum(1 for there in found.values() if there[number] is not None)


def _allotted(
    adverts: Sequence[Facts], place: str, before: Mapping[str, Allotment], full: Sequence[bool]
) -> Allotment:
    """Give the free buckets of a place out: to what was sold, then to the rest."""
    free = {number for number in range(BUCKETS) if not full[number]}
    given: dict[int, int] = {}
    sold = [one for one in adverts if one.kind == SOLD]
    for level in sorted({one.priority for one in sold}):
        group = [one for one in sold if one.priority == level]
        _give(group, _promised(group, len(free)), place, free, given, before)
    rest = [one for one in adverts if one.kind != SOLD]
    for level in sorted({one.priority for one in rest}):
        group = [one for one in rest if one.priority == level]
        _give(group, _shared(group, len(free)), place, free, given, before)
    return tuple(given.get(number) for number in range(BUCKETS))


def _give(
    group: Sequence[Facts],
    quotas: Mapping[int, int],
    place: str,
    free: set[int],
    given: dict[int, int],
    before: Mapping[str, Allotment],
) -> None:
    """Give each of a group as many buckets as its quota says, far from where it stands already."""
    for one in sorted(group, key=lambda one: one.pk):
        order = sorted(free, key=_liking(one.pk, place, before))
        if one.kind != SOLD:
            order = [number for number in order if not _stands(one.pk, number, before)]
        taken = order[: quotas[one.pk]]
        given.update(dict.fromkeys(taken, one.pk))
        free.difference_update(taken)


def _liking(
    pk: int, place: str, before: Mapping[str, Allotment]
) -> Callable[[int], tuple[bool, bytes]]:
    def key(number: int) -> tuple[bool, bytes]:
        lot = blake2b(f"{place} {pk} {number}".encode(), digest_size=8).digest()
        return _stands(pk, number, before), lot

    return key


def _stands(pk: int, number: int, before: Mapping[str, Allotment]) -> bool:
    return any(there[number] == pk for there in before.values())


def _promised(group: Sequence[Facts], free: int) -> dict[int, int]:
    """Return how many buckets each was promised; oversold, each in proportion."""
    wanted = {one.pk: one.share // STEP for one in group}
    return wanted if sum(wanted.values()) <= free else _in_proportion(wanted, free)


def _shared(group: Sequence[Facts], free: int) -> dict[int, int]:
    """Return how many of the free buckets each has by its weight."""
    return _in_proportion({one.pk: one.share for one in group}, free)


def _in_proportion(weights: Mapping[int, int], free: int) -> dict[int, int]:
    """Share ``free`` out by the largest remainders; the lower number settles a tie."""
    whole = sum(weights.values()) or 1
    quotas = {pk: free * weight // whole for pk, weight in weights.items()}
    left = free - sum(quotas.values()) if any(weights.values()) else 0
    order = sorted(weights, key=lambda pk: (-(free * weights[pk] % whole), pk))
    for pk in order[:left]:
        quotas[pk] += 1
    return quotas
