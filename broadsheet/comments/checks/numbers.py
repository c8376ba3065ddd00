"""Numbers that name a person or their money, told from others by their own check digits. Pure.

Aadhaar: Verhoeff's digit (J. Verhoeff, "Error detecting decimal codes", 1969), as UIDAI assigns it.
Cards: Luhn's digit (ISO/IEC 7812-1). PAN: the Income Tax Department's form AAAPA9999A, whose fourth
letter is the kind of holder.
"""

from __future__ import annotations

_PRODUCT = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_TURNS = ("0123456789", "1576283094", "5803796142", "8916043527",
          "9453126870", "4286573901", "2793806415", "7046913258")  # fmt: skip
_AADHAAR, _CARD_LEAST, _CARD_MOST, _MOBILE = 12, 13, 19, 10
_PLUS_LEAST, _PLUS_MOST = 8, 15
_HOLDERS = frozenset("PCHFATBLJG")
_YEARS = range(1800, 2100)


def verhoeff(digits: str) -> bool:
    """Whether the last digit is right by Verhoeff's scheme."""
    found = 0
    for place, digit in enumerate(reversed(digits)):
        turned = _TURNS[place % 8][int(digit)]
        found = int(_PRODUCT[found][int(turned)])
    return found == 0


def luhn(digits: str) -> bool:
    """Whether the last digit is right by Luhn's scheme."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0  # noqa: PLR2004 two digits


def kind_of(groups: list[str], *, plus: bool) -> str:
    """Return what a number written in ``groups`` names: ``phone``, ``aadhaar``, ``card`` or "".

    ``plus`` is whether a + stands ahead of it, as before a country's code.
    """
    digits = "".join(groups)
    if len(digits) < (_PLUS_LEAST if plus else _MOBILE):
        return ""
    if plus:
        return "phone" if _PLUS_LEAST <= len(digits) <= _PLUS_MOST else ""
    if _is_aadhaar(groups, digits):
        return "aadhaar"
    if _is_indian_phone(groups, digits):
        return "phone"
    card = _CARD_LEAST <= len(digits) <= _CARD_MOST and digits[0] in "3456" and len(groups[0]) > 3  # noqa: PLR2004
    return "card" if card and luhn(digits) else ""


def _is_aadhaar(groups: list[str], digits: str) -> bool:
    if (
        len(digits) != _AADHAAR
        or digits[0] in "01"
        or [len(one) for one in groups]
        not in (
            [12],
            [4, 4, 4],
        )
    ):
        return False
    years = len(groups) > 1 and all(int(group) in _YEARS for group in groups)
    return not years and verhoeff(digits)


def _is_indian_phone(groups: list[str], digits: str) -> bool:
    """A mobile number begins with 6 to 9; 0 or 91 may stand ahead of it, and of an area's code."""
    if any(len(group) == 1 for group in groups[1:]) or len(groups) > 4:  # noqa: PLR2004
        return False
    for prefix in ("91", "0"):
        if digits.startswith(prefix) and len(digits) == _MOBILE + len(prefix):
            digits = digits[len(prefix) :]
            return digits[0] in "123456789" and (prefix == "0" or digits[0] in "6789")
    return len(digits) == _MOBILE and digits[0] in "6789"


def is_pan(word: str) -> bool:
    """Whether a word of ten letters and digits is a permanent account number."""
    return word[:5].isalpha() and word[3] in _HOLDERS and word[5:9].isdigit() and word[9].isalpha()
