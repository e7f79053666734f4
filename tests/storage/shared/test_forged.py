"""T-25: somebody has the Redis. What they put there is not believed, counted, and told to the record once."""

import asyncio
import base64
import hashlib
import hmac
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from server.audit.log import Log
from server.live.alerting import Alerting
from server.live.owning import ControlMessage
from server.storage.shared.control_messages import LABEL, OLD_MS, Ear, Pen
from server.storage.shared.redis_control import CHANNEL
from server.storage.shared.redis_owners import wall_ms
from server.storage.shared.redis_tickets import KEYS
from server.terms.nodes import NodeId
from server.vault.deployment import DeploymentKey
from tests.contract.log_store import MemoryLogStore
from tests.live.light_stand import MovableClock
from tests.redis_servers import RedisServer, command_bytes
from tests.storage.shared.nodes_in_redis import KEY, processes, some_session

THERE = NodeId("b" * 16)
FORGERIES: dict[str, Callable[[bytes], bytes]] = {
    "emit": lambda _: json.dumps({"method": "emit", "event": "key", "data": ["A" * 43], "room": "1" * 32}).encode(),
    "admit": lambda _: bytes(32) + b"\x9a\x01" + b"admit" * 20,
    "extend": lambda _: hmac.digest(bytes(32), b"extend", hashlib.sha256) + b"extend",
    "kill": lambda real: real.replace(b"released", b"ended\x00\x00\x00"),
    "another key": lambda _: Pen(THERE, DeploymentKey(bytes(range(32, 64))), wall_ms).written(None, ended()),
    "one bit": lambda real: real[:-1] + bytes([real[-1] ^ 1]),
    "another mac": lambda real: bytes([real[0] ^ 1]) + real[1:],
    "cut short": lambda real: real[:40],
    "empty": lambda _: b"",
    "too long": lambda real: real + bytes(200),
}


def ended() -> ControlMessage:
    return ControlMessage("ended", some_session())


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(15):
        while not holds():
            await asyncio.sleep(0.01)


@contextmanager
def overheard(server: RedisServer) -> Iterator[Callable[[], bytes]]:
    """Whoever has the Redis hears everything that is said to all."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as line:
        line.sendall(command_bytes("SUBSCRIBE", CHANNEL))
        line.recv(1000)

        def next_message() -> bytes:
            said = line.recv(1000)
            return said.split(b"\r\n", 6)[6].removesuffix(b"\r\n")

        yield next_message


@pytest.mark.parametrize("what", FORGERIES)
async def test_a_forged_message_is_refused(redis_server: RedisServer, what: str) -> None:
    """T-25: injected into Redis itself; it is never heard, is counted, and the next true one is."""
    async with processes(redis_server.url) as (us, other):
        with overheard(redis_server) as said:
            await other.state.control.tell(None, ControlMessage("released", some_session()))
            real = said()
        heard = us.state.control.heard()
        assert (await anext(heard)).kind == "released"
        redis_server.ask("PUBLISH", CHANNEL, FORGERIES[what](real))
        redis_server.ask("PUBLISH", f"{CHANNEL}:{us.state.node}", FORGERIES[what](real))
        await other.state.control.tell(us.state.node, ended())
        assert (await anext(heard)).kind == "ended"
        await until(lambda: us.state.refused == {"message_forged": 2})
        assert us.alerts == ["message_forged"] * 2


async def test_a_message_said_again_is_refused(redis_server: RedisServer) -> None:
    """T-25: word for word what a process of ours said, a second time; and what was said to another is not for us."""
    async with processes(redis_server.url) as (us, other):
        with overheard(redis_server) as said:
            await other.state.control.tell(None, ended())
            real = said()
        for channel in (CHANNEL, f"{CHANNEL}:{us.state.node}", CHANNEL):
            redis_server.ask("PUBLISH", channel, real)
        await until(lambda: us.state.refused == {"message_replayed": 3})
        # its own sender takes it for an echo
        assert other.state.refused == {}
        heard = us.state.control.heard()
        assert (await anext(heard)).kind == "ended"
        await other.state.control.tell(us.state.node, ControlMessage("released"))
        assert (await anext(heard)).kind == "released"


@pytest.mark.parametrize("apart_ms", [OLD_MS + 5_000, -OLD_MS - 5_000], ids=["too old", "from later on"])
async def test_a_message_of_another_time_is_refused(redis_server: RedisServer, apart_ms: int) -> None:
    """T-25: held back and let go later, or from a machine whose clock is far off."""
    pen = Pen(THERE, KEY, lambda: wall_ms() - apart_ms)
    async with processes(redis_server.url, 1) as (us,):
        redis_server.ask("PUBLISH", CHANNEL, pen.written(None, ended()))
        await until(lambda: us.state.refused == {"message_old": 1})


def test_messages_that_overtake_each_other_are_all_heard_once() -> None:
    """T-25: numbers may come in another order, each once, and no further back than sixty-four."""
    pen, ear = Pen(THERE, KEY, lambda: 5), Ear(NodeId("a" * 16), KEY, lambda: 5)
    said = [pen.written(None, ended()) for _ in range(70)]
    assert isinstance(ear.judged(said[1]), ControlMessage)
    assert isinstance(ear.judged(said[0]), ControlMessage)
    assert ear.judged(said[0]) == ear.judged(said[1]) == "message_replayed"
    assert isinstance(ear.judged(said[69]), ControlMessage)
    assert isinstance(ear.judged(said[6]), ControlMessage)
    assert ear.judged(said[5]) == "message_replayed"


def test_a_message_to_another_process_is_not_for_us() -> None:
    """T-25: nor is an echo of our own, nor one of a version that is not built yet; none of them is a forgery."""
    here, pen = NodeId("a" * 16), Pen(THERE, KEY, lambda: 5)
    assert Ear(here, KEY, lambda: 5).judged(pen.written(NodeId("c" * 16), ended())) is None
    assert Ear(THERE, KEY, lambda: 5).judged(pen.written(None, ended())) is None
    newer = pen.written(None, ControlMessage("ended"))[32:].replace(b"ended", b"later")
    signed = hmac.digest(KEY.derive(LABEL), newer, hashlib.sha256) + newer
    assert Ear(here, KEY, lambda: 5).judged(signed) is None


def test_a_message_is_ids_and_short() -> None:
    """T-25: the longest there is has fewer than 200 bytes; words and names cannot be said."""
    longest = ControlMessage("guest_changed", some_session(), "f" * 32, "suspended")
    assert len(Pen(THERE, KEY, wall_ms).written(THERE, longest)) < 200
    with pytest.raises(ValueError, match="matching regex"):
        Pen(THERE, KEY, wall_ms).written(None, ControlMessage("ended", None, "Ada Lovelace"))


async def test_a_forged_ticket_is_worth_nothing(redis_server: RedisServer) -> None:
    """T-25: one that was invented, and one that was moved to another's place."""
    async with processes(redis_server.url, 1) as (us,):
        ticket = await us.state.tickets.issue(b"who", now_ms=0)
        place = KEYS + _named(ticket)
        sealed = redis_server.asked("GET", place).partition(b"\r\n")[2].removesuffix(b"\r\n")
        assert b"who" not in sealed
        redis_server.ask("SET", KEYS + _named("x" * 43), sealed)
        redis_server.ask("SET", place, b"who")
        assert await us.state.tickets.redeem(ticket, now_ms=0) is None
        assert await us.state.tickets.redeem("x" * 43, now_ms=0) is None
        assert us.alerts == ["ticket_forged"] * 2


async def test_the_record_is_told_once(redis_server: RedisServer) -> None:
    """T-25: a thousand forgeries are one entry of ten minutes, so that they do not fill the record."""
    log = Log(MemoryLogStore(), bytes)
    alerting = Alerting(log, MovableClock())
    async with processes(redis_server.url, 1) as (us,):
        for _ in range(1000):
            redis_server.ask("PUBLISH", CHANNEL, "forged")
        await until(lambda: us.state.refused == {"message_forged": 1000})
        for why in us.alerts:
            alerting.distrusted(why)
    async with asyncio.timeout(10):
        while not (found := await log.read()):
            await asyncio.sleep(0.01)
    await log.stop()
    assert [(each.entry.kind, dict(each.entry.facts)) for each in found] == [
        ("security.alert", {"code": "shared_forged", "what": "message_forged"})
    ]


def _named(ticket: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(ticket.encode()).digest()).rstrip(b"=").decode()
