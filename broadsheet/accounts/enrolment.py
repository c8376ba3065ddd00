"""Whether an enrolment link may be used, here and now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from broadsheet.accounts.actions import token_hash
from broadsheet.accounts.models import EnrolmentLink

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


class Fault(StrEnum):
    """Why a link does not serve."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    ELSEWHERE = "elsewhere"
    LEFT = "left"


@dataclass(frozen=True)
class Found:
    """A link, or why there is none."""

    link: EnrolmentLink | None
    fault: Fault | None = None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def on_this_machine(request: HttpRequest) -> bool:
    """Whether ``request`` was made on the machine that the site runs on, for a site of its own.

    Only the connection's own peer counts. A request that some proxy passed on says nothing of
    where it began, whatever its headers claim, so it is never taken for one of this machine.
    """
    site = urlsplit(settings.SITE_URL).hostname or ""
    asked = urlsplit(f"//{request.get_host()}").hostname or ""
    forwarded = any(name in request.META for name in FORWARDED)
    peer = request.META.get("REMOTE_ADDR", "")
    return not forwarded and all(_is_loopback(host) for host in (peer, site, asked))


def find_link(request: HttpRequest, token: str, at: datetime) -> Found:
    """Return the link of ``token`` if it may be used by ``request`` at the moment ``at``."""
    link = EnrolmentLink.objects.select_related("user").filter(token_hash=token_hash(token)).first()
    if link is None:
        return Found(None, Fault.UNKNOWN)
    fault = _fault(link, request, at)
    return Found(None, fault) if fault else Found(link)


def _fault(link: EnrolmentLink, request: HttpRequest, at: datetime) -> Fault | None:
    if link.used_at is not None:
        return Fault.USED
    if link.expires_at <= at:
        return Fault.EXPIRED
    if link.loopback_only and not on_this_machine(request):
        return Fault.ELSEWHERE
    return None if link.user.is_active and link.user.is_staff else Fault.LEFT
