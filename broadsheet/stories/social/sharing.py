"""Where a reader can send a story: plain links that ask nobody anything before they are followed.

No link carries a mark of where it was taken from. Sources: WhatsApp, "Click to chat"; Telegram,
"Sharing button"; X, "Web Intents"; LinkedIn, "Share on LinkedIn"; RFC 6068 (mailto).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class Shared:
    """A page to be passed on: its full address, a short one, its words, and a text to go along."""

    address: str
    short: str
    title: str
    text: str

    @property
    def message(self) -> str:
        """What is pasted into a message: the words, then the short address on a line of its own."""
        return f"{self.text}\n{self.short}"


def message_text(own: str, title: str, standfirst: str, mark: str = "") -> str:
    """Return what a message says: the editor's own text, else headline (bold) and standfirst.

    ``mark`` says who paid for the story; it stands with either. WhatsApp sets in bold what stands
    between two asterisks, so none may stand within.
    """
    bold = f"*{title.replace('*', '').strip()}*"
    words = (own.strip(),) if own.strip() else (bold, standfirst.strip())
    return "\n".join(filter(None, (*words, mark)))


def links(shared: Shared, wanted: Iterable[str], email: str) -> list[tuple[str, str]]:
    """Return the ways that the paper has chosen, in its order; ``email`` is the word for it."""
    return [(NAMES.get(way, email), _LINKS[way](shared)) for way in wanted]


def _whatsapp(page: Shared) -> str:
    return f"https://api.whatsapp.com/send?{_query(text=page.message)}"


def _telegram(page: Shared) -> str:
    return f"https://t.me/share/url?{_query(url=page.short, text=page.title)}"


def _facebook(page: Shared) -> str:
    return f"https://www.facebook.com/sharer/sharer.php?{_query(u=page.address)}"


def _x(page: Shared) -> str:
    return f"https://x.com/intent/post?{_query(url=page.short, text=page.title)}"


def _email(page: Shared) -> str:
    return f"mailto:?subject={quote(page.title)}&body={quote(page.address)}"


def _linkedin(page: Shared) -> str:
    return f"https://www.linkedin.com/sharing/share-offsite/?{_query(url=page.address)}"


def _flipboard(page: Shared) -> str:
    query = _query(url=page.address, title=page.title)
    return f"https://share.flipboard.com/bookmarklet/popout?{query}"


def _query(**words: str) -> str:
    return urlencode(words, quote_via=quote)


NAMES = {
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "facebook": "Facebook",
    "x": "X",
    "linkedin": "LinkedIn",
    "flipboard": "Flipboard",
}
_LINKS: dict[str, Callable[[Shared], str]] = {
    "whatsapp": _whatsapp,
    "telegram": _telegram,
    "facebook": _facebook,
    "x": _x,
    "email": _email,
    "linkedin": _linkedin,
    "flipboard": _flipboard,
}
WAYS = tuple(_LINKS)
