"""Certificates for tests: an authority of their own, and keys it certifies."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

PASSPHRASE = b"correct horse"
AUTHORITY = "检察机关电子认证测试中心"
HOLDER = "北京市朝阳区人民检察院"
FROM, UNTIL = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2096, 1, 1, tzinfo=dt.UTC)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@dataclass(frozen=True)
class Authority:
    """Who certifies."""

    key: EllipticCurvePrivateKey
    own: x509.Certificate

    @classmethod
    def new(cls) -> Self:
        """An authority that vouches for itself."""
        key, name = generate_private_key(SECP256R1()), _named(AUTHORITY)
        builder = _certificate(name, name, key, FROM, UNTIL).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        return cls(key, builder.add_extension(_usage(ca=True), True).sign(key, SHA256()))

    @property
    def der(self) -> bytes:
        """Its certificate, to be trusted."""
        return self.own.public_bytes(Encoding.DER)

    def issue(
        self,
        directory: Path,
        code: str = "cy",
        *,
        since: dt.datetime = FROM,
        until: dt.datetime = UNTIL,
        signs: bool = True,
        passphrase: bytes | None = PASSPHRASE,
    ) -> x509.Certificate:
        """Put a key, its certificate and the passphrase where the system looks for them."""
        key = generate_private_key(SECP256R1())
        builder = _certificate(_named(HOLDER), self.own.subject, key, since, until)
        own = builder.add_extension(_usage(signs=signs), True).sign(self.key, SHA256())
        content = pkcs12.serialize_key_and_certificates(
            code.encode(), key, own, [self.own], BestAvailableEncryption(PASSPHRASE)
        )
        (directory / f"{code}.p12").write_bytes(content)
        if passphrase is not None:
            (directory / f"{code}.passphrase").write_bytes(passphrase + b"\n")
        return own


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: EllipticCurvePrivateKey,
    since: dt.datetime,
    until: dt.datetime,
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
    builder = builder.serial_number(x509.random_serial_number()).public_key(key.public_key())
    return builder.not_valid_before(since).not_valid_after(until)


def _usage(*, ca: bool = False, signs: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
