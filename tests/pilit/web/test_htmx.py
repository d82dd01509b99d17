"""One view, page or fragment."""

import pytest
from django.test import RequestFactory

from pilit.web.htmx import wants_fragment


@pytest.mark.parametrize(
    ("headers", "fragment"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_who_gets_the_fragment(rf: RequestFactory, headers: dict[str, str], fragment: bool) -> None:
    assert wants_fragment(rf.get("/", headers=headers)) is fragment
