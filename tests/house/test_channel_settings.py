"""Settings of mail and text gateway: what cannot work stops the start, and no secret is shown."""

import argparse
from pathlib import Path

import pytest

from server.app.post import couriers
from server.cli.settings import run
from server.settings import load
from server.terms.errors import Malformed

MAIL = {"LIGHTBOX__MAIL__SERVER": "mail.clinic.example", "LIGHTBOX__MAIL__SENDER": "visits@clinic.example"}
GATEWAY = {
    "LIGHTBOX__TEXT_GATEWAY__URL": "https://texts.example/messages",
    "LIGHTBOX__TEXT_GATEWAY__SECRET": "sixteen characters or more",
}


def test_nothing_configured_is_no_channel(tmp_path: Path) -> None:
    """B1: read-out needs nobody outside the house."""
    assert couriers(load({}, tmp_path), lambda: 0) == {}


def test_what_is_configured_is_a_channel(tmp_path: Path) -> None:
    assert set(couriers(load(MAIL, tmp_path), lambda: 0)) == {"mail"}
    assert set(couriers(load(MAIL | GATEWAY, tmp_path), lambda: 0)) == {"mail", "text"}


def test_tls_is_the_default(tmp_path: Path) -> None:
    assert load(MAIL, tmp_path).mail.security == "starttls"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (MAIL | {"LIGHTBOX__MAIL__SENDER": "visits"}, "mail.sender"),
        (MAIL | {"LIGHTBOX__MAIL__SENDER": "visits@clinic.example\r\nBcc: eve@mail.example"}, "mail.sender"),
        (MAIL | {"LIGHTBOX__MAIL__LOGIN": "clinic"}, "mail.password"),
        (MAIL | {"LIGHTBOX__MAIL__LOGIN": "c", "LIGHTBOX__MAIL__PASSWORD": "p", "LIGHTBOX__MAIL__SECURITY": "none"}, "tls"),
        (MAIL | {"LIGHTBOX__MAIL__SECURITY": "maybe"}, "security"),
        (GATEWAY | {"LIGHTBOX__TEXT_GATEWAY__SECRET": "short"}, "text_gateway.secret"),
        (GATEWAY | {"LIGHTBOX__TEXT_GATEWAY__URL": "http://texts.example/"}, "private_networks"),
        (GATEWAY | {"LIGHTBOX__TEXT_GATEWAY__URL": "https://me:word@texts.example/"}, "text_gateway.url"),
        (GATEWAY | {"LIGHTBOX__TEXT_GATEWAY__PRIVATE_NETWORKS": "10.0.0.1/8"}, "private_networks"),
        ({"LIGHTBOX__CLINIC__NAME": "Clinic\nBcc: eve@mail.example"}, "clinic.name"),
        ({"LIGHTBOX__CLINIC__TIME_ZONE": "Mars/Olympus"}, "clinic.time_zone"),
    ],
)  # fmt: skip
def test_what_cannot_work_stops_the_start(tmp_path: Path, given: dict[str, str], named: str) -> None:
    with pytest.raises(Malformed, match="bad_settings") as raised:
        load(given, tmp_path)
    assert named in str(raised.value.facts["complaint"])
    assert "word@" not in str(raised.value.facts["complaint"])


def test_networks_may_be_given_in_the_environment(tmp_path: Path) -> None:
    settings = load(GATEWAY | {"LIGHTBOX__TEXT_GATEWAY__PRIVATE_NETWORKS": "10.0.0.0/8, fd00::/8"}, tmp_path)
    assert settings.text_gateway.private_networks == ("10.0.0.0/8", "fd00::/8")


def test_secrets_are_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`lightbox settings` says that they are set; neither it nor a settings object in a log says what they are."""
    given = MAIL | GATEWAY | {"LIGHTBOX__MAIL__LOGIN": "clinic", "LIGHTBOX__MAIL__PASSWORD": "canary-one"}
    given |= {"LIGHTBOX__TEXT_GATEWAY__SECRET": "canary-two-canary-two"}
    given |= {"LIGHTBOX__DATABASE__URL": "postgresql+asyncpg://lightbox:canary-three@db/lightbox"}
    monkeypatch.chdir(tmp_path)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    run(argparse.Namespace())
    settings = load()
    shown = capsys.readouterr().out + repr(settings.mail) + repr(settings.text_gateway)
    assert "canary" not in shown
    assert shown.count("(set)") == 3
    assert "mail.clinic.example" in shown
