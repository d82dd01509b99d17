"""Filters of the list of cases that a person keeps under names of their own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from agencies.models import OrganisationKind, User
from agencies.request import actor_of
from cases.models import SavedFilter
from cases.views.access import now, page, user_of
from cases.views.case.listing import filter_query, filtered, list_url
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date

AT_MOST = 30
"""Filters one person keeps."""


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name of a filter, not yet given to another of the person's own."""

    class Meta:
        model = SavedFilter
        fields = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["class"] = "form-control"

    def clean_name(self) -> str:
        """Refuse a name that the person has given already, and more than they can overlook."""
        name: str = self.cleaned_data["name"]
        own = SavedFilter.objects.filter(person=self.instance.person).exclude(pk=self.instance.pk)
        if own.filter(name=name).exists():
            raise forms.ValidationError(gettext_lazy("You have a filter of that name already."))
        if self.instance._state.adding and own.count() >= AT_MOST:
            raise forms.ValidationError(
                gettext_lazy("You keep as many filters as the list can show. Delete one first.")
            )
        return name


@page
@require_http_methods(["GET", "POST"])
def saved_filters(request: HttpRequest) -> HttpResponse:
    """The filters of the reader: keep the one of the address, give another name, delete."""
    actor, person = actor_of(request), user_of(request)
    if not actor.seats_in(OrganisationKind.PROCURATORATE):
        raise NotFound
    query = filter_query(request.GET)
    refused: NameForm | None = None
    if request.method == "POST":
        if "delete" in request.POST:
            return _delete(request, person)
        form = _form(request, person, query)
        if form.is_valid():
            row = form.save()
            messages.success(request, _("Kept as %(name)s.") % {"name": row.name})
            return redirect(list_url(row.query))
        refused = form
    bar, _rows = filtered(QueryDict(query), actor, beijing_date(now()))
    rows = SavedFilter.objects.filter(person=person)
    context = {
        "query": query,
        "says": [each.in_words for each in bar if each.value],
        "new_form": refused
        if refused is not None and refused.instance._state.adding
        else NameForm(instance=SavedFilter(person=person, query=query)),
        "forms": [
            refused if refused is not None and refused.instance.pk == row.pk else _named(row)
            for row in rows
        ],
        "back": list_url(query),
    }
    status = 200 if refused is None else 422
    return render(request, "cases/saved_filters.html", context, status=status)


def _named(row: SavedFilter) -> NameForm:
    return NameForm(instance=row, auto_id=f"id_%s_{row.pk}")


def _form(request: HttpRequest, person: User, query: str) -> NameForm:
    """What was sent: another name for a filter kept, or a name for the one of the address."""
    if "rename" not in request.POST:
        return NameForm(request.POST, instance=SavedFilter(person=person, query=query))
    row = _own(person, request.POST["rename"])
    return NameForm(request.POST, instance=row, auto_id=f"id_%s_{row.pk}")


def _delete(request: HttpRequest, person: User) -> HttpResponse:
    _own(person, request.POST["delete"]).delete()
    messages.success(request, _("The filter is deleted."))
    return redirect("cases:saved_filters")


def _own(person: User, pk: str) -> SavedFilter:
    row = SavedFilter.objects.filter(person=person, pk=pk).first() if pk.isdecimal() else None
    if row is None:
        raise Http404
    return row
