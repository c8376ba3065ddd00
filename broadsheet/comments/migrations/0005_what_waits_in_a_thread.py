from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0004_outside")]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("queue", ""), _negated=True),
                fields=["thread", "-risk", "id"],
                name="comment_waits_in_thread",
            ),
        ),
    ]
