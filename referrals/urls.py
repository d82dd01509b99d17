"""Addresses of referrals."""

from django.urls import path

from referrals.views import (
    assistance,
    circulation,
    interference,
    invitation,
    joint_meeting,
    lists,
    mechanism,
    mechanism_lists,
    oversight,
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
    path("mechanisms/", mechanism_lists.mechanisms, name="mechanisms"),
    path("mechanisms/establish/", mechanism.establish, name="establish_mechanism"),
    path("mechanisms/<str:number>/", mechanism.mechanism, name="mechanism"),
    path(
        "mechanisms/<str:number>/files/<uuid:pk>/",
        mechanism.mechanism_file,
        name="mechanism_file",
    ),
    path("joint-meetings/<str:number>/", joint_meeting.joint_meeting, name="joint_meeting"),
    path("joint-meetings/<str:number>/minutes/", joint_meeting.minutes, name="minutes"),
    path(
        "joint-meetings/<str:number>/minutes/pdf/",
        joint_meeting.minutes_pdf,
        name="minutes_pdf",
    ),
    path(
        "joint-meetings/<str:number>/minutes/word/",
        joint_meeting.minutes_word,
        name="minutes_word",
    ),
    path(
        "joint-meetings/<str:number>/files/<uuid:pk>/",
        joint_meeting.joint_meeting_file,
        name="joint_meeting_file",
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
    path("typical-cases/", public.typical_cases, name="public_typicals"),
    path("typical-cases/<str:number>/", public.typical_case, name="public_typical"),
]
