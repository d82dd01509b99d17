"""Campaigns with their goals and what is in them; governance recommendations with their items."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_weekly_digest"),
        ("cases", "0007_alerts"),
        ("referrals", "0007_mechanisms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "matter_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="cases.matter",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="Name of the campaign")),
                ("theme", models.TextField(verbose_name="Theme")),
                (
                    "domains",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24), verbose_name="Domains"
                    ),
                ),
                ("from_on", models.DateField(verbose_name="From")),
                ("until_on", models.DateField(verbose_name="Last day")),
                ("opened_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("findings", models.TextField(blank=True, verbose_name="Main findings")),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("dropped_reason", models.TextField(blank=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                        verbose_name="Place",
                    ),
                ),
            ],
            options={
                "verbose_name": "Campaign",
                "verbose_name_plural": "Campaigns",
            },
            bases=("cases.matter",),
        ),
        migrations.CreateModel(
            name="CampaignEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("put_in_on", models.DateField()),
                ("taken_out_on", models.DateField(blank=True, null=True)),
                ("taken_out_reason", models.TextField(blank=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="referrals.campaign",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="cases.case",
                    ),
                ),
                (
                    "clue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="cases.clue",
                    ),
                ),
                (
                    "put_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="CampaignGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figure", models.CharField(max_length=40)),
                ("goal", models.PositiveIntegerField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="referrals.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Governance",
            fields=[
                (
                    "matter_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="cases.matter",
                    ),
                ),
                ("heading", models.CharField(max_length=200, verbose_name="Title")),
                ("background", models.TextField(verbose_name="What the cases show")),
                ("reply_by", models.DateField(verbose_name="To be answered by")),
                ("drafted_on", models.DateField()),
                ("remark", models.TextField(blank=True)),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("issued_on", models.DateField(blank=True, null=True)),
                (
                    "letter_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="Number of the document"
                    ),
                ),
                ("served_on", models.DateField(blank=True, null=True)),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("direct", "Direct service"),
                            ("post", "By post"),
                            ("left", "Left at the premises"),
                            ("electronic", "Electronic service"),
                            ("announced", "Announced service"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "signed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="Signed for by"),
                ),
                ("statement", models.TextField(blank=True, verbose_name="Statement")),
                ("replied_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adopted", "adopted"),
                            ("partly", "partly"),
                            ("not_adopted", "not_adopted"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outcome_note", models.TextField(blank=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_reason", models.TextField(blank=True)),
                ("cases", models.ManyToManyField(related_name="governance", to="cases.case")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="referrals.campaign",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.organisation",
                        verbose_name="Receiver",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Governance recommendation",
                "verbose_name_plural": "Governance recommendations",
            },
            bases=("cases.matter",),
        ),
        migrations.CreateModel(
            name="GovernanceFollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("note", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "governance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="referrals.governance",
                    ),
                ),
            ],
            options={
                "ordering": ("on", "id"),
            },
        ),
        migrations.CreateModel(
            name="GovernanceItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                ("problem", models.TextField()),
                ("cause", models.TextField()),
                ("proposal", models.TextField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adopted", "adopted"),
                            ("partly", "partly"),
                            ("not_adopted", "not_adopted"),
                        ],
                        max_length=12,
                    ),
                ),
                ("measure", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "governance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="referrals.governance",
                    ),
                ),
            ],
            options={
                "ordering": ("no",),
            },
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__gte", models.F("from_on"))),
                name="campaign_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opened_by__isnull", True), ("opened_on__isnull", True)),
                    models.Q(("opened_by__isnull", False), ("opened_on__isnull", False)),
                    _connector="OR",
                ),
                name="campaign_opened_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("findings", "")),
                    models.Q(
                        ("closed_on__gte", models.F("opened_on")),
                        ("opened_on__isnull", False),
                        models.Q(("findings", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="campaign_closed_once_opened_with_findings",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dropped_on__isnull", True), ("dropped_reason", "")),
                    models.Q(
                        ("dropped_on__isnull", False),
                        ("opened_on__isnull", True),
                        models.Q(("dropped_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="campaign_dropped_before_it_was_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("clue__isnull", True)),
                    models.Q(("case__isnull", True), ("clue__isnull", False)),
                    _connector="OR",
                ),
                name="campaign_entry_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_out_on__isnull", True)),
                fields=("campaign", "case"),
                name="campaign_case_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_out_on__isnull", True)),
                fields=("campaign", "clue"),
                name="campaign_clue_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_out_on__isnull", True), ("taken_out_reason", "")),
                    models.Q(
                        ("taken_out_on__gte", models.F("put_in_on")),
                        models.Q(("taken_out_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="campaign_entry_taken_out_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaigngoal",
            constraint=models.UniqueConstraint(
                fields=("campaign", "figure"), name="campaign_goal_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaigngoal",
            constraint=models.CheckConstraint(
                condition=models.Q(("goal__gt", 0)), name="campaign_goal_is_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="governance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reviewed_by__isnull", True), ("reviewed_on__isnull", True)),
                    models.Q(
                        ("reviewed_by__isnull", False),
                        ("reviewed_on__gte", models.F("drafted_on")),
                        models.Q(("reviewed_by", models.F("drafted_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="governance_reviewed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="governance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_by__isnull", True),
                        ("issued_on__isnull", True),
                        ("letter_number", ""),
                    ),
                    models.Q(
                        ("decided_by__isnull", False),
                        ("issued_on__gte", models.F("drafted_on")),
                        models.Q(("decided_by", models.F("drafted_by")), _negated=True),
                        models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(("decided_by", models.F("reviewed_by")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(("letter_number", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="governance_issued_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="governance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("method", ""), ("served_on__isnull", True)),
                    models.Q(
                        ("issued_on__isnull", False),
                        ("served_on__gte", models.F("issued_on")),
                        models.Q(("method", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="governance_served_once_issued",
            ),
        ),
        migrations.AddConstraint(
            model_name="governance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("served_on__isnull", True),
                    ("reply_by__gte", models.F("served_on")),
                    _connector="OR",
                ),
                name="governance_answered_after_service",
            ),
        ),
        migrations.AddConstraint(
            model_name="governance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replied_on__isnull", True), ("statement", "")),
                    models.Q(
                        ("replied_on__gte", models.F("served_on")),
                        ("served_on__isnull", False),
                        models.Q(("statement", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="governance_reply_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="governance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("outcome", "")),
                    models.Q(
                        ("closed_on__gte", models.F("served_on")),
                        ("served_on__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="governance_closed_with_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="governance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_on__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_on__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="governance_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="governancefollowup",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True),
                name="governance_follow_up_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="governanceitem",
            constraint=models.UniqueConstraint(
                fields=("governance", "no"), name="governance_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="governanceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__in", ("adopted", "partly")), _negated=True),
                    models.Q(("measure", ""), _negated=True),
                    _connector="OR",
                ),
                name="governance_item_says_what_is_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="governanceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__in", ("partly", "not_adopted")), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="governance_item_says_why_not",
            ),
        ),
    ]
