"""What is kept for a while."""

from broadsheet.kit.keeping import Kept, forget_all


def test_it_is_asked_once_a_while() -> None:
    """For each key, until it is forgotten or too old."""
    asked: list[str] = []
    kept = Kept(lambda key: asked.append(key) or len(asked), seconds=600)  # type: ignore[func-returns-value]

    assert [kept("a"), kept("a"), kept("b")] == [1, 1, 2]
    kept.forget()
    assert kept("a") == 3
    forget_all()
    assert kept("a") == 4


def test_what_is_too_old_is_asked_anew() -> None:
    """At once, with no time at all."""
    asked: list[int] = []
    kept = Kept(lambda key: asked.append(key), seconds=0)
    kept(1)
    kept(1)

    assert asked == [1, 1]
