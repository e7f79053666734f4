"""A local certificate authority for `serve --tls-self`: for a clinic's first day, until it has a certificate of its own."""

import datetime
import ipaddress
import os
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_AUTHORITY_DAYS = 3650
_SERVER_DAYS = 397
"""Browsers refuse server certificates that live longer than 398 days."""


@dataclass(frozen=True, slots=True)
class SelfSigned:
    """Where certificate, key and authority lie, and the authority's SHA-256 fingerprint to compare when trusting it."""

    certificate: Path
    key: Path
    authority: Path
    fingerprint: str


def ensure(folder: Path, hosts: tuple[str, ...]) -> SelfSigned:
    """The authority (made once) and a fresh server certificate for `hosts`, all in `folder` with mode 0600."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    authority_file, authority_key_file = folder / "authority.pem", folder / "authority.key"
    if authority_file.exists() and authority_key_file.exists():
        authority = x509.load_pem_x509_certificate(authority_file.read_bytes())
        loaded = serialization.load_pem_private_key(authority_key_file.read_bytes(), None)
        if not isinstance(loaded, ec.EllipticCurvePrivateKey):
            raise TypeError("the authority's key is not an EC key")
        authority_key = loaded
    else:
        authority_key = ec.generate_private_key(ec.SECP256R1())
        authority = _authority(authority_key)
        _write(authority_key_file, _pem(authority_key))
        _write(authority_file, authority.public_bytes(serialization.Encoding.PEM))
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _server(key, hosts, authority, authority_key)
    _write(folder / "server.key", _pem(key))
    _write(folder / "server.pem", certificate.public_bytes(serialization.Encoding.PEM))
    return kept(folder)


def kept(folder: Path) -> SelfSigned:
    """What `ensure` made in `folder`: every process of one address shows the same certificate."""
    authority = x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())
    fingerprint = authority.fingerprint(hashes.SHA256()).hex(":").upper()
    return SelfSigned(folder / "server.pem", folder / "server.key", folder / "authority.pem", fingerprint)


def server_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """TLS 1.2 or later with forward secrecy (T-26)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE+AESGCM:ECDHE+CHACHA20")
    context.load_cert_chain(certificate, key)
    return context


def local_names(host: str) -> tuple[str, ...]:
    """Names and addresses under which this machine is likely to be opened."""
    names = {host, "localhost", "127.0.0.1", socket.gethostname()}
    if host in {"0.0.0.0", "::"}:  # noqa: S104  (comparing, not binding)
        names.discard(host)
        names.add(outside_address())
        names.update(
            info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None) if isinstance(info[4][0], str)
        )
    return tuple(sorted(name.split("%")[0] for name in names if name))


def outside_address() -> str:
    """The address under which other devices of this network reach this machine, or nothing when it has none.

    Connecting a datagram socket sends nothing; it only asks the routing table which address would be used.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # TEST-NET-1 (RFC 5737): nobody
        except OSError:
            return ""
        return str(asked.getsockname()[0])


def _authority(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lightbox local authority")])
    usage = x509.KeyUsage(
        digital_signature=True, key_cert_sign=True, crl_sign=True, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        _builder(name, name, key.public_key(), _AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _server(
    key: ec.EllipticCurvePrivateKey,
    hosts: tuple[str, ...],
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0][:64])])
    return (
        _builder(name, authority.subject, key.public_key(), _SERVER_DAYS)
        .add_extension(x509.SubjectAlternativeName([_general_name(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, days: int
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=days))
    )


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
