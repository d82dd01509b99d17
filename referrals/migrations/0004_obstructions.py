"""That an organ obstructed is a row beside the request; an organ may refuse, a request be withdrawn."""

import django.db.models.deletion
from django.db import migrations, models


def whole(day: str, words: str) -> models.CheckConstraint:
    """That a day has its words, and words their day."""
    neither = models.Q(**{f"{day}__isnull": True, words: ""})
    both = models.Q(**{f"{day}__isnull": False}) & ~models.Q(**{words: ""})
    return models.CheckConstraint(name=f"assistance_{words}_whole", condition=neither | both)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("cases", "0006_between"),
        ("referrals", "0003_assistance"),
    ]

    operations = [
        migrations.CreateModel(
            name="Obstruction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("what", models.TextField()),
                (
                    "assistance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="obstructions",
                        to="referrals.assistance",
                    ),
                ),
            ],
            options={
                "ordering": ("on", "id"),
                "constraints": (
                    models.CheckConstraint(
                        name="obstruction_says_what", condition=~models.Q(what="")
                    ),
                ),
            },
        ),
        migrations.RemoveConstraint("assistance", "assistance_obstruction_whole"),
        migrations.RemoveField("assistance", "obstructed_on"),
        migrations.RemoveField("assistance", "obstruction"),
        migrations.AddField("assistance", "refusal", models.TextField(blank=True)),
        migrations.AddField("assistance", "refused_on", models.DateField(blank=True, null=True)),
        migrations.AddField("assistance", "withdrawal", models.TextField(blank=True)),
        migrations.AddField("assistance", "withdrawn_on", models.DateField(blank=True, null=True)),
        migrations.AlterField(
            "assistance",
            "kind",
            models.CharField(
                choices=[
                    (each, each)
                    for each in ("files", "interviews", "inspection", "support", "other")
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint("assistance", whole("refused_on", "refusal")),
        migrations.AddConstraint("assistance", whole("withdrawn_on", "withdrawal")),
    ]
