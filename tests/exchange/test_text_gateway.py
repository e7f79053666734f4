"""What is special about the text gateway: signed requests, no redirects, and only addresses that may be called."""

import hashlib
import hmac
import ipaddress
import ssl
from collections.abc import AsyncIterator

import pytest

from server.cli.authority import SelfSigned, ensure, server_context
from server.desk.couriers import Letter, Outcome
from server.exchange.text_gateway import AddressGate, Network, TextGateway, signature
from tests.exchange.gateway_sink import SECRET, GatewaySink, gateway_sink

NOW = 1_770_000_000_000
LETTER = Letter("a" * 32, "+34600123456", "", "Northside: …", "es")
LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)


@pytest.fixture
async def sink() -> AsyncIterator[GatewaySink]:
    async with gateway_sink() as opened:
        yield opened


def gateway(sink: GatewaySink, *, host: str = "127.0.0.1", networks: tuple[Network, ...] = ()) -> TextGateway:
    url = f"http://{host}:{sink.port}/messages"
    return TextGateway(url, SECRET, networks=networks, clock=lambda: NOW, patience_s=3.0)


async def test_a_request_is_signed_over_time_and_bytes(sink: GatewaySink) -> None:
    """`v1=` HMAC-SHA256 of timestamp, a dot and the body as it came."""
    assert (await gateway(sink, networks=LOOPBACK).send(LETTER)).result == "taken"
    ((headers, body),) = sink.requests
    meant = hmac.new(SECRET.encode(), headers["Lightbox-Timestamp"].encode() + b"." + body, hashlib.sha256)
    assert headers["Lightbox-Timestamp"] == str(NOW // 1000)
    assert headers["Lightbox-Signature"] == f"v1={meant.hexdigest()}"
    assert headers["Idempotency-Key"] == "a" * 32
    assert sink.messages["a" * 32] == {
        "id": "a" * 32, "to": "+34600123456", "text": "Northside: …", "language": "es",
    }  # fmt: skip


def test_another_time_or_byte_has_another_signature() -> None:
    signed = signature(b"secret", "1770000000", b"{}")
    assert signed not in {signature(b"secret", "1770000001", b"{}"), signature(b"secret", "1770000000", b"{ }")}


async def test_a_redirect_is_not_followed(sink: GatewaySink) -> None:
    """Who answers with another address does not get the message there."""
    sink.status = 302
    assert await gateway(sink, networks=LOOPBACK).send(LETTER) == Outcome("never", "redirected")
    assert len(sink.requests) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_private_address_is_called_only_where_the_clinic_says_so(sink: GatewaySink, host: str) -> None:
    """By number or by name: the address is looked at, and the connection goes to the one that was looked at."""
    assert await gateway(sink, host=host).send(LETTER) == Outcome("never", "forbidden_address")
    assert sink.requests == []
    assert (await gateway(sink, host=host, networks=LOOPBACK).send(LETTER)).result == "taken"


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "127.0.0.1", "169.254.169.254", "0.0.0.0", "192.168.1.1", "100.64.0.1", "224.0.0.1", "::1",  # noqa: S104
        "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff0e::1",
    ],
)  # fmt: skip
def test_what_is_not_public_is_not_called(address: str) -> None:
    """Wrapped in IPv6 or not: metadata services, loopback, link-local, private, carrier and multicast addresses."""
    assert not AddressGate((), public=True).allows(ipaddress.ip_address(address))


def test_what_is_public_is_called_with_tls_only() -> None:
    public = ipaddress.ip_address("8.8.8.8")
    assert AddressGate((), public=True).allows(public)
    assert not AddressGate(LOOPBACK, public=False).allows(public)


async def test_a_certificate_of_the_clinics_own_authority(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Named it is believed, otherwise the message waits."""
    own: SelfSigned = ensure(tmp_path_factory.mktemp("tls"), ("localhost", "127.0.0.1"))
    context: ssl.SSLContext = server_context(own.certificate, own.key)
    async with gateway_sink(context) as sink:
        url = f"https://127.0.0.1:{sink.port}/messages"
        trusting = TextGateway(
            url, SECRET, networks=LOOPBACK, authority=str(own.authority), clock=lambda: NOW, patience_s=3.0
        )
        assert (await trusting.send(LETTER)).result == "taken"
        doubting = TextGateway(url, SECRET, networks=LOOPBACK, clock=lambda: NOW, patience_s=3.0)
        assert await doubting.send(LETTER) == Outcome("later", "no_tls")
