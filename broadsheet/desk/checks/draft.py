"""What a check is given, and what it gives back. No framework, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b


@dataclass(frozen=True)
class Finding:
    """Something that a check found: the words for the desk, and where it is mended.

    ``at`` is a content path of the editor: ``standfirst``, or ``body.<block's id>``.
    """

    words: str
    at: str = ""


@dataclass(frozen=True)
class Passage:
    """A paragraph, subhead or quotation: plain text, and where it stands."""

    text: str
    at: str = "body"


@dataclass(frozen=True)
class PictureFacts:
    """One use of a picture, with what the library adds to it already settled."""

    at: str
    name: str = ""
    has_file: bool = True
    alt: str = ""
    credited: bool = False
    rights_until: date | None = None
    """The last day on which the picture may be shown; ``None`` without an end."""
    withdrawn: bool = False


@dataclass(frozen=True)
class PlayedFacts:
    """A film or a sound; ``words`` says that somebody who does not hear it can read it."""

    at: str
    name: str = ""
    words: bool = False
    rights_until: date | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class EmbedFacts:
    """A post or a picture from elsewhere, which others may change after us."""

    at: str
    address: str
    words: str = ""


@dataclass(frozen=True)
class LegalFacts:
    """Whether somebody asked for the lawyer's word, and what became of it."""

    flagged: bool = False
    reason: str = ""
    cleared: bool = False
    changed_since: bool = False


@dataclass(frozen=True)
class DraftFacts:
    """A draft as the checks see it; ``leaves_on`` is the day on which it would go out."""

    leaves_on: date
    headline: str = ""
    standfirst: str = ""
    language: str = "en"
    bylines: int = 0
    passages: tuple[Passage, ...] = ()
    captions: tuple[Passage, ...] = ()
    pictures: tuple[PictureFacts, ...] = ()
    embeds: tuple[EmbedFacts, ...] = ()
    played: tuple[PlayedFacts, ...] = ()
    legal: LegalFacts = LegalFacts()

    @property
    def texts(self) -> tuple[Passage, ...]:
        """Everything that is read as running text, the headline and the standfirst first."""
        head = (Passage(self.headline, "title"), Passage(self.standfirst, "standfirst"))
        every = (*head, *self.passages, *self.captions)
        return tuple(one for one in every if one.text.strip())

    @property
    def digest(self) -> str:
        """Whatever is read, as a digest: another word gives another one."""
        words = "\n".join(one.text for one in self.texts)
        return blake2b(words.encode(), digest_size=32).hexdigest()


Check = Callable[[DraftFacts], Iterable[Finding]]
