"""Where the conversation stands. Pure.

What is printed is under the story's number. What is of one reader has a beginning of its own, by
which the press keeps its hands off it.
"""

from __future__ import annotations

import re
from enum import StrEnum

UNPRINTED = "/conversation/my/"
MINE = f"{UNPRINTED}comments/"
IGNORED = f"{UNPRINTED}ignored/"


class Order(StrEnum):
    """The orders in which a conversation can be read."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RECOMMENDED = "recommended"
    PICKS = "picks"
    STAFF = "staff"


_ORDERS = "|".join(Order)
PRINTED = re.compile(
    rf"/conversation/\d{{1,18}}/(?:(?:{_ORDERS})/(?:after/\d{{1,18}}/)?"
    r"|in/\d{1,18}/(?:after/\d{1,18}/)?|comment/\d{1,18}/|now\.json)"
)


def at(number: int) -> str:
    """Return what the printed addresses of a story's conversation begin with."""
    return f"/conversation/{number}/"


def mine(act: str, number: int) -> str:
    """Return where a reader does something with what has this number."""
    return f"{UNPRINTED}{act}/{number}/"


def order_of(number: int, order: Order | str = Order.NEWEST, after: int = 0) -> str:
    """Return where a story's conversation stands in an order, or its page after a comment."""
    further = f"after/{after}/" if after else ""
    return f"{at(number)}{order}/{further}"


def branch_of(number: int, root: int, after: int = 0) -> str:
    """Return where a comment stands with all its answers, or the page of those after one."""
    further = f"after/{after}/" if after else ""
    return f"{at(number)}in/{root}/{further}"


def comment_of(number: int, comment: int) -> str:
    """Return the address that a comment has for ever."""
    return f"{at(number)}comment/{comment}/"


def now_of(number: int) -> str:
    """Return where it stands how many comments there are now."""
    return f"{at(number)}now.json"


def place_of(comment: int) -> str:
    """Return the name of a comment's place on a page."""
    return f"comment-{comment}"
