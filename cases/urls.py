"""Addresses of clues, cases and what belongs to them."""

from django.conf import settings
from django.urls import path, register_converter

from cases.views import clue, deadlines, file, quick, search, styleguide
from cases.views.case import compare, entrusted, listing, page, saved_filters, similar
from cases.views.court import urls as court_urls
from cases.views.documents import document, draft, file_papers, preview, service
from cases.views.figures import urls as figures_urls
from cases.views.forms import acting, action, duplicates, form_drafts, sections
from cases.views.office import bulk, seal
from cases.views.office import urls as office_urls
from cases.views.organ import urls as organ_urls
from cases.views.public import urls as public_urls
from cases.views.right_holder import urls as right_holder_urls
from cases.views.work import feed, month, my_work


class KindConverter:
    """Clues, cases or a sort of matter: plural in the address, singular in the code."""

    regex = "[a-z_]+s"

    def to_python(self, value: str) -> str:
        """From the address."""
        return value.removesuffix("s")

    def to_url(self, value: str) -> str:
        """Into the address."""
        return f"{value}s"


register_converter(KindConverter, "kind")

app_name = "cases"

# A number such as 京朝检行公立〔2026〕12号 is one part of the path: it has no slash.
urlpatterns = [
    path("", my_work.work, name="work"),
    path("calendar/", month.work_calendar, name="work_calendar"),
    path("calendar/<str:secret>.ics", feed.calendar_feed, name="calendar_feed"),
    path("clues/", clue.clues, name="clues"),
    path("clues/register/", action.register_clue, name="register_clue"),
    path("clues/register/alike/", duplicates.duplicates, name="duplicates"),
    path("clues/<str:number>/", clue.clue, name="clue"),
    path("cases/", listing.cases, name="cases"),
    path("cases/columns/", listing.columns, name="columns"),
    path("cases/filters/", saved_filters.saved_filters, name="saved_filters"),
    path("cases/assign/", bulk.assign, name="bulk_assign"),
    path("cases/export/", bulk.export, name="bulk_export"),
    path("cases/entrusted/", entrusted.entrusted, name="entrusted"),
    path("cases/<str:number>/", page.case, name="case"),
    path("cases/<str:number>/compare/", compare.compare, name="compare"),
    path("cases/<str:number>/similar/", similar.similar, name="similar"),
    path("cases/<str:number>/file/", file_papers.papers, name="papers"),
    path("cases/<str:number>/print/", file_papers.print_view, name="print"),
    path("cases/<str:number>/export/", file_papers.ask_export, name="ask_export"),
    path("exports/<uuid:pk>/", file_papers.export, name="export"),
    path("exports/<uuid:pk>/file/", file_papers.export_file, name="export_file"),
    path("<kind:kind>/<str:number>/actions/<slug:name>/", action.action, name="action"),
    path(
        "<kind:kind>/<str:number>/actions/<slug:name>/preview/",
        preview.preview,
        name="preview",
    ),
    path("<kind:kind>/<str:number>/acts/", acting.acts, name="acts"),
    path("drafts/<int:pk>/", draft.draft, name="draft"),
    path("drafts/<int:pk>/revise/", draft.revise, name="revise"),
    path("drafts/<int:pk>/preview/", draft.preview, name="draft_preview"),
    path("documents/<int:pk>/", document.document, name="document"),
    path("documents/<int:pk>/pdf/", document.pdf, name="document_pdf"),
    path("documents/<int:pk>/word/", document.word, name="document_word"),
    path("verify/<str:token>/", document.verify, name="verify"),
    path("seal/", seal.seal, name="seal"),
    path("seal/picture/", seal.picture, name="seal_picture"),
    path("quick/", quick.quick, name="quick"),
    path("search/", search.search, name="search"),
    path("files/", file.upload, name="upload"),
    path("files/<uuid:pk>/", file.download, name="file"),
    path("forms/keep/", form_drafts.autosave, name="autosave"),
    path("forms/sections/", sections.sections, name="sections"),
    path("service/<int:pk>/", service.service, name="service"),
    path("service/<int:pk>/proof.pdf", service.service_file, {"form": "pdf"}, name="service_pdf"),
    path(
        "service/<int:pk>/proof.docx", service.service_file, {"form": "docx"}, name="service_docx"
    ),
    path("deadlines/<int:pk>/", deadlines.deadline_explanation, name="deadline_explanation"),
]

# The pages of those who lead and register, and of those who see a facet of a case.
urlpatterns += [
    *office_urls.urlpatterns,
    *organ_urls.urlpatterns,
    *court_urls.urlpatterns,
    *right_holder_urls.urlpatterns,
]

# What procuratorates and of those who watch over them watch, and those who watch from outside.
urlpatterns += figures_urls.urlpatterns

# What everybody may open, and where what they report is taken in.
urlpatterns += public_urls.urlpatterns

if settings.DEBUG:
    urlpatterns += [path("styleguide/", styleguide.styleguide, name="styleguide")]
