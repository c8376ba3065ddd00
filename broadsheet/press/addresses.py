"""An address as it is sent: the press keeps it decoded, a URL has it in percent signs. Pure."""

from __future__ import annotations

from urllib.parse import quote

# RFC 3986, section 3.3: what may stand in a path as it is.
_PLAIN = "/!$&'()*+,;=:@~"


def encoded(address: str) -> str:
    """Return an address in ASCII, as a URL's path has it."""
    return quote(address, safe=_PLAIN, errors="surrogatepass")
