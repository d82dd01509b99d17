"""Somebody on a phone by the river: three steps, a lost connection, a code to follow it by."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from cases.models import Report
from tests.browser.conftest import Clock, Town
from tests.cases.reports.conftest import FIELDS, photo, report

pytestmark = pytest.mark.browser


def test_a_report_survives_a_lost_connection_and_is_followed(
    town: Town, clock: Clock, clean_cache: None, tmp_path: Path
) -> None:
    del clock
    river = tmp_path / "river.jpg"
    river.write_bytes(photo(spot=(116.46, 39.95)).read())
    person = town.visitor()
    page = person.page
    person.open("/report/")
    expect(page.locator("fieldset.step:visible")).to_have_count(1)
    page.click("#next")
    expect(page.locator("#f-narrative")).to_be_focused()
    page.fill("#f-narrative", FIELDS["narrative"])
    page.click("#next")
    person.seen.clear()  # one address, three steps: each is looked at
    person.look()
    page.select_option("#f-district", FIELDS["district"])
    page.fill("#f-address", FIELDS["address"])
    page.reload()
    expect(page.locator("#f-address")).to_have_value(FIELDS["address"])
    page.click("#next")
    page.set_input_files("#photos", river)
    expect(page.locator("#kept-photos li")).to_have_count(1)
    page.check("#f-photo_place")
    person.seen.clear()
    person.look()

    page.context.set_offline(True)
    page.click("#send")
    expect(page.locator("#unsent")).to_be_visible()
    person.faults = [fault for fault in person.faults if "ERR_INTERNET_DISCONNECTED" not in fault]
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("#kept-photos li")).to_have_count(1)
    page.click("#send")
    expect(page.locator(".receipt-code")).to_be_visible()
    person.seen.clear()
    person.look()
    code = page.inner_text(".receipt-code code")
    row = Report.objects.get()
    assert (row.photos.count(), str(row.lng)) == (1, "116.460000")
    assert page.evaluate("localStorage.getItem('pilit-report')") is None

    page.click(".receipt a.btn")
    expect(page.locator("#code")).to_have_value(code.replace(" ", ""))
    page.click("#status-form .btn-primary")
    expect(page.locator("#standing")).to_be_visible()
    person.seen.clear()
    person.look()
    assert not person.faults, "\n".join(person.faults)


def test_a_pin_is_put_by_hand_and_by_keys(town: Town) -> None:
    person = town.visitor()
    page = person.open("/report/")
    page.fill("#f-narrative", FIELDS["narrative"])
    page.click("#next")
    page.click("#pin > summary")
    expect(page.locator("#pin-unknown")).to_be_visible()
    page.select_option("#f-district", FIELDS["district"])
    page.click("#pin-map", position={"x": 220, "y": 90})
    expect(page.locator("#pin-said")).to_contain_text("朝阳区政府驻地以东")
    east, north = page.input_value("#f-lng"), page.input_value("#f-lat")
    page.focus("#pin-east")
    page.keyboard.press("ArrowRight")
    assert float(page.input_value("#f-lng")) > float(east)
    assert abs(float(page.input_value("#f-lat")) - float(north)) < 0.001
    person.seen.clear()
    person.look()
    page.reload()
    assert float(page.input_value("#f-lng")) > float(east), "kept as all that is typed"


def test_the_intake(town: Town, clock: Clock) -> None:
    del clock
    row = report("2026-01-12T08:00", photo()).report
    report("2026-01-12T08:30", narrative="代开发票 https://example.com")
    registrar = town.person("cy.registrar")
    registrar.open("/intake/")
    registrar.open(f"/intake/{row.pk}/")
    registrar.page.fill("#f-title", "工厂夜间排放污水")
    registrar.page.get_by_role("button", name="登记线索").click()
    registrar.page.wait_for_url("**/clues/**")
    assert "举报照片1.jpg" in registrar.text
    assert not registrar.faults, "\n".join(registrar.faults)
