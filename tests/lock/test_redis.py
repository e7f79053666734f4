"""LK-1: a consult with a Redis beside the server: whatever Redis was told, wrote down or remembers, no key and no picture.

Its users may do what docs/operations.md lists for them and nothing else: that is enough is shown here too.
"""

import asyncio
import os
import re
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.journeys.clinic import Clinic
from tests.journeys.server_process import running
from tests.lock import search
from tests.lock.consult import Hoarder, clinic_in, few, key_needles, picture_needles, secrets_in, stored_needle
from tests.redis_servers import RedisServer, command_bytes, redis_users, until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

PLANTED = "Wilhelmina-Canary"
SECRET = "a-password-of-the-tests"
ESCAPE = re.compile(rb"\\(x[0-9a-f]{2}|.)")
WRITTEN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"a": b"\a", b"b": b"\b"}


@dataclass
class Monitor:
    """Everything a Redis is told, as it says itself."""

    line: socket.socket
    heard: bytearray = field(default_factory=bytearray)

    def listen(self) -> None:
        while piece := self.line.recv(1 << 16):
            self.heard += piece

    @property
    def told(self) -> bytes:
        """What was heard, in the bytes that were sent."""
        return ESCAPE.sub(
            lambda found: (
                bytes.fromhex(found[1][1:].decode()) if len(found[1]) == 3 else WRITTEN.get(found[1], found[1])
            ),
            bytes(self.heard),
        )


@dataclass
class Remains:
    """What was looked for, and what Redis had of it, by where."""

    needles: dict[str, bytes]
    found: dict[str, Counter[str]]
    keys_told: set[str]
    control: dict[str, Counter[str]]


def looked(redis: RedisServer, monitor: Monitor, needles: dict[str, bytes]) -> dict[str, Counter[str]]:
    """Its files (snapshot, every command), what it was told, what it remembers."""
    redis.ask("SAVE")
    redis.ask("BGREWRITEAOF")
    until(lambda: "aof_rewrite_in_progress:0" in redis.ask("INFO", "persistence"), "the file of commands is rewritten")
    assert redis.process is not None
    return {
        "files": search.in_folder(redis.folder, needles),
        "monitor": search.in_bytes(monitor.told, needles),
        "memory": search.in_memory(redis.process.pid, needles) if search.may_read(redis.process.pid) else Counter(),
    }


@pytest.fixture(scope="module")
def remains(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Remains]:
    """A consult with pictures, words and an end; then a canary is told to Redis, to see that it would be found."""
    folder = tmp_path_factory.mktemp("redis-lock")
    users = folder / "users.acl"
    users.write_text("\n".join([*redis_users(SECRET), "user default on nopass ~* &* +@all"]) + "\n")
    kept = ["--appendonly", "yes", "--appendfsync", "always", "--aof-use-rdb-preamble", "no", "--rdbcompression", "no"]
    redis = RedisServer(folder / "redis", options=[*kept, "--aclfile", str(users)])
    shared = {
        f"SHARED__{purpose.upper()}__{key}": value
        for purpose in ("owners", "tickets", "control")
        for key, value in (("LOGIN", f"lightbox-{purpose}"), ("PASSWORD", SECRET))
    }
    clinic = clinic_in(folder / "clinic", drawn=folder / "drawn")
    clinic.server.more |= {f"LIGHTBOX__{key}": value for key, value in {"SHARED__URL": redis.url, **shared}.items()}
    try:
        redis.start()
        with socket.create_connection(("127.0.0.1", redis.port)) as line:
            line.sendall(command_bytes("MONITOR"))
            monitor = Monitor(line)
            listening = threading.Thread(target=monitor.listen)
            listening.start()
            with running(clinic.server):
                needles = asyncio.run(_lived(clinic, folder / "drawn"))
                found = looked(redis, monitor, needles)
            keys_told = set(re.findall(r"lb:[a-z]+", monitor.told.decode("latin-1")))
            for name, needle in needles.items():
                redis.ask("SET", f"canary:{name}", b"xx" + needle + b"xx")
            control = looked(redis, monitor, needles)
            line.shutdown(socket.SHUT_RDWR)
            listening.join()
        yield Remains(needles, found, keys_told, control)
    finally:
        redis.stop()


async def _lived(clinic: Clinic, drawn: Path) -> dict[str, bytes]:
    """A consult with pictures, a line of talk and an end; gives what must not be found."""
    async with clinic.consult(noisy=(2, 256), kind=Hoarder) as consult:
        await consult.open()
        guest = await consult.seeing()
        await consult.look(1)
        for seat in (consult.host, guest):
            await seat.until(lambda seat=seat: any(one.meta["tier"] == "lossless" for one in seat.frames), "lossless")  # type: ignore[misc]
        answer = await consult.host.say("chat:send", {"cid": os.urandom(16).hex(), "text": PLANTED})
        assert answer["ok"], answer
        seats = [seat for seat in (consult.host, guest) if isinstance(seat, Hoarder)]
        pictures = dict(picture_needles(few(seats)))
        await consult.locked()
    return {
        **dict(key_needles(secrets_in(drawn))),
        **pictures,
        **dict([stored_needle()]),
        "a line of the talk": PLANTED.encode(),
        "a guest's name": b"Guest 0",
        "a patient's name": b"Planted",
        "the beginning of a JPEG": b"\xff\xd8\xff",
        "the beginning of a PNG": b"\x89PNG",
    }


def test_nothing_is_left_in_redis(remains: Remains) -> None:
    """LK-1, A5: session keys, frame keys, pixels, pictures, names: in what it was told, its files, its memory: 0."""
    assert remains.found == {"files": {}, "monitor": {}, "memory": {}}


def test_it_was_told_something_at_all(remains: Remains) -> None:
    """LK-1, control: who owns the consult, its tickets and messages did go over this Redis."""
    assert {"lb:own", "lb:node", "lb:tkt", "lb:ctl"} <= remains.keys_told


def test_in_redis_it_would_be_found(remains: Remains) -> None:
    """LK-1, control: each of them, told to the same Redis, is found in what it was told, in its files, in its memory."""
    assert remains.control["files"].keys() == remains.needles.keys()
    assert remains.control["monitor"].keys() == remains.needles.keys()
    if search.may_read(os.getpid()):
        assert remains.control["memory"].keys() == remains.needles.keys()
