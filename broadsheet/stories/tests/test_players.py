"""Where a video's player is."""

import pytest

from broadsheet.stories.players import is_file, player, provider


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "https://www.youtube.com/watch?v=abcdefghijk",
            "https://www.youtube-nocookie.com/embed/abcdefghijk",
        ),
        ("https://youtu.be/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        (
            "https://m.youtube.com/shorts/abcdefghijk",
            "https://www.youtube-nocookie.com/embed/abcdefghijk",
        ),
        ("https://vimeo.com/123456", "https://player.vimeo.com/video/123456?dnt=1"),
        ("https://vimeo.com/about", ""),
        ('https://www.youtube.com/watch?v="><script>', ""),
        ("https://films.example/abc", ""),
        ("not an address", ""),
    ],
)
def test_only_a_known_provider_has_a_player_and_only_for_a_well_formed_number(
    address: str, expected: str
) -> None:
    """A player's address is built from a checked number, never from what was pasted."""
    assert player(address) == expected


def test_a_film_file_is_played_by_the_browser_itself() -> None:
    """An address that ends in a film's suffix needs no provider."""
    assert is_file("https://paper.example/media/crossing.MP4?x=1")
    assert not is_file("https://paper.example/crossing")


def test_a_provider_is_named_as_readers_know_it() -> None:
    """The cover says where the film plays from."""
    assert provider("https://www.youtube.com/watch?v=a") == "youtube.com"
