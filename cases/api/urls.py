"""Addresses of clues, cases and what belongs to them, under the API's root."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cases.api import action, case, clue, deadline, draft, event, export, file, legal
from cases.api.base import NUMBER


class NumberConverter(StringConverter):
    """The number of a clue or case; a path with characters no number has leads nowhere."""

    regex = NUMBER


register_converter(NumberConverter, "number")

app_name = "api"

urlpatterns = [
    path("clues/", clue.ClueList.as_view(), name="clues"),
    path("clues/actions/", clue.NewClueActions.as_view(), name="new-clue-actions"),
    path("clues/actions/<slug:name>/", action.NewClueActionView.as_view(), name="new-clue-action"),
    path("clues/<number:number>/", clue.ClueDetail.as_view(), name="clue"),
    path("clues/<number:number>/events/", event.ClueEvents.as_view(), name="clue-events"),
    path(
        "clues/<number:number>/actions/<slug:name>/",
        action.ClueActionView.as_view(),
        name="clue-action",
    ),
    path("cases/", case.CaseList.as_view(), name="cases"),
    path("cases/<number:number>/", case.CaseDetail.as_view(), name="case"),
    path("cases/<number:number>/events/", event.CaseEvents.as_view(), name="case-events"),
    path(
        "cases/<number:number>/actions/<slug:name>/",
        action.CaseActionView.as_view(),
        name="case-action",
    ),
    path("deadlines/", deadline.DeadlineList.as_view(), name="deadlines"),
    path("deadlines/<int:pk>/", deadline.DeadlineDetail.as_view(), name="deadline"),
    path("drafts/", draft.DraftList.as_view(), name="drafts"),
    path("drafts/<int:pk>/", draft.DraftDetail.as_view(), name="draft"),
    path("documents/", legal.DocumentList.as_view(), name="documents"),
    path("documents/<int:pk>/", legal.DocumentDetail.as_view(), name="document"),
    path("documents/<int:pk>/pdf/", legal.DocumentPdf.as_view(), name="document-pdf"),
    path("documents/<int:pk>/docx/", legal.DocumentWord.as_view(), name="document-docx"),
    path("exports/", export.ExportList.as_view(), name="exports"),
    path("exports/<uuid:pk>/", export.ExportDetail.as_view(), name="export"),
    path("exports/<uuid:pk>/file/", export.ExportContent.as_view(), name="export-file"),
    path("files/", file.FileUpload.as_view(), name="files"),
    path("files/<uuid:pk>/", file.FileContent.as_view(), name="file"),
]
