"""The language of a text, by its script and its commonest words."""

from __future__ import annotations

import re

_LOOKED_AT = 20_000
_LEAST = 0.03  # share of a text's words that must be common ones of the language
_SCRIPTS = (
    ("ta", r"[\u0b80-\u0bff]"),
    ("te", r"[\u0c00-\u0c7f]"),
    ("kn", r"[\u0c80-\u0cff]"),
    ("ml", r"[\u0d00-\u0d7f]"),
    ("bn", r"[\u0980-\u09ff]"),
    ("gu", r"[\u0a80-\u0aff]"),
    ("pa", r"[\u0a00-\u0a7f]"),
    ("or", r"[\u0b00-\u0b7f]"),
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("hi", r"[\u0900-\u097f]"),
    ("ur", r"[\u0600-\u06ff]"),
    ("ru", r"[\u0400-\u04ff]"),
    ("el", r"[\u0370-\u03ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("th", r"[\u0e00-\u0e7f]"),
)
_WORDS = {
    "en": "the of and to in that is was for on with as by said has from at are be it",
    "fr": "le la les des et est dans une pour que qui sur pas par au avec du ce plus",
    "de": "der die und das den ist mit von im für auf nicht ein eine sich dem zu auch",
    "es": "el la los las de que en y por con una para del se su no es al",
    "it": "il di che la e per un una del della non con sono dei nel alla è",
    "pt": "o de que e do da em um uma para com não os no se na por mais",
    "nl": "de het een van en in is dat op te zijn met voor niet aan",
}
_MARATHI = re.compile(r"(?<!\S)(?:आहे|आहेत|आणि|होते|नाही)(?!\S)")
_ARABIC = re.compile(r"[ٹڈڑںےگچپ]")


def of(text: str) -> str:
    """The language code of a text ("en", "hi"), or an empty string where it is not clear."""
    sample = text[:_LOOKED_AT]
    letters = sum(letter.isalpha() for letter in sample)
    if not letters:
        return ""
    for code, script in _SCRIPTS:
        least = 0.08 if code == "ja" else 0.3
        if len(re.findall(script, sample)) >= letters * least:
            return _same_script(code, sample)
    return _latin(sample)


def _same_script(code: str, sample: str) -> str:
    if code == "hi" and len(_MARATHI.findall(sample)) > 1:
        return "mr"
    if code == "ur" and not _ARABIC.search(sample):
        return "ar"
    return code


def _latin(sample: str) -> str:
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    counted = {
        code: sum(word in common for word in words)
        for code, common in ((code, set(known.split())) for code, known in _WORDS.items())
    }
    best = max(counted, key=lambda code: counted[code])
    return best if counted[best] > max(2, len(words) * _LEAST) else ""
