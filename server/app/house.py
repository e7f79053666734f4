"""A server put together: opened from the ground up, stopped from the top down."""

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

import structlog
from aiohttp import web

from server.app.cyclic_gc import CyclicGc
from server.app.desks import guest_desk, staff_desk, study_desk
from server.app.ground import NAME, Ground, own_url, policy_of
from server.app.live_state import live_state
from server.app.metrics.counted import Counted
from server.app.opinions import opinion_keeping
from server.app.post import post_desk
from server.app.retention import Keeping, keeping_desk
from server.app.rooms import running_rooms
from server.app.web import web_application
from server.audit.checkpoint import Signer
from server.audit.log import Log
from server.desk.accounts import Accounts
from server.desk.overdue_opinions import OverdueOpinions
from server.desk.studies import Studies
from server.desk.texts import Texts
from server.exchange.clock_file import BootTime, ClockFile, this_boot
from server.exchange.process_locks import ProcessLocks
from server.exchange.witness import WitnessFile
from server.live.alerting import Alerting
from server.live.all_rooms import AllRooms
from server.live.clock import Clock, KnownTime, SystemClock, boot_ms_now, not_before
from server.live.directory import Directory
from server.live.draining import Draining
from server.live.figures import LoopLag
from server.live.hearing import Hearing
from server.live.heirs import Heirs
from server.live.holding import Holding
from server.live.login_watch import LoginWatch
from server.live.owned_rooms import OwnedRooms
from server.live.post_rounds import PostRounds
from server.live.registry import Rooms
from server.live.renderer import Renderer
from server.live.retention_rounds import RetentionRounds
from server.live.witnessing import Witnessing
from server.policy import digest_of
from server.settings import Settings
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.migrate import upgrade
from server.storage.database.processes import ProcessRows
from server.storage.database.sessions import SessionRows
from server.storage.shared.live_state import LiveState
from server.terms.entries import Entry, EntryFact
from server.terms.errors import Refused, Unavailable
from server.terms.nodes import Node, NodeId
from server.terms.session_types import Policy
from server.transport.api.metrics import MetricsPort
from server.transport.parting import Parting
from server.transport.room.door import Door
from server.vault.deployment import DeploymentKey
from server.workers.limits import MIB, WorkerLimits
from server.workers.pool import WorkerPool

KEY_TRIES: Final = 64
"""Entries that are tried to see whether the deployment key is the right one."""


@dataclass(slots=True)
class House:
    """A server put together: its web application, and what the command line needs of it."""

    app: web.Application
    public_url: str
    accounts: Accounts
    studies: Studies
    draining: Draining
    """Begun when this process was asked to stop: `/readyz` says so."""
    _database: Database
    _log: Log
    _witnessing: Witnessing | None
    _workers: WorkerPool
    _rooms: Rooms
    _owned: OwnedRooms
    _hearing: Hearing
    _watch: LoginWatch
    _post: PostRounds
    _retention: RetentionRounds
    _renderer: Renderer
    _door: Door
    _parting: Parting
    _clock: Clock
    _live: LiveState
    _lag: LoopLag
    _metrics: MetricsPort
    _heirs: Heirs
    _cyclic_gc: CyclicGc

    async def drain(self) -> bool:
        """Asked to stop: nothing new is taken, what runs here goes to processes that stay; whether there are any."""
        self.draining.begin()
        return await self._owned.hand_over()

    async def stop(self) -> None:
        """Keys die, everybody is told, what was given to the log is on disk when this returns."""
        await self._parting.end()
        await self._cyclic_gc.stop()
        await self._lag.stop()
        await self._rooms.workshop.burden.stop()
        await self._watch.stop()
        await self._post.stop()
        await self._retention.stop()
        await self._hearing.stop()
        await self._owned.stop()
        await self._rooms.stop()
        await self._door.stop()
        await self._renderer.close()
        await self.studies.stop()
        await self._heirs.stop()
        await self._live.stop()
        try:
            await self._log.append([Entry("application.stop", self._clock.now_ms(), "system")])
        except Unavailable as error:
            structlog.get_logger().error("stop_not_recorded", code=error.code)
        await self._log.stop()
        if self._witnessing is not None:
            await self._witnessing.stop()
        await self._workers.stop()
        await self._database.stop()
        await self._metrics.close()


async def build(
    settings: Settings,
    *,
    port: int,
    secure: bool,
    demo: bool = False,
    clock: Clock | None = None,
    internal: str = "",
) -> House:
    """Open everything and put it together; every overdue session is locked when this returns, nobody is served yet.

    Parameters
    ----------
    port
        The port listened on (settings may say 0).
    secure
        Whether this process speaks TLS itself.
    internal
        Where other processes reach this one (`http://127.0.0.1:9001`), when there are any.

    Raises
    ------
    Refused
        `deployment_key_missing`, `deployment_key_weak`, `deployment_key_wrong` (not the one this data was sealed under);
        `log_rolled_back`, `log_forked`, `witness_not_ours`, `witness_missing`: the record is not the one its witness knows.
    Malformed
        `bad_policy` {file, line, field, complaint, allowed}, `no_policy_file` {file}: nothing was opened.
    Unavailable
        The database, the data folder, the witness or the workers cannot be had.
    """
    policy = policy_of(settings)
    dep = DeploymentKey.load(settings.key_file)
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    metrics = MetricsPort(settings.metrics.networks)
    if settings.metrics.port:
        try:
            await metrics.open(settings.metrics.host, settings.metrics.port)
        except OSError as error:
            raise Unavailable("port_taken", port=settings.metrics.port) from error
    await upgrade(settings.database_url)
    database = Database(settings.database_url, connections=settings.database.connections)
    await database.start()
    rows = EntryRows(database, dep)
    counted = Counted()
    log = Log(rows, os.urandom, counted.record.written)
    await check_key(rows)
    witnessing = await _witnessing(settings, log, dep, demo=demo)
    clock = clock or await _clock(settings, rows, SessionRows(database, dep))
    before_ms = await _begin_record(log, rows, policy, clock.now_ms())
    workers = WorkerPool(
        WorkerLimits(address_space_bytes=settings.workers.memory_mb * MIB), size=settings.workers.count
    )
    await workers.start()
    public_url = settings.server.public_url.rstrip("/") or own_url(settings.server.host, port, secure=secure)
    live = await live_state(settings, dep, Alerting(log, clock))
    ground = Ground(
        settings, dep, database, log, witnessing, workers, clock, Texts(), public_url, policy, live, counted=counted
    )
    locks = ProcessLocks(settings.data_folder / "processes")
    heirs = Heirs(live.node, ProcessRows(database), locks)
    await heirs.begin()
    directory = Directory(holding=_holding(ground, internal, locks.is_dead))
    staff = staff_desk(ground, directory)
    studies = study_desk(ground, staff.desk.accounts)
    room = running_rooms(ground, studies, directory)
    opinions = opinion_keeping(ground, staff, room)
    post = post_desk(ground, room, OverdueOpinions(opinions).tell)
    guests = guest_desk(ground, staff, studies, room, post)
    # Overdue sessions are locked here, before anything can be asked for.
    await room.rooms.start(guests.invites, staff.desk.notices)
    owned = OwnedRooms(room.rooms, ground.draining)
    await owned.start()
    everything = AllRooms(room.rooms)
    hearing = Hearing(
        live.control,
        live.node,
        {
            "guest_changed": room.rooms.heard,
            "login_ended": staff.watch.heard,
            "proved": staff.watch.heard,
            "ended": everything.heard,
            "released": owned.released,
        },
    )
    hearing.start()
    staff.watch.start()
    keeping = keeping_desk(ground, studies, room.sessions, before_ms)
    await heirs.start(_resuming(studies, keeping))
    post.rounds.start()
    keeping.rounds.start()
    counted.lag.start()
    room.rooms.workshop.burden.start()
    app, door, parting, figures = web_application(
        ground, staff, studies, room, guests, post, opinions, port=port, demo=demo
    )
    metrics.text = figures.text
    return House(
        app=app,
        public_url=public_url,
        accounts=staff.desk.accounts,
        studies=studies,
        draining=ground.draining,
        _database=database,
        _log=log,
        _witnessing=witnessing,
        _workers=workers,
        _rooms=room.rooms,
        _owned=owned,
        _hearing=hearing,
        _watch=staff.watch,
        _post=post.rounds,
        _retention=keeping.rounds,
        _renderer=room.renderer,
        _door=door,
        _parting=parting,
        _clock=clock,
        _live=live,
        _lag=counted.lag,
        _metrics=metrics,
        _heirs=heirs,
        _cyclic_gc=CyclicGc.started(),
    )


def _resuming(studies: Studies, keeping: Keeping) -> Callable[[], Awaitable[None]]:
    """What this process has to finish: its own of before a crash is nobody's any more, so it was taken over."""

    async def resume() -> None:
        await keeping.erasing.resume()
        await studies.resume()

    return resume


def _holding(ground: Ground, internal: str, is_dead: Callable[[NodeId], bool]) -> Holding:
    """What of the sessions is ours; with live state of its own, a process has all of them."""
    live = ground.live
    if not ground.settings.shared.url:
        return Holding()
    rows = SessionRows(ground.database, ground.dep)
    return Holding(live.owners, rows, here=Node(live.node, internal), control=live.control, is_dead=is_dead)


async def _begin_record(log: Log, rows: EntryRows, policy: Policy, now_ms: int) -> int:
    """That this process starts, and under which policy; gives the time of the newest entry before, 0 without any."""
    before_ms = await rows.newest_ms()
    loaded: dict[str, EntryFact] = {
        "digest": digest_of(policy),
        "types": tuple(each.kind.value for each in policy.types),
    }
    await log.append(
        [
            Entry("application.start", now_ms, "system", None, {"version": version(NAME)}),
            Entry("policy.loaded", now_ms, "system", None, loaded),
        ]
    )
    if not before_ms:
        await check_first(rows)
    return before_ms


async def _witnessing(settings: Settings, log: Log, dep: DeploymentKey, *, demo: bool) -> Witnessing | None:
    """Hold the record against its witness before anything is appended to it."""
    path = settings.witness_file(demo=demo)
    if path is None:
        return None
    witnessing = Witnessing(log, Signer(dep.signing_key()), WitnessFile(path))
    await witnessing.start()
    return witnessing


async def _clock(settings: Settings, rows: EntryRows, sessions: SessionRows) -> SystemClock:
    """The clocks of this process, held against what the one before left: nobody lengthens a consult by a crash."""
    file, boot = ClockFile(settings.data_folder / "clock"), this_boot()
    least_ms = 0
    if await sessions.are_under_way():
        last = await file.last()
        known = None if last is None else KnownTime(last.boot, last.ahead_ms)
        least_ms = not_before(known, boot, boot_ms_now(), await rows.newest_ms())
    clock = SystemClock(least_ms)
    left = clock.known(boot)
    await file.keep(BootTime(left.boot, left.ahead_ms))
    return clock


async def check_key(rows: EntryRows) -> None:
    """Another installation's key would open nothing that rests here, and seal what ours could never open.

    One damaged entry says nothing of the key; when none of the first ones opens, it is another key.
    """
    first = await rows.read(since=0, session=None, limit=KEY_TRIES)
    if any(row.is_damaged for row in first) and not any(row.payload is not None for row in first):
        raise Refused("deployment_key_wrong")


async def check_first(rows: EntryRows) -> None:
    """Of several processes that began an empty record at once, those whose key is not the first one's go no further."""
    if any(row.is_damaged for row in await rows.read(since=0, session=None, limit=1)):
        raise Refused("deployment_key_wrong")
