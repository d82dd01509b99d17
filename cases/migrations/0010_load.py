"""Questions and hours on cases, qualifications of people, assignment by points."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_weekly_digest"),
        ("cases", "0009_figures_compared"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.TextField(verbose_name="Question")),
                ("asked_on", models.DateField()),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("lifted_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="HoursSpent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                (
                    "hours",
                    models.DecimalField(decimal_places=2, max_digits=4, verbose_name="Hours"),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=200, verbose_name="Work done"),
                ),
                ("struck_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ("on", "id"),
            },
        ),
        migrations.CreateModel(
            name="Qualification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "domain",
                    models.CharField(
                        choices=[
                            ("environment", "Environment and resources"),
                            ("food_drug", "Food and drug safety"),
                            ("state_property", "State property"),
                            ("state_land", "Grant of state-owned land"),
                            ("heroes", "Heroes and martyrs"),
                            ("work_safety", "Work safety"),
                            ("public_health", "Public health"),
                            ("biosafety", "Biosafety"),
                            ("personal_information", "Personal information"),
                            ("consumers", "Consumer rights"),
                            (
                                "women_minors_disabled",
                                "Women, minors and persons with disabilities",
                            ),
                            ("network", "Harm done on networks"),
                            ("heritage", "Cultural relics and heritage"),
                            ("military_honour", "Servicemen's honour and rights"),
                            ("telecom_fraud", "Telecom and network fraud"),
                            ("other", "Other field"),
                        ],
                        max_length=24,
                        verbose_name="Domain",
                    ),
                ),
                ("since", models.DateField(verbose_name="Since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="Until")),
                ("ground", models.CharField(blank=True, max_length=200, verbose_name="Ground")),
            ],
            options={
                "ordering": ("person", "domain", "id"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="assignmentway",
            name="assignment_way_is_known",
        ),
        migrations.AlterField(
            model_name="assignmentway",
            name="way",
            field=models.CharField(
                choices=[("rotation", "By rotation"), ("load", "By load"), ("points", "By points")],
                max_length=10,
                verbose_name="Suggested",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignmentway",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["rotation", "load", "points"])),
                name="assignment_way_is_known",
            ),
        ),
        migrations.AddField(
            model_name="casequestion",
            name="about",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="questions",
                to="cases.deadline",
            ),
        ),
        migrations.AddField(
            model_name="casequestion",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="casequestion",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="casequestion",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="casequestion",
            name="deadline",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.deadline",
            ),
        ),
        migrations.AddField(
            model_name="casequestion",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
            ),
        ),
        migrations.AddField(
            model_name="hoursspent",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="hours", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="hoursspent",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="qualification",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="casequestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_on__isnull", True), ("lifted_on__isnull", True)),
                fields=("case", "asked_by", "about"),
                name="one_open_question_about_a_duty",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="casequestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_by", None), ("answered_on", None)),
                    models.Q(
                        ("answered_by__isnull", False),
                        ("answered_on__gte", models.F("asked_on")),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="question_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="casequestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by", None),
                    models.Q(("answered_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_answers_their_own_question",
            ),
        ),
        migrations.AddIndex(
            model_name="hoursspent",
            index=models.Index(fields=["person", "on"], name="hours_of_person"),
        ),
        migrations.AddConstraint(
            model_name="hoursspent",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gt", 0), ("hours__lte", 24)), name="hours_within_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="qualification",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("person", "domain"),
                name="qualified_once_for_a_domain",
            ),
        ),
        migrations.AddConstraint(
            model_name="qualification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="qualification_ends_after_it_began",
            ),
        ),
    ]
