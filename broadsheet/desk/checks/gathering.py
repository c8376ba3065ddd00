"""A story's draft as the checks see it: read once, a fixed number of queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from broadsheet.desk.checks.draft import (
    DraftFacts,
    EmbedFacts,
    LegalFacts,
    Passage,
    PictureFacts,
)
from broadsheet.desk.checks.listening import played_in
from broadsheet.desk.models import LegalFlag
from broadsheet.kit.html import plain
from broadsheet.pictures.models import Picture
from broadsheet.pictures.rules import Notice, Use, resolve
from broadsheet.stories.models import Story

_PARAGRAPH = re.compile(r"<(p|li)\b[^>]*>(.*?)</\1>", re.DOTALL)
_WORDS_OF_USE = ("alt", "caption", "credit", "agency", "kind", "source")


def facts_of_draft(draft: Story, at: datetime) -> DraftFacts:
    """Return what the checks need of a draft that would go out at ``at``."""
    blocks = [(f"body.{raw.get('id')}", raw["type"], raw["value"]) for raw in draft.body.raw_data]
    uses = [*_lead(draft), *_uses(blocks)]
    facts = DraftFacts(
        leaves_on=timezone.localtime(at).date(),
        headline=draft.title or "",
        standfirst=draft.standfirst or "",
        language=draft.language,
        bylines=len(draft.bylines.all()),
        passages=tuple(one for block in blocks for one in _passages(*block)),
        captions=tuple(Passage(use.caption, at) for at, _name, use in uses if use.caption),
        pictures=tuple(_pictures(uses)),
        embeds=tuple(_embeds(blocks)),
        played=tuple(played_in(blocks)),
    )
    return replace(facts, legal=_legal(draft, facts.digest))


def _passages(at: str, kind: str, value: Any) -> Iterator[Passage]:
    """Yield the running text of a block."""
    if kind == "paragraphs":
        yield from _paragraphs(value, at)
    elif kind == "fact_box":
        yield from _paragraphs(value.get("text") or "", at)
    elif kind == "subhead":
        yield Passage(value or "", at)
    elif kind in {"quote", "pull_quote"}:
        yield Passage(value.get("text") or "", at)


def _paragraphs(markup: str, at: str) -> Iterator[Passage]:
    found = [text for _tag, text in _PARAGRAPH.findall(markup)] or [markup]
    for text in found:
        yield Passage(plain(text), at)


_PlacedUse = tuple[str, str, Use]


def _lead(draft: Story) -> Iterator[_PlacedUse]:
    use = draft.use
    if not use.empty:
        yield "picture", _("Lead picture"), use


def _uses(blocks: Iterable[tuple[str, str, Any]]) -> Iterator[_PlacedUse]:
    number = 0
    for at, kind, value in blocks:
        for words in _raw_uses(kind, value):
            number += 1
            use = Use(
                **{name: words.get(name) or "" for name in _WORDS_OF_USE},
                picture=words.get("picture"),
            )
            if not use.empty:
                yield at, _("Picture %(number)d") % {"number": number}, use


def _raw_uses(kind: str, value: Any) -> Iterator[dict[str, Any]]:
    if kind == "picture":
        yield value
    elif kind == "gallery":
        for item in value.get("pictures") or ():
            yield item["value"] if item.get("type") == "item" else item


def _pictures(uses: list[_PlacedUse]) -> Iterator[PictureFacts]:
    keys = {_key(use) for _at, _name, use in uses} - {None}
    library = Picture.objects.in_bulk([key for key in keys if key])
    for at, name, use in uses:
        picture = library.get(_key(use) or 0)
        yield _picture_facts(at, name, replace(use, picture=picture), picture)


def _key(use: Use) -> int | None:
    """Return the picture's number; a lead picture is a row, one in the body a number."""
    picture: Any = use.picture
    key: int | None = getattr(picture, "pk", picture)
    return key


def _picture_facts(at: str, name: str, use: Use, picture: Picture | None) -> PictureFacts:
    said = resolve(use, picture.library if picture else None)
    return PictureFacts(
        at=at,
        name=name,
        has_file=picture is not None,
        alt=said.alt,
        credited=Notice.CREDIT_MISSING not in said.notices,
        rights_until=picture.rights_until if picture else None,
        withdrawn=getattr(picture, "withdrawn_at", None) is not None,
    )


def _embeds(blocks: Iterable[tuple[str, str, Any]]) -> Iterator[EmbedFacts]:
    for at, kind, value in blocks:
        if kind == "embed" and value.get("address"):
            yield EmbedFacts(at, value["address"], value.get("text") or "")


def _legal(draft: Story, digest: str) -> LegalFacts:
    """Return what became of the latest legal flag; a story that was never saved has none."""
    flag = LegalFlag.objects.filter(story_id=draft.pk).first() if draft.pk else None
    if flag is None:
        return LegalFacts()
    return LegalFacts(
        flagged=True,
        reason=flag.reason,
        cleared=flag.cleared_at is not None,
        changed_since=flag.cleared_words not in ("", digest),
    )
