"""A whole room without sockets, disks or decoders: wire structs in, the bytes of wire messages out.

Everything between the websocket and the walls is the server's own: structs, actions, the session's task, the rules,
screens, projection, outboxes. What stands in for the walls keeps things in memory and never waits.
"""

import asyncio
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from server.desk.opened_stacks import FrameSource, OpenedStack, StackFacts
from server.desk.people_rows import TicketFor
from server.live.alerting import Alerting
from server.live.at_hand import AtHand
from server.live.decoded import DecodedStore
from server.live.keeping import Archive
from server.live.pictures import Decoder
from server.live.ports import KeptReceipt, Recorded
from server.live.renderer import Renderer
from server.live.task import SessionTask
from server.live.workshop import Workshop
from server.sessions.chat import Channel, ChatMessage
from server.sessions.session import Session
from server.studies.header import PatientHeader
from server.terms.consults import StackRef
from server.terms.entries import Entry
from server.terms.errors import LightboxError, NotFound
from server.terms.ids import InstanceId, LoginId, ParticipantId, SeriesId, SessionId, StudyId
from server.terms.images import ImageTraits, PixelGrid, PixelLocation, WindowChoice
from server.terms.view import StackBounds
from server.transport.room.actions import Actions
from server.transport.room.outbox import Outbox
from server.transport.room.projection import Projection
from server.transport.room.screen import RemoteScreen
from server.transport.wire.room_in import EVENTS, Auth
from server.vault.frame_cache import FrameCache
from server.vault.session_keys import KeyRing
from tests.live.light_stand import MovableClock, NoMarks, PlainConsent
from tests.sessions.consult import HOST, scheduled
from tests.transport.room.raw_socket import auth

Json = dict[str, Any]
FRAMES = (4, 3, 2)
TRAITS = ImageTraits(
    PixelGrid(8, 8, 1, "uint16"), "1.2.840.10008.1.2.1", PixelLocation("PixelData", 0, 128), "CT", 1, 8, 8, 1,
    "MONOCHROME2", 16, 16, 15, False, windows=(WindowChoice(40, 400),),
)  # fmt: skip
REFS = tuple(
    StackRef(StudyId("2" * 32), SeriesId(f"{number}" * 32), 0, StackBounds(frames, 8, 8, color=False))
    for number, frames in enumerate(FRAMES, start=3)
)


class NoPictures:
    """Studies whose headers can be read and whose pixels cannot."""

    async def open_stack(self, ref: StackRef) -> OpenedStack:
        source = FrameSource(InstanceId("1" * 32), 0, b"d" * 32, TRAITS, 1, ("R", "L", "A", "P"), "")
        facts = StackFacts("CT", 1, "", "images", "HU", (), "", None, False, None, False)
        return OpenedStack(ref.study, ref, (source,) * ref.bounds.frames, facts, PatientHeader())

    async def open_object(self, study: StudyId, instance: InstanceId) -> int:
        raise NotFound("object")


class NearStore:
    """A store that is never away, and of which nothing needs to be brought near."""

    is_away = False

    async def keep_at_hand(self, session: SessionId, study: StudyId, instances: Sequence[InstanceId]) -> None: ...
    def let_go(self, session: SessionId) -> None: ...
    async def look(self, every_s: float) -> None: ...


class NoDecoder:
    """Nothing is ever decoded."""

    async def decode(self, *_: object, **__: object) -> PixelGrid:
        raise NotFound("object")

    async def forget(self) -> None:
        """Nothing is held."""


@dataclass
class MemoryWalls:
    """Sessions, chat, record and receipts in memory."""

    lines: dict[Channel, list[ChatMessage]] = field(default_factory=lambda: {"talk": [], "clinicians": []})
    entries: list[Entry] = field(default_factory=list)
    saved: Session | None = None

    async def load(self, session: SessionId) -> Session:
        raise NotFound("no_session")

    load_unverified = load

    async def claim(self, session: SessionId) -> int:
        return 1

    async def save(self, session: Session, *, fence: int) -> None:
        self.saved = session

    async def unfinished(self) -> list[SessionId]:
        return []

    async def ended(self, *, limit: int) -> list[SessionId]:
        return []

    async def add(self, kind: str, subject: str, receipt: bytes, at_ms: int) -> None:
        """Forgotten."""

    async def of(self, subject: str) -> Sequence[KeptReceipt]:
        return ()


@dataclass
class MemoryChat:
    """As `ChatRows`: a line's `cid` is its author's, each channel counts by itself."""

    walls: MemoryWalls

    async def append(self, session: SessionId, message: ChatMessage) -> ChatMessage:
        lines = self.walls.lines[message.channel]
        same = [each for each in lines if message.cid and (each.author, each.cid) == (message.author, message.cid)]
        if not same:
            same = [replace(message, seq=len(lines) + 1, id=f"{message.channel[0]}{len(lines)}")]
            lines += same
        return same[0]

    async def since(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        return [each for each in self.walls.lines[channel] if each.seq > seq][:limit]

    async def newest(self, session: SessionId, seq: int, *, limit: int, channel: Channel = "talk") -> list[ChatMessage]:
        return [each for each in self.walls.lines[channel] if each.seq > seq][-limit:]


@dataclass
class MemoryLog:
    """The record."""

    walls: MemoryWalls

    async def append(self, entries: Sequence[Entry]) -> int:
        self.walls.entries += entries
        return len(self.walls.entries) - len(entries)

    async def read(self, *, session: SessionId, since: int = 0) -> Sequence[Recorded]:
        return ()


Heard = Callable[["Line", str, Json], None]


@dataclass
class Line:
    """One connection: what an outbox writes to, and who reads it. A clogged one takes nothing until it is cleared."""

    person: ParticipantId
    heard: Heard
    alive: bool = True
    is_leaving: bool = False
    is_free: bool = True
    is_late: bool = False
    """Whether what is written now has waited."""
    joined: asyncio.Event = field(default_factory=asyncio.Event)
    screen: RemoteScreen = field(init=False)
    actions: Actions = field(init=False)

    def write(self, packet: bytes) -> None:
        name, body = json.loads(packet.split(b",", 1)[1])
        if "m" in body:
            self.screen.outbox.acked(body["m"])
        self.heard(self, name, body)

    def write_pair(self, header: bytes, attachment: bytes) -> None:
        """No picture is ever made here."""
        raise AssertionError(header[:80])

    async def taken(self) -> None:
        """At once."""

    def abort(self) -> None:
        self.alive = False

    async def clear(self) -> None:
        """Take what waits."""
        self.is_free = self.is_late = True
        await self.screen.outbox._write_all()
        self.is_late = False


@dataclass
class Rig:
    """The room and its lines; `heard` is called for every message the moment it is written."""

    heard: Heard
    decoder: Decoder = field(default_factory=NoDecoder)
    kind: type[Line] = Line
    pictures: NoPictures = field(default_factory=NoPictures)
    lines: dict[ParticipantId, Line] = field(default_factory=dict)
    clock: MovableClock = field(default_factory=MovableClock)
    walls: MemoryWalls = field(default_factory=MemoryWalls)
    room: SessionTask = field(init=False)
    renderer: Renderer = field(init=False)

    def __post_init__(self) -> None:
        """A consult about three stacks that starts now, everybody expected."""
        keys, cache = KeyRing(), FrameCache(1 << 20)
        pictures, decoded = self.pictures, DecodedStore(1 << 20)
        self.renderer = Renderer(pictures=pictures, decoder=self.decoder, keys=keys, cache=cache, decoded=decoded)
        archive = Archive(self.walls, MemoryChat(self.walls), MemoryLog(self.walls), self.walls)
        alerting = Alerting(archive.log, self.clock)
        workshop = Workshop(pictures, self.renderer, keys, cache, NoMarks(), self.clock, alerting, AtHand(NearStore()))
        session = scheduled(starts_in_ms=0, stacks=REFS).session
        count = iter(range(1 << 30))
        self.room = SessionTask.of(session, 1, workshop, archive, PlainConsent(), PlainConsent(), lambda: next(count))
        self.room.start()

    @property
    def session(self) -> Session:
        """As it stands."""
        return self.room.session

    async def stop(self) -> None:
        """The end of the process."""
        await self.room.stop("draining")
        await self.renderer.close()

    async def connect(self, person: ParticipantId, have: int = 0) -> str:
        """A new connection, in place of a former one; gives the code it was refused with, or nothing."""
        line = self.kind(person, self.heard)
        line.joined.set()
        projection = Projection("Clinic", "", self.clock.now_ms)
        line.screen = self._screen(line, projection)
        line.actions = Actions(self.room, line.screen)
        former = self.lines.pop(person, None)
        self.lines[person] = line
        try:
            await self.room.join(line.screen, ("login",) if person == HOST else ("link", "code"), have, have)
        except LightboxError as error:
            del self.lines[person]
            return error.code
        finally:
            if former is not None:
                await self.room.leave(former.screen)
        return ""

    async def drop(self, person: ParticipantId) -> None:
        """The connection is gone."""
        line = self.lines.pop(person, None)
        if line is not None:
            await self.room.leave(line.screen)

    async def say(self, person: ParticipantId, event: str, body: Json) -> Json:
        """What the door makes of an event: its acknowledgement."""
        line = self.lines.get(person)
        actions = self._actions_of(person) if line is None else line.actions
        try:
            return {"ok": True, **await actions.handle(msgspec.convert(body, EVENTS[event]))}
        except LightboxError as error:
            return {"ok": False, "code": error.code, **error.facts}
        finally:
            for each in [each for each in self.lines.values() if not each.screen.outbox.alive]:
                self.lines.pop(each.person, None)

    def _actions_of(self, person: ParticipantId) -> Actions:
        """What somebody without a line would do if they had one."""
        line = Line(person, self.heard)
        line.screen = self._screen(line, Projection("", "", self.clock.now_ms))
        return Actions(self.room, line.screen)

    def _screen(self, line: "Line", projection: Projection) -> RemoteScreen:
        seat = TicketFor(self.session.id, line.person, "guest", LoginId(line.person), 1)
        return RemoteScreen(seat, Outbox(line), projection, AUTH)  # type: ignore[arg-type]  # all that an outbox asks of a socket


AUTH = msgspec.convert(auth(os.urandom(16).hex()), Auth)
"""One key for everybody: nobody here opens anything."""
