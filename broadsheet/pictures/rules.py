"""What a reader is told of a picture: the words of its use, and the library's only behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

PHOTO, FILE_PHOTO, REPRESENTATIONAL = "photo", "file_photo", "representational"
ILLUSTRATION, AI_MADE = "illustration", "ai_made"

# What a reader reads for each kind; a page in another language passes its own.
ENGLISH: Mapping[str, str] = {
    PHOTO: "Photo",
    FILE_PHOTO: "File photo",
    REPRESENTATIONAL: "Representational image",
    ILLUSTRATION: "Illustration",
    AI_MADE: "Made with AI",
}


class Notice(StrEnum):
    """What the desk is told of a use before it is published."""

    FILE_MISSING = "file_missing"
    ALT_MISSING = "alt_missing"
    CREDIT_MISSING = "credit_missing"


@dataclass(frozen=True)
class Use:
    """One use of a picture on a page. An empty word was not said, so the library may say it.

    ``picture`` is whatever the library gave; nothing here looks into it. ``crop`` is the part of it
    that this use shows (``crops``); empty is all of it.
    """

    alt: str = ""
    caption: str = ""
    credit: str = ""
    agency: str = ""
    kind: str = ""
    source: str = ""
    picture: object | None = field(default=None, repr=False)
    crop: str = ""

    @property
    def missing(self) -> bool:
        """Whether the use has words but no file: the desk is told, readers see nothing."""
        return self.picture is None and any(
            (self.alt, self.caption, self.credit, self.agency, self.source)
        )

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all, not even something that is missing."""
        return self.picture is None and not self.missing


@dataclass(frozen=True)
class Library:
    """The library's own words on a picture: defaults for every use of it."""

    alt: str = ""
    caption: str = ""
    credit: str = ""
    agency: str = ""
    kind: str = PHOTO


@dataclass(frozen=True)
class ResolvedUse:
    """What the page prints, and what the desk should know of it."""

    alt: str = ""
    caption: str = ""
    credit_line: str = ""
    kind: str = PHOTO
    kind_label: str = ""
    agency: str = ""
    missing: bool = False
    notices: tuple[Notice, ...] = ()


def resolve(
    use: Use,
    library: Library | None,
    labels: Mapping[str, str] = ENGLISH,
    agencies: Mapping[str, str] | None = None,
) -> ResolvedUse:
    """Settle every word of a use.

    ``labels`` names the kinds in the reader's language, ``agencies`` the agencies by key. The
    library speaks only where the use names a picture, and only of that picture: without a picture
    ``library`` is not looked at, so that no use can show another picture's words. Credit and agency
    are one saying: a use that gives either takes nothing of the other from the library.
    """
    behind = library if use.picture is not None and library is not None else Library(kind="")
    credit, agency = (use.credit.strip(), use.agency.strip())
    if not credit and not agency:
        credit, agency = (behind.credit.strip(), behind.agency.strip())
    kind = use.kind or behind.kind or PHOTO
    label = labels.get(kind, ENGLISH[PHOTO])
    resolved = ResolvedUse(
        alt=use.alt.strip() or behind.alt.strip(),
        caption=use.caption.strip() or behind.caption.strip(),
        credit_line=credit_line(kind, label, credited(credit, agency, labels, agencies or {})),
        kind=kind,
        kind_label=label,
        agency=agency,
        missing=use.missing,
    )
    return _with_notices(resolved, has_picture=use.picture is not None, credited=bool(credit))


def credit_line(kind: str, label: str, who: str) -> str:
    """Compose a credit as papers print it: ``Photo | PTI``, ``Illustration: R Mehta``.

    A plain photo without a name has no credit line; any other kind says at least what it is.
    """
    if not who:
        return "" if kind == PHOTO else label
    return f"{label}: {who}" if kind == ILLUSTRATION else f"{label} | {who}"


def credited(
    credit: str, agency: str, labels: Mapping[str, str], agencies: Mapping[str, str]
) -> str:
    """Name who is credited: the credit without a kind's label, then the agency if not named."""
    who = _without_label(credit, labels)
    name = agencies.get(agency, _spoken(agency)) if agency else ""
    if not name or name.casefold() in who.casefold():
        return who
    return f"{who}, {name}" if who else name


def _spoken(key: str) -> str:
    """Say an agency's key as a name where nobody has given one: ``pti`` is PTI."""
    longest_initials = 5
    return key.upper() if len(key) <= longest_initials else key.replace("-", " ").title()


def _without_label(credit: str, labels: Mapping[str, str]) -> str:
    """Take a kind's label off the front: ``(File photo | AFP)`` is AFP."""
    text = credit.strip()
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    known = {label.casefold() for label in (*labels.values(), *ENGLISH.values())}
    for mark in ("|", ":"):
        head, found, tail = text.partition(mark)
        if found and head.strip().casefold() in known:
            return tail.strip()
    return "" if text.casefold() in known else text


def _with_notices(resolved: ResolvedUse, *, has_picture: bool, credited: bool) -> ResolvedUse:
    """Add what the desk should mend before publishing."""
    notices = []
    if resolved.missing:
        notices.append(Notice.FILE_MISSING)
    if has_picture and not resolved.alt:
        notices.append(Notice.ALT_MISSING)
    if has_picture and not credited and not resolved.agency:
        notices.append(Notice.CREDIT_MISSING)
    words = {name: getattr(resolved, name) for name in resolved.__dataclass_fields__}
    return ResolvedUse(**{**words, "notices": tuple(notices)})
