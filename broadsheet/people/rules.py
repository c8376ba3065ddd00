"""Decisions about contributors: no framework, no clock."""

from broadsheet.kit.refusals import Reason

AGENCY = "agency"
PERSON = "person"


def against_contributor(
    name: str, kind: str, *, key: str, key_taken_by: str, has_user: bool
) -> tuple[Reason, ...]:
    """Return every reason against a contributor of these facts.

    ``key_taken_by`` is the name of the agency that has the key already.
    """
    found = []
    if not name.strip():
        found.append(Reason("no-name", "A byline needs a name."))
    if kind == AGENCY and not key:
        found.append(Reason("no-key", "An agency needs its stable key, like pti."))
    if kind != AGENCY and key:
        found.append(Reason("key", "Only an agency has an agency key: leave it empty."))
    if key_taken_by:
        found.append(Reason("key-taken", f"{key} is the key of “{key_taken_by}”: use that one."))
    if has_user and kind != PERSON:
        found.append(Reason("account", "Only a person has an account."))
    return tuple(found)
