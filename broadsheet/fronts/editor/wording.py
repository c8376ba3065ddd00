"""The words that the board's scripts say; in braces is what they fill in."""

from __future__ import annotations

from django.utils.translation import gettext as _


def layouts() -> list[tuple[str, str]]:
    """Return the layouts of a container, and what they are called."""
    return [
        ("lead", _("Lead")),
        ("lead-four", _("Lead and four")),
        ("row", _("Row of pictures")),
        ("list", _("List")),
        ("opinion", _("Opinion")),
        ("live", _("Live strip")),
        ("gallery", _("Gallery")),
        ("video", _("Video")),
        ("numbered", _("Numbered")),
        ("band", _("Section band")),
    ]


def sources() -> list[tuple[str, str]]:
    """Return where empty places may be filled from."""
    return [
        ("newest", _("The newest")),
        ("section", _("A section")),
        ("topic", _("A topic")),
        ("contributor", _("A byline")),
        ("form", _("A form")),
        ("related", _("Related to the lead")),
    ]


def said() -> dict[str, str]:
    """Return all words of the scripts by their keys."""
    return _states() | _board() | _moves() | _palette()


def _states() -> dict[str, str]:
    return {
        "saved": _("All changes are saved."),
        "saving": _("Saving …"),
        "offline": _("No connection. Kept here, and will be sent: {count}."),
        "signed out": _(
            "You are signed out. Sign in again in another tab; kept here until then: {count}."
        ),
        "not allowed": _("Your role does not allow this here. The board shows what stands."),
        "not taken": _("This change could not be taken. The board shows what stands."),
        "live since": _("Live since {at}, version {number}"),
        "never live": _("Arranges itself: nothing was published by hand yet"),
        "draft changed": _("Draft changed by {by}, {at}"),
        "planned for": _("Planned for {at}"),
        "draft changes": _("The draft differs from what is live"),
        "draft same": _("The draft is what is live"),
        "undone": _("Taken back."),
        "nothing to undo": _("There is nothing to take back."),
    }


def _board() -> dict[str, str]:
    return {
        "unknown story": _("A story that is gone"),
        "place": _("{box}, {at} of {of}"),
        "place of container": _("place {at} of {of}"),
        "container told": _("{layout}, shows {shows}; {filled}"),
        "filled from": _("filled up: {from}"),
        "by hand": _("by hand only"),
        "beyond": _("Not shown: only {shows} places"),
        "twice": _("Not shown: stands further up already"),
        "pinned": _("Pinned"),
        "until": _("Leaves {until}"),
        "held by": _("{who} is at this card"),
        "free place": _("Free place: bring a story here"),
        "take": _("Take"),
        "take: fill": _("Take: pin {title} here"),
        "carry: card": _("Carry {title}"),
        "up: card": _("One place up: {title}"),
        "down: card": _("One place down: {title}"),
        "to: card": _("Move to …: {title}"),
        "pin: card": _("Pin: {title}"),
        "edit: card": _("Edit: {title}"),
        "remove: card": _("Remove: {title}"),
        "carry: container": _("Carry the container {title}"),
        "add: container": _("Add a story to {title}"),
        "up: container": _("Container up: {title}"),
        "down: container": _("Container down: {title}"),
        "edit: container": _("Edit the container {title}"),
        "remove: container": _("Remove the container {title}"),
        "meter": _("{count} / {most}"),
        "over": _("This moment is over: choose a later one."),
        "leaves": _("It leaves the front at {until}."),
        "stays": _("It stays."),
    }


def _moves() -> dict[str, str]:
    return {
        "moved": _("{title}: now {place}."),
        "is first": _("It stands first already."),
        "is last": _("It stands last already."),
        "taken up": _(
            "{title} taken up: {place}. Arrows carry it, Space puts it down, Escape puts it back."
        ),
        "put down": _("Put down: {place}."),
        "put back": _("Put back where it was."),
        "pinned now": _("{title}: pinned."),
        "unpinned now": _("{title}: no longer pinned."),
        "removed": _("{title}: removed. Take it back with Undo."),
        "added": _("{title}: added to {box}."),
    }


def _palette() -> dict[str, str]:
    return {
        "add": _("Add"),
        "add to": _("Add to {box}"),
        "there already": _("On the front already"),
        "add: story": _("Add {title}"),
        "found": _("{count} stories"),
        "nothing found": _("No story is like that. Search for fewer words, or among all."),
        "search failed": _("The search got no answer. Try again."),
        "no container": _("Add a container first: there is nowhere to put the story."),
    }
