from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pictures", "0003_embargoes")]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="withdrawn_at",
            field=models.DateTimeField(db_index=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="picture",
            name="withdrawn_ground",
            field=models.CharField(blank=True, editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name="picture",
            name="withdrawn_notice",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_ground", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_ground__in", ["editorial", "legal"]),
                    ),
                    _connector="OR",
                ),
                name="picture_withdrawn_with_a_ground",
            ),
        ),
    ]
