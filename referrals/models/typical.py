"""A typical case (典型案例; Opinions 9): a closed case told to the public, without names."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Matter
from referrals.domain.anonymity import LONGEST, MARK_LABELS, MarkKind
from referrals.domain.theme_days import BY_CODE, ThemeDay
from referrals.domain.typical import PARTS, TYPICAL_STATES, TypicalState
from referrals.querysets.typical import TypicalCaseQuerySet

MARK_KIND_CHOICES = [(kind.value, _(label)) for kind, label in MARK_LABELS.items()]


class TypicalCase(Matter):
    """What is told of a case, and how far it is on its way to the public.

    While it is public its text stays as it is, and whatever was public is never deleted: triggers
    refuse it. ``remark`` is why it was last sent back, ``withdrawn_reason`` why it was taken back;
    neither is public.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="typical", verbose_name=_("Case")
    )
    heading = models.CharField(_("Title"), max_length=200)
    harm = models.TextField(_("The harm"))
    done = models.TextField(_("What was done"))
    result = models.TextField(_("The result"))
    significance = models.TextField(_("What it stands for"))
    theme_day = models.CharField(_("Theme day"), max_length=24, blank=True)
    chosen_on = models.DateField()
    remark = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_on = models.DateField(_("Made public on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("Taken back on"), null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = TypicalCaseQuerySet.as_manager()  # type: ignore[misc]  # the stubs give the parent one

    class Meta:
        verbose_name = _("Typical case")
        verbose_name_plural = _("Typical cases")
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=models.Q(withdrawn_on__isnull=True),
                name="typical_once_a_case",
            ),
            models.CheckConstraint(
                name="typical_reviewed_by_somebody",
                condition=models.Q(reviewed_by__isnull=True, reviewed_on__isnull=True)
                | models.Q(reviewed_by__isnull=False, reviewed_on__gte=models.F("chosen_on")),
            ),
            models.CheckConstraint(
                name="typical_public_once_reviewed_by_another",
                condition=models.Q(decided_by__isnull=True, published_on__isnull=True)
                | (
                    models.Q(
                        decided_by__isnull=False,
                        reviewed_by__isnull=False,
                        published_on__gte=models.F("reviewed_on"),
                    )
                    & ~models.Q(decided_by=models.F("reviewed_by"))
                ),
            ),
        )
        indexes = (models.Index(fields=("-published_on",), name="typical_newest"),)

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """Its heading: for those who see the case."""
        return self.heading

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        return TYPICAL_STATES[TypicalState(self.state)]

    @property
    def theme(self) -> ThemeDay | None:
        """The day it is tied to, ``None`` for none."""
        return BY_CODE.get(self.theme_day)

    @property
    def texts(self) -> Mapping[str, str]:
        """Heading and parts by name: everything of it that is ever public."""
        return {name: getattr(self, name) for name in ("heading", *PARTS)}


class KeptMark(models.Model):
    """Words that were marked in the text and may stand, by whom and why."""

    typical = models.ForeignKey(TypicalCase, on_delete=models.CASCADE, related_name="kept")
    kind = models.CharField(max_length=16, choices=MARK_KIND_CHOICES)
    words = models.CharField(max_length=LONGEST)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("typical", "words"), name="typical_mark_kept_once"),
            models.CheckConstraint(
                name="typical_mark_kept_for_a_reason", condition=~models.Q(reason="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.typical_id} {self.words}"

    @property
    def kind_label(self) -> str:
        """What it may tell, a message id."""
        return MARK_LABELS[MarkKind(self.kind)]
