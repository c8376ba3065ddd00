"""Rooms that may not know each other find by name what the other one has."""

from __future__ import annotations

import pytest

from broadsheet.fronts.tests import cast as fronts
from broadsheet.furniture.navigation import naming, rules
from broadsheet.stories.tests import cast

pytestmark = pytest.mark.django_db


def test_a_special_front_is_chosen_in_the_navigation_by_its_name() -> None:
    """Its place is its topic's address, so the row leads to the topic."""
    cast.paper()
    topic = cast.topic("Monsoon")
    front = fronts.front("special", topic)
    front.name = "Forty days of rain"
    front.save()

    assert "Forty days of rain" in naming.offered()
    assert naming.number_of(rules.TOPIC, "forty days of rain") == str(topic.pk)
    with pytest.raises(LookupError):
        naming.number_of(rules.TOPIC, "Forty days")
