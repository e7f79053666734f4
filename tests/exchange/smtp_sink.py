"""A mail server that keeps what it is given, or behaves as badly as a test asks."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from server.cli.authority import SelfSigned, server_context


@dataclass
class SmtpSink:
    """One address on loopback. `answer` is what it says of a letter: 250 takes it; `hang` says nothing, ever."""

    certificate: SelfSigned
    offers_tls: bool = True
    answer: int = 250
    hangs_at: str = ""
    """A command after which it says nothing more."""
    delay_s: float = 0.0
    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    secure: list[bool] = field(default_factory=list)
    talks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def letters(self) -> list[EmailMessage]:
        """What it took, parsed."""
        return [message_from_bytes(each, policy=default) for each in self.raw]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        talking = asyncio.current_task()
        assert talking is not None
        self.talks.add(talking)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            await self._talk(reader, writer)
        writer.transport.abort()
        self.talks.discard(talking)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        is_secure = False
        await self._say(writer, "220 sink", "connect")
        while line := (await reader.readline()).decode().strip():
            self.spoken.append(line)
            word = line.split(maxsplit=1)[0].upper()
            match word:
                case "EHLO":
                    offers = ["sink", *(["STARTTLS"] if self.offers_tls and not is_secure else []), "AUTH PLAIN"]
                    told = [f"250{'-' if at + 1 < len(offers) else ' '}{each}" for at, each in enumerate(offers)]
                    await self._say(writer, "\r\n".join(told), word)
                case "STARTTLS":
                    await self._say(writer, "220 go", word)
                    await writer.start_tls(server_context(self.certificate.certificate, self.certificate.key))
                    is_secure = True
                case "AUTH":
                    await self._say(writer, "235 ok" if line.endswith("AGNsaW5pYwBwYXNzd29yZA==") else "535 no", word)
                case "MAIL":
                    await self._say(writer, "250 ok", word)
                case "RCPT":
                    await self._say(writer, "250 ok", word)
                    self.receivers.append(line)
                case "DATA":
                    await self._say(writer, "354 go on", word)
                    content = (await reader.readuntil(b"\r\n.\r\n"))[:-3]
                    await asyncio.sleep(self.delay_s)
                    if self.answer == 250 and self.hangs_at != "END":
                        self.raw.append(content.replace(b"\r\n..", b"\r\n."))
                        self.secure.append(is_secure)
                    await self._say(writer, f"{self.answer} so be it", "END")
                case _:
                    await self._say(writer, "250 ok", word)

    async def _say(self, writer: asyncio.StreamWriter, words: str, after: str) -> None:
        if after == self.hangs_at:
            await asyncio.Event().wait()
        writer.write(words.encode() + b"\r\n")
        await writer.drain()


@asynccontextmanager
async def smtp_sink(certificate: SelfSigned) -> AsyncIterator[SmtpSink]:
    """Open it on a free port of loopback."""
    sink = SmtpSink(certificate)
    server = await asyncio.start_server(sink.serve, "127.0.0.1", 0)
    sink.port = server.sockets[0].getsockname()[1]
    try:
        yield sink
    finally:
        server.close()
        for talk in sink.talks:
            talk.cancel()
        await asyncio.gather(*sink.talks)
