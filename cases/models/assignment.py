"""How a procuratorate hands out what comes in (分案)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """By whose turn it is, by who has the fewest open cases, or by points for load, qualification
    and what one knows of the organ (``cases.domain.assignment``).
    """

    ROTATION = "rotation", _("By rotation")
    LOAD = "load", _("By load")
    POINTS = "points", _("By points")


class AssignmentWay(models.Model):
    """The way of one procuratorate, with who chose it; without a row it goes by rotation."""

    procuratorate = models.OneToOneField(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    way = models.CharField(_("Suggested"), max_length=10, choices=Way.choices)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="assignment_way_is_known", condition=models.Q(way__in=Way.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.procuratorate_id}: {self.way}"
