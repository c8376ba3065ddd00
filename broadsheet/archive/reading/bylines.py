"""Bylines as papers print them: persons, desks and agencies, in their order.

"By A and B", "A | PTI", "Staff Reporter", "Written by A, edited by B", "A, Health Correspondent".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.archive.articles import BylineKind, FoundByline
from broadsheet.archive.reading import agencies, datelines

LONGEST = 300  # characters; a longer text is no byline
_LONGEST_NAME = 60
_MOST_WORDS = 7
_LONGEST_PERSON = 40
_PERSON_WORDS = range(2, 6)
_MOST_DESK_WORDS = 5
_INITIALS = 5  # letters of an organisation's abbreviation, at most
_DOTTED = 30  # characters: up to here a full stop at the end belongs to initials
_VERBS = (
    r"written|reported|edited|editing|posted|published|compiled|curated|authored|produced|reporting|"
    r"story|stories|text|words|report|updated|translated|reviewed|contributed|analysis|opinion|"
    r"interview|verified|fact[- ]checked|uploaded|presented|as told to|review|column|article"
)
_LABEL = re.compile(
    rf"(?<!\w)(?:(?:{_VERBS})(?:\s(?:and|&)\s(?:{_VERBS}))?\s+by|by|(?:authors?|reporters?|"
    r"editors?|byline|writers?|auteur|autor|autore|लेखक|रिपोर्टर|संपादक)(?=\s?[:|])|von|par|por)"
    r"(?!\w)\s?[:\-–|]?\s*",
    re.IGNORECASE,
)
_EDITOR = re.compile(
    r"^(?:edit|curated|published|updated|reviewed|verified|fact|uploaded|translated|editor|"
    r"संपादक)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:correspondents?|editors?|reporters?|writers?|columnist|chief|analyst|producer|"
    r"journalist|contributor|critic|fellow|professor|author|photographer|intern|anchor|"
    r"specialist|commentator|director|redaktion|redakteurin?|korrespondentin?|journaliste)\b"
    r"|संवाददाता|ब्यूरो",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"\b(?:desk|bureau|staff|team|newsroom|editorial|network|service|correspondents?|reporters?|"
    r"online|digital|agencies|news|media|board|tv|television|radio|press|times|post|herald|"
    r"editors?|insider|redaktion|rédaction|redazione|redacción|today|daily|studios?|content)\b"
    r"|डेस्क|ब्यूरो|संवाददाता|टीम|समाचार|न्यूज|संपादकीय|记者|記者|編集部",
    re.IGNORECASE,
)
_WIRE = re.compile(r"\b(?:news|press)\s(?:service|agency)\b|\bnewswires?\b", re.IGNORECASE)
_CREDENTIAL = re.compile(
    r"(?:M\.?D|Ph\.?D|M\.?S|R\.?D|R\.?N|Ed\.?D|J\.?D|MBA|MPH|CPA|CFA|CFP|DO|DDS|LCSW|Esq|Jr|Sr|MA|BA|"
    r"BSc|MSc|PharmD|Psy\.?D|LMFT|FAND|RDN|CPT|E-RYT(?: \d+)?)\.?",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;|/•·\n\t、]|\s[-–—]\s|\s(?:and|&|with|und|et|y|e|और|तथा)\s|\bfor\s(?=[A-Z]))\s*"
)
_PLACE = re.compile(r"\s+(?:in|from|at)\s+[A-Z][\w .,'’-]{1,50}$")
_NOISE = re.compile(
    r"\S{1,64}@\S{1,64}|(?<!\S)@\w{1,40}|https?://\S{1,200}|\bfollow\b.{0,40}$|\(\s*\)"
    r"|\b\d{1,3}\s?min(?:ute)?s? read\b",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(
    r"[\d<>{}=_?!%$€₹#*\"“”]|\.{2}|\b(?:is|are|was|were|has|have|had|will|would|the|this|that|"
    r"you|your|our|we|he|she|they|it|not|said|says|sign|subscribe|share|read|click|more|ago|home|"
    r"comments?|print|save|listen|watch|follow|login|photos?|videos?|image|updated|published)\b",
    re.IGNORECASE,
)
_SMALL = {
    *("de", "da", "di", "do", "dos", "du", "del", "della", "la", "le", "van", "von", "der", "den"),
    *("bin", "ibn", "al", "el", "ter", "ten", "zu", "y", "e", "of", "the", "for", "and"),
}


class Person(NamedTuple):
    """A name with the role that its label gave it."""

    name: str
    role: str


def label(text: str) -> str:
    """The words that open a byline ("By", "Written by"), or an empty string."""
    found = _LABEL.match(text.strip()[:60])
    return found.group().strip(" :-–|") if found else ""


def is_person(text: str) -> bool:
    """Whether ``text`` has the shape of one person's name: two to four capitalised words.

    Scripts without capitals (Devanagari, Tamil, Urdu) are never taken: the shape says nothing.
    """
    words = text.replace(".", ". ").split()
    if len(words) not in _PERSON_WORDS or len(text) > _LONGEST_PERSON or _NOT_NAME.search(text):
        return False
    if _DESK.search(text) or _ROLE.search(text):
        return False
    named = [word for word in words if word.casefold() not in _SMALL]
    return len(named) > 1 and all(_capital(word) for word in named)


def _capital(word: str) -> bool:
    bare = word.strip("'’().-")
    return bool(bare) and bare[0].isupper() and all(c.isalpha() or c in ".'’-" for c in bare)


def is_titled(text: str) -> bool:
    """Whether ``text`` is a person's name and, after a comma or bar, a role, desk or agency."""
    first, mark, rest = re.sub(r"\s*[|·•]\s*", ", ", text.strip()).partition(", ")
    known = all(map(is_person, _pair(first))) or is_desk(first)
    if not mark or len(text) > _LONGEST_NAME * 2 or not known or first == rest:
        return False
    parts = [part.strip() for part in rest.split(",")]
    return all(
        bool(_ROLE.search(part) or agencies.key_of(part) or _CREDENTIAL.fullmatch(part))
        or is_desk(part)
        or bool(_DESK.search(part) and _capital(part.split()[0]))
        or is_person(part)
        or datelines.is_place(part)
        for part in parts
        if part
    )


def _pair(text: str) -> list[str]:
    return re.split(r"\s(?:and|And|&|with)\s", text)


def is_desk(text: str) -> bool:
    """Whether ``text`` names an agency, a desk or a bureau and nothing else."""
    if len(text) > _LONGEST_NAME or len(text.split()) > _MOST_DESK_WORDS or _NOT_NAME.search(text):
        return False
    known = bool(agencies.key_of(text) or _WIRE.search(text))
    capitals = all(w[0].isupper() or w.casefold() in _SMALL for w in text.split() if w[0].isalpha())
    shaped = re.search(
        r"\b(?:desk|bureau|reporter|correspondent|newsroom|staff)\b|डेस्क|ब्यूरो|संवाददाता",
        text,
        re.IGNORECASE,
    )
    return known or bool(shaped and capitals)


def kind_of(name: str) -> BylineKind:
    """Whether a byline's name is an agency, a desk, or else a person."""
    if agencies.key_of(name) or _WIRE.search(name):
        return BylineKind.AGENCY
    bare = name.strip(".")
    if _DESK.search(name) or (bare.isupper() and len(bare) <= _INITIALS and " " not in bare):
        return BylineKind.DESK
    return BylineKind.PERSON


def parse(text: str) -> tuple[FoundByline, ...]:
    """The names that a byline gives, in order, without line numbers; () if it gives none.

    The text is known to be a byline (an author field, a line after "By"); see ``label``,
    ``is_person`` and ``is_desk`` to tell whether a line is one.
    """
    if len(text) > LONGEST:
        return ()
    names: list[FoundByline] = []
    for chunk, role in _chunks(_NOISE.sub(" ", text)):
        for name in _names(chunk):
            if all(name.casefold() != known.name.casefold() for known in names):
                names.append(FoundByline(name, kind_of(name), role=role))
    return tuple(names)


def _chunks(text: str) -> list[tuple[str, str]]:
    """The text cut at its labels, each piece with the role that its label gives."""
    found = list(_LABEL.finditer(text))
    if not found:
        return [(text, "author")]
    chunks = [(text[: found[0].start()], "author")]
    for place, one in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        role = "editor" if _EDITOR.match(one.group()) else "author"
        chunks.append((text[one.end() : end], role))
    return chunks


def _names(chunk: str) -> list[str]:
    """The names in one chunk; a role or place after a person's name is left out."""
    whole = _tidy(chunk)
    if not whole:
        return []
    if agencies.key_of(whole):
        return [whole]
    names: list[str] = []
    for part in _SPLIT.split(re.sub(r"\s*\([^()]{0,60}\)", _bracketed, chunk)):
        name = _tidy(_PLACE.sub("", part))
        if not _plausible(name) or (names and (_ROLE.search(name) or _CREDENTIAL.fullmatch(name))):
            continue
        names.append(name)
    return names


def _bracketed(found: re.Match[str]) -> str:
    inner = found.group().strip(" ()")
    return f" | {inner}" if agencies.key_of(inner) else ""


def _tidy(name: str) -> str:
    name = " ".join(name.replace("\u00a0", " ").split()).strip(" -–—,;:|/•·()[]'\"")
    return name if name.count(".") and len(name) < _DOTTED else name.rstrip(".")


def _plausible(name: str) -> bool:
    if not name or len(name) > _LONGEST_NAME or len(name.split()) > _MOST_WORDS:
        return False
    if agencies.key_of(name):
        return True
    if len(name) == 1 or datelines.is_place(name):
        return False
    if _NOT_NAME.search(name) and not _DESK.search(name):
        return False
    return name[0].isupper() or not (name[0].isascii() or name[0].islower())
