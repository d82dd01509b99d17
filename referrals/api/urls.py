"""Addresses of referrals under the API's root."""

from django.urls import path

from referrals.api import action, referral

app_name = "referrals-api"

urlpatterns = [
    path("referrals/", referral.ReferralList.as_view(), name="referrals"),
    path("referrals/actions/", referral.NewReferralActions.as_view(), name="new-actions"),
    path(
        "referrals/actions/<slug:name>/", action.NewReferralActionView.as_view(), name="new-action"
    ),
    path("referrals/<number:number>/", referral.ReferralDetail.as_view(), name="referral"),
    path(
        "referrals/<number:number>/actions/<slug:name>/",
        action.ReferralActionView.as_view(),
        name="action",
    ),
    path(
        "referrals/<number:number>/files/<uuid:pk>/", referral.ReferralFile.as_view(), name="file"
    ),
]
