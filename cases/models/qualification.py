"""The fields of work people are qualified for (Opinions 3(3))."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.domain.vocabulary import DOMAIN_LABELS, Domain


class QualificationQuerySet(models.QuerySet["Qualification"]):
    """Qualifications by day."""

    def valid(self) -> "QualificationQuerySet":
        """Those that were not ended."""
        return self.filter(until__isnull=True)


class Qualification(models.Model):
    """A person is qualified for cases of a domain, since a Beijing date and until it was ended."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    domain = models.CharField(
        _("Domain"),
        max_length=24,
        choices=[(d.value, _(DOMAIN_LABELS[d])) for d in Domain],
    )
    since = models.DateField(_("Since"))
    until = models.DateField(_("Until"), null=True, blank=True)
    ground = models.CharField(_("Ground"), max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = QualificationQuerySet.as_manager()

    class Meta:
        ordering = ("person", "domain", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "domain"),
                condition=models.Q(until__isnull=True),
                name="qualified_once_for_a_domain",
            ),
            models.CheckConstraint(
                name="qualification_ends_after_it_began",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.domain}"
