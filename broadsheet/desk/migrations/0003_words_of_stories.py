from django.db import migrations

from broadsheet.desk.listing import searching


def make(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in searching.POSTGRESQL_MAKE if postgresql else searching.SQLITE_MAKE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in searching.POSTGRESQL_DROP if postgresql else searching.SQLITE_DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """The text index of the desk's list; no model knows of it."""

    dependencies = [("desk", "0002_list_of_stories")]

    operations = [migrations.RunPython(make, drop)]
