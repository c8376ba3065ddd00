"""Which numeric addresses belong to the public internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# What Python's ``is_global`` calls global in some of its releases, or what leads to an address of
# another family (IANA's registries of special-purpose addresses, RFC 6890 and its updates).
SPECIAL = tuple(
    ip_network(net)
    for net in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # the relays of 6to4, given up
        "64:ff9b:1::/48",  # translation inside a network
        "100::/64",  # discard
        "2001::/23",  # protocol assignments, with Teredo
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
        "fec0::/10",  # site-local, given up
    )
)
TRANSLATED = ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits


def is_public(number: str) -> bool:
    """Return whether a numeric address (IPv4 or IPv6) is one of the public internet.

    Private, loopback, link-local, multicast, shared, reserved and unspecified ones are not, nor is
    an IPv6 address with such an IPv4 address inside. What is no numeric address is not public.
    """
    try:
        return _public(ip_address(number))
    except ValueError:
        return False


def _public(address: IPv4Address | IPv6Address) -> bool:
    inside = _inside(address)
    if inside is not None:
        return _public(inside)
    if any(address in net for net in SPECIAL):
        return False
    # Multicast is "global" to Python, and so are reserved addresses of IPv6.
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _inside(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for."""
    if isinstance(address, IPv4Address):
        return None
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped
