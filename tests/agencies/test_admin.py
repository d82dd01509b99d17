"""The administration of the directory."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from agencies.models import ApiToken, Appointment, Organisation, Post, User

PASSWORD = "right horse battery"
PAGES = ("organisation", "user", "appointment", "apitoken")


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    """The administrator, logged in."""
    client.force_login(User.objects.create_superuser("admin", "系统管理员", PASSWORD))
    return client


@pytest.mark.parametrize("model", PAGES)
def test_lists_and_searches(admin: Client, handler: User, model: str) -> None:
    page = reverse(f"admin:agencies_{model}_changelist")
    assert admin.get(page, {"q": "cy"}).status_code == 200


@pytest.mark.parametrize("model", PAGES[:3])
def test_forms_open(admin: Client, handler: User, model: str) -> None:
    known = {"organisation": Organisation, "user": User, "appointment": Appointment}[model]
    assert admin.get(reverse(f"admin:agencies_{model}_add")).status_code == 200
    first = known._default_manager.first()
    assert first is not None
    change = reverse(f"admin:agencies_{model}_change", args=[first.pk])
    assert admin.get(change).status_code == 200


def test_nobody_makes_a_token_for_another(admin: Client) -> None:
    assert admin.get(reverse("admin:agencies_apitoken_add")).status_code == 403
    assert not ApiToken.objects.exists()


def test_a_new_organisation_stands_in_the_tree_and_in_the_log(
    admin: Client, branch: Organisation
) -> None:
    new = {
        "code": "cy",
        "name": "北京市朝阳区人民检察院",
        "short_name": "朝阳院",
        "kind": "procuratorate",
        "level": "district",
        "region": "110105",
        "parent": branch.pk,
        "number_prefix": "京朝检",
        "is_active": "on",
    }
    page = reverse("admin:agencies_organisation_add")
    assert admin.post(page, {**new, "number_prefix": "京三分检"}).status_code == 200
    assert admin.post(page, {**new, "parent": "", "region": "1"}).status_code == 200
    assert not Organisation.objects.filter(code="cy").exists()
    assert admin.post(page, new).status_code == 302
    made = Organisation.objects.get(code="cy")
    assert (made.municipal, made.provincial) == (branch, branch.parent)
    assert LogEntry.objects.filter(object_id=str(made.pk)).exists()


def test_a_moved_branch_takes_its_districts_along(
    admin: Client, procuratorate: Organisation, branch: Organisation
) -> None:
    admin.post(
        reverse("admin:agencies_organisation_change", args=[branch.pk]),
        {
            "name": branch.name,
            "short_name": branch.short_name,
            "region": branch.region,
            "parent": "",
            "number_prefix": branch.number_prefix,
            "is_active": "on",
        },
    )
    procuratorate.refresh_from_db()
    assert (procuratorate.municipal, procuratorate.provincial) == (branch, None)


def test_an_appointment_is_checked(admin: Client, handler: User, organ: Organisation) -> None:
    facts = {
        "person": handler.pk,
        "organisation": organ.pk,
        "post": Post.JUDGE,
        "starts_on": "2026-03-01",
    }
    page = reverse("admin:agencies_appointment_add")
    answer = admin.post(page, facts)
    assert answer.context["adminform"].form.errors.keys() == {"post"}
    assert admin.post(page, {**facts, "post": Post.OFFICER}).status_code == 302
    assert handler.appointments.filter(organisation=organ).exists()


def test_a_person_is_made_with_a_name(admin: Client) -> None:
    new = {
        "username": "cy.handler",
        "name": "王静",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "appointments-TOTAL_FORMS": "0",
        "appointments-INITIAL_FORMS": "0",
    }
    assert admin.post(reverse("admin:agencies_user_add"), new).status_code == 302
    made = User.objects.get(username="cy.handler")
    assert (made.name, str(made)) == ("王静", "王静")
    assert made.check_password(PASSWORD)
