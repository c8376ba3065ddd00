"""Any acts in any order: after each, every page of the edition is as it would be printed now."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from broadsheet.kit.refusals import Refused
from broadsheet.kit.tests.counts import SOAK
from broadsheet.press import actions, edition, queries
from broadsheet.press.models import Sheet, SheetKey
from broadsheet.press.pressroom import Pressroom, catch_up
from tests.press import newsroom, steps

EXAMPLES, STEPS = (40, 50) if SOAK else (6, 20)
READERS_COME = 5
done: Counter[str] = Counter()
WORDS = st.text("abcdefgh नदी <&\"'", min_size=1, max_size=30).map(lambda text: f"x{text.strip()}")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.hypothesis]


@pytest.fixture
def printed_paper(settings: Any, tmp_path: Path) -> None:
    """A small paper, all of it printed into an edition of its own."""
    settings.EDITION_ROOT = tmp_path / "edition"
    settings.MEDIA_ROOT = tmp_path / "media"
    newsroom.found()
    steps.found()
    print_all()


def print_all() -> None:
    """Print every page that there is."""
    for _step in actions.list_all():
        continue
    catch_up()


def ask_for_everything() -> None:
    """A reader comes to every address that there is, and to what was set aside."""
    print_all()
    for address in Sheet.objects.filter(aside=True).values_list("address", flat=True):
        Pressroom().print_for_reader(address)


def stale() -> list[str]:
    """Return what in the edition is not as it would be printed now, in words."""
    wrong = [f"{found.address}: {found.fault}" for _, found in queries.verify() if found]
    shelf = edition.present()
    aside = Sheet.objects.filter(aside=True).values_list("address", flat=True)
    return wrong + [f"{one}: set aside, and served" for one in aside if shelf.get(one)]


class Newsroom(RuleBasedStateMachine):
    """One act after another; the press catches up after each."""

    @initialize()
    def open(self) -> None:
        """All is right at the start."""
        assert stale() == []

    @rule(act=st.sampled_from(steps.acts()), number=st.integers(0, 10_000), words=WORDS)
    def act(self, act: Any, number: int, words: str) -> None:
        """Do something, print what is due, and compare every page."""
        with suppress(Refused):  # what a rule forbids changes nothing
            done[act.__name__] += bool(act(number, words))
        catch_up()
        if number % READERS_COME == 0:
            ask_for_everything()

        assert stale() == [], act.__name__


def test_no_act_leaves_a_stale_byte(printed_paper: None, pytestconfig: pytest.Config) -> None:
    """Edits, publications, moves, renames, merges, pictures, bylines, withdrawals, schedules; and
    whatever the other rooms do.

    The paper goes on from one example to the next: what one did is where the next begins.
    """
    done.clear()
    # An act and a look at every page take seconds on PostgreSQL: what another database has said
    # already is tried a third as often.
    examples = EXAMPLES // 3 if pytestconfig.getoption("--again") else EXAMPLES
    tried = settings(
        # The first example is the simplest one, and does next to nothing.
        max_examples=examples + 1,
        stateful_step_count=STEPS,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Newsroom, settings=tried)
    assert done.total() > examples * STEPS / 4, done


def test_one_lost_key_is_noticed(printed_paper: None) -> None:
    """Take what one page was made from out of the press's memory: the next edit is found stale."""
    story = newsroom.stories(live=True)[0]
    SheetKey.objects.filter(sheet__address="/").delete()

    newsroom.edit(newsroom.stories(live=True).index(story), "xAnother headline")
    catch_up()

    assert any(fault.startswith("/: its text differs") for fault in stale())
