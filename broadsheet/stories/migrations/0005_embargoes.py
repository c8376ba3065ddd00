"""Which stories are under embargo is asked at every list of the desk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0004_what_a_tombstone_says")]

    operations = [
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("embargo_until__isnull", False)),
                fields=["embargo_until"],
                name="story_embargoed",
            ),
        ),
    ]
