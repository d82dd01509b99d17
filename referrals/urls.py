"""Addresses of referrals."""

from django.urls import path

from referrals.views import (
    assistance,
    campaign,
    circulation,
    governance,
    interference,
    invitation,
    lists,
    oversight,
    patterns,
    public,
    referral,
    sealed,
    sending,
    typical,
)

app_name = "referrals"

urlpatterns = [
    path("referrals/", lists.referrals, name="referrals"),
    path("referrals/send/", sending.send, name="send"),
    path("referrals/<str:number>/", referral.referral, name="referral"),
    path("referrals/<str:number>/letter/", referral.letter, name="letter"),
    path("referrals/<str:number>/letter/pdf/", referral.letter_pdf, name="letter_pdf"),
    path("referrals/<str:number>/letter/word/", referral.letter_word, name="letter_word"),
    path("referrals/<str:number>/receipt/", referral.receipt, name="receipt"),
    path("referrals/<str:number>/receipt/pdf/", referral.receipt_pdf, name="receipt_pdf"),
    path("referrals/<str:number>/receipt/word/", referral.receipt_word, name="receipt_word"),
    path("referrals/<str:number>/sealed/", sealed.opened, name="sealed"),
    path("referrals/<str:number>/files/<uuid:pk>/", sealed.file, name="file"),
    path("assistances/", assistance.assistances, name="assistances"),
    path("assistances/ask/", assistance.ask, name="ask_assistance"),
    path("assistances/<str:number>/", assistance.assistance, name="assistance"),
    path(
        "assistances/<str:number>/files/<uuid:pk>/",
        assistance.assistance_file,
        name="assistance_file",
    ),
    path("circulations/", circulation.circulations, name="circulations"),
    path("circulations/draw-up/", circulation.draw_up, name="draw_up_circulation"),
    path("circulations/<str:number>/", circulation.circulation, name="circulation"),
    path("circulations/<str:number>/statement/", circulation.statement, name="statement"),
    path(
        "circulations/<str:number>/statement/pdf/",
        circulation.statement_pdf,
        name="statement_pdf",
    ),
    path(
        "circulations/<str:number>/statement/word/",
        circulation.statement_word,
        name="statement_word",
    ),
    path("interferences/", interference.interferences, name="interferences"),
    path("interferences/record/", interference.record, name="record_interference"),
    path("interferences/<str:number>/", interference.interference, name="interference"),
    path("interferences/<str:number>/opened/", interference.opened, name="interference_opened"),
    path(
        "interferences/<str:number>/recorder/", interference.recorder, name="interference_recorder"
    ),
    path(
        "interferences/<str:number>/files/<uuid:pk>/",
        interference.interference_file,
        name="interference_file",
    ),
    path("oversights/", oversight.oversights, name="oversights"),
    path("oversights/ask/", oversight.ask, name="ask_oversight"),
    path("oversights/record/", oversight.record, name="record_oversight"),
    path("oversights/offer/", oversight.offer, name="offer_oversight"),
    path("oversights/<str:number>/", oversight.oversight, name="oversight"),
    path(
        "oversights/<str:number>/files/<uuid:pk>/",
        oversight.oversight_file,
        name="oversight_file",
    ),
    path(
        "oversights/<str:number>/reports/<int:pk>/",
        oversight.oversight_report,
        name="oversight_report",
    ),
    path(
        "oversights/<str:number>/reports/<int:pk>/pdf/",
        oversight.oversight_report_pdf,
        name="oversight_report_pdf",
    ),
    path("invitations/", invitation.invitations, name="invitations"),
    path("invitations/invite/", invitation.invite, name="invite"),
    path("invitations/<str:number>/", invitation.invitation, name="invitation"),
    path("publicity/", typical.typical_cases, name="typicals"),
    path("publicity/choose/", typical.choose, name="choose_typical"),
    path("publicity/<str:number>/", typical.typical_case, name="typical"),
    path("patterns/", patterns.patterns, name="patterns"),
    path("patterns/<str:number>/", patterns.pattern_cases, name="pattern_cases"),
    path("campaigns/", campaign.campaigns, name="campaigns"),
    path("campaigns/plan/", campaign.plan, name="plan_campaign"),
    path("campaigns/<str:number>/", campaign.campaign, name="campaign"),
    path(
        "campaigns/<str:number>/figures/<slug:code>/",
        campaign.campaign_rows,
        name="campaign_rows",
    ),
    path("campaigns/<str:number>/report/", campaign.report, name="campaign_report"),
    path("campaigns/<str:number>/report/pdf/", campaign.report_pdf, name="campaign_report_pdf"),
    path("campaigns/<str:number>/report/word/", campaign.report_word, name="campaign_report_word"),
    path("governances/", governance.governances, name="governances"),
    path("governances/draft/", governance.draft, name="draft_governance"),
    path("governances/<str:number>/", governance.governance, name="governance"),
    path("governances/<str:number>/letter/", governance.letter, name="governance_letter"),
    path(
        "governances/<str:number>/letter/pdf/", governance.letter_pdf, name="governance_letter_pdf"
    ),
    path(
        "governances/<str:number>/letter/word/",
        governance.letter_word,
        name="governance_letter_word",
    ),
    path(
        "governances/<str:number>/files/<uuid:pk>/",
        governance.governance_file,
        name="governance_file",
    ),
    path("typical-cases/", public.typical_cases, name="public_typicals"),
    path("typical-cases/<str:number>/", public.typical_case, name="public_typical"),
]
