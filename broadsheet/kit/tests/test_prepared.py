"""A prepared question gives what Django's own gives, with any values, and is compiled once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.kit.prepared import Prepared, together

pytestmark = pytest.mark.django_db

THEN = datetime(2024, 5, 6, 6, 30, tzinfo=UTC)
by_name = Prepared(lambda name: Group.objects.filter(name=name).values_list("pk", "name"))
by_pk = Prepared(lambda pks: Group.objects.filter(pk__in=pks).order_by("pk").values_list("name"))
whole = Prepared(lambda pks: Group.objects.filter(pk__in=pks).order_by("pk"))


def groups(many: int) -> list[Group]:
    """Groups in the database, which are rows like any."""
    return [Group.objects.create(name=f"group {number}") for number in range(many)]


def test_a_question_is_asked_with_other_values() -> None:
    """The second asking does not answer the first."""
    one, two = groups(2)

    assert by_name(one.name) == [(one.pk, one.name)]
    assert by_name(two.name) == [(two.pk, two.name)]
    assert by_name("nobody") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(picked=st.lists(st.integers(0, 8), min_size=1, max_size=12))
def test_any_number_of_values_may_be_asked_for(picked: list[int]) -> None:
    """Sequences are filled up to few lengths, and no row comes twice for it."""
    there = list(Group.objects.filter(name__startswith="group ").order_by("pk")) or groups(9)
    pks = [there[place].pk for place in picked]

    assert [name for (name,) in by_pk(pks)] == [there[place].name for place in sorted(set(picked))]


def test_nothing_at_all_is_refused_and_not_answered_with_everything() -> None:
    """An empty list is a mistake of the caller's."""
    with pytest.raises(ValueError, match="no number at all"):
        by_pk([])


def test_whole_rows_are_loaded_as_the_model_loads_them() -> None:
    """Signals and whatever watches loading see them."""
    one, two = groups(2)
    found = whole.models([one.pk, two.pk])

    assert found == [one, two]
    assert not found[0].get_deferred_fields()


def test_what_a_row_follows_comes_with_it(django_assert_num_queries: Any) -> None:
    """As ``select_related`` says, and nothing where nothing is followed."""
    kind = ContentType.objects.get_for_model(Group)
    held = Permission.objects.filter(content_type=kind).order_by("pk")
    followed = Prepared(
        lambda pks: (
            Permission.objects.filter(pk__in=pks).select_related("content_type").order_by("pk")
        )
    )
    with django_assert_num_queries(2):
        found = followed.models([row.pk for row in held])
        kinds = {row.content_type for row in found}

    assert kinds == {kind}
    assert [row.codename for row in found] == [row.codename for row in held]


def test_columns_come_as_their_fields_give_them() -> None:
    """A moment is a moment again, with its zone, and counts in a comparison."""
    before = Prepared(
        lambda at: DBTaskResult.objects.filter(enqueued_at__lt=at).values_list("enqueued_at")
    )
    made = DBTaskResult.objects.create(
        args_kwargs={}, priority=0, task_path="x", queue_name="default", backend_name="default"
    )
    DBTaskResult.objects.filter(pk=made.pk).update(enqueued_at=THEN)

    assert before(THEN + timedelta(seconds=1)) == [(THEN,)]
    assert before(THEN) == []


def test_many_questions_are_one_statement() -> None:
    """Each keeps its own order and limit; the rows come together."""
    first = Prepared(lambda name: Group.objects.filter(name=name).values_list("pk")[:1])
    last = Prepared(lambda name: Group.objects.exclude(name=name).values_list("pk")[:2])
    made = groups(3)
    with CaptureQueriesContext(connection) as asked:
        rows = together([(first, (made[0].name,)), (last, (made[1].name,))])

    assert len(asked) == 1
    assert len(rows) == 3


def test_one_question_with_many_values_keeps_each_answers_limit() -> None:
    """Of each set of values its own rows come, dates and words among the values."""
    made = groups(4)
    first = Prepared(
        lambda low, name: (
            Group.objects.filter(pk__gt=low).exclude(name=name).order_by("pk").values_list("pk")[:1]
        )
    )
    rows = together([(first, (group.pk, made[2].name)) for group in made])

    assert sorted(rows) == [(made[1].pk,), (made[3].pk,), (made[3].pk,)]


def test_a_value_that_is_changed_on_the_way_is_refused() -> None:
    """Where the SQL does not carry the value as it was given, it could not be replaced."""
    wrong = Prepared(lambda name: Group.objects.filter(name__contains=name))

    with pytest.raises(ValueError, match="as it is"):
        wrong("group")


def test_compiling_happens_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is what it is for."""
    built: list[Any] = []

    def build(name: str) -> Any:
        built.append(name)
        return Group.objects.filter(name=name).values_list("pk")

    question = Prepared(build)
    for name in ("a", "b", "c"):
        question(name)

    assert len(built) == 1
