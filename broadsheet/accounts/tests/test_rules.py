"""The table of roles and acts, by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.accounts import rules
from broadsheet.accounts.models import Role
from broadsheet.accounts.rules import ACTS, Grant, UnknownActError, may

NATION = "000100010001"
DELHI = "0001000100010001"
SPORT = "000100010002"
MAY = {
    rules.REPORTER: {
        "story.create",
        "topic.create",
        "picture.add",
        "picture.choose",
        "recording.add",
        "recording.choose",
    },
    rules.SUB: {
        "story.create",
        "story.edit",
        "story.submit",
        "legal.flag",
        "topic.create",
        "topic.edit",
        "picture.add",
        "picture.choose",
        "recording.add",
        "recording.choose",
        "request.answer",
        "story.embargo",
        "story.read_embargoed",
        "approve.sub",
        "view.share",
        "review.make",
        "review.revoke",
        "front.edit",
    },
    rules.PICTURE_DESK: {
        "picture.add",
        "picture.choose",
        "picture.edit",
        "picture.delete",
        "picture.read_embargoed",
        "recording.add",
        "recording.choose",
        "recording.edit",
        "recording.delete",
        "recording.read_embargoed",
    },
    rules.MODERATOR: {"comment.moderate", "sanction.lay"},
    rules.ADVERTISING: {"advert.change", "picture.add", "picture.choose"},
    rules.LEGAL: {
        "story.unpublish",
        "story.withdraw",
        "legal.flag",
        "legal.clear",
        "picture.withdraw",
        "recording.withdraw",
        "recording.read_embargoed",
        "sealed.read",
        "sealed.erase",
        "record.read",
        "story.read_embargoed",
        "approve.legal",
        "picture.read_embargoed",
        "policy.change",
        "notice.decide",
    },
}


def test_roles_of_the_rules_are_those_of_the_models() -> None:
    """Neither has one that the other lacks."""
    named = {rules.REPORTER, rules.SUB, rules.SECTION_EDITOR, rules.EDITOR, rules.PICTURE_DESK}
    named |= {rules.MODERATOR, rules.ADVERTISING, rules.LEGAL, rules.ADMINISTRATOR}

    assert named == set(Role.values)


@pytest.mark.parametrize("role", MAY)
def test_role_may_do_what_is_written_and_nothing_else(role: str) -> None:
    """The narrow roles, act by act, over the whole paper."""
    assert {act for act in ACTS if may(act, [Grant(role)])} == MAY[role]


def test_section_editor_does_everything_with_stories_but_withdraw() -> None:
    """In the section, and all below it."""
    stories = {act for act in ACTS if act.startswith("story.")}
    allowed = {act for act in stories if may(act, [Grant(rules.SECTION_EDITOR, NATION)], DELHI)}

    assert stories - allowed == {"story.withdraw", "story.retract", "story.import"}


def test_editor_does_everything_with_stories() -> None:
    """All of them."""
    assert all(may(act, [Grant(rules.EDITOR)], DELHI) for act in ACTS if act.startswith("story."))


def test_administrator_does_everything() -> None:
    """Over the whole paper."""
    assert all(may(act, [Grant(rules.ADMINISTRATOR)], DELHI) for act in ACTS)


@pytest.mark.parametrize("act", ["user.edit", "setting.edit", "record.read"])
def test_acts_on_the_paper_need_the_role_over_the_paper(act: str) -> None:
    """An administrator of one section edits no users."""
    assert not may(act, [Grant(rules.ADMINISTRATOR, NATION)], NATION)


def test_role_counts_in_its_section_and_below_and_nowhere_else() -> None:
    """By the tree's paths."""
    grants = [Grant(rules.SECTION_EDITOR, NATION)]

    assert [may("story.publish", grants, path) for path in (NATION, DELHI, SPORT, "")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("act", ["story.edit", "story.submit"])
def test_reporter_edits_what_is_their_own(act: str) -> None:
    """And submits it, but publishes nothing."""
    grants = [Grant(rules.REPORTER, NATION)]

    assert may(act, grants, DELHI, own=True)
    assert not may(act, grants, DELHI)
    assert not may(act, grants, SPORT, own=True)
    assert not may("story.publish", grants, DELHI, own=True)


def test_acts_outside_the_sections_are_open_to_a_role_held_anywhere() -> None:
    """A topic stands in no section."""
    assert may("topic.edit", [Grant(rules.SUB, NATION)], SPORT)
    assert not may("topic.edit", [Grant(rules.REPORTER, NATION)], SPORT)


def test_unknown_act_is_a_slip_and_no_refusal() -> None:
    """A typing error must not pass for a rule."""
    with pytest.raises(UnknownActError, match=r"story\.pubish"):
        may("story.pubish", [])


GRANTS = st.lists(
    st.builds(Grant, st.sampled_from(Role.values), st.sampled_from(["", NATION, DELHI, SPORT])),
    max_size=4,
)


@given(st.sampled_from(sorted(ACTS)), GRANTS, GRANTS, st.sampled_from(["", NATION, DELHI, SPORT]))
def test_more_grants_never_allow_less(
    act: str, some: list[Grant], more: list[Grant], path: str
) -> None:
    """And nobody without a grant may do anything."""
    assert not may(act, [], path, own=True)
    assert not may(act, some, path) or may(act, some + more, path)
