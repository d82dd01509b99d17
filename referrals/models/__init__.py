"""The facts of what goes between the organs. Nothing here changes by itself."""

from referrals.models.assistance import Assistance, Obstruction, ObstructionReport
from referrals.models.campaign import Campaign, CampaignEntry, CampaignGoal
from referrals.models.circulation import Circulation, CirculationRow
from referrals.models.cosigned import CosignedDocument, DocumentReview
from referrals.models.exchange import JointTraining, StaffExchange
from referrals.models.governance import Governance, GovernanceFollowUp, GovernanceItem
from referrals.models.information import InformationItem, InformationReceipt
from referrals.models.interference import Account, Interference
from referrals.models.invitation import Invitation
from referrals.models.joint_meeting import Attendance, JointMeeting, JointTask, TaskReport
from referrals.models.mechanism import Mechanism, Membership
from referrals.models.oversight import Oversight, OversightTask
from referrals.models.referral import Progress, Referral
from referrals.models.sealed import Opening, SealedFile
from referrals.models.typical import KeptMark, TypicalCase

__all__ = [
    "Account",
    "Assistance",
    "Attendance",
    "Campaign",
    "CampaignEntry",
    "CampaignGoal",
    "Circulation",
    "CirculationRow",
    "CosignedDocument",
    "DocumentReview",
    "Governance",
    "GovernanceFollowUp",
    "GovernanceItem",
    "InformationItem",
    "InformationReceipt",
    "Interference",
    "Invitation",
    "JointMeeting",
    "JointTask",
    "JointTraining",
    "KeptMark",
    "Mechanism",
    "Membership",
    "Obstruction",
    "ObstructionReport",
    "Opening",
    "Oversight",
    "OversightTask",
    "Progress",
    "Referral",
    "SealedFile",
    "StaffExchange",
    "TaskReport",
    "TypicalCase",
]
