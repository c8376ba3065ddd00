"""Decisions about sections and topics: no framework, no clock."""

import unicodedata


def folded(name: str) -> str:
    """Return a name as it is compared: composed, without case, marks of writing or double spaces.

    Vowel signs of Indic scripts stay: without them different words become one.
    """
    plain = unicodedata.normalize("NFC", name).casefold().replace(".", " ")
    return " ".join(plain.split())
