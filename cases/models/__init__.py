"""The facts of clues and cases, and the constraints that keep them true. Nothing here changes by
itself.
"""

from cases.models.alert import Alert, AlertRule
from cases.models.archive import Archive
from cases.models.assignment import AssignmentWay, Way
from cases.models.case import (
    LITIGANTS,
    Case,
    CaseGrant,
    CaseParty,
    Offender,
    PartyRole,
    TeamMember,
)
from cases.models.clue import Clue, ClueSource, Informant, Verdict
from cases.models.compensation import Agreement, Negotiation
from cases.models.cost import CaseCost
from cases.models.deadline import (
    Deadline,
    DeadlineExtension,
    DeadlineStatus,
    DeadlineSuspension,
    HousePeriod,
    Reminder,
    RestDayArrangement,
)
from cases.models.desk import ListColumns, SavedFilter
from cases.models.digest import Digest
from cases.models.document import (
    NumberSeries,
    ServiceMethod,
    ServicePresence,
    ServiceRecord,
    StoredFile,
)
from cases.models.draft import Draft, DraftVersion, FormDraft
from cases.models.enforcement import (
    EnforcementApplication,
    EnforcementStep,
    Payment,
    PerformanceReport,
)
from cases.models.event import Event, EventChain, EventStage, Reading
from cases.models.figure_report import FigureReport, ReportCase
from cases.models.file_export import FileExport
from cases.models.hours import HoursSpent
from cases.models.inquiry import (
    Appraisal,
    Conclusion,
    Consultation,
    Evidence,
    EvidenceKind,
    InquiryPlan,
    Measure,
    MeasureKind,
    PublicHearing,
    SuperiorRecord,
)
from cases.models.judgment import Appeal, Judgment, JudgmentOrder, Outcome
from cases.models.jurisdiction import CaseMove, Entrustment, Supervision
from cases.models.legal import ElectronicSignature, LegalDocument, Seal
from cases.models.litigation import (
    Claim,
    ClaimKind,
    CoPlaintiff,
    Instance,
    Mediation,
    Suit,
)
from cases.models.lookback import Finding, LookBack, LookBackItem
from cases.models.matter import Matter, column, columns
from cases.models.notice import PlaintiffResponse, PublicNotice, Relative, ResponseKind
from cases.models.outbox import IdempotencyKey, OutboxMail
from cases.models.qualification import Qualification
from cases.models.question import CaseQuestion
from cases.models.recommendation import (
    FollowUp,
    ItemStatus,
    Objection,
    Recommendation,
    RecommendationItem,
    Reply,
    ReplyItem,
    ReplyKind,
    ReviewSuspension,
)
from cases.models.recusal import Recusal, RecusalApplication
from cases.models.report import DeclineReason, Report, ReportPhoto, ReportState, SpamSign
from cases.models.statistics import FigureDelta, FigureRollup, Reconciliation
from cases.models.support import (
    Criterion,
    EligibilityCheck,
    Means,
    PlaintiffKind,
    SupportedOutcome,
    SupportedSuit,
    WithdrawalGround,
)
from cases.models.trial import CourtRecommendation, Defence, Hearing, TrialSuspension

__all__ = [
    "LITIGANTS",
    "Agreement",
    "Alert",
    "AlertRule",
    "Appeal",
    "Appraisal",
    "Archive",
    "AssignmentWay",
    "Case",
    "CaseCost",
    "CaseGrant",
    "CaseMove",
    "CaseParty",
    "CaseQuestion",
    "Claim",
    "ClaimKind",
    "Clue",
    "ClueSource",
    "CoPlaintiff",
    "Conclusion",
    "Consultation",
    "CourtRecommendation",
    "Criterion",
    "Deadline",
    "DeadlineExtension",
    "DeadlineStatus",
    "DeadlineSuspension",
    "DeclineReason",
    "Defence",
    "Digest",
    "Draft",
    "DraftVersion",
    "ElectronicSignature",
    "EligibilityCheck",
    "EnforcementApplication",
    "EnforcementStep",
    "Entrustment",
    "Event",
    "EventChain",
    "EventStage",
    "Evidence",
    "EvidenceKind",
    "FigureDelta",
    "FigureReport",
    "FigureRollup",
    "FileExport",
    "Finding",
    "FollowUp",
    "FormDraft",
    "Hearing",
    "HoursSpent",
    "HousePeriod",
    "IdempotencyKey",
    "Informant",
    "InquiryPlan",
    "Instance",
    "ItemStatus",
    "Judgment",
    "JudgmentOrder",
    "LegalDocument",
    "ListColumns",
    "LookBack",
    "LookBackItem",
    "Matter",
    "Means",
    "Measure",
    "MeasureKind",
    "Mediation",
    "Negotiation",
    "NumberSeries",
    "Objection",
    "Offender",
    "OutboxMail",
    "Outcome",
    "PartyRole",
    "Payment",
    "PerformanceReport",
    "PlaintiffKind",
    "PlaintiffResponse",
    "PublicHearing",
    "PublicNotice",
    "Qualification",
    "Reading",
    "Recommendation",
    "RecommendationItem",
    "Reconciliation",
    "Recusal",
    "RecusalApplication",
    "Relative",
    "Reminder",
    "Reply",
    "ReplyItem",
    "ReplyKind",
    "Report",
    "ReportCase",
    "ReportPhoto",
    "ReportState",
    "ResponseKind",
    "RestDayArrangement",
    "ReviewSuspension",
    "SavedFilter",
    "Seal",
    "ServiceMethod",
    "ServicePresence",
    "ServiceRecord",
    "SpamSign",
    "StoredFile",
    "Suit",
    "SuperiorRecord",
    "Supervision",
    "SupportedOutcome",
    "SupportedSuit",
    "TeamMember",
    "TrialSuspension",
    "Verdict",
    "Way",
    "WithdrawalGround",
    "column",
    "columns",
]
