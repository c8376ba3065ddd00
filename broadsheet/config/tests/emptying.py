"""The database again as the migrations left it, after a test that committed what it wrote.

Django's own way truncates every table and makes all content types and permissions anew, which
costs a second or three. Here rows are deleted, and those that the migrations made put back.
"""

from __future__ import annotations

import json

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from broadsheet.records.triggers import lifted

# They follow from the code alone. No test writes them, and rows of every table point to them.
OF_THE_CODE = {
    "contenttypes.contenttype": "django_content_type",
    "auth.permission": "auth_permission",
}


class AsMigrated:
    """What the migrations made; to be asked before anything else was written."""

    def __init__(self) -> None:
        rows = json.loads(connection.creation.serialize_db_to_string())
        self._rows = json.dumps([row for row in rows if row["model"] not in OF_THE_CODE])

    def put_back(self) -> None:
        """Delete whatever is there, and write the rows of the migrations, as one transaction."""
        there = connection.introspection.django_table_names(only_existing=True, include_views=False)
        with lifted(connection), transaction.atomic(), connection.cursor() as cursor:
            for table in set(there) - set(OF_THE_CODE.values()):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
            connection.creation.deserialize_db_from_string(self._rows)
        ContentType.objects.clear_cache()
