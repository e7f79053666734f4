"""What is special about mail: the line is safe before anything is said, and headers say only what is meant."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

import pytest

from server.cli.authority import SelfSigned, ensure
from server.desk.couriers import Letter, Outcome
from server.exchange.mail import MailCourier, MailServer
from tests.exchange.smtp_sink import SmtpSink, smtp_sink

NOW = 1_770_000_000_000
LETTER = Letter("a" * 32, "maria@mail.example", "Su visita a Clínica Sol", "Hola.\n", "es")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> SelfSigned:
    return ensure(tmp_path_factory.mktemp("tls"), ("localhost",))


@pytest.fixture
async def sink(certificate: SelfSigned) -> AsyncIterator[SmtpSink]:
    async with smtp_sink(certificate) as opened:
        yield opened


def courier(
    sink: SmtpSink,
    *,
    security: Literal["starttls", "tls", "none"] = "starttls",
    trusted: bool = True,
    login: str = "",
    password: str = "",
    name: str = "Clínica Sol",
) -> MailCourier:
    authority = str(sink.certificate.authority) if trusted else ""
    server = MailServer("localhost", sink.port, security, login, password, authority)
    return MailCourier(server, sender="visits@clinic.example", sender_name=name, clock=lambda: NOW, patience_s=3.0)


async def test_the_line_is_safe_before_a_letter_is_named(sink: SmtpSink) -> None:
    """STARTTLS by default: sender, receiver and words travel encrypted."""
    assert (await courier(sink).send(LETTER)).result == "taken"
    assert sink.secure == [True]
    assert sink.spoken.index("STARTTLS") < next(at for at, line in enumerate(sink.spoken) if line.startswith("mail"))


async def test_a_server_without_tls_gets_nothing(sink: SmtpSink) -> None:
    """A stripped STARTTLS is not answered with a letter in the clear."""
    sink.offers_tls = False
    assert await courier(sink).send(LETTER) == Outcome("later", "no_tls")
    assert not any(line.lower().startswith("mail") for line in sink.spoken)


async def test_a_certificate_nobody_vouches_for_is_no_tls(sink: SmtpSink) -> None:
    assert await courier(sink, trusted=False).send(LETTER) == Outcome("later", "no_tls")
    assert sink.letters == []


async def test_plain_only_when_the_clinic_says_so(sink: SmtpSink) -> None:
    sink.offers_tls = False
    assert (await courier(sink, security="none").send(LETTER)).result == "taken"
    assert sink.secure == [False]


async def test_it_signs_in_under_tls_only(sink: SmtpSink) -> None:
    assert (await courier(sink, login="clinic", password="password").send(LETTER)).result == "taken"
    assert sink.spoken.index("STARTTLS") < next(at for at, line in enumerate(sink.spoken) if line.startswith("AUTH"))


async def test_a_wrong_password_is_the_clinics_to_mend(sink: SmtpSink) -> None:
    """The letter waits until somebody has mended the settings."""
    outcome = await courier(sink, login="clinic", password="wrong").send(LETTER)
    assert outcome == Outcome("later", "sign_in")


async def test_headers_say_who_and_that_a_machine_wrote(sink: SmtpSink) -> None:
    """RFC 3834: no out-of-office answers; the clinic's name in any script, the receiver's never."""
    await courier(sink).send(LETTER)
    (letter,) = sink.letters
    assert letter["From"] == "Clínica Sol <visits@clinic.example>"
    assert letter["To"] == "maria@mail.example"
    assert letter["Subject"] == "Su visita a Clínica Sol"
    assert letter["Message-ID"] == f"<{'a' * 32}@clinic.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "es"
    assert letter["Date"].datetime.timestamp() == NOW / 1000
    assert all(ord(mark) < 128 for mark in sink.raw[0].decode("latin-1"))


async def test_a_name_cannot_add_a_header(sink: SmtpSink) -> None:
    """Header injection: a line end in a name stops the letter, it never starts a line."""
    with pytest.raises(ValueError, match=r"newline|linefeed|CR|LF"):
        await courier(sink, name="Clinic\r\nBcc: eve@mail.example").send(LETTER)
    assert sink.raw == []


async def test_a_domain_in_another_script_is_called_by_its_wire_name(sink: SmtpSink) -> None:
    """Punycode: what looks like a known domain is written as what it is."""
    await courier(sink).send(Letter("a" * 32, "maria@münchen.example", "Your visit", "Hello.\n", "en"))
    assert sink.letters[0]["To"] == "maria@xn--mnchen-3ya.example"


async def test_a_line_that_hangs_is_cut(sink: SmtpSink, tmp_path: Path) -> None:
    """The thread that waited is free again: as many hanging servers as there are threads stop nothing."""
    sink.hangs_at = "EHLO"
    impatient = courier(sink)
    impatient._patience_s = 0.3
    for _ in range(6):
        assert await impatient.send(LETTER) == Outcome("later", "no_answer")
    sink.hangs_at = ""
    impatient._patience_s = 5.0
    assert (await impatient.send(LETTER)).result == "taken"
