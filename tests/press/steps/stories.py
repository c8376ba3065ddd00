"""What a newsroom does to stories, sections, topics, bylines and pictures."""

from tests.press import newsroom

ACTS = newsroom.ACTS
