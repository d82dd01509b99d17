"""What the database refuses, whoever writes."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import ApiToken, Appointment, Level, Organisation, OrganisationKind, Post, User
from agencies.services.tree import replant

MARCH = dt.date(2026, 3, 1)
JUNE = dt.date(2026, 6, 30)


def refused(name: str, write: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("organisation_kind_known", {"kind": "club"}),
        ("organisation_level_known", {"level": "village"}),
        ("organisation_region_code", {"region": "1101"}),
        ("organisation_region_code", {"region": "110100.x"}),
        ("organisation_procuratorate_has_prefix", {"number_prefix": ""}),
        ("organisation_prefix_unique", {"number_prefix": "京三分检"}),
        ("agencies_organisation_code_", {"code": "bj3"}),
    ],
)
def test_organisations(procuratorate: Organisation, name: str, changes: dict[str, str]) -> None:
    refused(name, lambda: Organisation.objects.filter(pk=procuratorate.pk).update(**changes))


def test_nobody_stands_above_itself(procuratorate: Organisation) -> None:
    own = Organisation.objects.filter(pk=procuratorate.pk)
    refused("organisation_not_own_parent", lambda: own.update(parent=procuratorate))


def test_no_ancestor_below_its_own_level(branch: Organisation) -> None:
    top = Organisation.objects.filter(code="bj")
    refused("organisation_no_ancestor_below", lambda: top.update(municipal=branch))


def test_the_next_higher_one_is_of_the_same_kind_and_higher(
    procuratorate: Organisation, organ: Organisation
) -> None:
    for parent in (organ, procuratorate):
        wrong = Organisation(
            code="x", kind=OrganisationKind.PROCURATORATE, level=Level.DISTRICT, parent=parent
        )
        with pytest.raises(ValidationError, match="parent"):
            wrong.clean()


def test_a_moved_branch_takes_its_districts_along(
    procuratorate: Organisation, branch: Organisation
) -> None:
    assert (procuratorate.municipal, procuratorate.provincial) == (branch, branch.parent)
    Organisation.objects.filter(pk=branch.pk).update(parent=None)
    replant()
    procuratorate.refresh_from_db()
    branch.refresh_from_db()
    assert branch.municipal == branch
    assert (procuratorate.municipal, procuratorate.provincial) == (branch, None)


def appoint(person: User, at: Organisation, **fields: Any) -> Appointment:
    facts: dict[str, Any] = {"post": Post.HANDLER, "starts_on": MARCH, "ends_on": JUNE}
    return Appointment.objects.create(person=person, organisation=at, **{**facts, **fields})


def test_an_appointment_ends_after_it_starts(handler: User, branch: Organisation) -> None:
    refused(
        "appointment_ends_after_start",
        lambda: appoint(handler, branch, ends_on=MARCH - dt.timedelta(days=1)),
    )
    appoint(handler, branch, ends_on=MARCH)


def test_an_unknown_post(handler: User, branch: Organisation) -> None:
    refused("appointment_post_known", lambda: appoint(handler, branch, post="king"))


@pytest.mark.parametrize(
    "fault", ["no decision", "no end", "decision without loan", "from where it leads"]
)
def test_a_loan_is_complete(
    handler: User, branch: Organisation, procuratorate: Organisation, fault: str
) -> None:
    loan: dict[str, Any] = {"loaned_from": procuratorate, "loan_decision": "京检调〔2026〕3号"}
    match fault:
        case "no decision":
            loan["loan_decision"] = ""
        case "no end":
            loan["ends_on"] = None
        case "decision without loan":
            loan["loaned_from"] = None
        case "from where it leads":
            loan["loaned_from"] = branch
    refused("appointment_loan_complete", lambda: appoint(handler, branch, **loan))


@pytest.mark.parametrize("starts_on", [MARCH, JUNE, dt.date(2026, 1, 1)])
def test_a_post_is_held_once_at_a_time(
    handler: User, branch: Organisation, starts_on: dt.date
) -> None:
    appoint(handler, branch)
    refused(
        "appointment_once_at_a_time",
        lambda: appoint(handler, branch, starts_on=starts_on, ends_on=None),
    )


def test_a_post_is_held_again_later_and_another_beside_it(
    handler: User, branch: Organisation
) -> None:
    appoint(handler, branch)
    appoint(handler, branch, starts_on=JUNE + dt.timedelta(days=1), ends_on=None)
    appoint(handler, branch, post=Post.HEAD)
    assert Appointment.objects.filter(person=handler, organisation=branch).count() == 3


def test_a_post_exists_where_it_is_held(
    handler: User, organ: Organisation, procuratorate: Organisation
) -> None:
    wrong = Appointment(person=handler, organisation=organ, post=Post.JUDGE, starts_on=MARCH)
    with pytest.raises(ValidationError, match="post"):
        wrong.full_clean()
    lent = Appointment(
        person=handler,
        organisation=procuratorate,
        post=Post.HEAD,
        starts_on=MARCH,
        ends_on=JUNE,
        loaned_from=organ,
        loan_decision="x",
    )
    with pytest.raises(ValidationError, match="loaned_from"):
        lent.full_clean()


def test_a_language_is_known(handler: User) -> None:
    refused(
        "user_language_known",
        lambda: User.objects.filter(pk=handler.pk).update(language="tlh"),
    )


def test_a_token_expires_after_it_was_made(handler: User) -> None:
    now = timezone.now()
    refused(
        "api_token_expires_later",
        lambda: ApiToken.objects.create(
            user=handler, digest="x", prefix="x", created_at=now, expires_at=now
        ),
    )
