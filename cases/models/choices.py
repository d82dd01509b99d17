"""Choices that belong to an action rather than to one model's column."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.domain.vocabulary import CaseKind


class ClosingGround(models.TextChoices):
    """Grounds on which a case is closed (Rules 74, 80; civil: 90, 95)."""

    NO_FAILURE = "no_failure", _("The organ did not fail")
    INTEREST_PROTECTED = "interest_protected", _("The public interest is protected")
    ORGAN_PERFORMED = "organ_performed", _("The organ has performed its duty in full")
    NO_VIOLATION = "no_violation", _("There was no unlawful act")
    COMPENSATION_SETTLED = "compensation_settled", _("Compensation was agreed or sued for")
    RELATIVES_OBJECT = "relatives_object", _("The relatives object")
    OTHERS_SUED = "others_sued", _("Another plaintiff has sued")
    OTHER = "other", _("Other ground")

    @classmethod
    def for_kind(cls, kind: str) -> tuple["ClosingGround", ...]:
        """The grounds the law gives for a kind of case."""
        if kind == CaseKind.ADMINISTRATIVE:
            return (cls.NO_FAILURE, cls.INTEREST_PROTECTED, cls.ORGAN_PERFORMED, cls.OTHER)
        return (
            cls.NO_VIOLATION,
            cls.COMPENSATION_SETTLED,
            cls.RELATIVES_OBJECT,
            cls.OTHERS_SUED,
            cls.INTEREST_PROTECTED,
            cls.OTHER,
        )


class SuperiorMatter(models.TextChoices):
    """What is filed with the next higher procuratorate for the record."""

    RECOMMENDATION = "recommendation", _("Recommendation")
    COMPLAINT = "complaint", _("Complaint")
    JUDGMENT = "judgment", _("Judgment or ruling")
    APPEAL = "appeal", _("Appeal")
    SUSPENSION = "suspension", _("Suspension of review")


class InquiryProposal(models.TextChoices):
    """What the report that ends an inquiry proposes (Rules 73, 89)."""

    CLOSE = "close", _("Close the case")
    RECOMMEND = "recommend", _("Issue a recommendation")
    NOTICE = "notice", _("Publish a notice")
    SUPPORT = "support", _("Support a suit")
    NEGOTIATE = "negotiate", _("Negotiate compensation")

    @classmethod
    def for_kind(cls, kind: str) -> tuple["InquiryProposal", ...]:
        """What may be proposed in a kind of case."""
        match CaseKind(kind):
            case CaseKind.ADMINISTRATIVE:
                return (cls.RECOMMEND, cls.CLOSE)
            case CaseKind.SUPPORT:
                return (cls.SUPPORT, cls.CLOSE)
            case CaseKind.COMPENSATION:
                return (cls.NEGOTIATE, cls.SUPPORT, cls.CLOSE)
        return (cls.NOTICE, cls.SUPPORT, cls.NEGOTIATE, cls.CLOSE)


class ReviewProposal(models.TextChoices):
    """What the report that ends a review proposes (Rules 79, 94)."""

    CLOSE = "close", _("Close the case")
    SUE = "sue", _("File a suit")
    TRANSFER = "transfer", _("Transfer to another procuratorate")


class FailureKind(models.TextChoices):
    """When an organ counts as not having performed its duty (Rules 82)."""

    NO_REPLY = "no_reply", _("No reply and no effective measures")
    PLAN_NOT_CARRIED_OUT = "plan_not_carried_out", _("Measures planned, not carried out")
    PARTLY_RECTIFIED = "partly_rectified", _("Replied in time, rectified in part or not at all")
    AFTER_CRIMINAL_CASE = (
        "after_criminal_case",
        _("Stopped after the criminal case though duty remains"),
    )
    NOT_RESUMED = "not_resumed", _("Not resumed after the obstacle had gone")
    UNLAWFUL_MEASURE = "unlawful_measure", _("The measure itself was unlawful")
    OTHER = "other", _("Other failure")


class ConsultationForm(models.TextChoices):
    """Forms of consultation with the organ (Rules 70)."""

    MEETING = "meeting", _("Consultation meeting")
    FACT_LETTER = "fact_letter", _("Letter for confirmation of facts")
