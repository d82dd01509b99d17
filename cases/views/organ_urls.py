"""Addresses of the organ's own pages; its inbox and its cases are at the common ones."""

from django.urls import path

from cases.views import (
    organ,
    organ_confirm,
    organ_handover,
    organ_history,
    organ_receipt,
    organ_reply,
)

__all__ = ["organ", "urlpatterns"]

urlpatterns = [
    path("our-record/", organ_history.our_record, name="our_record"),
    path("our-record/items/", organ_history.our_items, name="our_items"),
    path("cases/<str:number>/reply/", organ_reply.reply, name="organ_reply"),
    path("cases/<str:number>/reply/confirm/", organ_confirm.confirm, name="organ_reply_confirm"),
    path(
        "cases/<str:number>/reply/files/<uuid:pk>/",
        organ_handover.prepared_file,
        name="organ_prepared_file",
    ),
    path("cases/<str:number>/replies/<int:pk>/", organ_receipt.receipt, name="organ_receipt"),
    path(
        "cases/<str:number>/recommendations/<str:document>/",
        organ_receipt.recommendation,
        name="organ_recommendation",
    ),
]
