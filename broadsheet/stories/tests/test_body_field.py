"""The field in which a story's text is written, as the editor's browser is told of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from broadsheet.stories.body_field import BodyWidget
from broadsheet.stories.models import Story
from broadsheet.stories.tests import cast

BODY: Any = Story._meta.get_field("body")
BLOCKS = BODY.stream_block


def described() -> str:
    """Return what one more screen tells of the blocks."""
    widget = BodyWidget(BLOCKS)
    assert "wagtailadmin/js/telepath/blocks.js" in str(widget.media)
    return str(widget.block_json)


def test_blocks_are_described_once() -> None:
    """The second screen carries the very description that was made for the first."""
    first = described()

    assert described() is first


def test_whoever_writes_reads_of_the_blocks_in_their_own_language() -> None:
    """Words of the blocks are those of who asks, whoever asked before."""
    first = described()

    with override("fr"):
        assert described() != first


@pytest.mark.django_db
def test_the_editor_describes_the_blocks_as_wagtail_would() -> None:
    """The screen carries the description, with every kind of block that a story may hold."""
    story, editor = cast.StoryFactory(), cast.at_the_desk(cast.member("editor"))
    screen = editor.get(f"/desk/pages/{story.pk}/edit/").content.decode()

    assert "data-w-block-data-value" in screen
    assert [name for name in BLOCKS.child_blocks if f"&quot;{name}&quot;" not in screen] == []
