"""Whether a person who leads wants the weekly digest by mail."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="weekly_digest",
            field=models.BooleanField(default=True, verbose_name="weekly digest by mail"),
        ),
    ]
