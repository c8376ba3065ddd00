from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0003_appointments"),
    ]

    operations = [
        migrations.AddField(
            model_name="story",
            name="withdrawn_names_it",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="story",
            name="withdrawn_notice",
            field=models.TextField(blank=True, editable=False),
        ),
    ]
