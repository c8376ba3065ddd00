"""Two editors at once, each with a connection of their own: nothing is lost, and nothing twice."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection

from broadsheet.fronts import actions
from broadsheet.fronts.models import Front, Step
from broadsheet.fronts.tests import cast as fronts
from broadsheet.stories.tests import cast

EACH = 8


@pytest.mark.django_db(transaction=True)
def test_steps_that_meet_are_all_taken() -> None:
    """Each editor starts from the same revision and never looks what the other does."""
    cast.paper()
    front = fronts.home()
    box = fronts.container(front)
    base = Front.objects.get(pk=front.pk).draft.revision
    ids = [[fronts.an_id() for _ in range(EACH)] for _ in range(2)]
    together = Barrier(2)

    def work(names: list[str]) -> None:
        together.wait()
        for story, name in enumerate(names, start=1):
            step = {"op": "add_card", "id": name, "container": box, "story": story, "after": None}
            actions.take_step(front, None, [step], base)
        connection.close()

    editors = [Thread(target=work, args=[names]) for names in ids]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()

    draft = Front.objects.get(pk=front.pk).draft
    cards = {card["id"] for card in draft.document["containers"][0]["cards"]}
    taken = Step.objects.filter(front=front, revision__gt=base).values_list("revision", flat=True)
    assert cards == {*ids[0], *ids[1]}
    assert sorted(taken) == list(range(base + 1, base + 2 * EACH + 1))
