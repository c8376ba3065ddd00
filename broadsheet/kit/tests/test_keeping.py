"""What is kept for a while."""

from broadsheet.kit.keeping import Kept, forget_all


def test_it_is_asked_once_a_while() -> None:
    """For each key, until it is forgotten or too old."""
    asked: list[str] = []

    def ask(key: str) -> int:
        asked.append(key)
        return len(asked)

    kept: Kept[str, int] = Kept(ask, seconds=600)

    assert [kept("a"), kept("a"), kept("b")] == [1, 1, 2]
    kept.forget()
    assert kept("a") == 3
    forget_all()
    assert kept("a") == 4


def test_what_is_too_old_is_asked_anew() -> None:
    """At once, with no time at all."""
    asked: list[int] = []
    kept: Kept[int, None] = Kept(asked.append, seconds=0)
    kept(1)
    kept(1)

    assert asked == [1, 1]
