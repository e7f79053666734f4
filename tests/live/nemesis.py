"""What stands against a deadline: clocks, browsers that stop or lose their line, a server that dies, a record that stalls.

One `Fight` is one consult with a server process of its own (its clocks, keys and rooms) over a data folder that it shares
with others, and browsers that do with keys and leases what `web/src/worker` does. All times are true milliseconds: those of
a clock that nobody moves.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from server.live.alerting import Alerting
from server.live.at_hand import AtHand
from server.live.clock import KnownTime, SystemClock, not_before
from server.live.decoded import DecodedStore
from server.live.directory import Directory
from server.live.keeping import Archive
from server.live.notices import FrameShown, KeyGiven, LeaseGiven, Notice, StateChanged, Welcomed, WentDark
from server.live.registry import Rooms
from server.live.renderer import Renderer
from server.live.task import SessionTask
from server.live.workshop import Workshop
from server.sessions.commands import Admit, KeepView
from server.sessions.seeing import viewing_ends_ms
from server.sessions.session import Session
from server.terms.errors import LightboxError
from server.terms.ids import SeriesId, SessionId
from server.terms.people import Seat
from server.vault.frame_cache import FrameCache
from server.vault.session_keys import KeyRing
from tests.live.faults import Gate, GatedChat, GatedLog, GatedReceipts, GatedSessions
from tests.live.light_stand import HOST, PATIENT, Eye, LightStand, NoMarks, PlainConsent
from tests.live.test_task import look

HOUR_MS: Final = 3_600_000
LEASE_MS: Final = 30_000
BEAT_S: Final = 0.02
FAULTS: Final = ("clock back", "clock forward", "presenter stopped", "guest offline", "owner killed", "log stalls")


@dataclass
class World:
    """True time, and a server whose wall clock stands elsewhere."""

    now_ms: int = 1_800_000_000_000
    wall_ahead_ms: int = 0
    known: KnownTime | None = None
    """What the server process before left in its file."""

    def clock(self, newest_entry_ms: int) -> SystemClock:
        """What a server process that starts now lives by, as the roof puts it together."""
        least_ms = not_before(self.known, "boot", self.boot_ms(), newest_entry_ms) if self.known else 0
        clock = SystemClock(least_ms, lambda: self.now_ms + self.wall_ahead_ms, self.boot_ms)
        self.known = clock.known("boot")
        return clock

    def boot_ms(self) -> int:
        """The machine was started a day before."""
        return self.now_ms - 1_799_913_600_000


@dataclass
class Browser(Eye):
    """A page: it opens what it has the key of, paints it, and goes dark by itself when lease or deadline are over."""

    world: World = field(default_factory=World)
    is_online: bool = True
    is_stopped: bool = False
    """Its process stands still: what comes waits in the socket."""
    opened_ms: list[int] = field(default_factory=list)
    _waiting: list[Notice | FrameShown] = field(default_factory=list)
    _epoch: int = -1
    _leased_until_ms: int = 0
    _ahead_ms: int | None = None
    """By how much the server's clock is ahead of this one, as far as messages told."""
    _ends_ms: int | None = None

    def is_lit(self) -> bool:
        """Whether a picture is on the screen at this moment."""
        return bool(self.opened_ms) and self._may_open()

    def _may_open(self) -> bool:
        now_ms = self.world.now_ms
        is_over = self._ends_ms is not None and now_ms >= self._ends_ms
        return self._epoch >= 0 and now_ms < self._leased_until_ms and not is_over

    def tell(self, notice: Notice) -> None:
        """Hear it, unless nothing arrives."""
        super().tell(notice)
        self._arrived(notice)

    slot = tell

    async def show(self, shown: FrameShown) -> None:
        """Take a frame that may still go."""
        if self.is_online and shown.may_go():
            self._arrived(shown)

    def _arrived(self, what: Notice | FrameShown) -> None:
        if not self.is_online:
            return
        if self.is_stopped:
            self._waiting.append(what)
        elif isinstance(what, FrameShown):
            self._paint(what)
        else:
            self._hear(what)

    def go_on(self) -> None:
        """The process runs again: everything that came meanwhile is taken in its order."""
        self.is_stopped = False
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            self._arrived(each)

    def cut(self) -> None:
        """The line is gone; the page does not know it yet."""
        self.is_online = False

    def forget(self) -> None:
        """The page begins anew: its key is dropped."""
        self.cut()
        self._epoch = -1

    def _hear(self, notice: Notice) -> None:
        now_ms = self.world.now_ms
        match notice:
            case Welcomed(session=session, now_ms=server_ms) | StateChanged(session=session, now_ms=server_ms):
                self._measured(server_ms)
                ends_ms = viewing_ends_ms(session)
                self._ends_ms = None if ends_ms is None else ends_ms - (self._ahead_ms or 0)
            case KeyGiven(epoch=epoch, lease_ms=lease_ms):
                self._epoch, self._leased_until_ms = epoch, now_ms + min(lease_ms, LEASE_MS)
            case LeaseGiven(epoch=epoch, until_ms=until_ms, now_ms=server_ms) if epoch == self._epoch:
                self._measured(server_ms)
                self._leased_until_ms = now_ms + min(until_ms - server_ms, LEASE_MS)
            case WentDark():
                self._epoch = -1
            case _:
                pass

    def _measured(self, server_ms: int) -> None:
        """No message comes before it was sent: the latest clock that was heard of is the nearest."""
        ahead = server_ms - self.world.now_ms
        self._ahead_ms = ahead if self._ahead_ms is None else max(ahead, self._ahead_ms)

    def _paint(self, shown: FrameShown) -> None:
        self.frames.append(shown)
        if self._may_open() and shown.epoch == self._epoch:
            self.opened(shown)
            self.opened_ms.append(self.world.now_ms)
            self.room.acked(self, shown.number, [shown.picture.fid])


@dataclass
class OneSession(GatedSessions):
    """Sessions of a data folder of which this process has one to look after."""

    mine: set[SessionId] = field(default_factory=set)

    async def unfinished(self) -> list[SessionId]:
        """Not those of other fights."""
        return [each for each in await self.rows.unfinished() if each in self.mine]

    async def ended(self, *, limit: int) -> list[SessionId]:
        """Not those of other fights."""
        return [each for each in await self.rows.ended(limit=10_000) if each in self.mine][:limit]


class Owner:
    """A server process: it starts, and dies with everything that was only in its memory."""

    def __init__(self, stand: LightStand, clock: SystemClock, mine: set[SessionId]) -> None:
        self.keys, cache = KeyRing(), FrameCache(16 * 1024 * 1024)
        decoded = DecodedStore(16 * 1024 * 1024)
        self.renderer = Renderer(
            pictures=stand.library, decoder=stand.desk.workers, keys=self.keys, cache=cache, decoded=decoded
        )
        self.disk, walls = Gate(), stand.rooms.archive
        self.log = GatedLog(GatedLog(walls.log, self.disk))
        archive = Archive(
            OneSession(walls.sessions, self.disk, mine),
            GatedChat(walls.transcript, self.disk),
            self.log,
            GatedReceipts(walls.receipts, self.disk),
        )
        alerting, at_hand = Alerting(self.log, clock), AtHand(stand.library)
        workshop = Workshop(stand.library, self.renderer, self.keys, cache, NoMarks(), clock, alerting, at_hand)
        self.rooms = Rooms(workshop, archive, PlainConsent(), lambda: 7, Directory(), stand.heads)

    async def stop(self) -> None:
        """End what still runs of it."""
        self.log.gate.open()
        await self.rooms.stop()
        await self.renderer.close()

    async def die(self) -> None:
        """SIGKILL: no goodbye, no further write, no key; nobody starts after it before it is dead."""
        self.keys.destroy_all()
        await self.disk.shut()


@dataclass
class Fight:
    """One consult against its nemesis."""

    seed: int
    stand: LightStand
    world: World = field(default_factory=World)
    browsers: list[Browser] = field(default_factory=list)
    owners: list[Owner] = field(default_factory=list)
    room: SessionTask | None = None
    mine: set[SessionId] = field(default_factory=set)
    ends_ms: int = 0
    script: list[tuple[int, str]] = field(default_factory=list)
    _moments: list[tuple[int, str]] = field(default_factory=list)
    _doing: list[asyncio.Task[None]] = field(default_factory=list)
    _cseq: int = 0

    @property
    def owner(self) -> Owner:
        """The process that runs now."""
        return self.owners[-1]

    @property
    def session(self) -> Session:
        """The consult, as its process has it."""
        assert self.room is not None
        return self.room.session

    def __str__(self) -> str:
        """What to replay."""
        return f"seed {self.seed}: " + ", ".join(f"{what} at D{at:+} ms" for at, what in self.script)

    # --- the consult ---------------------------------------------------------------------------------------------

    async def begin(self, series: SeriesId) -> None:
        """Host and patient look at pictures; D is five minutes from now."""
        self.owners.append(Owner(self.stand, self.world.clock(0), self.mine))
        clock = self.stand.clock
        clock.at_ms = self.world.now_ms
        self.mine.add((await self.stand.planned(series, minutes=5)).id)
        await self.owner.rooms.start(PlainConsent())
        self.room = await self.owner.rooms.room(next(iter(self.mine)))
        host = await self.enter(HOST)
        await self.room.set_view(look(2))
        patient = await self.enter(PATIENT)
        word = self.session.presence_of(PATIENT.id).word
        await self.room.act(Admit(HOST.id, PATIENT.id, "known", word))
        await self.stand.agree(self.room)
        await patient.until(lambda: patient.opened_ms and host.opened_ms)
        self.ends_ms = viewing_ends_ms(self.session) or 0

    async def enter(self, seat: Seat) -> Browser:
        """A page of somebody, on a new line."""
        assert self.room is not None
        browser = Browser(seat.id, self.room, world=self.world)
        self.browsers.append(browser)
        await self.room.join(browser, ("login",) if seat is HOST else ("link", "code"), 0)
        return browser

    def page_of(self, seat: Seat) -> Browser:
        """The newest page of somebody."""
        return next(each for each in reversed(self.browsers) if each.participant == seat.id)

    # --- its nemesis ---------------------------------------------------------------------------------------------

    def plan(self) -> None:
        """One to three faults around the deadline, each with its own moments."""
        chance = random.Random(self.seed)
        # every fault has its turn, whatever chance says of the others
        chosen = {FAULTS[self.seed % len(FAULTS)], *chance.sample(FAULTS, chance.randrange(3))}
        moments: dict[str, list[tuple[int, str]]] = {
            "clock back": [(chance.randrange(-8_000, 500), "clock back")],
            "clock forward": [(chance.randrange(-8_000, -100), "clock forward")],
            "presenter stopped": [
                (chance.randrange(-9_000, 0), "presenter stopped"),
                (chance.randrange(500, 20_000), "presenter goes on"),
            ],
            "guest offline": [
                (chance.randrange(-9_000, 0), "guest offline"),
                (chance.randrange(200, 15_000), "guest returns"),
            ],
            "owner killed": [(-1_000, "owner killed"), (chance.randrange(-900, 6_000), "owner starts")],
            "log stalls": [(chance.randrange(-6_000, 0), "log stalls"), (chance.randrange(1, 8_000), "log goes on")],
        }
        scrolls = [(at, "scroll") for at in (*range(-290_000, -9_999, 20_000), *range(-9_500, 3_500, 700))]
        late = [(at, "look") for at in (-1, 0, 1_000, 5_000, 10_000, 20_500, 31_000)]
        faults = [moment for fault in FAULTS if fault in chosen for moment in moments[fault]]
        self.script = sorted(faults)
        self._moments = sorted([*faults, *scrolls, *late], key=lambda moment: moment[0])

    async def run(self, watch: Callable[[], Awaitable[None]]) -> None:
        """Go through it all; `watch` looks after each moment."""
        for at, what in self._moments:
            self.world.now_ms = max(self.world.now_ms, self.ends_ms + at)
            await self._do(what)
            await self._beat()
            await watch()

    async def _do(self, what: str) -> None:
        match what.split():
            case ["clock", way]:
                self.world.wall_ahead_ms += HOUR_MS if way == "forward" else -HOUR_MS
            case ["presenter", *way]:
                self._stop_presenter() if way == ["stopped"] else self.page_of(HOST).go_on()
            case ["guest", "offline"]:
                self.page_of(PATIENT).cut()
            case ["guest", "returns"]:
                self._quietly(self._return(PATIENT))
            case ["owner", way]:
                await (self._kill() if way == "killed" else self._start())
            case ["log", *way]:
                self._stall() if way == ["stalls"] else self.owner.log.gate.open()
            case ["scroll"] if not self.page_of(HOST).is_stopped:
                self._quietly(self._scroll())
            case _:
                pass

    def _stop_presenter(self) -> None:
        self.page_of(HOST).is_stopped = True

    def _stall(self) -> None:
        """The record hangs, and a decision on it, while time goes on."""
        self.owner.log.gate.close()
        self._quietly(self._keep_view())

    async def _kill(self) -> None:
        for browser in self.browsers:
            browser.cut()
        self.room = None
        await self.owner.die()

    async def _start(self) -> None:
        recorded = await self.stand.log.read(session=next(iter(self.mine)))
        self.owners.append(Owner(self.stand, self.world.clock(recorded[-1].entry.at_ms), self.mine))
        await self.owner.rooms.start(PlainConsent())
        with suppress(LightboxError):
            self.room = await self.owner.rooms.room(next(iter(self.mine)))
        for seat in (HOST, PATIENT):
            self._quietly(self._return(seat))

    async def _return(self, seat: Seat) -> None:
        if self.room is None:
            return
        self.page_of(seat).forget()
        await self.enter(seat)

    async def _scroll(self) -> None:
        if self.room is not None:
            self._cseq += 1
            epoch = self.room.session.token.token_epoch
            await self.room.set_view(look(self._cseq % 6 + 1, cseq=self._cseq, token_epoch=epoch))

    async def _keep_view(self) -> None:
        if self.room is not None:
            await self.room.act(KeepView(HOST.id, "kept"))

    def _quietly(self, doing: Awaitable[None]) -> None:
        async def do() -> None:
            with suppress(LightboxError, TimeoutError):
                await doing

        self._doing.append(asyncio.ensure_future(do()))

    async def _beat(self) -> None:
        """A real process looks at its clocks at least once a second: let it look now."""
        if self.room is not None and not self.room.clockwork.turns.is_over:
            turns = self.room.clockwork.turns
            if not turns.is_busy:
                turns.queue(_nothing).add_done_callback(lambda done: done.cancelled() or done.exception())
        await asyncio.sleep(BEAT_S)

    async def close(self) -> None:
        """Stop everything that was started."""
        for owner in self.owners:
            await owner.stop()
        for task in self._doing:
            task.cancel()
        await asyncio.gather(*self._doing, return_exceptions=True)


async def _nothing() -> None:
    """A turn in which only time passes."""


def unsealed_late(fight: Fight) -> list[int]:
    """When pictures were opened after the deadline, as true milliseconds after it."""
    return [at - fight.ends_ms for browser in fight.browsers for at in browser.opened_ms if at > fight.ends_ms]


def lit_late(fight: Fight) -> list[str]:
    """Whose screens have a picture on them at this moment, if it is later than a second after the deadline."""
    if fight.world.now_ms < fight.ends_ms + 1_000:
        return []
    return [browser.participant for browser in fight.browsers if browser.is_lit()]
