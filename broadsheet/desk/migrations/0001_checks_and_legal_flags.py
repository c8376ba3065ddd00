import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("stories", "0003_appointments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckWeight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("check_name", models.CharField(max_length=40, unique=True)),
                (
                    "weight",
                    models.CharField(
                        choices=[("off", "Off"), ("warn", "Warns"), ("block", "Blocks")],
                        max_length=5,
                    ),
                ),
            ],
            options={
                "verbose_name": "weight of a check",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__in", ["off", "warn", "block"])),
                        name="check_weight_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalFlag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="what for")),
                ("flagged_at", models.DateTimeField()),
                ("cleared_at", models.DateTimeField(null=True)),
                ("cleared_words", models.CharField(blank=True, max_length=64)),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "cleared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "flagged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="legal_flags",
                        to="stories.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal flag",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cleared_at__isnull", True)),
                        fields=("story",),
                        name="legal_flag_one_open",
                    )
                ],
            },
        ),
    ]
