"""What the page is: its own address, its paper, its language, its id in the source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from broadsheet.archive.formats.html import jsonld, wording
from broadsheet.archive.formats.html.source import Source

_LANGUAGE = re.compile(r"^[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*$")
_MAX_ADDRESS = 2_000
_SHORT = 3  # letters of a host's part that names nothing ("www", "com")
_NAMED = {"english": "en", "hindi": "hi", "tamil": "ta", "urdu": "ur", "french": "fr"}


def address(source: Source) -> str:
    """The canonical address that the page gives, else the one that the caller gave."""
    for found in _addresses(source):
        whole = urljoin(source.address, found.strip())
        parts = _parts(whole)
        if parts and parts[0] in {"http", "https"} and "." in parts[1] and parts[2].strip("/"):
            return whole
    return source.address


def _parts(text: str) -> tuple[str, str, str] | None:
    if len(text) > _MAX_ADDRESS:
        return None
    try:
        split = urlsplit(text)
    except ValueError:
        return None
    return split.scheme, split.netloc, split.path


def _addresses(source: Source) -> Iterator[str]:
    for link in source.tree.iter("link"):
        if "canonical" in (link.get("rel") or "").casefold().split():
            yield link.get("href") or ""
    yield from (value for value, _ in source.meta.all("og:url"))
    for value, _ in source.linked.values("mainEntityOfPage", "url"):
        found = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(found, str):
            yield found


def source_id(address_found: str, content: str) -> str:
    """The address, or the digest of the article's content where there is none."""
    if address_found:
        return address_found
    return "sha256:" + hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()


def paper(source: Source) -> str:
    """The name of the paper; empty where the page does not say."""
    site = source.meta.first("og:site_name")
    for value, _ in source.linked.values("publisher", "sourceOrganization", "provider"):
        name = jsonld.name_of(value)
        if name and not name.startswith("http"):
            return site if wording.likeness(name, site) == 1 and site else name
    return site or source.meta.first("application-name", "al:android:app_name", "dc.publisher")


def names(source: Source) -> list[str]:
    """Every name under which the page calls its paper, its host's name among them."""
    found = [source.meta.first("og:site_name"), source.meta.first("application-name")]
    found += [source.meta.first("twitter:site").lstrip("@"), source.meta.first("dc.publisher")]
    for value, _ in source.linked.values("publisher", "sourceOrganization"):
        found.append(jsonld.name_of(value))
        if isinstance(value, dict):
            found += [jsonld.name_of(one) for one in jsonld.as_list(value.get("alternateName"))]
    parts = _parts(address(source))
    if parts:
        labels = parts[1].split(":")[0].casefold().split(".")
        found += [
            ".".join(labels),
            *(one for one in labels[:-1] if len(one) > _SHORT and one != "www"),
        ]
        found.append(".".join(labels[1:]))
    return [name for name in dict.fromkeys(found) if name]


def language(source: Source) -> str:
    """The language as BCP 47 writes it, from the root element, JSON-LD or meta."""
    candidates = [
        source.tree.get("lang"),
        source.tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    ]
    body = source.tree.find(".//body")
    candidates += [body.get("lang")] if body is not None else []
    candidates += [jsonld.name_of(value) for value, _ in source.linked.values("inLanguage")]
    candidates += [
        source.meta.first("og:locale"),
        source.meta.first("content-language", "language"),
    ]
    for candidate in candidates:
        text = (candidate or "").split(",")[0].strip()
        text = _NAMED.get(text.casefold(), text)
        if _LANGUAGE.match(text):
            return _tidy(text)
    return ""


def _tidy(text: str) -> str:
    """Subtags in the case that BCP 47 recommends (``hi-Deva-IN``)."""
    first, *rest = re.split("[-_]", text)
    sized = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(sized.get(len(part), str.lower)(part) for part in rest)])
