"""Any history of wire messages, with pictures: what lines got is what the record says was sent, and never anything else.

As `test_wire_histories`, but every picture is made: people come and go, agree to more or less, pause, clog and clear
their lines; some acknowledge what they show and some do not; now and then more than a roll-up's time passes.
"""

import asyncio
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.terms.entries import Entry
from server.terms.ids import FrameId, InstanceId, ParticipantId, StudyId
from server.terms.images import ImageTraits, PixelGrid
from server.workers.shared_frame import SharedFrame
from tests.sessions.consult import HOST
from tests.transport.room.test_wire_histories import EVENT_BYTES, History
from tests.transport.room.wire_model import Json
from tests.transport.room.wire_rig import Line, NoPictures, Rig

Spot = tuple[str, int, int, int]
"""Who, epoch, stack, position from 1."""
ROLL_UP_MS = 11_000


class FlatDecoder:
    """Every picture is one gray."""

    async def decode(self, *_: object, traits: ImageTraits, out: SharedFrame, **__: object) -> PixelGrid:
        """All zeros, as the memory comes."""
        return traits.grid

    async def forget(self) -> None:
        """Nothing is held."""


class Files(NoPictures):
    """Objects that can be opened; what is in them does not matter."""

    async def open_object(self, study: StudyId, instance: InstanceId) -> int:
        """Any descriptor."""
        return os.open(os.devnull, os.O_RDONLY)


class SeeingLine(Line):
    """A connection whose client paints what it gets, three times of four, and says so."""

    def write_pair(self, header: bytes, attachment: bytes) -> None:
        """A frame arrives."""
        _, meta, _ = json.loads(header.split(b",", 1)[1])
        self.heard(self, "frame", meta)
        shown = [FrameId(meta["fid"])] if meta["n"] % 4 else []
        asyncio.get_running_loop().call_soon(self.actions.room.acked, self.screen, meta["n"], shown)


@dataclass
class SeenHistory(History):
    """A history that is only judged by what it leaves in the record."""

    got: set[tuple[Spot, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Pictures are made here."""
        self.rig = Rig(self._heard, decoder=FlatDecoder(), kind=SeeingLine, pictures=Files())

    def _heard(self, line: Line, name: str, body: Json) -> None:
        if name == "frame":
            spot = (line.person, body["epoch"], body["stack"], body["pos"] + 1)
            self.got.add((spot, body["tier"]))
        else:
            self.reader(line).hear(name, body)

    async def say(self, person: ParticipantId, event: str, body: Json) -> None:
        """One message, and time for its pictures."""
        await self.rig.say(person, event, body)
        self.rig.clock.at_ms += ROLL_UP_MS if self.count % 7 == 0 else 200
        for _ in range(3):
            await asyncio.sleep(0.001)

    def judge(self) -> None:
        """Only at the end."""


def spots(entry: Entry) -> Iterator[tuple[Spot, str]]:
    """Every picture an entry tells of, with its tier."""
    facts = entry.facts
    positions, tiers = facts["positions"], facts["tiers"]
    assert isinstance(positions, tuple)
    assert isinstance(tiers, tuple)
    for at, tier in enumerate(tiers):
        for pos in range(int(positions[2 * at]), int(positions[2 * at + 1]) + 1):
            yield (entry.actor, int(str(facts["epoch"])), int(str(facts["stack"])), pos), str(tier)


def judge(entries: list[Entry], got: set[tuple[Spot, str]]) -> None:
    """Shown ⊆ sent ⊆ authorized, each at a later index than what it stands on; sent is what arrived."""
    authorized: set[Spot] = set()
    sent: set[tuple[Spot, str]] = set()
    for entry in entries:
        facts = entry.facts
        if entry.kind == "instances.authorized":
            where = (entry.actor, int(str(facts["epoch"])), int(str(facts["stack"])))
            authorized |= {(*where, pos) for pos in range(int(str(facts["first"])), int(str(facts["last"])) + 1)}
        elif entry.kind == "instances.sent":
            told = set(spots(entry))
            assert {spot for spot, _ in told} <= authorized
            sent |= told
        elif entry.kind == "instances.shown":
            assert set(spots(entry)) <= sent
    assert sent == got


async def lived(content: bytes) -> SeenHistory:
    """All of a history, and the end of the process."""
    history = SeenHistory()
    try:
        await history.live_through(content)
    finally:
        await history.rig.stop()
    return history


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all histories."""
    made = asyncio.new_event_loop()
    yield made
    made.close()


def test_pictures_really_arrive(loop: asyncio.AbstractEventLoop) -> None:
    """The histories below are about something: host and guests got and showed pictures."""
    history = loop.run_until_complete(lived(bytes([0, 0, 1] * 8)))
    assert len({who for (who, *_), _ in history.got}) > 1
    assert {entry.kind for entry in history.rig.walls.entries if entry.actor == HOST} >= {"instances.shown"}
    judge(history.rig.walls.entries, history.got)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None
)
@given(content=st.binary(min_size=EVENT_BYTES * 6, max_size=EVENT_BYTES * 24))
def test_what_was_sent_stands_on_what_was_authorized(loop: asyncio.AbstractEventLoop, content: bytes) -> None:
    """AUD-33, I2, invariant 2: for every frame a client received there is an authorized entry at an earlier position."""
    history = loop.run_until_complete(lived(content))
    judge(history.rig.walls.entries, history.got)
