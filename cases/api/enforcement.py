"""Performance, enforcement and payment, as the API tells them."""

from rest_framework import serializers

from cases.api.references import FileRef
from cases.models import EnforcementStep, Payment, PerformanceReport


class PerformanceReportSerializer(serializers.ModelSerializer[PerformanceReport]):
    order = serializers.IntegerField(source="order.no")
    files = FileRef(many=True)

    class Meta:
        model = PerformanceReport
        fields = ("order", "done", "on", "files")


class EnforcementStepSerializer(serializers.ModelSerializer[EnforcementStep]):
    class Meta:
        model = EnforcementStep
        fields = ("on", "measure", "amount", "payee")


class PaymentSerializer(serializers.ModelSerializer[Payment]):
    class Meta:
        model = Payment
        fields = ("amount", "on", "account")


ENFORCEMENT_PARTS = (
    "performancereports__order",
    "performancereports__files",
    "enforcementsteps",
    "payments",
)
"""What the serializers above read, fetched together."""
