"""Pages that lie on nobody's day: the log-in with its code, one refused, and what is not there."""

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from agencies.models import User
from tests.browser.conftest import Town
from tests.cases.conftest import PASSWORD

pytestmark = pytest.mark.browser


def test_log_in_and_a_wrong_password(town: Town) -> None:
    person = town.visitor()
    person.open("/login/")
    person.page.fill("input[name=username]", "cy.handler")
    person.page.fill("input[name=password]", "wrong")
    person.page.locator("input[name=password]").press("Enter")
    person.page.wait_for_load_state("networkidle")
    person.look()
    assert person.page.input_value("input[name=username]") == "cy.handler"


def test_log_in_with_a_code(town: Town) -> None:
    handler = User.objects.get(username="cy.handler")
    TOTPDevice.objects.create(user=handler, name="phone", confirmed=True)
    person = town.visitor()
    person.open("/login/")
    person.page.fill("input[name=username]", "cy.handler")
    person.page.fill("input[name=password]", PASSWORD)
    person.page.locator("input[name=password]").press("Enter")
    person.page.wait_for_url("**/login/code/**")
    person.look()


def test_a_page_that_is_not_there(town: Town) -> None:
    person = town.person("cy.handler")
    answer = person.page.goto(f"{person.base}/cases/没有这个案号/")
    assert answer is not None
    assert answer.status == 404
    person.faults.clear()  # the browser itself reports the status as an error
    person.look()
