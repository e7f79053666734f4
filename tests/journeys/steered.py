"""A server whose clocks a test moves: `python -m tests.journeys.steered serve` with LIGHTBOX_TEST_STEERING naming a folder.

The folder holds `clocks` (two signed 64-bit milliseconds: added to the wall clock and to the boot clock) and gets
`people.json`, the accounts made at the first start. Where LIGHTBOX_TEST_DRAWN names a file, session keys are written
there as they are drawn, so that a test knows what to look for; LIGHTBOX_TEST_UNHARDENED starts without `harden`,
LIGHTBOX_TEST_UNCOLLECTED without the collector of cycles. LIGHTBOX_TEST_PAGES serves the pages built into another
folder; while a file `brackets` is there, what the server says in English is in brackets.
Everything else is the real server.
"""

import asyncio
import gc
import json
import mmap
import os
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial, wraps
from pathlib import Path
from typing import Any

import server.app.cyclic_gc
import server.app.ground
import server.app.rooms
import server.app.web
import server.live.clock
import server.transport.room.actions
import server.transport.room.door
import server.transport.room.websocket
from server.app import House
from server.cli import main, serve
from server.desk.texts import Texts
from server.identity.passwords import Passwords
from server.live.load import Burden
from server.sessions.strain import FALLS_MS, Reading
from server.terms.people import StaffRole
from server.transport.assets import Assets
from server.transport.threshold import Threshold
from server.vault.sealing import drawn
from server.vault.session_keys import KeyRing
from tests.journeys.haste import CONNECT_S, HEAD_S, PING_S

FOLDER = Path(os.environ["LIGHTBOX_TEST_STEERING"])
PASSWORD = "correct horse battery staple"
CLOCKS = struct.Struct("<qq")
PEOPLE = {
    "lee": StaffRole.PROVIDER,
    "roe": StaffRole.PROVIDER,
    "sol": StaffRole.SPECIALIST,
    "ada": StaffRole.ADMINISTRATOR,
    "aud": StaffRole.AUDITOR,
}


class MovedTime:
    """What the server takes for the module `time`: the real clocks plus what the test wrote."""

    CLOCK_BOOTTIME = time.CLOCK_BOOTTIME
    monotonic = staticmethod(time.monotonic)

    def __init__(self) -> None:
        with (FOLDER / "clocks").open("rb") as file:
            self._map = mmap.mmap(file.fileno(), CLOCKS.size, prot=mmap.PROT_READ)

    def time_ns(self) -> int:
        """The wall clock."""
        return time.time_ns() + int(CLOCKS.unpack(self._map[:])[0]) * 1_000_000

    def clock_gettime_ns(self, clock: int) -> int:
        """The boot clock."""
        return time.clock_gettime_ns(clock) + int(CLOCKS.unpack(self._map[:])[1]) * 1_000_000


def move_clocks() -> None:
    """Every place that reads a clock for a session or a ticket reads ours."""
    for module in (server.app.ground, server.live.clock, server.transport.room.actions):
        module.time = MovedTime()  # type: ignore[attr-defined]  # the module's own import of `time`


def weigh_readings() -> None:
    """While a file `reading` says how late the loop is, in ms, that is what the server believes, for long enough."""
    real = Burden.weighed

    def weighed(burden: Burden, reading: Reading, now_ms: int) -> None:
        path = FOLDER / "reading"
        if not path.exists():
            real(burden, reading, now_ms)
            return
        late_ms = float(path.read_text() or 0)
        for later_ms in range(0, 4 * FALLS_MS, FALLS_MS):
            real(burden, Reading(late_ms, 0.0, 0.0), now_ms + later_ms)

    Burden.weighed = weighed  # type: ignore[method-assign, assignment]  # what is measured is steered, what follows is the product


@contextmanager
def one_hash() -> Iterator[None]:
    """One password is hashed once: each hash takes a tenth of a second, in every journey."""
    real = Passwords.hashed
    Passwords.hashed = cache(real)  # type: ignore[method-assign]  # the same, remembered
    try:
        yield
    finally:
        Passwords.hashed = real  # type: ignore[method-assign]  # as it was


def make_people() -> None:
    """Accounts on the first start, in a file only the test reads."""
    real = server.app.build

    @wraps(real)
    async def build(*given: Any, **options: Any) -> House:
        house = await real(*given, **options)
        path = FOLDER / "people.json"
        if not path.exists():
            with one_hash():
                made = {
                    name: await house.accounts.add_account(name, f"Dr {name.title()}", role, PASSWORD)
                    for name, role in PEOPLE.items()
                }
            secrets = {name: new.totp_secret for name, new in made.items()}
            await asyncio.to_thread(path.write_text, json.dumps(secrets))
        return house

    serve.build = build  # type: ignore[attr-defined]  # the name under which `serve` imported it


def tell_keys() -> None:
    """Session keys, as they are drawn, into a file of the test's."""
    path = os.environ.get("LIGHTBOX_TEST_DRAWN")
    if path is None:
        return
    file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def draw(count: int) -> bytearray:
        made = drawn(count)
        os.write(file, made)
        return made

    server.app.rooms.KeyRing = partial(KeyRing, draw=draw)  # type: ignore[attr-defined, assignment]  # as it is used


def serve_pages() -> None:
    """The pages of a build for whoever builds pages."""
    if built := os.environ.get("LIGHTBOX_TEST_PAGES"):
        server.app.web.Assets = partial(Assets, Path(built))  # type: ignore[assignment, attr-defined]  # as it is used


def say_in_brackets() -> None:
    """Where the pages are in nobody's language the server is too: its English in brackets, whenever the test says so."""
    real = Texts.say

    @wraps(real)
    def say(texts: Texts, language: str, *given: Any, **options: Any) -> str:
        words = real(texts, language, *given, **options)
        return f"[{words}]" if language == "en" and (FOLDER / "brackets").exists() else words

    Texts.say = say  # type: ignore[assignment, method-assign]  # the same words, marked


def collect_nothing() -> None:
    """What is not let go by itself stays: no promise about pictures may rest on the collector of cycles."""
    gc.disable()
    server.app.cyclic_gc.LEAST_S = 1e9  # type: ignore[misc]  # no full pass after the first


if __name__ == "__main__":
    tell_keys()
    if "LIGHTBOX_TEST_UNCOLLECTED" in os.environ:
        collect_nothing()
    if "LIGHTBOX_TEST_UNHARDENED" in os.environ:
        serve.harden = tuple  # type: ignore[attr-defined]  # nothing is done, nothing is said
    server.transport.room.websocket.CONNECT_S = CONNECT_S  # type: ignore[misc]  # tests wait for it
    server.transport.room.door.PING_S = PING_S  # type: ignore[misc]  # as above
    serve.Threshold = partial(Threshold, head_s=HEAD_S)  # type: ignore[attr-defined, assignment]  # as above
    move_clocks()
    weigh_readings()
    make_people()
    serve_pages()
    say_in_brackets()
    sys.exit(main())
