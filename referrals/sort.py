"""The sorts of matter of this app, entered where perform, sweep, replay and pages find them."""

from typing import Final

from cases.sorts import SORTS, Sort
from referrals.demo import (
    assistances,
    campaigns,
    circulations,
    governances,
    interferences,
    invitations,
    mechanisms,
    oversights,
    referrals,
    typical_cases,
)
from referrals.domain.assistance import ASSISTANCE_TABLE, AssistanceState
from referrals.domain.campaign import CAMPAIGN_TABLE, CampaignState
from referrals.domain.circulation import CIRCULATION_TABLE, CirculationState
from referrals.domain.governance import GOVERNANCE_TABLE, GovernanceState
from referrals.domain.interference import INTERFERENCE_TABLE, InterferenceState
from referrals.domain.invitation import INVITATION_TABLE, InvitationState
from referrals.domain.joint_meeting import MEETING_TABLE, MeetingState
from referrals.domain.lifecycle import REFERRAL_TABLE
from referrals.domain.mechanism import MECHANISM_TABLE, MechanismState
from referrals.domain.oversight import OVERSIGHT_TABLE, OversightState
from referrals.domain.typical import TYPICAL_TABLE, TypicalState
from referrals.domain.vocabulary import ReferralState
from referrals.models import (
    Assistance,
    Campaign,
    Circulation,
    Governance,
    Interference,
    Invitation,
    JointMeeting,
    Mechanism,
    Oversight,
    Referral,
    TypicalCase,
)
from referrals.services import (
    begun,
    campaign,
    circulation,
    governance,
    letter,
    minutes,
    overseeing,
    waiting,
    waiting_mechanism,
    waiting_on,
)
from referrals.standing import (
    AssistanceParts,
    CirculationParts,
    InterferenceParts,
    InvitationParts,
    OversightParts,
    ReferralParts,
    TypicalParts,
)
from referrals.standing_led import CampaignParts, GovernanceParts
from referrals.standing_mechanism import MechanismParts

REFERRAL: Final = Sort(
    name="referral",
    model=Referral,
    table=REFERRAL_TABLE,
    states=ReferralState,
    page="referrals:referral",
    form="referrals:send",
    standing=ReferralParts,
    visible_to=Referral.objects.visible_to,
    waiting=waiting.waiting_for,
    headlines=waiting.headlines,
    meets=waiting.MEETS,
    facts=letter.facts,
    begun_in=begun.referral_in,
    demo=referrals.tell,
)
# No list of work and no file of a case may tell that there is one: the defaults name nothing.
INTERFERENCE: Final = Sort(
    name="interference",
    model=Interference,
    table=INTERFERENCE_TABLE,
    states=InterferenceState,
    page="referrals:interference",
    form="referrals:record_interference",
    standing=InterferenceParts,
    visible_to=Interference.objects.visible_to,
    begun_in=begun.interference_in,
    demo=interferences.tell,
)
CIRCULATION: Final = Sort(
    name="circulation",
    model=Circulation,
    table=CIRCULATION_TABLE,
    states=CirculationState,
    page="referrals:circulation",
    form="referrals:draw_up_circulation",
    standing=CirculationParts,
    visible_to=Circulation.objects.visible_to,
    waiting=waiting.statements_waiting,
    headlines=waiting.statement_headlines,
    facts=circulation.facts,
    demo=circulations.tell,
)
ASSISTANCE: Final = Sort(
    name="assistance",
    model=Assistance,
    table=ASSISTANCE_TABLE,
    states=AssistanceState,
    page="referrals:assistance",
    form="referrals:ask_assistance",
    standing=AssistanceParts,
    visible_to=Assistance.objects.visible_to,
    waiting=waiting.assistance_waiting,
    headlines=waiting.assistance_headlines,
    from_case=waiting.assistance_from,
    meets=waiting.ASSISTANCE_MEETS,
    begun_in=begun.assistance_in,
    demo=assistances.tell,
    owed_to=waiting.assistance_owed_to,
)
TYPICAL: Final = Sort(
    name="typical_case",
    model=TypicalCase,
    table=TYPICAL_TABLE,
    states=TypicalState,
    page="referrals:typical",
    form="referrals:choose_typical",
    standing=TypicalParts,
    visible_to=TypicalCase.objects.visible_to,
    steps=waiting.typical_steps,
    headlines=waiting.typical_headlines,
    begun_in=begun.typical_in,
    demo=typical_cases.tell,
)
CAMPAIGN: Final = Sort(
    name="campaign",
    model=Campaign,
    table=CAMPAIGN_TABLE,
    states=CampaignState,
    page="referrals:campaign",
    form="referrals:plan_campaign",
    standing=CampaignParts,
    visible_to=Campaign.objects.visible_to,
    waiting=waiting_on.campaigns_waiting,
    steps=waiting_on.campaign_steps,
    headlines=waiting_on.campaign_headlines,
    from_case=waiting_on.campaigns_of,
    meets=waiting_on.CAMPAIGN_MEETS,
    facts=campaign.facts,
    demo=campaigns.tell,
)
GOVERNANCE: Final = Sort(
    name="governance",
    model=Governance,
    table=GOVERNANCE_TABLE,
    states=GovernanceState,
    page="referrals:governance",
    form="referrals:draft_governance",
    standing=GovernanceParts,
    visible_to=Governance.objects.visible_to,
    waiting=waiting_on.governance_waiting,
    steps=waiting_on.governance_steps,
    begun_in=begun.governance_in,
    headlines=waiting_on.governance_headlines,
    meets=waiting_on.GOVERNANCE_MEETS,
    facts=governance.facts,
    demo=governances.tell,
)
MECHANISM: Final = Sort(
    name="mechanism",
    model=Mechanism,
    table=MECHANISM_TABLE,
    states=MechanismState,
    page="referrals:mechanism",
    form="referrals:establish_mechanism",
    standing=MechanismParts,
    visible_to=Mechanism.objects.visible_to,
    waiting=waiting_mechanism.mechanisms_waiting,
    headlines=waiting_mechanism.mechanism_headlines,
    meets=waiting_mechanism.MECHANISM_MEETS,
    subjects=waiting_mechanism.review_subjects,
    demo=mechanisms.tell,
)
# Its meetings are called on it: no form begins one.
JOINT_MEETING: Final = Sort(
    name="joint_meeting",
    model=JointMeeting,
    table=MEETING_TABLE,
    states=MeetingState,
    page="referrals:joint_meeting",
    form="referrals:mechanisms",
    standing=MechanismParts,
    visible_to=JointMeeting.objects.visible_to,
    waiting=waiting_mechanism.meetings_waiting,
    headlines=waiting_mechanism.meeting_headlines,
    meets=waiting_mechanism.MEETING_MEETS,
    subjects=waiting_mechanism.task_subjects,
    facts=minutes.facts,
    demo=mechanisms.told_with_them,
)
OVERSIGHT: Final = Sort(
    name="oversight",
    model=Oversight,
    table=OVERSIGHT_TABLE,
    states=OversightState,
    page="referrals:oversight",
    form="referrals:ask_oversight",
    forms={
        "record_oversight": "referrals:record_oversight",
        "offer_oversight": "referrals:offer_oversight",
    },
    standing=OversightParts,
    visible_to=Oversight.objects.visible_to,
    waiting=overseeing.oversight_waiting,
    headlines=overseeing.oversight_headlines,
    meets=overseeing.OVERSIGHT_MEETS,
    demo=oversights.tell,
    owed_to=overseeing.oversight_owed_to,
    acting=overseeing.oversight_acting,
)
INVITATION: Final = Sort(
    name="invitation",
    model=Invitation,
    table=INVITATION_TABLE,
    states=InvitationState,
    page="referrals:invitation",
    form="referrals:invite",
    standing=InvitationParts,
    visible_to=Invitation.objects.visible_to,
    waiting=overseeing.invitations_waiting,
    headlines=overseeing.invitation_headlines,
    from_case=overseeing.invitations_of,
    meets=overseeing.INVITATION_MEETS,
    begun_in=begun.invitation_in,
    demo=invitations.tell,
    owed_to=overseeing.invitation_owed_to,
    acting=overseeing.invitation_acting,
)
for each in (
    *(REFERRAL, INTERFERENCE, CIRCULATION, ASSISTANCE, TYPICAL),
    *(OVERSIGHT, INVITATION, MECHANISM, JOINT_MEETING),
    *(CAMPAIGN, GOVERNANCE),
):
    SORTS[each.name] = each
