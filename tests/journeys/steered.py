"""A server whose clocks a test moves: `python -m tests.journeys.steered serve` with LIGHTBOX_TEST_STEERING naming a folder.

The folder holds `clocks` (two signed 64-bit milliseconds: added to the wall clock and to the boot clock) and gets
`people.json`, the accounts made at the first start. Everything else is the real server.
"""

import asyncio
import json
import mmap
import os
import struct
import sys
import time
from functools import wraps
from pathlib import Path
from typing import Any

import server.app
import server.live.clock
import server.transport.room.actions
import server.transport.room.door
import server.transport.room.websocket
from server.app import House
from server.cli import main, serve
from server.terms.people import StaffRole
from tests.journeys.haste import CONNECT_S, PING_S

FOLDER = Path(os.environ["LIGHTBOX_TEST_STEERING"])
CLOCKS = struct.Struct("<qq")
PEOPLE = {"lee": StaffRole.PROVIDER, "roe": StaffRole.PROVIDER}


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
    for module in (server.app, server.live.clock, server.transport.room.actions):
        module.time = MovedTime()  # type: ignore[attr-defined]  # the module's own import of `time`


def make_people() -> None:
    """Accounts on the first start, in a file only the test reads."""
    real = server.app.build

    @wraps(real)
    async def build(*given: Any, **options: Any) -> House:
        house = await real(*given, **options)
        path = FOLDER / "people.json"
        if not path.exists():
            made = {
                name: await house.accounts.add_account(name, f"Dr {name.title()}", role, "correct horse battery staple")
                for name, role in PEOPLE.items()
            }
            secrets = {name: new.totp_secret for name, new in made.items()}
            await asyncio.to_thread(path.write_text, json.dumps(secrets))
        return house

    serve.build = build  # type: ignore[attr-defined]  # the name under which `serve` imported it


if __name__ == "__main__":
    server.transport.room.websocket.CONNECT_S = CONNECT_S  # type: ignore[misc]  # tests wait for it
    server.transport.room.door.PING_S = PING_S  # type: ignore[misc]  # as above
    move_clocks()
    make_people()
    sys.exit(main())
