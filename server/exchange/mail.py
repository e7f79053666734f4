"""Mail by SMTP: handed to the clinic's own mail server, over TLS unless the clinic says otherwise.

References: RFC 5321 (SMTP), RFC 3207 (STARTTLS), RFC 8314 (TLS from the first byte), RFC 3834 (automatic mail).
"""

import asyncio
import contextlib
import smtplib
import socket
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final, Literal

from server.desk.couriers import TAKEN, Letter, Outcome
from server.identity.addresses import mail_address
from server.terms.errors import Malformed

PATIENCE_S: Final = 30.0
"""One letter from connect to the server's last word; each single answer has a third of it."""
AT_ONCE: Final = 4
"""Threads that wait for mail servers; their own, so that a hanging server holds up nothing else."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """The clinic's mail server. `authority` is a PEM file when its certificate is signed by the clinic itself."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"] = "starttls"
    login: str = ""
    password: str = field(default="", repr=False)
    authority: str = ""


class MailCourier:
    """Implements `desk.couriers.Courier`."""

    def __init__(
        self,
        server: MailServer,
        *,
        sender: str,
        sender_name: str,
        clock: Callable[[], int],
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._server = server
        self._sender = sender
        self._sender_name = sender_name
        self._clock = clock
        self._patience_s = patience_s
        self._context = None if server.security == "none" else _context(server.authority)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="mail")

    async def send(self, letter: Letter) -> Outcome:
        """Hand a letter to the mail server; its `Message-ID` is the same for each try."""
        try:
            to = mail_address(letter.to)
        except Malformed:
            return Outcome("never", "bad_address")
        content = self._written(letter, to).as_bytes()
        return await self._on_a_line(lambda line: line.hand_over(to, content))

    async def greet(self) -> str:
        """Why the mail server cannot be used now, as an outcome's code; empty when it lets us in. No letter is sent."""
        return (await self._on_a_line(_Line.greet)).code

    async def _on_a_line(self, use: Callable[["_Line"], Outcome]) -> Outcome:
        line = _Line(self._server, self._context, self._sender, self._patience_s / 3)
        using = asyncio.get_running_loop().run_in_executor(self._threads, use, line)
        try:
            async with asyncio.timeout(self._patience_s):
                return await using
        except TimeoutError:
            return Outcome("later", "no_answer")
        finally:
            line.cut()

    def _written(self, letter: Letter, to: str) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["From"] = Address(self._sender_name, addr_spec=self._sender)
        message["To"] = Address(addr_spec=to)
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(datetime.fromtimestamp(self._clock() / 1000, UTC))
        message["Message-ID"] = f"<{letter.id}@{self._sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body, charset="utf-8", cte="quoted-printable")
        message["Content-Language"] = letter.language
        return message


class _Line:
    """One connection to a mail server, used in a thread of its own; `cut` may be called from any other."""

    def __init__(self, server: MailServer, context: ssl.SSLContext | None, sender: str, answer_s: float) -> None:
        self._server = server
        self._context = context
        self._sender = sender
        self._answer_s = answer_s
        self._smtp: smtplib.SMTP | None = None
        """Owned by the thread; `cut` only shuts its socket."""

    def hand_over(self, to: str, content: bytes) -> Outcome:
        """Connect, secure the line, sign in, hand over; nothing is said in the clear that should not be."""
        return self._used(lambda smtp: smtp.sendmail(self._sender, [to], content))

    def greet(self) -> Outcome:
        """Connect, secure the line, sign in, and leave."""
        return self._used(smtplib.SMTP.noop)

    def _used(self, use: Callable[[smtplib.SMTP], object]) -> Outcome:
        try:
            smtp = self._smtp = self._opened()
            if self._server.security == "starttls":
                smtp.starttls(context=self._context)
            if self._server.login:
                smtp.login(self._server.login, self._server.password)
            use(smtp)
        except (smtplib.SMTPException, OSError) as error:
            return _outcome_of(error)
        finally:
            # Without QUIT: what a server says after it took the letter could only make us send it twice.
            if self._smtp is not None:
                self._smtp.close()
        return TAKEN

    def cut(self) -> None:
        """Let whoever still waits on this line go."""
        line: socket.socket | None = self._smtp.sock if self._smtp is not None else None
        if line is not None:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _opened(self) -> smtplib.SMTP:
        where = (self._server.host, self._server.port)
        own_name = self._sender.rpartition("@")[2]  # this machine's own name is nobody's business
        if self._server.security == "tls":
            return smtplib.SMTP_SSL(*where, local_hostname=own_name, timeout=self._answer_s, context=self._context)
        return smtplib.SMTP(*where, local_hostname=own_name, timeout=self._answer_s)


def _context(authority: str) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=authority or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _outcome_of(error: smtplib.SMTPException | OSError) -> Outcome:
    match error:
        case smtplib.SMTPAuthenticationError():
            return Outcome("later", "sign_in")
        case smtplib.SMTPNotSupportedError() | ssl.SSLError():
            return Outcome("later", "no_tls")
        case smtplib.SMTPConnectError():
            return Outcome("later", "busy")
        case smtplib.SMTPRecipientsRefused():
            return _answered(next(iter(error.recipients.values()))[0])
        case smtplib.SMTPResponseException():
            return _answered(error.smtp_code)
        case _:
            # smtplib says "disconnected" of a server that said nothing for too long
            is_silent = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
            return Outcome("later", "no_answer" if is_silent else "unreachable")


def _answered(status: int) -> Outcome:
    """RFC 5321 §4.2.1: 4yz may be tried again, 5yz may not."""
    return Outcome("never", "refused") if 500 <= status < 600 else Outcome("later", "busy")
