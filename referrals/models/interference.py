"""A record of an attempt to intervene in a case (干预记录; Opinions 5(5), 8(1))."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Matter
from referrals.domain.interference import INTERFERENCE_STATES, InterferenceState
from referrals.querysets.interference import InterferenceQuerySet


class Interference(Matter):
    """That there is a record, and to whom it goes. What it says stands in its accounts, sealed.

    Nothing here names who recorded it, whom it tells of or in which case it was. ``recorder`` and
    ``shut_out`` are marks (``referrals.services.keys.mark``): of who recorded it, and of those
    from whom it is kept although it would go to them. ``sealed`` holds the recorder's name;
    ``twin`` keeps the same account from being recorded twice.
    """

    addressed = models.ForeignKey(
        "agencies.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Procuratorate of the chief to whom it goes"),
    )
    commission = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    recorder = models.CharField(max_length=64, editable=False)
    shut_out = ArrayField(models.CharField(max_length=64), default=list, editable=False)
    sealed = models.BinaryField()
    twin = models.CharField(max_length=64, unique=True, editable=False)
    recorded_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)

    objects = InterferenceQuerySet.as_manager()  # type: ignore[misc]  # the stubs give the parent one

    class Meta:
        verbose_name = _("Record of an attempt to intervene")
        verbose_name_plural = _("Records of attempts to intervene")
        constraints = (
            models.CheckConstraint(
                name="interference_received_once_recorded",
                condition=models.Q(received_on__isnull=True)
                | models.Q(received_on__gte=models.F("recorded_on")),
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        return INTERFERENCE_STATES[InterferenceState(self.state)]


class Account(models.Model):
    """What was recorded: the first, then what supplements it. Encrypted; only ever added to."""

    interference = models.ForeignKey(
        Interference, on_delete=models.PROTECT, related_name="accounts"
    )
    sealed = models.BinaryField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.interference_id} {self.recorded_at:%Y-%m-%d}"
