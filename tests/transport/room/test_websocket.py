"""The websocket below Socket.IO: whatever comes in, it is answered by a code or a close, and nobody else notices."""

import json
import re
import struct
import time
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.transport.room.masking import Masking
from server.transport.room.websocket import is_acceptable
from tests.journeys.clinic import Clinic, Consult
from tests.stopwatch import Stopwatch
from tests.transport.room.raw_socket import (
    BINARY,
    CLOSE,
    PING,
    ROOM,
    TEXT,
    RawSocket,
    auth,
    frame,
    handshake,
    raw_socket,
)

BOMB = zlib.compress(bytes(50_000_000))[2:-4]
DEEP = "[" * 100_000
MOST_KB = 5 * 1024
Attack = Callable[[RawSocket], "bytes | str"]


def event(body: str) -> bytes:
    """A text frame with a Socket.IO event, its JSON as given."""
    return frame(TEXT, f"42{ROOM},1{body}".encode())


def chat(text: str) -> str:
    """A chat event whose text is this JSON string."""
    return f'["chat:send",{{"cid":"{"a" * 16}","text":{text}}}]'


CLOSED: dict[str, bytes] = {
    "BI-1 1.1 MB of text": frame(TEXT, b"42/room,1[" + b"x" * 1_100_000),
    "BI-1 64 KiB and one": frame(TEXT, b"42/room,1[" + b" " * 65_536),
    "BI-2 deflate bomb": frame(TEXT, BOMB, rsv=4),
    "BI-3 a million attachments": frame(TEXT, b'51000000-/room,["view:set",{"_placeholder":true,"num":0}]'),
    "BI-4 attachments that never come": frame(TEXT, b'451-/room,["view:set",{"_placeholder":true,"num":0}]'),
    "BI-5 binary": frame(BINARY, bytes(60_000)),
    "BI-5 binary as base64": frame(TEXT, b"bAAAA"),
    "BI-6 nested 100 000 deep": frame(TEXT, f"42{ROOM},1{DEEP[:65_000]}".encode()),
    "BI-6 nested 9 deep": event('["view:set",' + "[" * 8 + "]" * 8 + "]"),
    "BI-10 invalid UTF-8": frame(TEXT, b'42/room,1["chat:send","\xff\xc0"]'),
    "BI-11 acknowledgement out of nowhere": frame(TEXT, b'43/room,17[{"ok":true}]'),
    "BI-11 number of 100 digits": frame(TEXT, b"42/room," + b"9" * 100 + b'["time:ping",{"t0":1}]'),
    "BI-13 another namespace": frame(TEXT, b'42/admin,1["time:ping",{"t0":1}]'),
    "BI-13 joining another namespace": frame(TEXT, b"40/admin,{}"),
    "BI-13 the default namespace": frame(TEXT, b'42["time:ping",{"t0":1}]'),
    "BI-15 second CONNECT": frame(TEXT, f"40{ROOM},{json.dumps(auth('A' * 43))}".encode()),
    "BI-16 fragments of one byte": frame(TEXT, b"4", fin=False) + frame(0, b"2", fin=False) * 70_000,
    "BI-17 control frame over 125": frame(PING, bytes(126)),
    "BI-17 control frame in pieces": frame(PING, b"x", fin=False),
    "BI-18 reserved bit": frame(TEXT, b"3", rsv=1),
    "BI-18 reserved operation": frame(0x3, b"x"),
    "a continuation of nothing": frame(0, b"x"),
    "a length of 2^63": b"\x81\xff" + struct.pack(">Q", 2**63 - 1) + bytes(4),
    "an empty message": frame(TEXT, b""),
    "engine.io upgrade": frame(TEXT, b"5"),
    "engine.io message of a kind that is none": frame(TEXT, b"4/room,"),
    "a CONNECT_ERROR from a client": frame(TEXT, b'44/room,{"message":"x"}'),
    "close with a code nobody has": frame(CLOSE, struct.pack(">H", 999)),
}
"""Messages no client of ours can send by accident: the connection ends."""

ANSWERED: dict[str, tuple[bytes, str]] = {
    "BI-6 nested 7 deep": (event('["view:set",' + "[" * 7 + "]" * 7 + "]"), "bad_value"),
    "BI-7 integer of 5 000 digits": (event('["time:ping",{"t0":' + "9" * 5000 + "}]"), "bad_value"),
    "BI-8 NaN": (event('["time:ping",{"t0":NaN}]'), "bad_value"),
    "BI-8 Infinity": (event('["time:ping",{"t0":-Infinity}]'), "bad_value"),
    "BI-8 1e999": (event('["time:ping",{"t0":1e999}]'), "bad_value"),
    "BI-8 minus zero": (event('["time:ping",{"t0":-0.0}]'), "ok"),
    "BI-9 duplicate keys": (event('["time:ping",{"t0":1,"t0":2}]'), "ok"),
    "BI-9 __proto__": (event('["time:ping",{"t0":1,"__proto__":{"ok":true}}]'), "bad_value"),
    "BI-9 constructor": (event('["time:ping",{"t0":1,"constructor":{"prototype":{}}}]'), "bad_value"),
    "T-18 65 keys": (event('["time:ping",{"t0":1,' + ",".join(f'"k{n}":1' for n in range(64)) + "}]"), "bad_value"),
    "T-18 6 000 keys": (event('["time:ping",{"t0":1,' + ",".join(f'"k{n}":1' for n in range(6000)) + "}]"), "bad_value"),
    "BI-10 lone surrogate": (event(chat('"\\ud800"')), "bad_value"),
    "BI-10 NUL": (event(chat('"\\u0000"')), "bad_value"),
    "BI-10 U+202E": (event(chat('"\\u202e"')), "bad_value"),
    "BI-12 unknown event": (event('["room:destroy",{}]'), "bad_event"),
    "BI-12 connect": (event('["connect",{"lightbox.socket":1},{"proto":1}]'), "bad_event"),
    "BI-12 disconnect": (event('["disconnect","x"]'), "bad_event"),
    "BI-12 connect_error": (event('["connect_error",{}]'), "bad_event"),
    "BI-12 the catch-all": (event('["*",{}]'), "bad_event"),
    "BI-12 a name that is none": (event("[1,{}]"), "bad_event"),
    "BI-12 no name": (event("[]"), "bad_event"),
    "no JSON": (event("[nonsense"), "bad_value"),
    "two arguments": (event('["time:ping",{"t0":1},{"t0":1}]'), "bad_value"),
    "no argument where one is due": (event('["time:ping"]'), "bad_value"),
}  # fmt: skip
"""What a broken client may send: told why."""


@asynccontextmanager
async def bystander(clinic: Clinic) -> AsyncIterator[Consult]:
    """Another room, which must not notice."""
    async with clinic.consult() as consult:
        await consult.open()
        yield consult


async def unharmed(clinic: Clinic, other: Consult, before_kb: int) -> None:
    """The other room answers, and the server has not grown."""
    answer = await other.host.say("time:ping", {"t0": 1})
    assert answer["ok"]
    assert not other.host.closed
    assert clinic.rss_kb() - before_kb < MOST_KB


@pytest.fixture
def settled_kb(clinic: Clinic) -> int:
    """The server's memory before the attack."""
    return clinic.rss_kb()


@pytest.mark.parametrize("attack", CLOSED.values(), ids=CLOSED.keys())
async def test_what_no_client_sends_ends_the_connection(clinic: Clinic, attack: bytes) -> None:
    """T-18, BI-1 … BI-18: after a good ticket; the room goes on, another one too, and memory stays."""
    async with bystander(clinic) as other, clinic.consult() as consult:
        before_kb = clinic.rss_kb()
        async with raw_socket(clinic.port, consult.id) as socket:
            await socket.connect((await consult.ticket())["ticket"])
            await socket.raw(attack)
            await socket.until(lambda: socket.closed is not None, "the end")
        await consult.open(look=False)
        await unharmed(clinic, other, before_kb)


@pytest.mark.parametrize("attack", CLOSED.values(), ids=CLOSED.keys())
async def test_before_a_ticket_even_less_is_listened_to(clinic: Clinic, settled_kb: int, attack: bytes) -> None:
    """T-18, BI-5, BI-14: nobody is known yet, and nothing but one CONNECT is taken."""
    async with raw_socket(clinic.port) as socket:
        await socket.raw(attack)
        if attack is CLOSED["BI-15 second CONNECT"]:
            await socket.until(lambda: socket.answers("44"), "the refusal")
            await socket.raw(attack)
        await socket.until(lambda: socket.closed is not None, "the end")
    assert clinic.rss_kb() - settled_kb < MOST_KB


@pytest.mark.parametrize(("attack", "code"), ANSWERED.values(), ids=ANSWERED.keys())
async def test_a_broken_message_is_told_why(clinic: Clinic, attack: bytes, code: str) -> None:
    """T-18, BI-6 … BI-12: an answer under the message's own number; the connection stays until the third."""
    async with clinic.consult() as consult, raw_socket(clinic.port, consult.id) as socket:
        await socket.connect((await consult.ticket())["ticket"])
        await socket.raw(attack)
        await socket.until(lambda: socket.answers("43"), "an answer")
        assert socket.codes == [code]
        await socket.event("time:ping", {"t0": 1}, 2)
        await socket.until(lambda: len(socket.answers("43")) == 2, "life goes on")


PING_EVENT = f'42{ROOM},1["time:ping",{{"t0":1}}]'.encode()
UNMASKED: dict[str, bytes] = {
    "an event": frame(TEXT, PING_EVENT, masked=False),
    "its head alone": frame(TEXT, PING_EVENT, masked=False)[:2],
    "a long one's head": frame(TEXT, bytes(60_000), masked=False)[:4],
    "a ping": frame(PING, b"", masked=False),
    "a close": frame(CLOSE, struct.pack(">H", 1000), masked=False),
    "behind one that is masked": frame(TEXT, PING_EVENT) + frame(TEXT, PING_EVENT, masked=False),
    "the second piece of a message": frame(TEXT, PING_EVENT[:9], fin=False) + frame(0, PING_EVENT[9:], masked=False),
}


@pytest.mark.parametrize("attack", UNMASKED.values(), ids=UNMASKED.keys())
async def test_an_unmasked_frame_ends_the_connection_unheard(clinic: Clinic, attack: bytes) -> None:
    """BI-19: no browser sends one (RFC 6455 5.1): closed with 1002 at once, and nothing of it is answered."""
    async with clinic.consult() as consult, raw_socket(clinic.port, consult.id) as socket:
        await socket.connect((await consult.ticket())["ticket"])
        watch = Stopwatch()
        await socket.raw(attack)
        await socket.until(lambda: socket.closed is not None, "the end")
        assert watch.own_s <= 1
        assert socket.closed == 1002
        assert not socket.answers("43")


async def test_a_frame_before_the_answer_ends_the_connection(clinic: Clinic) -> None:
    """BI-19: said in one breath with the upgrade, masked or not: nobody may speak yet (RFC 6455 4.1)."""
    for masked in (True, False):
        early = frame(TEXT, f"40{ROOM},{json.dumps(auth('A' * 43))}".encode(), masked=masked).decode("latin-1")
        watch = Stopwatch()
        socket = await handshake(clinic.port, "0" * 32, behind=early)
        socket.listen()
        await socket.until(lambda socket=socket: socket.closed is not None, "the end")
        assert watch.own_s <= 1
        assert socket.closed == 1002
        assert not socket.answers("44")
        await socket.end()


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000])
def test_every_frame_is_found_in_whatever_pieces(step: int) -> None:
    """BI-19: of all three sizes of heads, in pieces of any length; one mask that is missing is found too."""
    frames = [frame(TEXT, bytes(size)) for size in (0, 1, 125, 126, 300, 65_535, 65_536, 3)]
    for bare in (None, *range(len(frames))):
        stream = b"".join(
            frame(TEXT, b"x" * 130, masked=False) if number == bare else each for number, each in enumerate(frames)
        )
        masking = Masking()
        holds = all(masking.holds(stream[at : at + step]) for at in range(0, len(stream), step))
        assert holds is (bare is None)


async def test_an_event_before_connect_ends_the_connection(clinic: Clinic) -> None:
    """BI-14: there is nobody to answer."""
    async with raw_socket(clinic.port) as socket:
        await socket.event("time:ping", {"t0": 1}, 1)
        await socket.until(lambda: socket.closed is not None, "the end")
        assert not socket.answers("43")


async def test_a_flood_of_pings_is_a_line_of_its_own(clinic: Clinic) -> None:
    """BI-20: 200 000 pings of somebody who reads no pong: memory stays, another room is served."""
    async with bystander(clinic) as other:
        before_kb = clinic.rss_kb()
        async with raw_socket(clinic.port) as socket:
            assert socket._listener is not None
            socket._listener.cancel()
            pings = frame(PING, b"") * 20_000
            end = time.monotonic() + 2
            for _ in range(10):
                socket.writer.write(pings)
                if time.monotonic() > end:
                    break
            await unharmed(clinic, other, before_kb)


@pytest.mark.parametrize("seq", [-1, 2**63, 2**64, 1.5, "1", None])
async def test_numbers_out_of_line_are_refused(clinic: Clinic, seq: object) -> None:
    """BI-22: of chat lines, frames and messages."""
    async with clinic.consult() as consult:
        host = await consult.open()
        for event_name, body in (
            ("chat:since", {"seq": seq}),
            ("view:set", {"cseq": seq, "token_epoch": 1, "layout": [1, 1], "active": "a", "viewports": [{"id": "a"}]}),
        ):
            assert (await host.say(event_name, body))["code"] == "bad_value"


async def test_acknowledging_what_was_never_sent_opens_no_window(clinic: Clinic) -> None:
    """BI-22, T-37: numbers from the future and from the past are taken as they are: nothing breaks, nothing doubles."""
    async with clinic.consult() as consult:
        host = await consult.open()
        for n, m in ((2**53 - 1, 2**53 - 1), (0, 0), (1, 1), (10**9, 0)):
            assert (await host.say("ack", {"n": n, "m": m, "shown": [["A" * 22, 1]]}))["ok"]
        await consult.look(3)
        await host.until(lambda: any(f.meta["pos"] == 3 for f in host.frames), "the next picture")
        numbers = [f.meta["n"] for f in host.frames]
        assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("3", True), ("1", True), ("3probe", True), ("2", False), ("0", False), ("6", False), ("3" * 8, False),
        ("40/room,{}", True), ("40/room", True), ("40/room,", True), ("40", False), ("40{}", False), ("40/roomy,{}", False),
        ("41/room,", True), ("41", False), ("42/room,[", True), ("42/room,123[", True), ("42/room,1234567890[", False),
        ("42/room,-1[", False), ("42/room,{}", False), ("42[", False), ("45", False), ("46/room,[]", False), ("", False),
        ('42/room,["' + "[" * 100 + '"]', True), ("42/room," + "[" * 8, True), ("42/room," + "[" * 9, False),
        ("42/room," + "[]" * 40, True), ('42/room,["\\"[[[[[[[[["]', True),
    ],
)  # fmt: skip
def test_what_may_be_read_at_all(text: str, *, accepted: bool) -> None:
    """T-18: by prefix and nesting alone, before any parser."""
    assert is_acceptable(text) is accepted


def test_looking_at_a_message_takes_linear_time() -> None:
    """T-18: no pattern of ours can be made to crawl."""
    worst = ['42/room,["' + "\\" * 65_000, "42/room,[" + '"' * 65_000, "42/room,[" + "[" * 9 + '"\\' * 30_000]
    begun = time.thread_time()
    for text in worst:
        is_acceptable(text)
    assert time.thread_time() - begun < 1


@pytest.mark.parametrize("number", range(1, 23))
def test_every_bad_input_of_a_socket_has_a_case(number: int) -> None:
    """Security design, section 5: BI-1 to BI-22, here or beside the door."""
    cases = [*CLOSED, *ANSWERED]
    words = [Path(__file__).read_text("utf-8"), Path(__file__).with_name("test_door.py").read_text("utf-8")]
    named = any(case.startswith(f"BI-{number} ") for case in cases)
    assert named or any(re.search(rf'""".*BI-{number}\b.*"""', text) for text in words)
