"""Hosts and origins that are ours."""

import pytest

from server.transport.doorway import Doorway

PUBLIC = Doorway.of("https://Clinic.Example", port=8460)


@pytest.mark.parametrize("origin", ["https://clinic.example", "HTTPS://CLINIC.EXAMPLE", "http://localhost:8460"])
def test_our_pages_may_act(origin: str) -> None:
    """T-13."""
    assert PUBLIC.is_allowed_origin(origin)


@pytest.mark.parametrize(
    "origin",
    [
        "", "null", "http://clinic.example", "https://clinic.example:8443", "https://clinic.example.evil.example",
        "https://evil.example", "https://sub.clinic.example", "https://clinic.example/", "http://localhost",
        "http://localhost:8461", "https://clinic.example, https://evil.example",
    ],
)  # fmt: skip
def test_every_other_page_may_not(origin: str) -> None:
    """T-13."""
    assert not PUBLIC.is_allowed_origin(origin)


@pytest.mark.parametrize(
    ("public_url", "host"),
    [
        ("https://clinic.example", "clinic.example"),
        ("https://clinic.example", "clinic.example:443"),
        ("https://clinic.example:8443", "clinic.example:8443"),
        ("http://127.0.0.1:8460", "localhost:8460"),
        ("https://[2001:db8::1]:8443", "[2001:db8::1]:8443"),
    ],
)
def test_our_own_names_are_known(public_url: str, host: str) -> None:
    """BI-28."""
    assert Doorway.of(public_url, port=8460).is_allowed_host(host)


def test_only_a_local_server_names_loopback_sockets() -> None:
    """Decisions 25: behind a public name nothing else may be connected to."""
    assert PUBLIC.socket_sources == ("wss://clinic.example",)
    assert "ws://localhost:8460" in Doorway.of("http://127.0.0.1:8460", port=8460).socket_sources
