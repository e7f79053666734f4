"""docs/mail.md and docs/text-gateway.md: what an administrator copies from there works, and what they read there is sent."""

import json
import re
from email import message_from_string
from email.policy import default
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from server.app.post import couriers
from server.cli.authority import ensure
from server.desk.couriers import Letter
from server.desk.messages import Messages, Visit
from server.desk.texts import Texts
from server.exchange.text_gateway import signature
from server.settings import Settings, load
from tests.exchange.gateway_sink import gateway_sink
from tests.exchange.smtp_sink import smtp_sink

DOCS = Path(__file__).resolve().parents[2] / "docs"
STARTS = 1_795_354_200_000
"""22 November 2026, 14:30 in Madrid."""
EXAMPLE_SECRET = "an example's shared secret"


def block(page: str, language: str) -> str:
    """The fenced block of that language on a page; there is one."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return str(found)


def settings_of(page: str, folder: Path, environment: dict[str, str]) -> Settings:
    """What the page's configuration makes, with the rest from the environment as the page says."""
    (folder / "lightbox.toml").write_text(block(page, "toml"), "utf-8")
    return load({f"LIGHTBOX__{name}": value for name, value in environment.items()}, folder)


def messages_of(settings: Settings) -> Messages:
    """Writes as this clinic does."""
    clinic = settings.clinic
    return Messages(Texts(), clinic=clinic.name, phone=clinic.phone, zone=clinic.zone, zone_name=clinic.time_zone)


async def test_the_mail_page_sends_what_it_shows(tmp_path: Path) -> None:
    """Its configuration, pointed at a server of this test, sends exactly its example, over TLS and signed in."""
    own = ensure(tmp_path / "tls", ("localhost",))
    async with smtp_sink(own) as sink:
        here = {
            "MAIL__SERVER": "localhost",
            "MAIL__PORT": str(sink.port),
            "MAIL__AUTHORITY": str(own.authority),
            "MAIL__LOGIN": "clinic",
            "MAIL__PASSWORD": "password",
        }
        settings = settings_of("mail.md", tmp_path, here)
        assert settings.mail.security == "starttls"
        visit = Visit("en", STARTS, 20, "text", STARTS - 600_000, STARTS + 3_600_000, 2)
        words = messages_of(settings).link(visit, "mail", "https://consult.clinic.example/join#…")
        letter = Letter("a" * 32, "guest@mail.example", words.subject, words.body, "en")
        assert (await couriers(settings, lambda: STARTS)["mail"].send(letter)).result == "taken"
    (arrived,) = sink.letters
    shown = message_from_string(block("mail.md", "message"), policy=default)
    assert dict(shown.items()) == {name: arrived[name] for name in shown}
    assert shown.get_payload() == arrived.get_content().replace("\r\n", "\n")
    assert sink.secure == [True]
    assert any(line.startswith("AUTH") for line in sink.spoken)


@pytest.fixture
def request_shown() -> tuple[dict[str, str], bytes]:
    """The example request: its headers, and its body's bytes."""
    head, _, body = block("text-gateway.md", "http").partition("\n\n")
    lines = [line.partition(": ") for line in head.split("\n")[1:]]
    return {name: value for name, _, value in lines}, body.rstrip("\n").encode()


def test_the_gateway_pages_request_is_signed_as_it_says(request_shown: tuple[dict[str, str], bytes]) -> None:
    """A vector for whoever writes a gateway: their code and ours come to the same signature."""
    headers, body = request_shown
    assert headers["Lightbox-Signature"] == signature(EXAMPLE_SECRET.encode(), headers["Lightbox-Timestamp"], body)
    assert EXAMPLE_SECRET in (DOCS / "text-gateway.md").read_text("utf-8")


async def test_the_gateway_page_sends_what_it_shows(
    tmp_path: Path, request_shown: tuple[dict[str, str], bytes]
) -> None:
    """Its configuration, pointed at a gateway of this test, makes its example request, byte for byte."""
    headers, body = request_shown
    async with gateway_sink() as sink:
        here = {
            "TEXT_GATEWAY__URL": f"http://127.0.0.1:{sink.port}/messages",
            "TEXT_GATEWAY__PRIVATE_NETWORKS": "127.0.0.0/8",
            "TEXT_GATEWAY__SECRET": EXAMPLE_SECRET,
        }
        settings = settings_of("text-gateway.md", tmp_path, here)
        visit = Visit("en", STARTS, 20, "text", 0, STARTS + 3_600_000, 5)
        words = messages_of(settings).code(visit, "text", "123456", STARTS + 600_000)
        letter = Letter(json.loads(body)["id"], json.loads(body)["to"], words.subject, words.body, "en")
        assert (await couriers(settings, lambda: STARTS)["text"].send(letter)).result == "taken"
    ((sent, sent_body),) = sink.requests
    assert sent_body == body
    assert {name: sent[name] for name in headers if name != "Host"} == {
        name: value for name, value in headers.items() if name != "Host"
    }


def test_the_gateway_pages_check_takes_the_example_and_nothing_else(
    request_shown: tuple[dict[str, str], bytes],
) -> None:
    """The code on the page is run as it stands there."""
    headers, body = request_shown
    page: dict[str, Any] = {}
    exec(block("text-gateway.md", "python"), page)  # noqa: S102  (our own page)
    secret, at, signed = EXAMPLE_SECRET.encode(), headers["Lightbox-Timestamp"], headers["Lightbox-Signature"]
    check = page["is_ours"]
    assert check(secret, at, signed, body, float(at) + 299)
    assert not check(secret, at, signed, body, float(at) + 301)
    assert not check(secret, at, signed, body + b" ", float(at))
    assert not check(b"another secret", at, signed, body, float(at))
    assert not check(secret, str(int(at) + 1), signed, body, float(at))


@pytest.mark.parametrize("page", ["mail.md", "text-gateway.md"])
def test_the_example_alone_is_a_configuration(tmp_path: Path, page: str) -> None:
    """With the secret from the environment it starts; its time zone is one."""
    given = {"MAIL__PASSWORD": "word"} if page == "mail.md" else {"TEXT_GATEWAY__SECRET": EXAMPLE_SECRET}
    settings = settings_of(page, tmp_path, given)
    assert settings.clinic.zone == ZoneInfo("Europe/Madrid")
    assert set(couriers(settings, lambda: 0)) == {"mail" if page == "mail.md" else "text"}
