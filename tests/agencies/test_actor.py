"""Which seats a person holds on which day."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from freezegun import freeze_time
from pytest_django import DjangoAssertNumQueries

from agencies.actor import Actor
from agencies.models import Appointment, Level, Organisation, OrganisationKind, Post, User
from agencies.request import actor_of, bind_actor

DAY = dt.date(2026, 3, 20)


def test_a_seat_tells_where_and_what(handler: User, procuratorate: Organisation) -> None:
    (seat,) = Actor.of(handler, on=DAY).seats
    assert seat.organisation_id == procuratorate.pk
    assert seat.organisation_code == "cy"
    assert seat.organisation_kind is OrganisationKind.PROCURATORATE
    assert seat.organisation_level is Level.DISTRICT
    assert seat.parent_id == procuratorate.parent_id
    assert seat.post is Post.HANDLER
    assert not seat.loaned


def test_one_query(handler: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        Actor.of(handler, on=DAY)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (dt.date(2026, 3, 1), False),
        (dt.date(2026, 3, 2), True),
        (dt.date(2026, 3, 31), True),
        (dt.date(2026, 4, 1), False),
    ],
)
def test_first_and_last_day_count(
    handler: User, organ: Organisation, day: dt.date, holds: bool
) -> None:
    Appointment.objects.create(
        person=handler,
        organisation=organ,
        post=Post.OFFICER,
        starts_on=dt.date(2026, 3, 2),
        ends_on=dt.date(2026, 3, 31),
    )
    assert bool(Actor.of(handler, on=day).holds(Post.OFFICER)) is holds


def test_a_loaned_procurator_acts_for_the_other_procuratorate_while_the_loan_lasts(
    handler: User, procuratorate: Organisation, branch: Organisation
) -> None:
    Appointment.objects.create(
        person=handler,
        organisation=branch,
        post=Post.HANDLER,
        starts_on=dt.date(2026, 3, 1),
        ends_on=dt.date(2026, 6, 30),
        loaned_from=procuratorate,
        loan_decision="京检调〔2026〕3号",
    )
    during = Actor.of(handler, on=DAY)
    loan = during.holds(Post.HANDLER, organisation_id=branch.pk)
    assert loan is not None
    assert loan.loaned
    assert {seat.organisation_code for seat in during.seats} == {"cy", "bj3"}
    after = Actor.of(handler, on=dt.date(2026, 7, 1))
    assert after.holds(Post.HANDLER, organisation_id=branch.pk) is None
    assert after.holds(Post.HANDLER, organisation_id=procuratorate.pk) is not None


def test_holds_asks_for_any_of_the_posts_at_the_place(
    handler: User, procuratorate: Organisation, branch: Organisation
) -> None:
    actor = Actor.of(handler, on=DAY)
    assert actor.holds(Post.CHIEF) is None
    assert actor.holds(Post.CHIEF, Post.HANDLER) is not None
    assert actor.holds(Post.HANDLER, organisation_id=branch.pk) is None


def test_seats_by_kind(handler: User, organ: Organisation) -> None:
    Appointment.objects.create(person=handler, organisation=organ, post=Post.OFFICER, starts_on=DAY)
    actor = Actor.of(handler, on=DAY)
    assert [seat.organisation_code for seat in actor.seats_in(OrganisationKind.ORGAN)] == [
        "cy-water"
    ]
    assert len(actor.seats_in(OrganisationKind.ORGAN, OrganisationKind.PROCURATORATE)) == 2
    assert actor.seats_in(OrganisationKind.COURT) == ()


def test_a_closed_account_or_organisation_seats_nobody(
    handler: User, procuratorate: Organisation
) -> None:
    procuratorate.is_active = False
    procuratorate.save()
    assert Actor.of(handler, on=DAY).seats == ()
    procuratorate.is_active = True
    procuratorate.save()
    handler.is_active = False
    handler.save()
    assert Actor.of(handler, on=DAY) == Actor.anonymous()


def test_nobody_and_the_clock() -> None:
    nobody = Actor.of(AnonymousUser(), on=DAY)
    assert (nobody.user, nobody.seats, nobody.is_system) == (None, (), False)
    clock = Actor.system()
    assert (clock.user, clock.seats, clock.is_system) == (None, (), True)


def test_the_request_asks_once_and_only_when_asked(
    handler: User, rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = rf.get("/")
    request.user = handler
    with django_assert_num_queries(0):
        bind_actor(request)
    with django_assert_num_queries(1):
        assert actor_of(request).seats
        assert actor_of(request).holds(Post.HANDLER)


def test_a_changed_appointment_counts_at_the_next_request(
    handler: User, rf: RequestFactory
) -> None:
    request = rf.get("/")
    request.user = handler
    bind_actor(request)
    assert actor_of(request).seats
    Appointment.objects.filter(person=handler).update(ends_on=dt.date(2020, 2, 1))
    bind_actor(request)
    assert actor_of(request).seats == ()


@freeze_time("2026-03-31T16:30:00Z")
def test_the_day_of_a_request_is_the_day_in_beijing(handler: User, rf: RequestFactory) -> None:
    """Half past midnight of 1 April in Beijing is still March in Greenwich."""
    Appointment.objects.filter(person=handler).update(ends_on=dt.date(2026, 3, 31))
    request = rf.get("/")
    request.user = handler
    bind_actor(request)
    assert actor_of(request).seats == ()
