"""Texts that somebody might send to break what reads them, and how Hypothesis makes more."""

from __future__ import annotations

import sys

from hypothesis import strategies as st

CONTROLS = "".join(map(chr, [*range(32), 0x7F, *range(0x80, 0xA0)]))
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
HIDDEN = "\u00ad\u034f\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u2060\u206a\u3164\ufeff"
MARKS = "\u0301\u0316\u0327\u0334\u0345\u0483\u0591\u0651\u093c\u094d\u0bcd\u0e49\u20dd\u3099\ufe0f"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

CORPUS = (
    "",
    " ",
    "\x00",
    "\ud800",
    "\udfff\ud800",
    "\ufffe\uffff\U0010ffff",
    "\ufffd",
    "\r\n\r\r\n\x0b\x0c\x85\u2028\u2029",
    CONTROLS,
    "a" + CONTROLS + "b",
    TURNS,
    "a" + TURNS + "b" + TURNS[::-1],
    "\u202e" + "moc.elpmaxe//:sptth",
    "\u2067" * 200 + "x" + "\u2069" * 200,
    HIDDEN * 20,
    "\u3164",
    "Z" + MARKS * 200,
    "\u0301" * 3_000,
    ("e" + "\u0316\u0301" * 40) * 30,
    "\u0e19" + "\u0e49" * 500,
    "\u0644\u0644\u0651" + "\u064e\u0651" * 300,
    "क" + "\u094d\u200d" * 300,
    FAMILY * 40,
    ENGLAND * 30,
    "\U0001f3f4\U000e0067" * 80,
    "\U0001f1ee\U0001f1f3" * 60,
    "\ufdfa" * 400,
    "\u1100" * 300 + "\u1161" * 300 + "\u11a8" * 300,
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></blockquote></div></body></html>",
    "&lt;script&gt; &#60;b&#62; &amp;amp; &nbsp",
    "\"'`<>&=/\\%00%0a",
    "javascript:alert(1) data:text/html,<b> vbscript:x",
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/'><svg/onload=alert(1)>",
    "https://user:secret@example.org/ https://example.org\\@evil.example/",
    "https://[::1]/ https://[bad/ http://127.0.0.1:99999/ https://example.org:x/",
    "https://" + "a" * 3_000 + ".example/",
    "https://" + "a." * 1_500 + "example/",
    "https://xn--\u0301.example/ https://\u0661\u0662.example/ https://e\u2067xample.org/",
    "https://example.org/" + "(" * 1_500 + ")" * 1_500,
    "https://example.org/" + ")." * 1_500,
    "https://" * 800,
    "*" * 4_000,
    "*a" * 1_500,
    "*a* " * 1_000,
    "*https://example.org/* *a https://example.org/*b* c*",
    ">" * 3_000,
    "> " * 2_000 + "deep",
    "\n".join(">" * (depth % 40) + " line" for depth in range(100)),
    ">\n" * 1_000,
    "x\n" * 3_000,
    "a" * 10_000,
    "A" * 1_900,
    "a " * 3_000,
    "1" * 3_000,
    "1 " * 3_000,
    "+1-(2)." * 800,
    "1-" * 3_000 + "a",
    "@" * 3_000,
    "a@" * 2_000,
    "a" * 3_000 + "@",
    "a@" + "b." * 2_000,
    "$h1t " * 600,
    "a1!|@$0" * 500,
    "a*b" * 1_000,
    "flat no " * 600,
    "www." * 800,
    "a." * 2_000 + "com/",
    "कखग " * 800,
    "ക\u0d4d\u0d7b" * 600,
    "\U0001d4d5\U0001d4fe" * 600,
    "fооо " * 500,
    "".join(map(chr, range(0x300))),
    "".join(map(chr, range(0x1F100, 0x1F200))),
)  # fmt: skip

_PIECES = (
    *CONTROLS, *TURNS, *HIDDEN, *MARKS, FAMILY, ENGLAND, "*", "**", ">", "> ", ">> ", "\n", "\n\n",
    " ", "  ", "<", "&", '"', "'", "https://", "http://", "example.org", "://", ".", ")", "(", "@",
    "1", "0", "$", "!", "a", "B", "क", "ि", "् ", "ம்", "ക", "ಕ", "ہے", "ß", "İ", "\u017f", "ﷺ",
    "\ud83d", "\U0001f600", "\U0001f3fd", "\u1100", "\u1161", "\u0d7b", "\u0958", "\u212b",
)  # fmt: skip


def texts(most: int = 60) -> st.SearchStrategy[str]:
    """Return a strategy for nasty texts: of known pieces, and of any code points at all."""
    anything = st.characters(max_codepoint=sys.maxunicode, categories=None)
    piece = st.one_of(st.sampled_from(_PIECES), st.sampled_from(_PIECES), anything)
    return st.lists(piece, max_size=most).map("".join)
