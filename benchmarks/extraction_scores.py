"""The measures of ``extraction.py``: each compares one answer with one annotation.

- *Word F1*: harmonic mean of precision and recall over bags of words (each occurrence counts
  once; lower case; a word is a run of letters, marks and digits, and a Chinese, Japanese or
  Korean syllable is a word of its own), per page, then averaged over pages.
- *Shingle F1*: the same over runs of four words, as the article-extraction-benchmark does it.
- *Headline exact*: equal after entities, white space, quotes, dashes' width and Unicode
  compatibility forms are made the same. Case counts.
- *Author*: the sets of names are equal after "By", case, honours after a comma and white space
  are removed; names joined by a comma, "and", "&" or "with" (in five languages) are split on
  both sides alike.
- *Time*: the same minute of the same zone-aware moment.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html import unescape

_WORD = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W_぀-ヿ㐀-鿿가-힯]+")
_QUOTES = str.maketrans("‘’‚‛“”„‟«»–—−", "''''" + '""""""' + "---")
_JOINS = re.compile(
    r"\s*(?:[,;/|·&、]|\b(?:and|with|et|avec|und|mit|e|y|con|for|via)\b)\s*", re.IGNORECASE
)
_BY = re.compile(r"^(?:(?:written\s+)?by|par|von|di|por|de)\b[:\s]+", re.IGNORECASE)
_MINUTE = 60
_HONOURS = re.compile(
    r"^(?:m\.?s\.?c?|m\.?d\.?|ph\.?d\.?|r\.?d\.?n?|b\.?a\.?|m\.?b\.?a\.?|jd|rn|cfp|cfa|cpa|"
    r"jr|sr|ld|ldn|fand|mph|dds|esq)\.?$",
    re.IGNORECASE,
)


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


def plain(text: str) -> str:
    """``text`` with entities, white space, quotes and compatibility forms made the same."""
    text = unicodedata.normalize("NFKC", unescape(unescape(text)))
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(text.translate(_QUOTES).replace("''", '"').split())


def overlap(answer: Counter[object], truth: Counter[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 of two bags; two empty bags agree."""
    common = sum((answer & truth).values())
    found, wanted = sum(answer.values()), sum(truth.values())
    if not found or not wanted:
        same = float(found == wanted)
        return same, same, same
    precision, recall = common / found, common / wanted
    return precision, recall, 2 * precision * recall / (precision + recall) if common else 0.0


def word_f1(answer: str, truth: str) -> tuple[float, float, float]:
    """Precision, recall and F1 over bags of words."""
    return overlap(Counter(words(answer)), Counter(words(truth)))


def shingle_f1(answer: str, truth: str, size: int = 4) -> float:
    """F1 over runs of ``size`` words; a shorter text is one run."""
    return overlap(_shingles(words(answer), size), _shingles(words(truth), size))[2]


def _shingles(text: Sequence[str], size: int) -> Counter[object]:
    if not text:
        return Counter()
    return Counter(tuple(text[at : at + size]) for at in range(max(1, len(text) - size + 1)))


def names(values: Iterable[str]) -> frozenset[str]:
    """The set of names that a byline, or a list of bylines, gives."""
    found = set()
    for value in values:
        for part in _JOINS.split(_BY.sub("", plain(value))):
            name = " ".join(_BY.sub("", part).replace(".", " ").casefold().split())
            if name and not _HONOURS.match(part.strip()):
                found.add(name)
    return frozenset(found)


def name_set(values: Iterable[str]) -> frozenset[str]:
    """Names compared as whole values, for sections and topics."""
    return frozenset(name for value in values if (name := plain(value).strip("# ").casefold()))


def moment(text: str | None) -> datetime | None:
    """The moment that an annotation gives, in UTC; ``None`` where it gives no zone or no time."""
    if not text or ("T" not in text and ":" not in text):
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def same_minute(answer: datetime | None, truth: datetime) -> bool:
    """Whether two moments with zones are the same to the minute."""
    return answer is not None and abs((answer - truth).total_seconds()) < _MINUTE


def caption_found(caption: str, answers: Iterable[str]) -> bool:
    """Whether a caption is among the answers: nine in ten of its words in one of them."""
    wanted = Counter(words(caption))
    total = sum(wanted.values())
    if not total:
        return False
    return any(sum((Counter(words(one)) & wanted).values()) >= 0.9 * total for one in answers)
