"""The database's own refusal to change or remove a row of an append-only table.

For another room: ``AppendOnlyTriggers("stories", "Correction")`` in a migration. SQLite makes a
table anew when a later migration alters it, and forgets its triggers: they are put back after each
``migrate`` for every model that inherits ``AppendOnly``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps as installed_apps
from django.db import NotSupportedError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations.base import Operation

from broadsheet.records.models import AppendOnly, ChainHead

ONLY_ADDED = "rows are only added: never changed, never removed"
ONLY_FORWARD = "the head of the chain only goes forward"

# Names and tables are quoted by the backend; no word of a stranger comes in here.
SQLITE = {
    "update": (
        "CREATE TRIGGER IF NOT EXISTS {name} BEFORE UPDATE ON {table} {when} "
        "BEGIN SELECT RAISE(ABORT, '{word}'); END"
    ),
    "delete": (
        "CREATE TRIGGER IF NOT EXISTS {name} BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{word}'); END"
    ),
}
POSTGRESQL = {
    "update": (
        "CREATE OR REPLACE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW {when} "
        "EXECUTE FUNCTION broadsheet_refuse('{word}')"
    ),
    "delete": (
        "CREATE OR REPLACE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW "
        "EXECUTE FUNCTION broadsheet_refuse('{word}')"
    ),
    "truncate": (
        "CREATE OR REPLACE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
        "EXECUTE FUNCTION broadsheet_refuse('{word}')"
    ),
}
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION broadsheet_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: %', TG_TABLE_NAME, TG_ARGV[0]
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _statements(connection: BaseDatabaseWrapper) -> dict[str, str]:
    if connection.vendor == "sqlite":
        return SQLITE
    if connection.vendor == "postgresql":
        return POSTGRESQL
    raise NotSupportedError(f"Broadsheet runs on SQLite and PostgreSQL, not {connection.vendor}.")


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event}"


def place(connection: BaseDatabaseWrapper, table: str, *, head: bool = False) -> None:
    """Put the triggers on ``table``; with ``head`` updates may pass that raise ``number``.

    Raises ``NotSupportedError`` on any database but SQLite and PostgreSQL.
    """
    quote = connection.ops.quote_name
    when = "WHEN (NEW.number <= OLD.number)" if head else ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION, None)
        for event, statement in _statements(connection).items():
            cursor.execute(
                statement.format(
                    name=quote(_name(table, event)),
                    table=quote(table),
                    when=when if event == "update" else "",
                    word=ONLY_FORWARD if head else ONLY_ADDED,
                ),
                None,
            )


def lift(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the triggers off ``table``."""
    quote = connection.ops.quote_name
    place_of = f" ON {quote(table)}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for event in _statements(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {quote(_name(table, event))}{place_of}", None)


def guarded_tables() -> dict[str, bool]:
    """Return the tables that are only added to; true for the head, which moves forward."""
    tables = {
        model._meta.db_table: False  # noqa: SLF001
        for model in installed_apps.get_models()
        if issubclass(model, AppendOnly)
    }
    return {**tables, ChainHead._meta.db_table: True}  # noqa: SLF001


def place_all(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on every guarded table that the database has."""
    there = set(connection.introspection.table_names())
    for table, head in guarded_tables().items():
        if table in there:
            place(connection, table, head=head)


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Take all triggers off for a while: for migrations of data and for emptying a database."""
    there = set(connection.introspection.table_names())
    for table in guarded_tables():
        if table in there:
            lift(connection, table)
    try:
        yield
    finally:
        place_all(connection)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the guarded tables that lack a trigger."""
    source = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        there = {row[0] for row in cursor.fetchall()}
    events = _statements(connection)
    return [
        table
        for table in guarded_tables()
        if any(_name(table, event) not in there for event in events)
    ]


class AppendOnlyTriggers(Operation):
    """A migration operation: the table of ``app_label.model_name`` is only ever added to."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, app_label: str, model_name: str) -> None:
        self.app_label = app_label
        self.model_name = model_name

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return how a migration file writes this operation."""
        return (type(self).__name__, [self.app_label, self.model_name], {})

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing: triggers are no part of a model's state."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Put the triggers on."""
        model = to_state.apps.get_model(self.app_label, self.model_name)
        head = model._meta.label_lower == ChainHead._meta.label_lower  # noqa: SLF001
        place(schema_editor.connection, model._meta.db_table, head=head)  # noqa: SLF001

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Take the triggers off."""
        model = from_state.apps.get_model(self.app_label, self.model_name)
        lift(schema_editor.connection, model._meta.db_table)  # noqa: SLF001

    def describe(self) -> str:
        """Say what the operation does."""
        return f"Rows of {self.app_label}.{self.model_name} are only added"

    @property
    def migration_name_fragment(self) -> str:
        """Return the operation's part of a migration file's name."""
        return f"{self.model_name.lower()}_only_added"
