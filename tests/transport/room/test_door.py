"""Who comes through the socket: websocket only, uncompressed, our own pages, one good ticket, once."""

import asyncio
import json
from typing import Any

import pytest

from server.transport.room.door import PING_S
from server.transport.room.websocket import CONNECT_S, WRITE_TIMEOUT_S
from tests.journeys.clinic import Clinic, poll
from tests.transport.room.raw_socket import auth, handshake, raw_socket


async def test_nothing_is_compressed(clinic: Clinic) -> None:
    """Decisions 19: a browser's offer of permessage-deflate is not taken up: the 101 answer names no extension."""
    offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
    socket = await handshake(clinic.port, "0" * 32, more=offer)
    assert socket.head.startswith("HTTP/1.1 101 ")
    assert "sec-websocket-extensions" not in socket.head.lower()
    await socket.end()


async def test_there_is_no_polling(clinic: Clinic) -> None:
    """T-13: the transport that any page could drive with plain requests does not exist."""
    async with clinic.browser() as browser:
        for method in ("GET", "POST", "OPTIONS"):
            answer = await browser.ask(method, "/socket.io/?EIO=4&transport=polling")
            assert answer.status in {400, 405}, method
    socket = await handshake(clinic.port, "0" * 32, transport="polling")
    assert " 400 " in socket.head.splitlines()[0]
    await socket.end()


@pytest.mark.parametrize(
    ("origins", "more"),
    [
        ((), ""),
        (("null",), ""),
        (("https://evil.example",), ""),
        (("http://sub.localhost:{port}",), ""),
        (("http://localhost:1",), ""),
        (("http://localhost",), ""),
        (("http://localhost:{port}.evil.example",), ""),
        (("https://evil.example",), "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\n"),
        (("http://localhost:{port}", "https://evil.example"), ""),
    ],
    ids=["none", "null", "evil", "sub-domain", "other port", "no port", "prefix", "evil forwarded", "two"],
)
async def test_pages_of_others_get_no_socket(clinic: Clinic, origins: tuple[str, ...], more: str) -> None:
    """T-13: cross-site websocket hijacking ends at the handshake."""
    shown = tuple(origin.format(port=clinic.port) for origin in origins)
    socket = await handshake(clinic.port, "0" * 32, origins=shown, more=more)
    assert " 403 " in socket.head.splitlines()[0]
    await socket.end()


async def test_our_own_page_gets_one(clinic: Clinic) -> None:
    """T-13: the legal case beside the illegal ones."""
    socket = await handshake(clinic.port, "0" * 32)
    assert " 101 " in socket.head.splitlines()[0]
    await socket.end()


async def refused(clinic: Clinic, room: str, shown: str, **changes: Any) -> dict[str, Any]:
    """What a CONNECT with this ticket is told."""
    async with raw_socket(clinic.port, room) as socket:
        await socket.connect(shown, **changes)
        (said,) = socket.answers("44") or ['44/room,{"data": {"code": "ok"}}']
        told: dict[str, Any] = json.loads(said.split(",", 1)[1])["data"]
        return told


async def test_a_ticket_opens_one_socket(clinic: Clinic) -> None:
    """T-11, BI-33: reused, made up, empty, or another session's: all the same refusal."""
    async with clinic.consult() as one, clinic.consult() as other:
        ticket = (await one.ticket())["ticket"]
        async with raw_socket(clinic.port, one.id) as socket:
            await socket.connect(ticket)
            assert socket.answers("40")
            assert (await refused(clinic, one.id, ticket))["code"] == "auth"
        fresh = (await one.ticket())["ticket"]
        assert (await refused(clinic, other.id, fresh))["code"] == "auth"
        for made_up in ("A" * 43, "../" * 10, "eyJhbGciOiJub25lIn0.e30.", "ü" * 43, "\x00"):
            assert (await refused(clinic, one.id, made_up))["code"] == "auth"
        for room in ("", "0" * 32, one.id.upper(), one.id + "%00"):
            assert (await refused(clinic, room, (await one.ticket())["ticket"]))["code"] == "auth", room


async def test_a_ticket_tried_at_the_wrong_door_is_spent(clinic: Clinic) -> None:
    """T-11: a stolen ticket cannot be tried through the rooms."""
    async with clinic.consult() as one, clinic.consult() as other:
        ticket = (await one.ticket())["ticket"]
        assert (await refused(clinic, other.id, ticket))["code"] == "auth"
        assert (await refused(clinic, one.id, ticket))["code"] == "auth"


async def test_a_ticket_lives_thirty_seconds(clinic: Clinic) -> None:
    """T-11, BI-33: at 29 s it opens, at 31 s it does not."""
    try:
        async with clinic.consult() as consult:
            early, late = (await consult.ticket())["ticket"], (await consult.ticket())["ticket"]
            clinic.move_clocks(29_000, 29_000)
            assert (await refused(clinic, consult.id, early))["code"] == "ok"
            clinic.move_clocks(31_000, 31_000)
            assert (await refused(clinic, consult.id, late))["code"] == "auth"
    finally:
        clinic.move_clocks(0, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"extra": 1},
        {"ticket": 7},
        {"ticket": "A" * 300},
        {"caps": {}},
        {"caps": {"ecdh": "A" * 87}},
        {"caps": {"ecdh": "BA" + "_" * 85}},
        {"caps": {"ecdh": "!" * 87}},
        {"caps": {**auth("")["caps"], "dpr": 1e9}},
        {"resume": {"chat": -1}},
        {"resume": {"chat": 0, "__proto__": {}}},
        {"language": "x" * 36},
    ],
    ids=range(11),
)
async def test_a_connect_that_does_not_fit_is_refused(clinic: Clinic, changes: dict[str, Any]) -> None:
    """Decisions 21; a public key that is no point on the curve is no key: one guest's nonsense must stop nobody."""
    async with clinic.consult() as consult:
        assert (await refused(clinic, consult.id, (await consult.ticket())["ticket"], **changes))["code"] == "bad_value"


@pytest.mark.parametrize("proto", [0, 2, "1", None])
async def test_another_protocol_is_told_which_ones_there_are(clinic: Clinic, proto: object) -> None:
    """The client's catalog has the words; the server names its versions."""
    async with clinic.consult() as consult:
        told = await refused(clinic, consult.id, (await consult.ticket())["ticket"], proto=proto)
        assert told == {"code": "proto", "supported": [1]}


def test_a_dead_line_is_noticed_in_twenty_seconds() -> None:
    """Decisions 10: ping every 10 s, 10 s to answer; as long for a ticket. Servers of tests are in more haste."""
    assert (PING_S, CONNECT_S, WRITE_TIMEOUT_S) == (10, 10.0, 20.0)


async def test_who_shows_no_ticket_is_cut(clinic: Clinic) -> None:
    """BI-21: connections that only answer pings, or whose ticket was refused, do not stay for good."""
    async with raw_socket(clinic.port) as silent, raw_socket(clinic.port) as turned_away:
        await turned_away.connect("A" * 43)
        await asyncio.gather(
            silent.until(lambda: silent.closed is not None, "the end", 8),
            turned_away.until(lambda: turned_away.closed is not None, "the end", 8),
        )
        assert (silent.closed, turned_away.closed) == (1008, 1008)


async def test_a_handshake_byte_by_byte_holds_up_nobody(clinic: Clinic) -> None:
    """BI-21: fifty half-open handshakes cost their own connections only, and those not for long."""
    slow = [await asyncio.open_connection("127.0.0.1", clinic.port) for _ in range(50)]
    for _, writer in slow:
        writer.write(b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: loc")
    async with clinic.consult() as consult:
        await consult.open()
        assert consult.host.frames
    async with asyncio.timeout(20):
        for reader, writer in slow:
            assert await reader.read() == b""
            writer.close()


async def test_who_comes_and_goes_leaves_nothing_behind(clinic: Clinic) -> None:
    """R20 in small: two hundred lines that come, say something or nothing, and are cut: no file and no memory stays."""
    async with clinic.consult() as consult:
        before, before_kb = clinic.open_files(), clinic.rss_kb()
        for number in range(200):
            async with raw_socket(clinic.port, consult.id) as socket:
                if number % 2:
                    await socket.connect("A" * 43)
        await poll(lambda: clinic.open_files() <= before + 2, "every line to be gone")
        assert clinic.rss_kb() - before_kb < 5 * 1024
