"""Captions with their credits: "A man walks. (File Photo | AFP)", "… | Pti", "… Photo: Reuters"."""

from __future__ import annotations

import re

from broadsheet.archive.articles import FoundPicture
from broadsheet.archive.reading import agencies

LONGEST = 1_500  # characters; a longer text is no caption
_LONGEST_CREDIT = 90
_NAME_WORDS = 4
_WORD = (
    r"(?:photo(?:graph)?s?|images?|pictures?|pics?|foto|visuals?|illustrations?|graphics?|"
    r"screen\s?(?:grab|shot)|video|फोटो|फ़ोटो|तस्वीर|படம்|写真|사진)"
)
_QUALITY = (
    r"(?:file|representat\w{2,8}|representa\w{2,8}|representative|symbolic|handout|stock|"
    r"archive|archival|courtesy|express|illustrative|agency|special arrangement)"
)
_MARK = re.compile(
    rf"\b{_WORD}\b|\bcredits?\b|\bcourtesy\b|\bfile\b|\brepresenta\w+|©|\barrangement\b|\bhandout\b"
    r"|\bsourced?\b|\bAI[- ](?:generated|made)\b|\bcopyright\b|\bvia\b|फाइल|प्रतीकात्मक|सांकेतिक",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"(?:[A-Z][\w.'’-]{1,20}\s?){1,4}/\s?[A-Z0-9][\w .&'’-]{1,40}|(?:submitted|supplied|provided"
    r"|taken|shared|shot|contributed)(?:\sby\s.{2,60}|\sphoto)?",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\bin (?:this|an?|the) (?:undated |recent )?(?:file )?(?:photo(?:graph)?|image|picture"
    r"|screengrab|frame grab|screenshot)\b(?! (?:is|was|of the day))"
    r"|^file (?:photo|image|picture)\b",
    re.IGNORECASE,
)
_LONGEST_PLAIN = 300  # characters of a caption without a credit
_PAREN = re.compile(r"\s*[(\[](?P<credit>[^()\[\]]{1,90})[)\]][\s.]{0,3}$")
_BAR = re.compile(r"\s*\|\s*(?P<credit>[^|]{1,60})$")
_LABELLED = re.compile(
    rf"(?:^|[\s.,;|(\-–—/])(?P<credit>(?:(?:{_QUALITY}\s)?{_WORD}\s?(?:credits?|source|courtesy|"
    rf"by)?|credits?|source|courtesy|copyright|©|\(c\)|bild|quelle|crédit)(?:\s?[:|]\s?|\s(?:by|"
    r"courtesy)\s|(?<=©)\s?|(?<=\(c\))\s?)(?P<name>[^:|]{2,80}))$",
    re.IGNORECASE,
)
_AGENCY_PHOTO = re.compile(
    rf"(?:^|[\s.,;(\-–—])(?P<credit>[A-Z][A-Za-z]{{1,12}}\s(?i:(?:file\s)?{_WORD})"
    r"(?:\s?[/|:]\s?[A-Z][\w .'’-]{2,40})?)$"
)
_TAIL = re.compile(
    r"(?:(?<=[.!?”\"'’])\s+|\s[-–—]\s|\s/\s|\s{2,})(?P<credit>[A-Z][\w .,'’&/-]{1,60})$"
)
_SLASH = re.compile(
    r"(?P<credit>\b[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{1,20}){0,3}/[A-Z][\w ]{1,30})$"
)
_REPRESENTS = (
    r"\brepresenta(?:tion|ion|tional|ional)\w*|\brepresentative (?:image|photo|pic|purpose)"
    r"|\bsymbolic (?:image|photo)|\bindicative\b|प्रतीकात्मक|सांकेतिक"
)
_KINDS = (
    ("ai_made", r"\bAI[- ](?:generated|made|created)\b|\bgenerated (?:with|by|using) (?:an )?AI\b"),
    ("representational", _REPRESENTS),
    ("illustration", r"\billustrations?\b|\bgraphics?\b|\bcartoon\b|\bartist['’]s impression\b"),
    ("file_photo", r"\bfile\b(?=\s?(?:photo|pic|image|picture|[)|\]:/]|$))|\barchive photo\b|फाइल"),
)
_BARE = re.compile(
    rf"^(?:(?:{_QUALITY}|for|only|purposes?|use|{_WORD}|credits?|source|by|©|\(c\)|copyright|bild|"
    r"quelle)[\s:|,.\-–/]{0,4})+",
    re.IGNORECASE,
)


def kind_of(text: str) -> str:
    """The kind of picture that the words of a caption or credit say; "photo" if none."""
    for kind, pattern in _KINDS:
        if re.search(pattern, text[:LONGEST], re.IGNORECASE):
            return kind
    return "photo"


def is_credit(text: str) -> bool:
    """Whether ``text`` is a credit by itself: an agency, or marked as one."""
    text = text.strip(" ().[]")
    if not text or len(text) > _LONGEST_CREDIT:
        return False
    return bool(agencies.find(text) or _MARK.search(text) or _TAKEN.fullmatch(text))


def split(text: str) -> FoundPicture:
    """A caption as a picture in use: its words, its credit, the agency's key and the kind.

    Text without a credit comes back whole as the caption, with nothing invented.
    """
    text = " ".join(text.replace("\u00a0", " ").split())
    if len(text) > LONGEST:
        return FoundPicture(caption=text)
    caption = text
    credits: list[str] = []
    for _ in range(3):
        found = _last_credit(caption)
        if found is None:
            break
        caption, credit = found
        credits.insert(0, credit)
    written = " | ".join(credits)
    credit = _bare_credit(written)
    agency = agencies.find(credit)
    if agency and agencies.key_of(credit):
        credit = agencies.shown(agency)
    return FoundPicture(caption=caption, credit=credit, agency=agency, kind=_kind(text, written))


def _kind(text: str, written: str) -> str:
    """The whole text may say "representational"; the other kinds count in the credit alone."""
    whole = kind_of(text)
    return whole if whole in ("ai_made", "representational") else kind_of(written)


def is_caption(text: str) -> bool:
    """Whether a text without a credit calls itself a picture ("… in this file photo.")."""
    return len(text) <= _LONGEST_PLAIN and bool(_CAPTION.search(text))


def has_credit(text: str) -> bool:
    """Whether a caption ends in a credit."""
    return len(text) <= LONGEST and _last_credit(" ".join(text.split())) is not None


def _last_credit(text: str) -> tuple[str, str] | None:
    """The caption before its last credit, and that credit as written."""
    for pattern, certain in ((_PAREN, False), (_BAR, False), (_LABELLED, True)):
        found = _search_end(pattern, text)
        if found and (certain or is_credit(found["credit"]) or _named_bar(pattern, found)):
            return text[: found.start("credit")].rstrip(" |([-–—/,;"), found["credit"]
    for pattern in (_AGENCY_PHOTO, _TAIL, _SLASH):
        found = _search_end(pattern, text)
        if found and agencies.find(found["credit"]):
            return text[: found.start("credit")].rstrip(" |([-–—/,;"), found["credit"]
    return None


def _search_end(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Search only the end of a text: a credit is short."""
    return pattern.search(text, max(0, len(text) - 160))


def _named_bar(pattern: re.Pattern[str], found: re.Match[str]) -> bool:
    """After a bar, a person's name is a credit too ("… on Monday | Asha Rao")."""
    words = found["credit"].split()
    named = all(re.fullmatch(r"[^\W\d_][\w.'’-]*", word) and word[0].isupper() for word in words)
    return pattern is _BAR and 1 <= len(words) <= _NAME_WORDS and named


def _bare_credit(written: str) -> str:
    """A credit without the words that only say that it is one."""
    parts = []
    for part in re.split(r"\s*\|\s*", written):
        bare = _BARE.sub("", part.strip(" ()[]")).strip(" :|,-–/()[]")
        bare = re.sub(rf"\s(?:file\s)?{_WORD}$", "", bare, flags=re.IGNORECASE)
        if bare and not re.fullmatch(_MARK.pattern, bare, re.IGNORECASE):
            parts.append(bare)
    return " | ".join(dict.fromkeys(parts))
