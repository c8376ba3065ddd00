"""Names in the order in which a reader of the language looks them up. Pure.

Sorting by code points puts Zakir before aarti and Tamil ன between ந and ப. Here each script has
the order of its own alphabet, letter by letter: a consonant with its vowel sign is one letter, as
in every Indian dictionary. Orders: for Devanagari, Kannada and Malayalam that of Unicode's
collation (UTS #10) with the alphabets' own tailoring (CLDR); for Tamil vowels, aytam, bare
consonants, then consonants with a vowel; for Urdu the alphabet from alif to bari ye, without vowel
marks.

No library is asked: PyICU needs one of the system's, and pyuca is years behind Unicode.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

Key = tuple[tuple[int, ...], str]
"""What is compared: the letters, then the text itself, so that no two names stand by chance."""

_SCRIPTS = ("Latn", "Arab", "Deva", "Taml", "Knda", "Mlym")
_SCRIPT_OF = {
    "en": "Latn", "ur": "Arab", "hi": "Deva", "mr": "Deva",
    "ta": "Taml", "kn": "Knda", "ml": "Mlym",
}  # fmt: skip
_SPACE, _DIGITS, _FIRST_SCRIPT, _OTHERS = 1, 10, 1_000, 900_000
_SCRIPT_WIDTH, _LETTER_WIDTH = 100_000, 64
_MOST = 400
"""Letters that are compared; names are shorter."""

_INHERENT, _FIRST_SIGN, _BARE_LAST, _BARE_FIRST = 1, 2, 63, 0
_JOINERS = {"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}
_ARABIC = (
    "\u0627\u0628\u067e\u062a\u0679\u062b\u062c\u0686\u062d\u062e\u062f\u0688\u0630\u0631\u0691"
    "\u0632\u0698\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u06a9\u06af\u0644"
    "\u0645\u0646\u06ba\u0648\u06c1\u06be\u0621\u06cc\u06d2"
)
_ARABIC_SAME = {
    **dict.fromkeys("\u064a\u0649", "\u06cc"),
    "\u0643": "\u06a9",
    **dict.fromkeys("\u0647\u0629\u06c3\u06d5", "\u06c1"),
}
_MARKS_OF_ARABIC = range(0x64B, 0x660)


class _Abugida:
    """A script whose consonants carry a vowel: its letters in their order."""

    def __init__(
        self,
        block: int,
        letters: Iterable[int],
        *,
        signs: range = range(0x3E, 0x4D),
        virama: int = 0x4D,
        bare_first: bool = False,
        same: dict[str, str] | None = None,
    ) -> None:
        """Take the ``letters`` in their order, as places in the ``block``."""
        order = [chr(block + place) for place in letters]
        self.rank = {letter: 1 + at for at, letter in enumerate(order)}
        self.signs = {chr(block + at): _FIRST_SIGN + at - signs.start for at in signs}
        self.virama = chr(block + virama)
        self.bare = _BARE_FIRST if bare_first else _BARE_LAST
        self.same = same or {}
        self.consonants = {chr(block + at) for at in range(0x15, 0x3A)}

    def weights(self, text: str) -> Iterator[int]:
        """Yield a weight for each letter: its place, and the vowel that it carries."""
        plain = "".join(self.same.get(letter, letter) for letter in text)
        at = 0
        while at < len(plain):
            letter, at = plain[at], at + 1
            if letter not in self.rank:
                yield from self._stray(letter)
                continue
            slot, at = self._slot(letter, plain, at)
            yield self.rank[letter] * _LETTER_WIDTH + slot

    def _slot(self, letter: str, plain: str, at: int) -> tuple[int, int]:
        """Return the place of the vowel sign that follows a consonant, and where to go on."""
        follower = plain[at] if at < len(plain) else ""
        if letter not in self.consonants:
            return _INHERENT, at
        if follower == self.virama:
            return self.bare, at + 1
        if follower in self.signs:
            return self.signs[follower], at + 1
        return _INHERENT, at

    def _stray(self, letter: str) -> Iterator[int]:
        """A sign without its consonant is a slip of the keyboard; it stands after all letters."""
        if letter in self.signs or letter == self.virama:
            yield _SCRIPT_WIDTH - _LETTER_WIDTH + self.signs.get(letter, self.bare)


def _places(*parts: int | range) -> Iterator[int]:
    for part in parts:
        yield from [part] if isinstance(part, int) else part


def _chillus() -> dict[str, str]:
    """Return Malayalam's bare letters as what they stand for, and anusvara as bare ma."""
    bases = {"ൺ": "ണ", "ൻ": "ന", "ർ": "ര", "ൽ": "ല", "ൾ": "ള", "ൿ": "ക", "\u0d02": "മ"}
    return {chillu: f"{base}്" for chillu, base in bases.items()}


_ABUGIDAS = {
    # Anusvara and its kin ahead of the vowels, as in every Hindi dictionary; ksha, tra, gya follow.
    "Deva": _Abugida(0x900, _places(0x50, 2, 3, range(4, 0x15), range(0x15, 0x3A)), same={"ँ": "ं"}),
    "Taml": _Abugida(
        0xB80,
        _places(
            range(5, 0x15), 3, 0x15, 0x19, 0x1A, 0x1E, 0x1F, 0x23, 0x24, 0x28, 0x2A, 0x2E, 0x2F,
            0x30, 0x32, 0x35, 0x34, 0x33, 0x31, 0x29, 0x1C, 0x36, 0x37, 0x38, 0x39,
        ),
        bare_first=True,
    ),
    "Knda": _Abugida(
        0xC80, _places(range(5, 0x15), 2, 3, range(0x15, 0x33), range(0x35, 0x3A), 0x33)
    ),
    "Mlym": _Abugida(
        0xD00,
        _places(
            range(5, 0x15), 3, range(0x15, 0x31), 0x32, range(0x35, 0x3A), 0x33, 0x34, 0x31,
        ),
        same={**_chillus(), "ൌ": "ൗ"},
        signs=range(0x3E, 0x58),
    ),
}  # fmt: skip


def in_order(names: Iterable[str], language: str = "en") -> list[str]:
    """Return names as an index in that language has them: its own script first."""
    return sorted(names, key=lambda name: key(name, language))


@lru_cache(maxsize=8_192)
def key(text: str, language: str = "en") -> Key:
    """Return what a name is sorted by among others, in an index of that language.

    Case, accents, vowel marks of Arabic and joiners count for nothing as long as letters differ.
    """
    plain = unicodedata.normalize("NFC", text)
    first = _SCRIPT_OF.get(language, "Latn")
    ranks = {script: at for at, script in enumerate([first, *_without(_SCRIPTS, first)])}
    return tuple(_weights(plain[:_MOST], ranks)), plain


def _without(scripts: Sequence[str], one: str) -> list[str]:
    return [script for script in scripts if script != one]


def _weights(text: str, ranks: dict[str, int]) -> Iterator[int]:
    """Part a text into stretches of one script and weigh each."""
    for script, stretch in _stretches(text):
        if script == "":
            yield from _neutral(stretch)
            continue
        base = _FIRST_SCRIPT + ranks[script] * _SCRIPT_WIDTH
        yield from (base + weight for weight in _of_script(script, stretch))


def _stretches(text: str) -> Iterator[tuple[str, str]]:
    script, start = "", 0
    for at, letter in enumerate(text):
        here = script if letter in _JOINERS else _script(letter)
        if here != script:
            if at > start:
                yield script, text[start:at]
            script, start = here, at
    if text[start:]:
        yield script, text[start:]


def _script(letter: str) -> str:
    """Return the script of a letter of ours; "" for digits, marks, spaces and other scripts."""
    code = ord(letter)
    if unicodedata.decimal(letter, None) is not None:
        return ""
    if 0x600 <= code < 0x700:  # noqa: PLR2004 Arabic
        return "Arab" if letter.isalpha() or code in _MARKS_OF_ARABIC else ""
    for script, block in (("Deva", 0x900), ("Taml", 0xB80), ("Knda", 0xC80), ("Mlym", 0xD00)):
        if block <= code < block + 0x80 and code not in {0x964, 0x965}:
            return script
    return "Latn" if letter.isalpha() and "LATIN" in unicodedata.name(letter, "") else ""


def _of_script(script: str, text: str) -> Iterator[int]:
    if script in _ABUGIDAS:
        plain = "".join(letter for letter in text if letter not in _JOINERS)
        # A dot under a letter of Devanagari makes no other letter of it.
        plain = unicodedata.normalize("NFD", plain).replace("़", "")
        return _ABUGIDAS[script].weights(unicodedata.normalize("NFC", plain))
    return _arabic(text) if script == "Arab" else _latin(text)


def _latin(text: str) -> Iterator[int]:
    for letter in unicodedata.normalize("NFD", text.casefold()):
        if letter.isalpha():
            yield ord(letter) & 0xFFF


def _arabic(text: str) -> Iterator[int]:
    for letter in unicodedata.normalize("NFD", text):
        place = _ARABIC.find(_ARABIC_SAME.get(letter, letter))
        if place >= 0:
            yield 1 + place
        elif ord(letter) not in _MARKS_OF_ARABIC:
            yield len(_ARABIC) + ord(letter) - 0x600


def _neutral(text: str) -> Iterator[int]:
    """Spaces part words; digits go by their value, in whatever script; marks count for nothing."""
    for letter in text:
        value = unicodedata.decimal(letter, None)
        if value is not None:
            yield _DIGITS + value
        elif letter.isspace() or letter in "-–—/":
            yield _SPACE
        elif letter.isalpha():
            yield _OTHERS + ord(letter)
