"""What the templates of the conversation ask."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from broadsheet.comments import addresses, rounding, slots
from broadsheet.comments.addresses import Order
from broadsheet.comments.models import Comment, State
from broadsheet.kit import numbers
from broadsheet.stories.figures import style
from broadsheet.stories.models import Story

register = template.Library()
_STATES = {
    State.HELD: gettext_lazy("A moderator reads it before it is shown"),
    State.SHOWN: gettext_lazy("Shown"),
    State.REJECTED: gettext_lazy("Not shown"),
    State.REMOVED: gettext_lazy("Taken down"),
    State.DELETED: gettext_lazy("Deleted by you"),
}


@register.simple_tag(takes_context=True)
def conversation(context: template.Context) -> SafeString:
    """Print the conversation under a story, or the invitation to begin one."""
    story: Any = context.get("page")
    text = slots.under(story) if isinstance(story, Story) else ""
    return mark_safe(text)  # noqa: S308 a template of ours


@register.simple_tag(takes_context=True)
def comment_printed(
    context: template.Context, comment: Comment, to: str = "", to_number: int = 0
) -> SafeString:
    """Print one comment; one that is not shown is said to be gone where answers hang on it."""
    printed = get_template("comments/comment.html").render(
        {
            "comment": comment,
            "number": context["number"],
            "hidden": comment.state != State.SHOWN,
            "to": to,
            "to_number": to_number,
        }
    )
    return mark_safe(printed)  # noqa: S308 a template of ours


@register.filter
def talk(number: int) -> str:
    """Return where a story's conversation stands; quicker than to reverse each link's address."""
    return addresses.at(number)


@register.filter
def mine(number: int, act: str) -> str:
    """Return where a reader does something with what has this number, on a page of their own."""
    return addresses.mine(act, number)


@register.filter
def words(comment: Comment) -> SafeString:
    """Return a comment's markup, which the door made of escaped text and pieces of its own."""
    return mark_safe(comment.html)  # noqa: S308 see comments.markup


@register.filter
def state_words(comment: Comment) -> str:
    """Return where a comment stands, for its author."""
    return str(_STATES.get(State(comment.state), ""))


@register.filter
def rounded(count: int) -> str:
    """Return how often a comment was recommended; many are said in round figures."""
    shown = rounding.shown(count)
    return numbers.grouped(shown, style()) + ("+" if shown < count else "")


@register.filter
def order_name(order: str) -> str:
    """Return what an order of the comments is called."""
    names = {
        Order.NEWEST: gettext("Newest"),
        Order.OLDEST: gettext("Oldest"),
        Order.RECOMMENDED: gettext("Most recommended"),
        Order.PICKS: gettext("Editors’ picks"),
        Order.STAFF: gettext("From the staff"),
    }
    return names[Order(order)]
