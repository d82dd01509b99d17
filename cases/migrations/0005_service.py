import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("cases", "0004_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ServicePresence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("deputy", "Deputy to the people's congress"),
                            ("member", "Member of the political consultative conference"),
                            ("supervisor", "People's supervisor"),
                            ("other", "Other person"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddField(
            model_name="servicerecord",
            name="addressee_name",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="servicerecord",
            name="legal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="services",
                to="cases.legaldocument",
                verbose_name="Document",
            ),
        ),
        migrations.AddField(
            model_name="servicerecord",
            name="number",
            field=models.CharField(
                blank=True, max_length=60, verbose_name="Number of the document"
            ),
        ),
        migrations.AddField(
            model_name="servicerecord",
            name="place",
            field=models.CharField(blank=True, max_length=200, verbose_name="Place of service"),
        ),
        migrations.AddField(
            model_name="servicerecord",
            name="posted_on",
            field=models.DateField(blank=True, null=True, verbose_name="Postmark"),
        ),
        migrations.AddField(
            model_name="servicerecord",
            name="reached_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="Reached the system"),
        ),
        migrations.AddField(
            model_name="servicerecord",
            name="received_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="Receipt confirmed"),
        ),
        migrations.AddField(
            model_name="servicerecord",
            name="received_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="servicerecord",
            name="refusal_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="Reason of refusal"),
        ),
        migrations.AddField(
            model_name="servicerecord",
            name="signed_by",
            field=models.CharField(blank=True, max_length=200, verbose_name="Signed for by"),
        ),
        migrations.AddField(
            model_name="servicerecord",
            name="tracking_number",
            field=models.CharField(blank=True, max_length=60, verbose_name="Number of the letter"),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="service",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="files",
                to="cases.servicerecord",
            ),
        ),
        migrations.AlterField(
            model_name="servicerecord",
            name="addressee",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="servicerecord",
            name="document",
            field=models.CharField(
                choices=[
                    ("filing_decision", "Filing decision"),
                    ("recommendation", "Recommendation"),
                    ("objection_answer", "Answer to the objection"),
                    ("review_suspension", "Decision to suspend the review"),
                    ("review_resumption", "Decision to resume the review"),
                    ("closing_decision", "Closing decision"),
                    ("support_withdrawal", "Decision to withdraw support"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="servicerecord",
            name="witness",
            field=models.CharField(blank=True, max_length=200, verbose_name="Witness"),
        ),
        migrations.AddConstraint(
            model_name="servicerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("addressee__isnull", False), ("addressee_name", "")),
                    models.Q(
                        ("addressee__isnull", True),
                        models.Q(("addressee_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="service_has_an_addressee",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("posted_on__isnull", True),
                    ("posted_on__lte", models.F("served_on")),
                    _connector="OR",
                ),
                name="service_posted_before_served",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("received_at__isnull", True), ("received_by__isnull", True)),
                    models.Q(
                        ("method", "electronic"),
                        ("received_at__isnull", False),
                        ("received_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="service_receipt_by_somebody",
            ),
        ),
        migrations.AddField(
            model_name="servicepresence",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="present",
                to="cases.servicerecord",
            ),
        ),
    ]
