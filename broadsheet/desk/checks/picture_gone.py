"""A picture may be shown only while it is there and the paper has the rights to it."""

from collections.abc import Iterator

from broadsheet.desk.checks.draft import DraftFacts, Finding


def picture_gone(draft: DraftFacts) -> Iterator[Finding]:
    """Find the pictures that are withdrawn, or whose rights end before the story goes out."""
    for picture in draft.pictures:
        if picture.withdrawn:
            yield Finding(f"{picture.name}: withdrawn; choose another picture.", picture.at)
        elif picture.rights_until and picture.rights_until < draft.leaves_on:
            until = f"{picture.rights_until:%d %B %Y}".lstrip("0")
            words = f"{picture.name}: its rights ended on {until}; choose another picture."
            yield Finding(words, picture.at)


def picture_missing(draft: DraftFacts) -> Iterator[Finding]:
    """Find the uses that have words but no file: readers would see nothing there."""
    for picture in draft.pictures:
        if not picture.has_file:
            yield Finding(f"{picture.name}: the file is missing; choose a picture.", picture.at)
