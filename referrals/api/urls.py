"""Addresses of what goes between the organs under the API's root."""

from django.urls import URLPattern, path

from cases.sorts import Sort
from referrals.api import (
    assistance,
    campaign,
    circulation,
    governance,
    interference,
    invitation,
    joint_meeting,
    mechanism,
    oversight,
    referral,
    typical,
)
from referrals.api.action import action_views
from referrals.sort import (
    ASSISTANCE,
    CAMPAIGN,
    CIRCULATION,
    GOVERNANCE,
    INTERFERENCE,
    INVITATION,
    JOINT_MEETING,
    MECHANISM,
    OVERSIGHT,
    REFERRAL,
    TYPICAL,
)

app_name = "referrals-api"


def _actions(sort: Sort, plural: str, prefix: str = "") -> list[URLPattern]:
    """Where the actions of a sort are taken; must stand before the address of one."""
    views = action_views(sort)
    return [
        path(f"{plural}/actions/", views.offered.as_view(), name=f"{prefix}new-actions"),
        path(f"{plural}/actions/<slug:name>/", views.before.as_view(), name=f"{prefix}new-action"),
        path(
            f"{plural}/<number:number>/actions/<slug:name>/",
            views.on_one.as_view(),
            name=f"{prefix}action",
        ),
    ]


urlpatterns = [
    path("referrals/", referral.ReferralList.as_view(), name="referrals"),
    *_actions(REFERRAL, "referrals"),
    path("referrals/<number:number>/", referral.ReferralDetail.as_view(), name="referral"),
    path(
        "referrals/<number:number>/files/<uuid:pk>/", referral.ReferralFile.as_view(), name="file"
    ),
    path("assistances/", assistance.AssistanceList.as_view(), name="assistances"),
    *_actions(ASSISTANCE, "assistances", "assistance-"),
    path("assistances/<number:number>/", assistance.AssistanceDetail.as_view(), name="assistance"),
    path("circulations/", circulation.CirculationList.as_view(), name="circulations"),
    *_actions(CIRCULATION, "circulations", "circulation-"),
    path(
        "circulations/<number:number>/",
        circulation.CirculationDetail.as_view(),
        name="circulation",
    ),
    path("interferences/", interference.InterferenceList.as_view(), name="interferences"),
    *_actions(INTERFERENCE, "interferences", "interference-"),
    path(
        "interferences/<number:number>/",
        interference.InterferenceDetail.as_view(),
        name="interference",
    ),
    path("mechanisms/", mechanism.MechanismList.as_view(), name="mechanisms"),
    *_actions(MECHANISM, "mechanisms", "mechanism-"),
    path("mechanisms/<number:number>/", mechanism.MechanismDetail.as_view(), name="mechanism"),
    path("joint_meetings/", joint_meeting.JointMeetingList.as_view(), name="joint-meetings"),
    # A meeting is called on its mechanism: nothing begins one here.
    path(
        "joint_meetings/<number:number>/actions/<slug:name>/",
        action_views(JOINT_MEETING).on_one.as_view(),
        name="joint-meeting-action",
    ),
    path(
        "joint_meetings/<number:number>/",
        joint_meeting.JointMeetingDetail.as_view(),
        name="joint-meeting",
    ),
    path("oversights/", oversight.OversightList.as_view(), name="oversights"),
    *_actions(OVERSIGHT, "oversights", "oversight-"),
    path("oversights/<number:number>/", oversight.OversightDetail.as_view(), name="oversight"),
    path("invitations/", invitation.InvitationList.as_view(), name="invitations"),
    *_actions(INVITATION, "invitations", "invitation-"),
    path("invitations/<number:number>/", invitation.InvitationDetail.as_view(), name="invitation"),
    path("typical_cases/", typical.TypicalCaseList.as_view(), name="typicals"),
    *_actions(TYPICAL, "typical_cases", "typical-"),
    path("typical_cases/<number:number>/", typical.TypicalCaseDetail.as_view(), name="typical"),
    path("campaigns/", campaign.CampaignList.as_view(), name="campaigns"),
    *_actions(CAMPAIGN, "campaigns", "campaign-"),
    path("campaigns/<number:number>/", campaign.CampaignDetail.as_view(), name="campaign"),
    path("governances/", governance.GovernanceList.as_view(), name="governances"),
    *_actions(GOVERNANCE, "governances", "governance-"),
    path("governances/<number:number>/", governance.GovernanceDetail.as_view(), name="governance"),
]
