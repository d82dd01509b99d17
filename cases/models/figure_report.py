"""Reports made of the figures: drafted, written over by sections, and frozen (Opinions 3(2), 8)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.actor import Actor
from cases.documents.blocks import Document
from cases.models.case import Case
from cases.models.event import Event
from cases.statistics.periods import Period
from cases.statistics.scope import Scope


class FigureReportQuerySet(models.QuerySet["FigureReport"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the procuratorates whose figures a person is shown; drafts only for those who
        lead there. Deputies, members and readers have the reports to the people's congress.
        """
        scope = Scope.of(actor)
        if scope is None:
            return self.none()
        rows = self.filter(procuratorate__in=scope.places())
        frozen = Q(frozen_at__isnull=False)
        if not scope.opens:
            return rows.filter(frozen, code=FigureReport.Kind.SPECIAL)
        led = Scope.led_by(actor)
        return rows.filter(frozen | Q(procuratorate__in=led.places()) if led else frozen)


class FigureReport(models.Model):
    """A report of a procuratorate with all below it, over some months.

    Its numbers are counted whenever it is shown, until it is frozen: then ``text`` is the whole of
    it, and the database refuses to change the row. ``sections`` holds what was written over.
    """

    class Kind(models.TextChoices):
        """By the code of the template."""

        SPECIAL = "special_report", _("Report to the people's congress")
        MONTHLY = "monthly_statistics", _("Monthly statistics")
        FUNDS = "funds_statement", _("Statement of costs and funds")

    code = models.CharField(_("Report"), max_length=24, choices=Kind.choices)
    procuratorate = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    first = models.DateField()
    # The first day of the last month.
    last = models.DateField()
    sections = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    # The event of the freezing, which tells the digest too. No constraint: that the log was cut
    # must be found and told, as with every event.
    event = models.ForeignKey(
        Event, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    # What stands in the address that verifies it; empty until it is frozen.
    token = models.CharField(max_length=32, blank=True)

    objects = FigureReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Report")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="figure_report_of_whole_months",
                condition=Q(first__day=1, last__day=1, first__lte=models.F("last")),
            ),
            models.CheckConstraint(
                name="figure_report_frozen_whole",
                condition=Q(frozen_at__isnull=True, frozen_by__isnull=True, text="", digest="")
                | (
                    Q(frozen_at__isnull=False, frozen_by__isnull=False)
                    & ~Q(text="")
                    & ~Q(digest="")
                ),
            ),
            models.UniqueConstraint(
                name="figure_report_verified_apart", fields=("token",), condition=~Q(token="")
            ),
        )
        indexes = (models.Index(fields=("procuratorate", "-id"), name="figure_report_newest"),)

    def __str__(self) -> str:
        return f"{self.code} {self.first:%Y-%m} to {self.last:%Y-%m}"

    @property
    def period(self) -> Period:
        """The months it is about."""
        return Period(self.first, self.last)

    @property
    def is_frozen(self) -> bool:
        """Whether it stays as it is."""
        return self.frozen_at is not None

    @property
    def number(self) -> str:
        """A report has no number of a series."""
        return ""

    @property
    def document(self) -> Document:
        """The blocks of a frozen report."""
        return Document.restored(self.text)


class ReportCase(models.Model):
    """A typical case of a report, told in words of its author's."""

    report = models.ForeignKey(FigureReport, on_delete=models.CASCADE, related_name="cases")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("Title"), max_length=200)
    summary = models.TextField(_("Summary"))

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("report", "case"), name="typical_case_once"),
        )

    def __str__(self) -> str:
        return self.title
