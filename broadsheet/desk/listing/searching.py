"""The text index of the list, in the form that the database itself keeps.

PostgreSQL: a ``tsvector`` of our own words, so that its parser has no say in what a word is, under
a GIN index. SQLite: a full-text table whose words are parted by spaces. The migration
``desk.…_words_of_stories`` makes both; whatever reads or writes them stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from broadsheet.desk.listing import words

TABLE = "desk_listedstory"
SQLITE_TABLE = "desk_listedstory_words"
_LETTERS = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
_GONE = f"BEGIN DELETE FROM {SQLITE_TABLE} WHERE rowid = OLD.story_id; END"  # noqa: S608 a constant
SQLITE_MAKE = (
    f'CREATE VIRTUAL TABLE {SQLITE_TABLE} USING fts5(words, tokenize = "{_LETTERS}")',
    f"CREATE TRIGGER {SQLITE_TABLE}_gone AFTER DELETE ON {TABLE} {_GONE}",
)
SQLITE_DROP = (f"DROP TRIGGER {SQLITE_TABLE}_gone", f"DROP TABLE {SQLITE_TABLE}")
POSTGRESQL_MAKE = (
    f"ALTER TABLE {TABLE} ADD COLUMN words tsvector NOT NULL DEFAULT ''",
    f"CREATE INDEX listed_words ON {TABLE} USING gin (words)",
)
POSTGRESQL_DROP = ("DROP INDEX listed_words", f"ALTER TABLE {TABLE} DROP COLUMN words")


def keep(found: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Keep the words of the stories of these row numbers, in place of what was kept of them."""
    rows = [(story, list(its)) for story, its in found]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                f"UPDATE {TABLE} SET words = array_to_tsvector(%s::text[]) WHERE story_id = %s",  # noqa: S608 a constant
                [(its, story) for story, its in rows],
            )
            return
        cursor.executemany(
            f"DELETE FROM {SQLITE_TABLE} WHERE rowid = %s",  # noqa: S608 a constant
            [(story,) for story, _its in rows],
        )
        cursor.executemany(
            f"INSERT INTO {SQLITE_TABLE} (rowid, words) VALUES (%s, %s)",  # noqa: S608 a constant
            [(story, " ".join(its)) for story, its in rows],
        )


def find(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Return those of the listed stories in which every word of ``text`` stands, or begins one.

    A text without any word finds everything.
    """
    asked = words.asked(text)
    if not asked:
        return rows
    if connection.vendor == "postgresql":
        return rows.filter(_where(f"{TABLE}.words @@ %s::tsquery", _tsquery(asked)))
    inside = f"SELECT rowid FROM {SQLITE_TABLE} WHERE {SQLITE_TABLE} MATCH %s"  # noqa: S608 constants
    return rows.filter(_where(f"{TABLE}.story_id IN ({inside})", _match(asked)))


def _where(sql: str, value: str) -> RawSQL:
    # The words of the question come as a parameter, and hold letters, digits and marks only.
    return RawSQL(sql, [value], output_field=BooleanField())  # noqa: S611


def _tsquery(asked: Iterable[str]) -> str:
    return " & ".join(f"'{word}':*" if words.is_beginning(word) else f"'{word}'" for word in asked)


def _match(asked: Iterable[str]) -> str:
    return " ".join(f'"{word}"*' if words.is_beginning(word) else f'"{word}"' for word in asked)
