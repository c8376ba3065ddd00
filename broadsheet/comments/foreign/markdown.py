"""Markdown as our plain text: what readers of Isso typed, without the marks that we have not.

Our plain text is near to it already (quotes, *emphasis*, lists as typed); only what would be
left standing as clutter is taken away: doubled stars, link brackets, fences, headings, HTML.
"""

from __future__ import annotations

import html
import re

from broadsheet.comments.foreign.hypertext import from_html, tidied

_CODE = re.compile(r"(`{1,3})(?!`)([^`]{0,20000}+)\1(?!`)")
_FENCED = 3
_LANGUAGE = re.compile(r"\A[\w+#.-]{0,20}\n")
_FENCE = re.compile(r"^[ ]{0,3}(?:```|~~~)[^\n`]*$", re.M)
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500}+)\]\((https?://[^\s()]{1,2000}+)[^()\n]{0,200}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,500}+)\]\((https?://[^\s()]{1,2000}+)[^()\n]{0,200}\)")
_AUTO = re.compile(r"<(https?://[^\s<>]{1,2000}+)>")
_STRONG = re.compile(r"(?<!\w)(\*\*|__)(?=\S)([^*_\n]{1,1000}+)(?<=\S)\1(?!\w)")
_UNDER = re.compile(r"(?<![\w/_])_(?=\S)([^_\n*]{1,1000}+)(?<=\S)_(?![\w/_])")
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ ]+", re.M)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>|~-])")
_HARD_BREAK = re.compile(r"(?:[ ]{2,}|\\)$", re.M)


def from_markdown(text: str) -> str:
    """Return a comment written in Markdown in our plain markup; HTML in it is read as HTML."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _HARD_BREAK.sub("", text)
    parts: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        words = _LANGUAGE.sub("", code[2]) if len(code[1]) == _FENCED else code[2]
        parts += [_spoken(text[at : code.start()]), html.escape(words, quote=False)]
        at = code.end()
    parts.append(_spoken(text[at:]))
    return tidied(from_html("".join(parts), lines_count=True))


def _spoken(text: str) -> str:
    """Return text outside code without the marks of Markdown."""
    text = _FENCE.sub("", text)
    text = _AUTO.sub(lambda found: html.escape(found[1]), text)
    text = _IMAGE.sub(_named, text)
    text = _LINK.sub(_named, text)
    text = _STRONG.sub(r"*\2*", text)
    text = _UNDER.sub(r"*\1*", text)
    return _ESCAPED.sub(r"\1", _HEADING.sub("", text))


def _named(found: re.Match[str]) -> str:
    words, address = found[1].strip(), found[2]
    if not words or words == address:
        return address
    return f"{words} ({address})"
