"""Pages of figures in a browser."""

from collections.abc import Callable

import pytest
from django.utils import translation

from agencies.models import User
from tests.cases.views.conftest import Browser


@pytest.fixture
def open_as(
    directory: None, monkeypatch: pytest.MonkeyPatch, clean_cache: None
) -> Callable[[str], Browser]:
    """Log somebody in: ``open_as("cy.chief")``. Pages are in English."""

    def log_in(username: str) -> Browser:
        User.objects.filter(username=username).update(language="en")
        return Browser(username, monkeypatch)

    translation.activate("en")
    return log_in
