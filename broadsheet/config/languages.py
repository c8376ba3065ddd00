"""The languages that the interface speaks; a story may be in any of them."""

LANGUAGES = [
    ("en", "English"),
    ("hi", "हिन्दी"),
    ("ta", "தமிழ்"),
    ("ml", "മലയാളം"),
    ("kn", "ಕನ್ನಡ"),
    ("ur", "اردو"),
]
CODES = tuple(code for code, _name in LANGUAGES)

# Where people count by lakh and crore; elsewhere by thousand and million.
_BY_LAKH = frozenset({"IN", "PK", "BD", "NP", "BT"})
DIGITS = ("western", "own")


def groupings(territory: str) -> tuple[str, ...]:
    """Return how a paper may group its numbers, first what is usual where it comes out."""
    return ("lakh", "thousand") if territory in _BY_LAKH else ("thousand", "lakh")
