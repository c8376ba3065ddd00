"""A story taken apart into the pieces that a reader reads, and put together again."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import nh3

from broadsheet.desk.fix.rules import Part, one_line
from broadsheet.kit.html import LINK_SCHEMES, escape, plain
from broadsheet.stories.models import Story

# The words of a story that stand above its body, in the order in which they are read.
HEAD = (
    ("kicker", "kicker"),
    ("title", "headline"),
    ("standfirst", "standfirst"),
    ("picture_caption", "caption"),
    ("picture_credit", "credit"),
)
# What may be mended of a block that is no text, by its type.
NAMED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "quote": (("text", "quote"), ("speaker", "speaker")),
    "pull_quote": (("text", "quote"), ("speaker", "speaker")),
    "picture": (("caption", "caption"), ("credit", "credit")),
    "video": (("caption", "caption"), ("credit", "credit")),
    "audio": (("caption", "caption"), ("credit", "credit")),
}
_PARAGRAPH = re.compile(r"(<p\b[^>]*>)(.*?)(</p>)", re.DOTALL)
_TAGS = {"a", "b", "i", "sup", "sub", "br"}
_SAME = (("strong", "b"), ("em", "i"))


def clean(markup: str) -> str:
    """Return a paragraph's markup with what the editor allows, and nothing else."""
    for name, ours in _SAME:
        markup = re.sub(rf"<(/?){name}\b[^>]*>", rf"<\1{ours}>", markup)
    cleaned = nh3.clean(
        markup,
        tags=_TAGS,
        attributes={"a": {"href", "linktype", "id"}},
        url_schemes=set(LINK_SCHEMES),
        link_rel=None,
    )
    return one_line(cleaned.replace("&nbsp;", "\N{NO-BREAK SPACE}"))


def cleaned(parts: Iterable[Part], words: Mapping[str, str]) -> dict[str, str]:
    """Return what was sent, cleaned as each piece is: markup of what may be, or one line."""
    rich = {part.key for part in parts if part.rich}
    return {key: clean(new) if key in rich else one_line(new) for key, new in words.items()}


def parts_of(story: Story) -> list[Part]:
    """Return a story's pieces, in the order in which they are read."""
    head = [
        Part(name, kind, one_line(getattr(story, name)))
        for name, kind in HEAD
        if getattr(story, name) or name in ("title", "standfirst")
    ]
    return [*head, *_of_body(story)]


def _of_body(story: Story) -> Iterator[Part]:
    for place, block in enumerate(story.body.raw_data):
        key, kind, value = _key(block, place), block["type"], block["value"]
        if kind == "paragraphs":
            yield from _of_text(key, value)
        elif kind == "subhead":
            yield Part(key, "subhead", one_line(value))
        elif kind == "gallery":
            for at, use in enumerate(_items(value["pictures"])):
                yield from _of_struct(f"{key}.{at}", use, NAMED["picture"])
        elif kind in NAMED:
            yield from _of_struct(key, value, NAMED[kind])
        else:
            yield Part(key, "fixed", _fixed_words(value), fixed=True)


def _key(block: Any, place: int) -> str:
    return str(block.get("id") or f"at-{place}")


def _items(value: Any) -> list[Any]:
    """Return the items of a stored list; older ones are stored bare."""
    return [item["value"] if item.get("type") == "item" else item for item in value or ()]


def _of_struct(key: str, value: Any, names: tuple[tuple[str, str], ...]) -> Iterator[Part]:
    for name, kind in names:
        if value.get(name):
            yield Part(f"{key}.{name}", kind, one_line(value[name]))


def _of_text(key: str, markup: str) -> Iterator[Part]:
    """Part a text at its paragraphs; what stands between them, like a list, is read only."""
    end = 0
    for number, found in enumerate(_PARAGRAPH.finditer(markup)):
        if between := plain(markup[end : found.start()]):
            yield Part(f"{key}.{number}.before", "fixed", between, fixed=True)
        end = found.end()
        if inner := clean(found[2]):
            rich = "<" in inner
            yield Part(f"{key}.{number}", "paragraph", inner if rich else _text(inner), rich)
    if rest := plain(markup[end:]):
        yield Part(f"{key}.rest", "fixed", rest, fixed=True)


def _text(markup: str) -> str:
    return html.unescape(markup)


def _fixed_words(value: Any) -> str:
    texts = [one for one in _leaves(value) if not one.startswith(("http:", "https:"))]
    return plain(" ".join(texts))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name in ("title", "caption", "text"):
            if isinstance(value.get(name), str):
                yield value[name]


def put_back(story: Story, changes: Mapping[str, str]) -> None:
    """Write changed pieces into a story, by their keys; rich ones as markup."""
    for name, _kind in HEAD:
        if name in changes:
            setattr(story, name, changes[name])
    raw = json.loads(json.dumps(list(story.body.raw_data), default=str))
    for place, block in enumerate(raw):
        _into_block(block, _key(block, place), changes)
    story.body = json.dumps(raw)


def _into_block(block: dict[str, Any], key: str, changes: Mapping[str, str]) -> None:
    kind, value = block["type"], block["value"]
    if kind == "paragraphs":
        block["value"] = _into_text(key, value, changes)
    elif kind == "subhead":
        block["value"] = changes.get(key, value)
    elif kind == "gallery":
        for at, use in enumerate(_items(value["pictures"])):
            _into_struct(f"{key}.{at}", use, changes)
    elif kind in NAMED:
        _into_struct(key, value, changes)


def _into_struct(key: str, value: dict[str, Any], changes: Mapping[str, str]) -> None:
    for name, words in value.items():
        value[name] = changes.get(f"{key}.{name}", words)


def _into_text(key: str, markup: str, changes: Mapping[str, str]) -> str:
    count = iter(range(markup.count("<p")))

    def paragraph(found: re.Match[str]) -> str:
        number = next(count)
        new = changes.get(f"{key}.{number}")
        if new is None:
            return found[0]
        rich = "<" in clean(found[2])
        return f"{found[1]}{new if rich else escape(new)}{found[3]}"

    return _PARAGRAPH.sub(paragraph, markup)
