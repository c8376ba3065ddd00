from django.db import migrations

from broadsheet.records.triggers import AppendOnlyTriggers


class Migration(migrations.Migration):
    dependencies = [("records", "0002_waiting")]

    operations = [
        AppendOnlyTriggers("records", "Record"),
        AppendOnlyTriggers("records", "Seal"),
        AppendOnlyTriggers("records", "ChainHead"),
    ]
