"""Choices beside those an action names itself: places, organisations, people, items."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from pydantic import BaseModel

from agencies.actor import Actor
from agencies.models import Organisation, OrganisationKind
from cases.actions.base import Action
from cases.models import Case, Clue, Matter
from cases.querysets import INSIDE_POSTS
from cases.services.people import holders
from cases.views.forms.form import Options
from cases.views.forms.shapes import Shape, Widget, shapes_of

#: Which organisations a field asks for, by its name.
KINDS: Final[Mapping[str, OrganisationKind]] = {
    "organ": OrganisationKind.ORGAN,
    "respondent": OrganisationKind.ORGAN,
    "right_holder": OrganisationKind.ORGAN,
    "department": OrganisationKind.ORGAN,
    "court": OrganisationKind.COURT,
    "to": OrganisationKind.PROCURATORATE,
}
REGION: Final = "place.region"
CITY: Final = 2
"""Regions of one city share so many leading digits."""


def options_for(action: Action) -> Options:
    """All choices of an action's form, by the path of the field without indexes."""
    found: dict[str, Sequence[tuple[str, ...]]] = dict(action.options())
    own = own_procuratorate(action)
    for path, shape in _paths(action.Data):
        if path in found:
            continue
        if path == REGION:
            found[path] = _regions(own)
        elif shape.widget is Widget.ORGANISATION:
            found[path] = _organisations(KINDS.get(shape.name), own)
        elif shape.widget in (Widget.PERSON, Widget.PEOPLE) and shape.choices is None and own:
            people = holders(own.pk, INSIDE_POSTS, action.today)
            found[path] = [(person.username, person.name) for person in people]
        elif shape.widget is Widget.HEADING and isinstance(action.target, Case):
            found[path] = _items(action.target)
    return found


def initial_for(action: Action) -> dict[str, Any]:
    """What the form is opened with: as the action says, and the region of one's procuratorate."""
    values = dict(action.initial())
    own = own_procuratorate(action)
    if own is not None and REGION in dict(_paths(action.Data)):
        values.setdefault("place", {"region": own.region})
    return values


def own_procuratorate(action: Action) -> Organisation | None:
    """The procuratorate that has the clue or case, or that the person acts for."""
    if action.target is not None:
        return action.target.procuratorate
    return _seat_of(action.actor)


def _seat_of(actor: Actor) -> Organisation | None:
    seats = actor.seats_in(OrganisationKind.PROCURATORATE)
    return Organisation.objects.filter(pk=seats[0].organisation_id).first() if seats else None


def _paths(
    model: type[BaseModel], prefix: str = "", in_rows: bool = False
) -> Iterator[tuple[str, Shape]]:
    for shape in shapes_of(model, in_rows=in_rows):
        yield prefix + shape.name, shape
        if shape.model is not None:
            yield from _paths(shape.model, f"{prefix}{shape.name}.", shape.widget is Widget.ROWS)


def _organisations(
    kind: OrganisationKind | None, own: Organisation | None
) -> list[tuple[str, ...]]:
    """Those of the own region first, under their own heading."""
    rows = Organisation.objects.active().order_by("region", "id")
    if kind is not None:
        rows = rows.of_kind(kind)
    here, elsewhere = _("Own region"), _("Elsewhere")
    near = [
        (row.code, row.name, here if own and row.region == own.region else elsewhere)
        for row in rows
        if own is None or row.pk != own.pk
    ]
    return sorted(near, key=lambda row: row[2] != here)


def _regions(own: Organisation | None) -> list[tuple[str, ...]]:
    """The regions that have a procuratorate, those of the own city first."""
    rows = Organisation.objects.active().of_kind(OrganisationKind.PROCURATORATE).order_by("region")
    found = {row.region: row for row in rows if row.region.isdigit()}
    city = own.region[:CITY] if own else ""
    ordered = sorted(found.values(), key=lambda row: (not row.region.startswith(city), row.region))
    return [(row.region, region_name(row)) for row in ordered]


def region_name(procuratorate: Organisation) -> str:
    """The region of a procuratorate by name."""
    return procuratorate.name.removesuffix("人民检察院")


def _items(case: Case) -> list[tuple[str, ...]]:
    """The recommended items a reply or a look-back goes through one by one."""
    standing = case.recommendations.filter(withdrawn_on__isnull=True).order_by("-id").first()
    return (
        [(str(item.no), f"{item.no}. {item.text}") for item in standing.items.all()]
        if standing
        else []
    )


def target_kind(target: Clue | Case | Matter) -> str:
    """The word for it in addresses."""
    if isinstance(target, Matter):
        return target.sort
    return "case" if isinstance(target, Case) else "clue"
