"""Numbers as newspapers write them: grouped by lakh or thousand, large amounts in words. Pure.

CLDR's short numbers are wrong for Indian papers (₹1,400 crore becomes ``₹1KCr``, or ``14B`` in
Malayalam), so the words of the six languages stand here. Nothing is shortened that was not asked to
be, and what is shortened is rounded half up, as a reader does it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

NO_BREAK = "\N{NO-BREAK SPACE}"
GROUPED_FROM = 10_000
"""The least number that is grouped where years stand as well."""
_MINUS = "\N{MINUS SIGN}"
_EXACT = Context(prec=80)
_THOUSAND, _TWO_FIGURES = Decimal(1000), Decimal(10)
_WESTERN = "0123456789"
_FIRST_DIGITS = {
    "hi": "\N{DEVANAGARI DIGIT ZERO}",
    "ta": "\N{TAMIL DIGIT ZERO}",
    "ml": "\N{MALAYALAM DIGIT ZERO}",
    "kn": "\N{KANNADA DIGIT ZERO}",
    "ur": "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}",
}
_TO_WESTERN = {
    ord(first) + value: str(value) for first in _FIRST_DIGITS.values() for value in range(10)
}
_GROUP_THOUSAND = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
_GROUP_LAKH = re.compile(r"(?<=\d)(?=(?:\d{2})*\d{3}$)")


class Grouping(StrEnum):
    """Where the commas stand: 12,34,567 or 1,234,567."""

    LAKH = "lakh"
    THOUSAND = "thousand"


class Digits(StrEnum):
    """Which digits are written: 1,400, or the script's own, like १,४००."""

    WESTERN = "western"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Style:
    """How a paper writes numbers in a language."""

    language: str = "en"
    grouping: Grouping = Grouping.LAKH
    digits: Digits = Digits.WESTERN


@dataclass(frozen=True, slots=True)
class _Unit:
    """A power of ten that has a name."""

    power: int
    names: dict[str, str]


_LAKH = _Unit(
    5,
    {"en": "lakh", "hi": "लाख", "ta": "லட்சம்", "ml": "ലക്ഷം", "kn": "ಲಕ್ಷ", "ur": "لاکھ"},
)
_CRORE = _Unit(
    7,
    {"en": "crore", "hi": "करोड़", "ta": "கோடி", "ml": "കോടി", "kn": "ಕೋಟಿ", "ur": "کروڑ"},
)
_LAKH_CRORE = _Unit(
    12, {code: f"{_LAKH.names[code]}{NO_BREAK}{_CRORE.names[code]}" for code in _LAKH.names}
)
_MILLION = _Unit(
    6,
    {
        "en": "million", "hi": "मिलियन", "ta": "மில்லியன்",
        "ml": "മില്യൺ", "kn": "ಮಿಲಿಯನ್", "ur": "ملین",
    },
)  # fmt: skip
_BILLION = _Unit(
    9,
    {
        "en": "billion", "hi": "बिलियन", "ta": "பில்லியன்",
        "ml": "ബില്യൺ", "kn": "ಬಿಲಿಯನ್", "ur": "ارب",
    },
)  # fmt: skip
_TRILLION = _Unit(
    12,
    {
        "en": "trillion", "hi": "ट्रिलियन", "ta": "டிரில்லியன்",
        "ml": "ട്രില്യൺ", "kn": "ಟ್ರಿಲಿಯನ್", "ur": "ٹریلین",
    },
)  # fmt: skip
_UNITS = {
    Grouping.LAKH: (_LAKH, _CRORE, _LAKH_CRORE),
    Grouping.THOUSAND: (_MILLION, _BILLION, _TRILLION),
}
_BYTES = (
    {"en": "KB", "hi": "केबी", "ta": "கேபி", "ml": "കെബി", "kn": "ಕೆಬಿ", "ur": "کے بی"},
    {"en": "MB", "hi": "एमबी", "ta": "எம்பி", "ml": "എംബി", "kn": "ಎಂಬಿ", "ur": "ایم بی"},
    {"en": "GB", "hi": "जीबी", "ta": "ஜிபி", "ml": "ജിബി", "kn": "ಜಿಬಿ", "ur": "جی بی"},
)


def grouped(number: int | Decimal, style: Style) -> str:
    """Return a number whole, with its groups and no more decimals than it has."""
    return written(_grouped(Decimal(number), style.grouping), style)


def in_words(number: int | Decimal, style: Style, *, places: int = 2) -> str:
    """Return a large number by its unit: ``1,400 crore``, ``1.5 million``.

    Under the smallest unit it is whole. Else it is rounded half up to at most so many decimal
    ``places``, and a figure that fills its unit goes to the next: 99,99,999 is 1 crore.
    """
    value, units = Decimal(number), _UNITS[style.grouping]
    if abs(value) < 10 ** units[0].power:
        return grouped(value, style)
    for unit in reversed(units):
        figure = _rounded(value.scaleb(-unit.power), places)
        if abs(figure) >= 1:
            name = unit.names.get(style.language, unit.names["en"])
            return f"{grouped(figure, style)}{NO_BREAK}{name}"
    return grouped(value, style)


def money(
    amount: int | Decimal, style: Style, *, sign: str = "₹", words: bool = True, places: int = 2
) -> str:
    """Return an amount behind the currency's sign: ``₹1,400 crore``, or whole without ``words``."""
    value = Decimal(amount)
    told = in_words(abs(value), style, places=places) if words else grouped(abs(value), style)
    return f"{_MINUS if value < 0 else ''}{sign}{told}"


def size(count: int, style: Style) -> str:
    """Return the size of a file of ``count`` bytes, in thousands as devices show it: ``1.4 MB``."""
    figure, names = Decimal(count) / _THOUSAND, _BYTES[0]
    for larger in _BYTES[1:]:
        if _rounded(figure, 0) < _THOUSAND:
            break
        figure, names = figure / _THOUSAND, larger
    exact = names is not _BYTES[0] and figure < _TWO_FIGURES
    short = _rounded(figure, 1 if exact else 0)
    least = max(short, Decimal(1)) if count else Decimal(0)
    return f"{grouped(least, style)}{NO_BREAK}{names.get(style.language, names['en'])}"


def written(text: str, style: Style) -> str:
    """Return a text with its Western digits as the style writes them; the rest stays."""
    first = _FIRST_DIGITS.get(style.language)
    if style.digits is Digits.WESTERN or first is None:
        return text
    return text.translate({ord(one): chr(ord(first) + int(one)) for one in _WESTERN})


def read(text: str) -> Decimal | None:
    """Return the number that a text is, in any of our digits and groups; ``None`` if it is none.

    Groups are taken as they stand: commas say nothing of the value.
    """
    plain = text.strip().translate(_TO_WESTERN).replace(",", "").replace(_MINUS, "-")
    return Decimal(plain) if re.fullmatch(r"-?\d{1,30}(?:\.\d{1,12})?", plain) else None


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)


def _grouped(value: Decimal, grouping: Grouping) -> str:
    plain = f"{abs(value):f}"
    whole, _, rest = plain.partition(".")
    rest = rest.rstrip("0")
    gaps = _GROUP_LAKH if grouping is Grouping.LAKH else _GROUP_THOUSAND
    sign = _MINUS if value < 0 and (int(whole) or rest) else ""
    return f"{sign}{gaps.sub(',', whole)}{f'.{rest}' if rest else ''}"
