"""How well colours stand out from each other, and which ones a style sheet names. Pure.

Source: W3C, Web Content Accessibility Guidelines 2.2, relative luminance and contrast ratio.
"""

from __future__ import annotations

import re

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_DARK = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark[^{]*\{")
_OTHER = re.compile(r"@media[^{]*(?:prefers-contrast|forced-colors|print)[^{]*\{")
_ROOT = re.compile(r"(?<![\w)\]-]):root\s*\{([^{}]*)\}")
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours like ``#9a1b1f``: 1 of equal ones, 21 of ink on paper."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004 #abc is #aabbcc
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004


def tokens(sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a sheet's ``:root`` says by day, and what it says at night in their place."""
    plain = _REMARK.sub("", sheet)
    night, day = _cut(plain, _DARK)
    _other, day = _cut(day, _OTHER)
    return _named(day), _named(night)


def _cut(sheet: str, begins: re.Pattern[str]) -> tuple[str, str]:
    """Return the insides of certain at-rules, and the sheet without them."""
    inside, rest, at = [], [], 0
    while found := begins.search(sheet, at):
        rest.append(sheet[at : found.start()])
        end = _closing(sheet, found.end())
        inside.append(sheet[found.end() : end])
        at = end + 1
    return "".join(inside), "".join([*rest, sheet[at:]])


def _closing(sheet: str, at: int) -> int:
    depth = 1
    while at < len(sheet):
        depth += {"{": 1, "}": -1}.get(sheet[at], 0)
        if depth == 0:
            return at
        at += 1
    return at


def _named(sheet: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for body in _ROOT.findall(sheet):
        found |= {name: value.strip() for name, value in _TOKEN.findall(body)}
    return found
