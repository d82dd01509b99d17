"""Performance, enforcement and payment, as the API tells them."""

from rest_framework import serializers

from cases.api.references import FileRef
from cases.models import EnforcementApplication, EnforcementStep, Payment, PerformanceReport


class PerformanceReportSerializer(serializers.ModelSerializer[PerformanceReport]):
    order = serializers.IntegerField(source="order.no", default=None, allow_null=True)
    files = FileRef(many=True)

    class Meta:
        model = PerformanceReport
        fields = ("order", "done", "on", "files")


class EnforcementStepSerializer(serializers.ModelSerializer[EnforcementStep]):
    class Meta:
        model = EnforcementStep
        fields = ("on", "measure", "amount", "payee")


class EnforcementApplicationSerializer(serializers.ModelSerializer[EnforcementApplication]):
    class Meta:
        model = EnforcementApplication
        fields = ("by", "on")


class PaymentSerializer(serializers.ModelSerializer[Payment]):
    class Meta:
        model = Payment
        fields = ("amount", "on", "account")


ENFORCEMENT_PARTS = (
    "performancereports__order",
    "performancereports__files",
    "enforcementsteps",
    "enforcementapplications",
    "payments",
)
"""What the serializers above read, fetched together."""
