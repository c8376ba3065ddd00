"""How much may come from one place at a time; how much from one account the checks say themselves.

An address block (/24, or /64 of IPv6) shares one measure, as a household or an office does; a
thread takes so many a second from everybody together, and no more.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume
from django.http import HttpRequest

from broadsheet.comments.models import Comment, Thread

RETRY_AFTER = 30
"""Seconds after which it is worth while to try again."""
HEADS_AT_ONCE, WITHIN = 400, timedelta(seconds=10)
_BLOCKS = {4: 24, 6: 64}


def block_of(address: str) -> str:
    """Return the block that an address is in; what is no address is one of its own."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{ip}/{_BLOCKS[ip.version]}", strict=False))


def too_many(request: HttpRequest, act: str) -> bool:
    """Whether too much of an act comes from the address block of a request; counts it."""
    block = block_of(get_adapter().get_client_ip(request) or "")
    return not consume(request, action=act, key=f"{act}-{block}")


def too_fast(thread: Thread, at: datetime) -> bool:
    """Whether more is written in a thread just now than anybody could follow."""
    rows = Comment.objects.filter(thread=thread, root=None).order_by("-pk")
    past = rows.values_list("posted_at", flat=True)[HEADS_AT_ONCE : HEADS_AT_ONCE + 1]
    return any(at - one < WITHIN for one in past)
