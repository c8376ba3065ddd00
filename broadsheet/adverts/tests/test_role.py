"""Who sells advertisements books them, and sees nothing of what is being written."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Collection

from broadsheet.accounts.models import Role
from broadsheet.accounts.projection import ADVERTISEMENTS
from broadsheet.pictures.tests.drawn import encoded, image, picture
from broadsheet.stories.tests.cast import StoryFactory, at_the_desk, member, section

pytestmark = pytest.mark.django_db
SHOWN = 200


def test_advertisements_are_theirs_and_drafts_are_not() -> None:
    """Their screens open; a draft, the list of stories and the fronts do not."""
    draft = StoryFactory(title="Canaryword")
    desk = at_the_desk(member(Role.ADVERTISING))
    closed = [
        reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        reverse("wagtailadmin_explore", args=[section().pk]),
        reverse("desk_stories"),
        reverse("fronts"),
    ]
    answers = [desk.get(address) for address in closed]

    assert desk.get(reverse("adverts")).status_code == SHOWN
    assert desk.get(reverse("advert_book")).status_code == SHOWN
    assert "Canaryword" not in desk.get(reverse("wagtailadmin_home")).content.decode()
    assert all(answer.status_code != SHOWN for answer in answers)
    assert all("Canaryword" not in answer.content.decode() for answer in answers)


def test_of_the_library_they_see_their_own_shelf() -> None:
    """What is uploaded for advertisements, and no picture of a story."""
    desk = at_the_desk(member(Role.ADVERTISING))
    data = encoded(image(300, 200))
    picture("ferry.jpg", data, title="Canaryword")
    shelf = Collection.objects.get(name=ADVERTISEMENTS)
    picture("soap.jpg", data, title="Soap", collection=shelf)

    library = desk.get(reverse("wagtailimages:index")).content.decode()
    chooser = desk.get(reverse("wagtailimages_chooser:choose")).content.decode()

    assert "Soap" in chooser
    assert "Canaryword" not in library + chooser
