"""A picture may be under embargo."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pictures", "0002_private_originals")]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="embargo_until",
            field=models.DateTimeField(
                blank=True,
                db_index=True,
                help_text="Until then it goes out with no story, and nobody outside sees it.",
                null=True,
                verbose_name="embargo until",
            ),
        ),
    ]
