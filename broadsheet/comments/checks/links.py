"""Links to other sites: held until a moderator looked where they lead, or no links at all."""

import re
from collections.abc import Iterator
from itertools import islice

from broadsheet.comments.checks.submission import LinkRule, Signal, Submission
from broadsheet.comments.markup import host_of
from broadsheet.comments.spans import Span

TOLD_MOST = 20
# An address without its https://: somebody's www., or a host with a path behind it.
_BARE = re.compile(
    r"(?<![\w@/.:-])(?:www\.[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}"
    r"|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,24}/[^\s/]\S*+)",
    re.IGNORECASE | re.ASCII,
)


def links(submission: Submission) -> Iterator[Signal]:
    """Notice each address whose host is not on the paper's list."""
    for host, span in islice(_outside(submission), TOLD_MOST):
        facts = (("host", host),)
        if submission.bounds.links is LinkRule.STRIP:
            yield Signal("links", "outside-links", "link-stripped", span, facts, 0.0)
        else:
            yield Signal("links", "outside-links", "link-outside", span, facts)


def allowed(host: str, hosts: frozenset[str]) -> bool:
    """Whether a host, or one that it stands below, is on the list."""
    labels = host.split(".")
    return any(".".join(labels[first:]) in hosts for first in range(len(labels)))


def _outside(submission: Submission) -> Iterator[tuple[str, Span]]:
    written = submission.written
    for link in written.links:
        if not allowed(link.host, submission.hosts):
            yield link.host, link.span
    if "." not in written.text:
        return
    linked = {link.span.start for link in written.links}
    for found in _BARE.finditer(written.text):
        host = host_of(f"https://{found[0].partition('/')[0]}")
        if host and found.start() not in linked and not allowed(host, submission.hosts):
            yield host, Span(*found.span())
