"""Information that members of a mechanism share (信息共享; Opinions 7), and each time it came."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pilit.law.lengths import Length
from referrals.querysets.mechanism import InformationItemQuerySet


class InformationItem(models.Model):
    """What is shared, by whom with whom, and how often: every so many days, or months.

    ``no`` counts within the mechanism.
    """

    mechanism = models.ForeignKey(
        "referrals.Mechanism", on_delete=models.CASCADE, related_name="information"
    )
    no = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    sender = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    every_days = models.PositiveSmallIntegerField(default=0)
    every_months = models.PositiveSmallIntegerField(default=0)
    agreed_on = models.DateField()
    stopped_on = models.DateField(null=True, blank=True)
    stop_reason = models.TextField(blank=True)

    objects = InformationItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("Information shared")
        verbose_name_plural = _("Information shared")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("mechanism", "no"), name="information_no"),
            models.CheckConstraint(
                name="information_in_days_or_months",
                condition=models.Q(every_days__gt=0, every_months=0)
                | models.Q(every_days=0, every_months__gt=0),
            ),
            models.CheckConstraint(
                name="information_goes_to_another",
                condition=~models.Q(sender=models.F("receiver")),
            ),
        )

    def __str__(self) -> str:
        return self.what

    @property
    def every(self) -> Length:
        """How often it is to come."""
        if self.every_days:
            return Length(days=self.every_days)
        return Length(months=self.every_months)


class InformationReceipt(models.Model):
    """That information came on a day: sent here with files, or noted by who received it."""

    item = models.ForeignKey(InformationItem, on_delete=models.CASCADE, related_name="receipts")
    on = models.DateField()
    by_sender = models.BooleanField()
    note = models.TextField(blank=True)
    files = models.ManyToManyField("cases.StoredFile", related_name="+", verbose_name=_("Files"))

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.item_id} {self.on}"
