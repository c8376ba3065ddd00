"""Letters that look alike, or are the same to a reader, letter by letter. Pure.

The lookalikes are our own choice of those that a Latin word can be written with so that no reader
sees a difference; beyond them Unicode's compatibility decomposition (UAX #15, NFKD) makes one of
wide, circled, mathematical and stylistic forms.
"""

# ruff: noqa: RUF001 letters that look like others are what this file is about

from __future__ import annotations

import unicodedata
from functools import lru_cache

_CYRILLIC = {
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ё": "e", "ғ": "f", "һ": "h", "н": "h",
    "і": "i", "ї": "i", "ј": "j", "к": "k", "ԛ": "q", "м": "m", "о": "o", "р": "p", "ѕ": "s",
    "т": "t", "у": "y", "ү": "y", "ѵ": "v", "ԝ": "w", "х": "x", "п": "n", "г": "r", "ь": "b",
    "з": "3", "ӏ": "l", "є": "e", "ө": "o", "ц": "u", "ш": "w",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "b", "ϲ": "c", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "u", "ν": "v",
    "ο": "o", "ρ": "p", "σ": "o", "ς": "c", "τ": "t", "υ": "u", "χ": "x", "γ": "y", "ω": "w",
}  # fmt: skip
OF_GREEK_AND_CYRILLIC = str.maketrans({**_CYRILLIC, **_GREEK})
_LATIN = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "þ": "th", "æ": "ae",
    "œ": "oe", "ß": "ss", "ɑ": "a", "ʙ": "b", "ɡ": "g", "ɢ": "g", "ʜ": "h", "ɪ": "i", "ɩ": "i",
    "ʟ": "l", "ɴ": "n", "ʀ": "r", "ꜱ": "s", "ʏ": "y", "ᴀ": "a", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e",
    "ᴊ": "j", "ᴋ": "k", "ᴍ": "m", "ᴏ": "o", "ᴘ": "p", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w",
    "ᴢ": "z", "ǝ": "e", "ə": "e", "ɐ": "a", "ƒ": "f", "ƙ": "k", "ɦ": "h", "ɱ": "m", "ŋ": "n",
    "ɔ": "c", "ƨ": "s", "ʋ": "v", "ɯ": "m", "ʇ": "t", "ɹ": "r", "ǃ": "!", "℮": "e", "¡": "!",
    "օ": "o", "ո": "n", "ս": "u", "հ": "h", "ց": "g", "զ": "q",
}  # fmt: skip
_ARABIC = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ۃ": "ہ", "ە": "ہ", "ۀ": "ہ",
    "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ی", "ۓ": "ے",
}  # fmt: skip
_VIRAMA = "\u0d4d"
_CHILLU = {
    "\u0d7a": "\u0d23", "\u0d7b": "\u0d28", "\u0d7c": "\u0d30", "\u0d7d": "\u0d32",
    "\u0d7e": "\u0d33", "\u0d7f": "\u0d15",
}  # fmt: skip
_NUKTAS = "\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc"
_OF_A_SCRIPT = {
    **_ARABIC,
    **{chillu: letter + _VIRAMA for chillu, letter in _CHILLU.items()},
    **dict.fromkeys(_NUKTAS, ""),
    "\u0901": "\u0902",
    "\u0640": "",
}
_DECORATED = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "COMBINING", "ARMENIAN")
_OWN_LETTERS = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "el"})
_REGIONAL_A, _SQUARED = 0x1F1E6, ((0x1F150, 0x1F169), (0x1F170, 0x1F189))


class Letters(dict[str, str]):
    """What each code point is read as, worked out when it is first met."""

    def __init__(self, *, keeps_lookalikes: bool) -> None:
        super().__init__()
        self.keeps_lookalikes = keeps_lookalikes

    def __missing__(self, letter: str) -> str:
        read = "".join(self._one(part) for part in unicodedata.normalize("NFKD", letter))
        read = _enclosed(letter) or read
        self[letter] = read
        return read

    def _one(self, part: str) -> str:
        kind = unicodedata.category(part)
        if part in _OF_A_SCRIPT:
            return _OF_A_SCRIPT[part]
        if kind[0] == "M":
            return "" if _decorates(part) else part
        if kind == "Nd":
            return str(unicodedata.digit(part))
        return self._letter(part.casefold()) if kind[0] == "L" else _sign(part, kind)

    def _letter(self, low: str) -> str:
        if low in _LATIN:
            return _LATIN[low]
        if self.keeps_lookalikes:
            return low
        return low.translate(OF_GREEK_AND_CYRILLIC)


def _sign(part: str, kind: str) -> str:
    """A sign that is no letter parts words; one that is not seen does not."""
    if part in _LATIN:
        return _LATIN[part]
    if part.isascii():
        return part if part != "\x00" else " "
    return "" if kind == "Cf" else " "


def _decorates(mark: str) -> bool:
    """Whether a mark only decorates its letter: in Indic scripts it is a letter itself."""
    if unicodedata.combining(mark) == 0 and unicodedata.category(mark) == "Mc":
        return False
    return unicodedata.name(mark, "COMBINING").startswith(_DECORATED) or mark == "\ufe0f"


def _enclosed(letter: str) -> str:
    """Letters in squares and circles that Unicode gives no plain form, and those of flags."""
    code = ord(letter)
    if _REGIONAL_A <= code < _REGIONAL_A + 26:
        return chr(ord("a") + code - _REGIONAL_A)
    for first, last in _SQUARED:
        if first <= code <= last:
            return chr(ord("a") + code - first)
    return ""


@lru_cache(maxsize=2)
def _table(keeps_lookalikes: bool) -> Letters:
    return Letters(keeps_lookalikes=keeps_lookalikes)


def table(language: str) -> Letters:
    """Return what letters are read as in a text of that language."""
    return _table(language.partition("-")[0] in _OWN_LETTERS)
