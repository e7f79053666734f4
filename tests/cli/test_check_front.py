"""`lightbox check` at the front door: address, certificate, proxies."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from server.cli.authority import ensure
from server.cli.checks.finding import Finding
from server.cli.checks.front import address, certificate, clinic, proxies
from server.settings import Settings, load

Given = Callable[..., Settings]
NAME = "consult.example.org"
URL = f"https://{NAME}"


@pytest.fixture
def given(tmp_path: Path) -> Given:
    return lambda **more: load({f"LIGHTBOX__{name}": str(value) for name, value in more.items()}, tmp_path)


def told(found: object) -> list[tuple[str, str]]:
    assert isinstance(found, list)
    assert all(isinstance(each, Finding) for each in found)
    return [(each.state, each.code) for each in found]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({}, ("ok", "only_here")),
        ({"SERVER__HOST": "10.1.2.3"}, ("warning", "no_public_url")),
        ({"SERVER__PUBLIC_URL": "http://consult.example.org"}, ("failed", "plain_http")),
        ({"SERVER__PUBLIC_URL": "http://localhost:8460"}, ("ok", "address")),
        ({"SERVER__PUBLIC_URL": URL}, ("failed", "nobody_speaks_tls")),
        ({"SERVER__PUBLIC_URL": URL, "SERVER__TRUSTED_PROXIES": "127.0.0.1"}, ("ok", "address")),
    ],
)
async def test_the_address_is_one_that_browsers_take_for_safe(
    given: Given, settings: dict[str, str], code: tuple[str, str]
) -> None:
    assert told(await address(given(**settings))) == [code]


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("", ("skipped", "no_proxies")),
        ("127.0.0.1,10.0.0.0/8", ("ok", "proxies")),
        ("nginx", ("failed", "no_network")),
        ("0.0.0.0/0", ("failed", "everybody_believed")),
        ("::/0", ("failed", "everybody_believed")),
    ],
)
async def test_no_proxy_is_everybody(given: Given, named: str, code: tuple[str, str]) -> None:
    """T-12: whoever is believed decides where a request comes from."""
    assert told(await proxies(given(SERVER__TRUSTED_PROXIES=named))) == [code]


def made(folder: Path, *, begun: timedelta, over: timedelta, name: str = NAME) -> tuple[Path, Path]:
    """A certificate of its own and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    built = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begun)
        .not_valid_after(now + over)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(exist_ok=True)
    paths = folder / "chain.pem", folder / "private.pem"
    paths[0].write_bytes(built.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    paths[1].touch(0o600)
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return paths


async def seen(given: Given, chain: Path, key: Path, url: str = URL) -> list[tuple[str, str]]:
    settings = given(SERVER__PUBLIC_URL=url, SERVER__TLS__CERTIFICATE=chain, SERVER__TLS__KEY=key)
    return told(await certificate(settings))


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("begun", "over", "name", "code"),
    [
        (-DAY, 90 * DAY, NAME, ("ok", "certificate")),
        (-DAY, 90 * DAY, "*.example.org", ("ok", "certificate")),
        (-DAY, 20 * DAY, NAME, ("warning", "certificate_soon_over")),
        (-90 * DAY, -DAY, NAME, ("failed", "certificate_over")),
        (DAY, 90 * DAY, NAME, ("failed", "certificate_not_yet")),
        (-DAY, 90 * DAY, "other.example.org", ("failed", "certificate_other_name")),
    ],
)
async def test_a_certificate_is_judged_as_a_browser_does(
    given: Given, tmp_path: Path, begun: timedelta, over: timedelta, name: str, code: tuple[str, str]
) -> None:
    assert await seen(given, *made(tmp_path / "tls", begun=begun, over=over, name=name)) == [code]


async def test_a_key_that_is_anothers_open_or_missing_is_named(given: Given, tmp_path: Path) -> None:
    chain, key = made(tmp_path / "one", begun=-DAY, over=90 * DAY)
    _, other = made(tmp_path / "two", begun=-DAY, over=90 * DAY)
    assert await seen(given, chain, other) == [("failed", "key_differs")]
    assert await seen(given, chain, tmp_path / "none.pem") == [("failed", "key_unreadable")]
    assert await seen(given, key, key) == [("failed", "certificate_unreadable")]
    key.chmod(0o640)
    assert await seen(given, chain, key) == [("warning", "key_open"), ("ok", "certificate")]


async def test_the_certificate_of_tls_self_is_good_for_its_address(given: Given, tmp_path: Path) -> None:
    own = ensure(tmp_path / "tls", ("10.77.0.1", "localhost"))
    assert await seen(given, own.certificate, own.key, "https://10.77.0.1:8460") == [("ok", "certificate")]
    assert await seen(given, own.certificate, own.key, "https://10.77.0.2:8460") == [
        ("failed", "certificate_other_name")
    ]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({}, ("warning", "clinic_unnamed")),
        ({"CLINIC__NAME": "Harbor Clinic"}, ("warning", "no_clinic_phone")),
        ({"CLINIC__NAME": "Harbor Clinic", "CLINIC__PHONE": "0123"}, ("ok", "clinic")),
    ],
)
async def test_guests_read_whose_server_it_is_and_whom_to_ring(
    given: Given, settings: dict[str, str], code: tuple[str, str]
) -> None:
    """The name that every installation begins with is nobody's: an administrator is told before a patient reads it."""
    assert told(await clinic(given(**settings))) == [code]
