"""The certificates with which procuratorates sign, from the directory the operator names."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

_KEY: Final = ".p12"
_BESIDE: Final = ".passphrase"


class UnusableCertificateError(Exception):
    """Nothing can be signed with a certificate file; says why, to the operator."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A key with its certificate and those that vouch for it, as the PKCS#12 file holds them."""

    content: bytes
    passphrase: bytes
    own: x509.Certificate

    @property
    def holder(self) -> str:
        """Whose signature it makes."""
        return _name(self.own.subject)

    @property
    def certified_by(self) -> str:
        """The authority that says so."""
        return _name(self.own.issuer)

    @property
    def serial_number(self) -> str:
        """As authorities write it."""
        return f"{self.own.serial_number:X}"

    def is_valid(self, at: dt.datetime) -> bool:
        """Whether it may be signed with at a moment."""
        return self.own.not_valid_before_utc <= at <= self.own.not_valid_after_utc


def certificate_of(code: str) -> Certificate | None:
    """The certificate of the procuratorate of a code, if one is configured.

    Raises :class:`UnusableCertificateError`.
    """
    if settings.PILIT_SIGNING_DIR is None:
        return None
    path = settings.PILIT_SIGNING_DIR / f"{code}{_KEY}"
    return _read(path) if path.is_file() else None


def configured(directory: Path) -> Iterator[str]:
    """The codes for which there is a certificate in the directory."""
    for path in sorted(directory.glob(f"*{_KEY}")):
        yield path.stem


def _read(path: Path) -> Certificate:
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise UnusableCertificateError(f"{path.name} cannot be read ({fault.strerror})") from None
    passphrase = _passphrase(path.with_suffix(_BESIDE))
    try:
        key, own, _others = pkcs12.load_key_and_certificates(content, passphrase)
    except ValueError:
        # Damage and a wrong passphrase cannot be told apart.
        raise UnusableCertificateError(
            f"{path.name} cannot be opened: it is damaged, its passphrase is wrong, or its key is "
            "of a kind that is not supported, such as SM2"
        ) from None
    if key is None or own is None:
        raise UnusableCertificateError(f"{path.name} lacks the private key or its certificate")
    if not _is_for_signing(own):
        raise UnusableCertificateError(
            f"the certificate in {path.name} is not for signing documents"
        )
    return Certificate(content, passphrase, own)


def _passphrase(path: Path) -> bytes:
    try:
        passphrase = path.read_bytes().strip()
    except OSError as fault:
        raise UnusableCertificateError(f"{path.name} cannot be read ({fault.strerror})") from None
    if not passphrase:
        raise UnusableCertificateError(f"{path.name} is empty")
    return passphrase


def _is_for_signing(certificate: x509.Certificate) -> bool:
    """Whether it is meant for signatures; one that says nothing of its use may be used for all."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.content_commitment or usage.digital_signature


def _name(name: x509.Name) -> str:
    named = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(named[0].value) if named else name.rfc4514_string()
