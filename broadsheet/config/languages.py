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
