"""What a file's own metadata puts into the library's empty fields at upload."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from broadsheet.pictures import agencies, rules
from broadsheet.pictures.metadata.fields import Embedded

# IPTC NewsCodes, scheme "digitalsourcetype": what the file says of how it came to be.
NEWSCODES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
AI_TYPES = frozenset(
    {
        "trainedAlgorithmicMedia",
        "compositeWithTrainedAlgorithmicMedia",
        "compositeSynthetic",
        "algorithmicMedia",
    }
)
DRAWN_TYPES = frozenset(
    {"digitalCreation", "digitalArt", "softwareImage", "virtualRecording", "dataDrivenMedia"}
)

# Fields of the library and their lengths in the database.
LENGTHS = {
    "caption": None,
    "credit": 200,
    "copyright_notice": 300,
    "usage_terms": None,
    "city": 120,
    "country": 120,
    "description": 255,
}
NAMED_OTHERWISE = {"description": "alt"}


def words(embedded: Embedded) -> dict[str, str]:
    """Give the texts for the library's fields, each cut at a word to what its field holds."""
    said = {
        field: shortened(embedded.text(NAMED_OTHERWISE.get(field, field)), length)
        for field, length in LENGTHS.items()
    }
    if not said["credit"]:
        said["credit"] = shortened(_credit_of(embedded), LENGTHS["credit"])
    said["agency"] = agencies.key_of(embedded.text("credit"), embedded.text("source"))
    return {field: text for field, text in said.items() if text}


def kind(embedded: Embedded) -> str:
    """Give the kind that the file says of itself: made with AI, drawn, or a photo."""
    code = embedded.text("digital_source_type").rstrip("/").rpartition("/")[2]
    if code in AI_TYPES:
        return rules.AI_MADE
    return rules.ILLUSTRATION if code in DRAWN_TYPES else rules.PHOTO


def source_type(kind_: str, said: str) -> str:
    """Give the digital source type to write: a picture made with AI always says so."""
    if kind_ == rules.AI_MADE and said.rpartition("/")[2] not in AI_TYPES:
        return f"{NEWSCODES}trainedAlgorithmicMedia"
    return said


def taken_at(embedded: Embedded, zone: tzinfo) -> tuple[datetime | None, bool]:
    """Give the moment of the picture, and whether its zone had to be assumed.

    A day without a time is no moment; a time without a zone is taken to be in ``zone``.
    """
    text = embedded.text("taken")
    if "T" not in text:
        return None, False
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None, False
    if moment.tzinfo is not None:
        return moment, False
    return moment.replace(tzinfo=zone), True


def stored(embedded: Embedded) -> dict[str, Any]:
    """Give what is kept of a reading as JSON: values, their carriers, notes; never a place."""
    return {
        "values": _plain(embedded.values),
        "carriers": dict(embedded.carriers),
        "had_position": embedded.had_position,
        "notes": list(embedded.notes),
    }


def shortened(text: str, length: int | None) -> str:
    """Cut a text at a word, with an ellipsis, so that it fits."""
    if length is None or len(text) <= length:
        return text
    cut = text[: length - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _credit_of(embedded: Embedded) -> str:
    """Without a credit line: the creator, and the source where it is another."""
    creator, source = embedded.text("creator"), embedded.text("source")
    if not creator or not source or source in creator:
        return creator or source
    return f"{creator}/{source}"


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }
