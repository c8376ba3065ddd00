"""Building the demo newspaper from nothing: its progress, and a run that is cut short."""

import pytest
from django.test import override_settings

from broadsheet.demo.build import build_edition
from broadsheet.demo.tests.cut import NOW, QUICK_PASSWORDS, SLUGS, small_edition
from broadsheet.stories.models import Story

pytestmark = pytest.mark.django_db


@override_settings(**QUICK_PASSWORDS)
def test_a_run_that_was_cut_short_is_finished_by_the_next() -> None:
    """A build that dies between two stories leaves whole ones; the next brings out the rest.

    The caller hears of each step, and at its end that all of it is done.
    """
    edition = small_edition()
    heard: dict[str, tuple[int, int]] = {}

    def listen(step: str, done: int, of: int) -> None:
        heard[step] = (done, of)
        if (step, done, of) == ("Stories", 2, len(SLUGS)):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_edition(edition, listen, NOW)
    out = Story.objects.filter(live=True).count()
    build_edition(edition, listen, NOW)

    assert out == 2
    assert Story.objects.filter(live=True).count() == Story.objects.count() == len(SLUGS)
    assert heard["Pictures"] == (1, 1)
    assert heard["Stories"] == (len(SLUGS) - 2, len(SLUGS) - 2)
