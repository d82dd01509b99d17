"""Small directories for tests: by hand, or the whole demo."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from rest_framework.test import APIClient

from agencies.directory import LoadedDirectory, write_directory
from agencies.models import Appointment, Level, Organisation, OrganisationKind, Post, User
from agencies.services.tree import replant

PASSWORD = "right horse battery"
DAY = dt.date(2026, 3, 20)

MakePerson = Callable[..., User]


@pytest.fixture
def branch(db: None) -> Organisation:
    """A procuratorate in the middle of the tree, with one above it."""
    top = Organisation.objects.create(
        code="bj",
        name="北京市人民检察院",
        short_name="北京市院",
        kind=OrganisationKind.PROCURATORATE,
        level=Level.PROVINCIAL,
        region="110000",
        number_prefix="京检",
    )
    return Organisation.objects.create(
        code="bj3",
        name="北京市人民检察院第三分院",
        short_name="北京三分院",
        kind=OrganisationKind.PROCURATORATE,
        level=Level.MUNICIPAL,
        region="110100.3",
        parent=top,
        number_prefix="京三分检",
    )


@pytest.fixture
def procuratorate(branch: Organisation) -> Organisation:
    """A district procuratorate under the branch."""
    made = Organisation.objects.create(
        code="cy",
        name="北京市朝阳区人民检察院",
        short_name="朝阳院",
        kind=OrganisationKind.PROCURATORATE,
        level=Level.DISTRICT,
        region="110105",
        parent=branch,
        number_prefix="京朝检",
    )
    replant()
    made.refresh_from_db()
    return made


@pytest.fixture
def organ(db: None) -> Organisation:
    """An administrative organ."""
    return Organisation.objects.create(
        code="cy-water",
        name="北京市朝阳区水务局",
        short_name="朝阳区水务局",
        kind=OrganisationKind.ORGAN,
        level=Level.DISTRICT,
        region="110105",
    )


@pytest.fixture
def make_person(db: None) -> MakePerson:
    """Makes people, each in the post asked for since 2020."""

    def make(
        username: str, at: Organisation | None = None, post: Post = Post.HANDLER, **fields: Any
    ) -> User:
        user = User.objects.create_user(username, fields.pop("name", "王静"), PASSWORD, **fields)
        if at is not None:
            Appointment.objects.create(
                person=user, organisation=at, post=post, starts_on=dt.date(2020, 1, 1)
            )
        return user

    return make


@pytest.fixture
def handler(procuratorate: Organisation, make_person: MakePerson) -> User:
    """A procurator of the district."""
    return make_person("cy.handler", procuratorate)


@pytest.fixture
def officer(organ: Organisation, make_person: MakePerson) -> User:
    """An officer of the organ."""
    return make_person("cy-water.officer", organ, Post.OFFICER)


@pytest.fixture
def directory(db: None) -> LoadedDirectory:
    """The whole demo directory; everybody's password is PASSWORD."""
    return write_directory(make_password(PASSWORD))


@pytest.fixture
def api() -> APIClient:
    """A program that calls the API."""
    return APIClient()
