"""Appointments: who holds which post where, from when until when."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.organisation import Organisation, OrganisationKind


class Post(models.TextChoices):
    """The posts in which people act on cases."""

    HANDLER = "handler", _("handler")
    ASSISTANT = "assistant", _("procurator's assistant")
    HEAD = "head", _("head of department")
    CHIEF = "chief", _("chief procurator")
    REGISTRAR = "registrar", _("registrar")
    OFFICER = "officer", _("officer")
    LEADER = "leader", _("leader")
    JUDGE = "judge", _("judge")
    CLERK = "clerk", _("clerk")
    DEPUTY = "deputy", _("people's congress deputy")
    MEMBER = "member", _("political conference member")
    READER = "reader", _("reader")


POSTS_BY_KIND: dict[OrganisationKind, tuple[Post, ...]] = {
    OrganisationKind.PROCURATORATE: (
        Post.HANDLER,
        Post.ASSISTANT,
        Post.HEAD,
        Post.CHIEF,
        Post.REGISTRAR,
    ),
    OrganisationKind.ORGAN: (Post.OFFICER, Post.LEADER),
    OrganisationKind.COURT: (Post.JUDGE, Post.CLERK),
    OrganisationKind.COMMISSION: (Post.OFFICER, Post.LEADER),
    OrganisationKind.CONGRESS: (Post.DEPUTY,),
    OrganisationKind.CONFERENCE: (Post.MEMBER,),
    OrganisationKind.COMMITTEE: (Post.READER,),
    OrganisationKind.SOCIAL: (Post.OFFICER, Post.LEADER),
}
"""The posts that exist in each kind of organisation."""


class DateRange(models.Func):
    """PostgreSQL's ``daterange`` of two dates and a bound marker; an empty end means for good."""

    function = "DATERANGE"
    output_field = DateRangeField()


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """One verb per filter, to be chained into sentences."""

    def active_on(self, day: dt.date) -> AppointmentQuerySet:
        """Those that count on a Beijing date: begun, not ended, person and place active."""
        return self.filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day),
            starts_on__lte=day,
            person__is_active=True,
            organisation__is_active=True,
        )

    def in_post(self, *posts: Post) -> AppointmentQuerySet:
        """Those to any of the posts."""
        return self.filter(post__in=posts)

    def at(self, organisation_id: int) -> AppointmentQuerySet:
        """Those to posts at one organisation, loaned people included."""
        return self.filter(organisation_id=organisation_id)


class Appointment(models.Model):
    """One person in one post at one organisation; first and last day both count.

    A loaned procurator acts for another procuratorate: ``organisation`` is where they act,
    ``loaned_from`` their home, and the loan has a decision on paper and an end.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="appointments",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="appointments",
        verbose_name=_("organisation"),
    )
    post = models.CharField(_("post"), max_length=12, choices=Post)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    loaned_from = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="loans",
        verbose_name=_("on loan from"),
    )
    loan_decision = models.CharField(_("decision on the loan"), max_length=200, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ("organisation", "post", "starts_on")
        indexes = (models.Index(fields=("organisation", "post"), name="appointment_place"),)
        constraints = (
            models.CheckConstraint(
                name="appointment_post_known", condition=models.Q(post__in=Post.values)
            ),
            models.CheckConstraint(
                name="appointment_ends_after_start",
                condition=(
                    models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on"))
                ),
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                name="appointment_loan_complete",
                condition=(
                    models.Q(loaned_from__isnull=True, loan_decision="")
                    | (
                        models.Q(loaned_from__isnull=False, ends_on__isnull=False)
                        & ~models.Q(loan_decision="")
                        & ~models.Q(loaned_from=models.F("organisation"))
                    )
                ),
                violation_error_message=_(
                    "A loan needs another home procuratorate, a decision and a last day."
                ),
            ),
            ExclusionConstraint(
                name="appointment_once_at_a_time",
                expressions=(
                    ("person", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    (
                        DateRange(
                            "starts_on",
                            "ends_on",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ),
                violation_error_message=_("This person already holds this post in that time."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_post_display()} {self.person}"

    def clean(self) -> None:
        """Check what needs other tables: the post exists there; loans are between procuratorates.

        Raises ``ValidationError`` with the field that is wrong.
        """
        organisation = Organisation.objects.filter(pk=self.organisation_id).first()
        if organisation is None:
            return
        kind = OrganisationKind(organisation.kind)
        if self.post and self.post not in POSTS_BY_KIND[kind]:
            raise ValidationError({"post": _("This post does not exist there.")})
        if self.loaned_from is None:
            return
        if {kind, self.loaned_from.kind} != {OrganisationKind.PROCURATORATE}:
            raise ValidationError({"loaned_from": _("Loans are between procuratorates.")})
