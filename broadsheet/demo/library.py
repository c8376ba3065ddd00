"""The demo's pictures: drawn, given their credit, and put into the library through its door."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from django.core.files.base import ContentFile

from broadsheet.accounts.models import User
from broadsheet.demo.dates import moment_of
from broadsheet.demo.drawing.chest import pull
from broadsheet.demo.drawing.imprint import Imprint
from broadsheet.demo.proof import pictures_of
from broadsheet.demo.words import Edition, Moment
from broadsheet.demo.words import Picture as PictureWords
from broadsheet.pictures import door
from broadsheet.pictures.actions import prepare_many
from broadsheet.pictures.models import Picture, PictureKind

Report = Callable[[int, int], None]
AT_WORK = "10:30"
COUNTRY = "India"
TERMS = "Drawn for the demo edition of Broadsheet; free to use with it."


def hang(edition: Edition, day: date, *, by: User, report: Report) -> dict[str, Picture]:
    """Return the library's pictures by their keys in the edition; those that lack are drawn.

    Drawing and the door's examination run side by side; only this thread touches the database.
    """
    there = _hung(edition)
    missing = [words for key, words in edition.pictures.items() if key not in there]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        files = pool.map(lambda words: _drawn(words, edition, day), missing)
        for count, (words, file) in enumerate(zip(missing, files, strict=True), 1):
            there[words.key] = _filed(words, file, by)
            report(count, len(missing))
    return there


def _hung(edition: Edition) -> dict[str, Picture]:
    """Find what an earlier run hung, by what the files say: the desk may have changed the rest."""
    ours = Picture.objects.filter(embedded__values__source=edition.paper.name)
    by_title = {picture.embedded["values"].get("title"): picture for picture in ours}
    return {
        key: by_title[words.title]
        for key, words in edition.pictures.items()
        if words.title in by_title
    }


def _drawn(words: PictureWords, edition: Edition, day: date) -> ContentFile[bytes]:
    """Draw one picture and have the door examine it, in a thread of the pool."""
    file = ContentFile(pull(words.key, imprint_of(words, edition, day)), name=f"{words.key}.jpg")
    door.examine(file)
    return file


def imprint_of(words: PictureWords, edition: Edition, day: date) -> Imprint:
    """Return what the file of a picture says of itself, in an edition whose own day is `day`."""
    paper = edition.paper
    made = moment_of(Moment(words.day, AT_WORK), day, paper.zone)
    return Imprint(
        title=words.title,
        headline=words.title,
        caption=words.caption,
        alt=words.alt,
        byline=words.byline,
        credit=words.credit,
        source=paper.name,
        copyright=f"© {made.year} {paper.name}",
        terms=TERMS,
        city=words.city,
        state=paper.state,
        country=COUNTRY,
        made=made,
        keywords=words.keywords,
    )


def _filed(words: PictureWords, file: ContentFile[bytes], by: User) -> Picture:
    """Save the picture; caption, credit, copyright, city and date come from its file."""
    picture = Picture(
        title=words.title,
        file=file,
        description=words.alt,
        agency=words.agency,
        kind=PictureKind.ILLUSTRATION,
        uploaded_by_user=by,
    )
    picture.save()
    return picture


def make_files(edition: Edition, pictures: Mapping[str, Picture], *, report: Report) -> None:
    """Make ahead the files that pages will show, many side by side.

    Publishing would make them as well, but one picture after the other.
    """
    alike: dict[tuple[str, ...], list[Picture]] = defaultdict(list)
    for key, roles in roles_of(edition).items():
        alike[tuple(sorted(roles))].append(pictures[key])
    size, count = 2 * (os.cpu_count() or 1), 0
    for wanted, batch in alike.items():
        for start in range(0, len(batch), size):
            prepare_many(batch[start : start + size], wanted)
            count += len(batch[start : start + size])
            report(count, len(pictures))


def roles_of(edition: Edition) -> dict[str, set[str]]:
    """Return what each picture is on the edition's pages: lead and card, body, portrait."""
    roles: dict[str, set[str]] = defaultdict(set)
    for story in edition.stories.values():
        for key in pictures_of(story):
            roles[key].add("body")
        if story.lead:
            roles[story.lead.picture] |= {"lead", "card", "social"}
    for film in edition.recordings.values():
        if film.poster:
            roles[film.poster].add("body")
    for person in edition.people.values():
        if person.portrait:
            roles[person.portrait].add("portrait")
    return dict(roles)
