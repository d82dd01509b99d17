"""Addresses of the organ's own pages; its inbox and its cases are at the common ones."""

from django.urls import path

from cases.views.organ import confirm, handover, history, inbox, receipt, reply

__all__ = ["inbox", "urlpatterns"]

urlpatterns = [
    path("our-record/", history.our_record, name="our_record"),
    path("our-record/items/", history.our_items, name="our_items"),
    path("cases/<str:number>/reply/", reply.reply, name="organ_reply"),
    path("cases/<str:number>/reply/confirm/", confirm.confirm, name="organ_reply_confirm"),
    path(
        "cases/<str:number>/reply/files/<uuid:pk>/",
        handover.prepared_file,
        name="organ_prepared_file",
    ),
    path("cases/<str:number>/replies/<int:pk>/", receipt.receipt, name="organ_receipt"),
    path(
        "cases/<str:number>/recommendations/<str:document>/",
        receipt.recommendation,
        name="organ_recommendation",
    ),
]
