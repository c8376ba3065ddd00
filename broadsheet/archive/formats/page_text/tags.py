"""The line of topics under an article, split at its marks or by the names that the body uses."""

from __future__ import annotations

import re
from dataclasses import replace

from broadsheet.archive.articles import FoundTopic, TopicKind
from broadsheet.archive.formats.page_text.page import Page
from broadsheet.archive.formats.page_text.words import key
from broadsheet.archive.reading import bylines, datelines

_REACH = 14  # pieces below the body in which the topics may stand
_LABEL = re.compile(
    r"^(?:related\s)?(?:tags?|topics?|filed under|keywords|key words|read more (?:news )?on|"
    r"topics mentioned|in this article|more on this topic|explore topics|mots-clés|thèmes|themen|"
    r"schlagwörter|etiquetas|temas|argomenti|टैग्स|टैग)\s*(?:in this (?:story|article))?"
    r"\s*[:|\-–]*\s*",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\s*(?:[,;|#•·、]|\s/\s)\s*")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TITLES = (
    r"[Mm]inister|[Pp]resident|[Cc]hairman|[Cc]hair|[Cc]hief|[Mm]ayor|[Ll]eader|[Cc]aptain|[Aa]ctor"
    r"|[Aa]ctress|[Ee]ngineer|[Dd]irector|[Jj]udge|[Jj]ustice|[Cc]lerk|[Cc]ounterpart|[Cc]oach"
    r"|[Ss]inger|[Aa]uthor|[Oo]fficer|[Ss]ecretary|[Ss]pokesperson|[Ss]pokesman|[Ss]pokeswoman"
    r"|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Prof\.?|Gen\.?|Sen\.?|Rep\.?|Shri|Smt\.?"
)
_SPEAKS = "said|says|told|tells|who|whose|met|added|wrote|tweeted|announced|called|is|was|has|had"
_LONGEST = 50
_WORDS = 6
_MOST = 20
_DOUBTFUL = 4
_MOST_SPLIT = 40  # words of a line that is split by names
_ORGANISATION = re.compile(
    r"\b(?:party|police|court|university|ministry|government|corporation|council|commission|bank|"
    r"club|company|limited|ltd|inc|association|federation|board|army|navy|force|nato|congress|"
    r"parliament|senate|united nations|institute|authority|agency|committee|college|hospital)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:elections?|polls?|cup|games|olympics|summit|war|crisis|pandemic|festival|league|budget|"
    r"championship|protests?|earthquake|cyclone|floods?|attack|open|prix|awards?)\b"
    r"|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def find(page: Page, body: str) -> tuple[FoundTopic, ...]:
    """The topics of the article; says ``tags-split`` where their line had no marks between them."""
    for place in page.between(page.last - 1, page.last + _REACH):
        label = _LABEL.match(page.pieces[place].text)
        labelled = label and (page.pieces[place].ending == "tags" or label.end() > 0)
        if labelled and label and page.free(place) and _is_label(page, place, label):
            return _after(page, place, label.end(), body)
    return ()


def _is_label(page: Page, place: int, label: re.Match[str]) -> bool:
    text = page.pieces[place].text
    rest = text[label.end() :]
    return not rest or label.group().rstrip()[-1] in ":|-–" or label.group().strip().isupper()


def _after(page: Page, place: int, end: int, body: str) -> tuple[FoundTopic, ...]:
    rest = page.pieces[place].text[end:]
    if rest:
        names = _split(page, rest, page.pieces[place].lines, body)
        topics = [FoundTopic(name, _kind(name, body), page.pieces[place].lines) for name in names]
    else:
        topics = _below(page, place, body)
    if topics:
        page.taken.add(place)
        own = page.pieces[place].lines
        topics = [replace(one, lines=tuple(sorted({*own, *one.lines}))) for one in topics]
        lines = tuple(sorted({n for topic in topics for n in topic.lines}))
        page.warn("topic-kinds-proposed", "The kinds of the topics are proposals.", lines)
    return tuple(topics[:_MOST])


def _below(page: Page, place: int, body: str) -> list[FoundTopic]:
    """The topics on the lines under their label: one line of many, or one on each line."""
    topics: list[FoundTopic] = []
    for below in page.between(place + 1, place + 1 + _MOST):
        piece = page.pieces[below]
        if piece.ending or piece.stamped or piece.unit.ended or not page.free(below):
            break
        if topics and not (_used(piece.text.strip("# "), body) and _fits(piece.text)):
            break
        names = _split(page, piece.text, piece.lines, body)
        if not names:
            break
        page.taken.add(below)
        topics += [FoundTopic(name, _kind(name, body), piece.lines) for name in names]
        if len(names) > 1:
            break
    return topics


def _split(page: Page, text: str, lines: tuple[int, ...], body: str) -> list[str]:
    parts = [part.strip(" #:-–") for part in _MARKS.split(text.strip(" #,|"))]
    parts = [part for part in parts if part]
    if len(parts) > 1:
        return list(dict.fromkeys(part for part in parts if _fits(part)))
    named = by_names(text, body)
    if named:
        if len(named) > 1:
            message = "The topics had no marks between them; they were split by names in the body."
            page.warn("tags-split", message, lines)
        return named
    if _fits(text):
        if len(text.split()) >= _DOUBTFUL:
            message = "These topics have no marks between them and may be more than one."
            page.warn("tags-unsplit", message, lines)
        return [text]
    page.warn("tags-unsplit", "A line of topics could not be split; it is left unplaced.", lines)
    return []


def _fits(part: str) -> bool:
    return 1 < len(part) <= _LONGEST and len(part.split()) <= _WORDS


def _used(name: str, body: str) -> bool:
    return bool(key(name)) and f" {key(name)} " in f" {key(body)} "


def by_names(text: str, body: str) -> list[str]:
    """A line cut into the fewest names that all stand in ``body``; [] where they do not fill it.

    >>> by_names("Asha Rao Delhi", "Asha Rao came to Delhi. Rao said so.")
    ['Asha Rao', 'Delhi']
    """
    tokens = _GLUED.sub(" ", text).split() if _GLUED.search(text) else text.split()
    if not tokens or len(tokens) > _MOST_SPLIT:
        return []
    folded = f" {key(body)} "
    best: list[list[str] | None] = [[]] + [None] * len(tokens)
    for end in range(1, len(tokens) + 1):
        for start in range(max(0, end - _WORDS), end):
            before, name = best[start], " ".join(tokens[start:end])
            if before is None or f" {key(name)} " not in folded:
                continue
            now = best[end]
            if now is None or len(before) + 1 < len(now):
                best[end] = [*before, name]
    return best[-1] or []


def _kind(name: str, body: str) -> TopicKind:
    """The kind that a topic most likely has; a proposal for a person to check."""
    if datelines.is_place(name):
        return TopicKind.PLACE
    if _EVENT.search(name):
        return TopicKind.EVENT
    if _ORGANISATION.search(name) or (name.isupper() and len(name.split()) == 1):
        return TopicKind.ORGANISATION
    if bylines.is_person(name) and _is_named(name, body):
        return TopicKind.PERSON
    return TopicKind.SUBJECT


def _is_named(name: str, body: str) -> bool:
    """Whether the body treats the name as a person's: a title, a verb, the last name alone."""
    words = name.split()
    near = rf"(?:{_TITLES})\s{re.escape(name)}\b|\b{re.escape(name)},?\s(?:{_SPEAKS})\b"
    if re.search(near, body):
        return True
    whole = len(re.findall(re.escape(name), body))
    alone = len(re.findall(rf"\b{re.escape(words[-1])}\b", body))
    return alone > whole or (bool(whole) and len(words[0].strip(".")) == 1)
