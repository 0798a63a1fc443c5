"""A certificate authority of our own, and requests signed under it."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
URL = "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


class Authority:
    """A root and an intermediate that sign certificates."""

    def __init__(self) -> None:
        self._root_key = rsa.generate_private_key(65537, 2048)
        self._key = rsa.generate_private_key(65537, 2048)
        self.root = self._certificate("root", self._root_key.public_key(), "root", self._root_key)
        self.intermediate = self._certificate(
            "middle", self._key.public_key(), "root", self._root_key
        )

    def _certificate(
        self, subject: str, public_key: Any, issuer: str, signer: Any, names: tuple[str, ...] = (),
        valid: tuple[datetime, datetime] = (NOW - timedelta(days=30), NOW + timedelta(days=30)),
        digest: Any = None, usage: Any = ExtendedKeyUsageOID.SERVER_AUTH,
    ) -> x509.Certificate:  # fmt: skip
        authority = not names
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(subject))
            .issuer_name(_name(issuer))
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(valid[0])
            .not_valid_after(valid[1])
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()),
                critical=False,
            )
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not authority, key_cert_sign=authority, crl_sign=authority,
                    content_commitment=False, key_encipherment=False, data_encipherment=False,
                    key_agreement=False, encipher_only=False, decipher_only=False,
                ),
                critical=True,
            )
        )  # fmt: skip
        if names:
            dns = x509.SubjectAlternativeName([x509.DNSName(name) for name in names])
            builder = builder.add_extension(dns, critical=False)
            builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
        return builder.sign(signer, digest or hashes.SHA256())

    def signer(self, **changes: Any) -> "Signer":
        """A signer whose chain ends at this root."""
        key = changes.pop("key", None) or rsa.generate_private_key(65537, 2048)
        names = changes.pop("names", ("echo-api.amazon.com",))
        subject = changes.pop("subject", "echo")
        leaf = self._certificate(subject, key.public_key(), "middle", self._key, names, **changes)
        return Signer(key, pem(leaf, self.intermediate, self.root))


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(c.public_bytes(serialization.Encoding.PEM) for c in certificates)


class Signer:
    """A key with its chain."""

    def __init__(self, key: Any, chain: bytes):
        self.key, self.chain = key, chain

    def sign(self, body: bytes) -> str:
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            signature = self.key.sign(body, ec.ECDSA(hashes.SHA256()))
        else:
            signature = self.key.sign(body, padding.PKCS1v15(), hashes.SHA256())
        return base64.b64encode(signature).decode()

    def headers(self, body: bytes, url: str = URL) -> dict[str, str]:
        return {
            "SignatureCertChainUrl": url,
            "Signature-256": self.sign(body),
            "Content-Type": "application/json; charset=utf-8",
        }
