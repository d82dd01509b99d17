"""System checks of what the operator configures for cases."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.utils import timezone

from cases.services.certificates import UnusableCertificateError, certificate_of, configured

_HINT: Final = "docs/operations.md tells what stands in PILIT_SIGNING_DIR."


def signing_certificates(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """cases.E001: what nothing can be signed with; cases.W001: a certificate out of its time, which
    comes by itself and must not stop the start; cases.W002: no address to print on what is signed.
    """
    directory = settings.PILIT_SIGNING_DIR
    if directory is None:
        return []
    if not directory.is_dir():
        message = "PILIT_SIGNING_DIR is no directory that can be read."
        return [Error(message, hint=_HINT, id="cases.E001")]
    return [*_certificates(directory), *_address()]


def _certificates(directory: Path) -> Iterator[CheckMessage]:
    for code in configured(directory):
        try:
            certificate = certificate_of(code)
        except UnusableCertificateError as fault:
            message = f"The documents of {code} cannot be signed: {fault}."
            yield Error(message, hint=_HINT, id="cases.E001")
            continue
        if certificate is not None and not certificate.is_valid(timezone.now()):
            own = certificate.own
            yield Warning(
                f"The documents of {code} are not signed: its certificate is valid from "
                f"{own.not_valid_before_utc:%Y-%m-%d} until {own.not_valid_after_utc:%Y-%m-%d}.",
                hint=f"Replace {code}.p12 by one with a renewed certificate.",
                id="cases.W001",
            )


def _address() -> Iterator[CheckMessage]:
    if not settings.PILIT_PUBLIC_URL:
        yield Warning(
            "Signed documents bear the address that verifies them: PILIT_PUBLIC_URL is not set.",
            hint="Name it before the first document is signed: a signed file stays as it is.",
            id="cases.W002",
        )
