"""A clue (案件线索): a report of harm, before there is a case."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.domain.vocabulary import CLUE_STATE_LABELS, DOMAIN_LABELS, ClueState, Domain
from cases.models.base import OwnedByProcuratorate
from cases.querysets import ClueQuerySet


class ClueSource(models.TextChoices):
    """Where a clue came from (Rules 24)."""

    REPORT = "report", _("Report by a person or organisation")
    OWN_WORK = "own_work", _("Found in own work")
    SHARING_PLATFORM = "sharing_platform", _("Information-sharing platform")
    FORWARDED = "forwarded", _("Forwarded by an organ, deputy or member")
    MEDIA = "media", _("Media and public opinion")
    OTHER = "other", _("Other")


class Verdict(models.TextChoices):
    """What the assessment of a clue proposes (Rules 27)."""

    FILE = "file", _("File a case")
    DECLINE = "decline", _("File no case")
    TRANSFER = "transfer", _("Transfer")
    INQUIRE = "inquire", _("Preliminary inquiry")


class Place(models.Model):
    """Where the harm is; shared by clue and case."""

    address = models.CharField(_("Address"), max_length=300)
    region = models.CharField(_("Region"), max_length=12)
    lng = models.DecimalField(_("Longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    lat = models.DecimalField(_("Latitude"), max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta:
        abstract = True


CLUE_STATE_CHOICES = [(state.value, _(CLUE_STATE_LABELS[state])) for state in ClueState]


class Clue(OwnedByProcuratorate, Place):
    """A clue. It changes only through actions; ``version`` counts them."""

    number = models.CharField(_("Clue number"), max_length=40, unique=True)
    state = models.CharField(
        max_length=12,
        choices=CLUE_STATE_CHOICES,
        default=ClueState.REGISTERED,
    )
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(_("Title"), max_length=200)
    narrative = models.TextField(_("Narrative"))
    source = models.CharField(_("Source"), max_length=20, choices=ClueSource.choices)
    domain = models.CharField(
        _("Domain"), max_length=24, choices=[(d.value, _(DOMAIN_LABELS[d])) for d in Domain]
    )
    reported_on = models.DateField(_("Reported on"))
    registered_at = models.DateTimeField(_("Registered at"))
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Registered by"),
    )
    # Whom it was given to; nobody's until then, and whoever assesses it works on it.
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Handler"),
    )
    organ = models.ForeignKey(
        "agencies.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Organ concerned"),
    )
    penalty_decision = models.TextField(_("Penalty decision"), blank=True)
    # the assessment (Rules 27); empty until assessed
    truth = models.TextField(_("Truth"), blank=True)
    viability = models.TextField(_("Viability"), blank=True)
    harm = models.TextField(_("Harm"), blank=True)
    verdict = models.CharField(_("Verdict"), max_length=10, choices=Verdict.choices, blank=True)
    assessment_note = models.TextField(_("Note"), blank=True)
    assessed_on = models.DateField(_("Assessed on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    transferred_to = models.ForeignKey(
        "agencies.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome_reason = models.TextField(_("Reason"), blank=True)
    # Of a clue another procuratorate transferred (Rules 26): it is accepted or reported upward.
    transferred_from = models.ForeignKey(
        "agencies.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_on = models.DateField(_("Accepted on"), null=True, blank=True)
    reported_up_on = models.DateField(_("Reported upward on"), null=True, blank=True)
    reported_up_reason = models.TextField(blank=True)
    next_due_on = models.DateField(null=True, blank=True, editable=False)
    search_text = models.TextField(editable=False, default="")
    search = SearchVectorField(null=True, editable=False)

    objects = ClueQuerySet.as_manager()

    class Meta:
        verbose_name = _("Clue")
        constraints = (
            models.CheckConstraint(
                name="clue_merged_names_its_target",
                condition=~models.Q(state="merged") | models.Q(merged_into__isnull=False),
            ),
            models.CheckConstraint(
                name="clue_transferred_names_its_receiver",
                condition=~models.Q(state="transferred") | models.Q(transferred_to__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=("procuratorate", "-id"), name="clue_own_newest"),
            models.Index(fields=("municipal", "-id"), name="clue_municipal_newest"),
            models.Index(fields=("provincial", "-id"), name="clue_provincial_newest"),
            models.Index(fields=("procuratorate", "state", "-id"), name="clue_own_state"),
            models.Index(fields=("region", "-id"), name="clue_region_newest"),
            GinIndex(fields=("search",), name="clue_search"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def state_label(self) -> str:
        """The state as a message id, for translation where it is shown."""
        return CLUE_STATE_LABELS[ClueState(self.state)]


class Informant(models.Model):
    """Who reported a clue, sealed: encrypted, apart from the clue, in no list, search or export.

    An anonymous report keeps no row's worth of identity: ``anonymous`` is true and ``sealed`` is
    empty.
    """

    clue = models.OneToOneField(Clue, on_delete=models.PROTECT, related_name="informant")
    anonymous = models.BooleanField(_("Anonymous"))
    sealed = models.BinaryField(blank=True, default=b"")

    class Meta:
        verbose_name = _("Informant")
        constraints = (
            models.CheckConstraint(
                name="informant_anonymous_keeps_nothing",
                condition=models.Q(anonymous=False) | models.Q(sealed=b""),
            ),
        )

    def __str__(self) -> str:
        return f"informant of clue {self.clue_id}"
