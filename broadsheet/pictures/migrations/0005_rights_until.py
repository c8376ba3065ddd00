from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pictures", "0004_withdrawn_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="rights_until",
            field=models.DateField(
                blank=True,
                help_text="The last day on which it may be published. Empty: no end.",
                null=True,
                verbose_name="rights until",
            ),
        ),
    ]
