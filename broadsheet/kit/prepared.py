"""Questions that are put to the database again and again: compiled once, asked with other values.

Django compiles a query anew each time it is asked, and for a reader's page that costs several times
what the database needs to answer it. A ``Prepared`` keeps the SQL and replaces the values alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import get_related_populators

Value = int | str | datetime | Sequence[int]
Row = tuple[Any, ...]
_Part = tuple["_Compiled", str, list[Any]]
# No row, constant or limit of ours has such a number, and every column of numbers can hold it.
_FIRST_MARK = 1_999_000_000
_FIRST_DAY = datetime(1801, 1, 1, tzinfo=UTC)
# PostgreSQL has no bound on the parts of a UNION; SQLite's is 500.
_MOST_PARTS = 200


@dataclass(frozen=True)
class _Compiled:
    """The SQL, the values of its own, and where those that are asked with belong."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int, int | None], ...]
    load: Callable[[Row], Any]
    converters: dict[int, Any]
    compiler: Any


class Prepared:
    """A query with places for values.

    ``build`` makes the queryset from the values it is given, which it must put into lookups as they
    are: ``filter(number=number)``, ``filter(pk__in=numbers)``. A sequence of numbers may have any
    length. The queryset gives tuples (``values_list``) or whole rows of its model, with those that
    they follow (``select_related``).
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._compiled: dict[Any, _Compiled] = {}

    def __call__(self, *values: Value) -> list[Row]:
        """Ask with these values; return the rows as tuples."""
        compiled, asked = self._ready(values)
        return _answer(compiled, compiled.sql, _filled(compiled, asked))

    def models(self, *values: Value) -> list[Any]:
        """Ask with these values; return instances, loaded by the model's own ``from_db``."""
        compiled, asked = self._ready(values)
        rows = _answer(compiled, compiled.sql, _filled(compiled, asked))
        return [compiled.load(row) for row in rows]

    def _ready(self, values: tuple[Value, ...]) -> tuple[_Compiled, list[Any]]:
        asked = [_padded(value) for value in values]
        shape = tuple(len(one) if isinstance(one, list) else type(one) for one in asked)
        key = (connection.vendor, shape)
        if key not in self._compiled:
            self._compiled[key] = _compile(self._build, asked)
        return self._compiled[key], asked


def together(questions: Iterable[tuple[Prepared, tuple[Value, ...]]]) -> list[Row]:
    """Ask several questions of the same columns in one statement; the rows come in any order."""
    ready = [prepared._ready(values) for prepared, values in questions]  # noqa: SLF001 our own
    parts = [(compiled, compiled.sql, _filled(compiled, asked)) for compiled, asked in ready]
    if connection.vendor == "postgresql":
        parts = [_alike(compiled, asked) for compiled, asked in _by_question(ready)]
    rows: list[Row] = []
    for start in range(0, len(parts), _MOST_PARTS):
        some = parts[start : start + _MOST_PARTS]
        sql = " UNION ALL ".join(
            f"SELECT * FROM ({sql}) AS part_{place}"  # noqa: S608 Django's own SQL
            for place, (_compiled, sql, _params) in enumerate(some)
        )
        rows += _answer(some[0][0], sql, [param for *_, params in some for param in params])
    return rows


def _by_question(
    ready: list[tuple[_Compiled, list[Any]]],
) -> list[tuple[_Compiled, list[list[Any]]]]:
    """Bring together what asks the same with other values."""
    found: dict[int, tuple[_Compiled, list[list[Any]]]] = {}
    for compiled, asked in ready:
        found.setdefault(id(compiled), (compiled, []))[1].append(asked)
    return list(found.values())


def _alike(compiled: _Compiled, asked: list[list[Any]]) -> _Part:
    """Ask one question with several sets of values, by a lateral join over a list of them.

    PostgreSQL plans it once; of a UNION it plans each part, which takes longer than answering.
    """
    places = {at: (index, step) for at, index, step in compiled.places}
    columns = sorted(set(places.values()), key=str)
    names = {place: f"value_{number}" for number, place in enumerate(columns)}
    first, *pieces = compiled.sql.split("%s")
    words = [f"asked.{names[places[at]]}" if at in places else "%s" for at in range(len(pieces))]
    question = first + "".join(word + piece for word, piece in zip(words, pieces, strict=True))
    row = f"({', '.join(['%s'] * len(columns))})"
    listed = f"(VALUES {', '.join([row] * len(asked))}) AS asked ({', '.join(names.values())})"
    given = [_value(values, index, step) for values in asked for index, step in columns]
    own = [param for at, param in enumerate(compiled.params) if at not in places]
    sql = f"SELECT found.* FROM {listed} CROSS JOIN LATERAL ({question}) AS found"  # noqa: S608
    return compiled, sql, [*given, *own]


def _value(asked: list[Any], index: int, step: int | None) -> Any:
    return _adapted(asked[index]) if step is None else asked[index][step]


def _padded(value: Value) -> Any:
    """Bring a sequence to the next power of two by repeating: few shapes, few statements."""
    if isinstance(value, (int, str, datetime)):
        return value
    numbers = list(value)
    if not numbers:
        raise ValueError("A prepared query cannot be asked with no number at all.")
    size = 1 << (len(numbers) - 1).bit_length()
    return numbers + numbers[-1:] * (size - len(numbers))


def _compile(build: Callable[..., QuerySet[Any, Any]], asked: list[Any]) -> _Compiled:
    """Compile the query with a mark in the place of every value, and find the marks again."""
    marks, places = _marked(asked)
    queryset = build(*marks)
    compiler: Any = queryset.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    found = [
        (at, *places[_plain(param)]) for at, param in enumerate(params) if _plain(param) in places
    ]
    if len({place[1:] for place in found}) != len(places):
        raise ValueError("A prepared query must put every value into a lookup as it is.")
    fields = [chosen[0] for chosen in compiler.select]
    load, converters = _loader(compiler), compiler.get_converters(fields)
    return _Compiled(sql, tuple(params), tuple(found), load, converters, compiler)


def _loader(compiler: Any) -> Callable[[Row], Any]:
    """Return what makes an instance of a row, with what it follows, as a queryset does."""
    if compiler.klass_info is None:  # tuples were asked for
        return lambda row: row
    select, info, alias = compiler.select, compiler.klass_info, connection.alias
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [chosen[0].target.attname for chosen in select[first:last]]
    followed = get_related_populators(info, select, alias)  # type: ignore[call-arg]  # stubs of 6.0

    def load(row: Row) -> Any:
        instance = info["model"].from_db(alias, names, row[first:last])
        for populator in followed:
            populator.populate(row, instance)
        return instance

    return load


def _marked(asked: list[Any]) -> tuple[list[Any], dict[Any, tuple[int, int | None]]]:
    """Return marks of the values' own kind, and which value each stands for."""
    places: dict[Any, tuple[int, int | None]] = {}
    marks: list[Any] = []
    for index, value in enumerate(asked):
        if isinstance(value, list):
            numbers = [_FIRST_MARK + len(places) + step for step in range(len(value))]
            places.update({mark: (index, step) for step, mark in enumerate(numbers)})
            marks.append(numbers)
            continue
        mark = _mark(value, len(places))
        places[_plain(_adapted(mark))] = (index, None)
        marks.append(mark)
    return marks, places


def _mark(value: Any, number: int) -> Any:
    if isinstance(value, datetime):
        return _FIRST_DAY + timedelta(days=number)
    return _FIRST_MARK + number if isinstance(value, int) else f"\x1amark{number}"


def _adapted(value: Any) -> Any:
    """Return a value as the database's driver takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _plain(param: Any) -> Any:
    """Return a parameter as it can be compared; some drivers wrap theirs."""
    return param if isinstance(param, (int, str, datetime)) else str(param)


def _filled(compiled: _Compiled, asked: list[Any]) -> list[Any]:
    params = list(compiled.params)
    for at, index, step in compiled.places:
        params[at] = _value(asked, index, step)
    return params


def _answer(compiled: _Compiled, sql: str, params: list[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[Row] = cursor.fetchall()
    if not compiled.converters:
        return rows
    return [tuple(row) for row in compiled.compiler.apply_converters(rows, compiled.converters)]
