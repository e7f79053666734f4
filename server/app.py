"""Where every port meets its implementation, and nowhere else."""

import os
import secrets
import time
from dataclasses import dataclass
from importlib.metadata import version

import structlog
from aiohttp import web

from server.audit.checkpoint import Signer
from server.audit.log import Log
from server.desk.accounts import Accounts
from server.desk.consent_forms import ConsentForms
from server.desk.consults import Consults
from server.desk.hashing import Hashing
from server.desk.invites import Invites
from server.desk.joining import Joining
from server.desk.marks import RoleMarks
from server.desk.records import Records
from server.desk.sign_in import SignIn
from server.desk.storage_room import IntakeLimits
from server.desk.studies import Studies, StudyPorts
from server.desk.texts import Texts
from server.desk.tickets import Tickets
from server.exchange.witness import WitnessFile
from server.identity.passwords import Passwords
from server.live.clock import Clock, SystemClock
from server.live.decoded import DecodedStore
from server.live.keeping import Archive
from server.live.registry import Directory, Rooms
from server.live.renderer import Renderer
from server.live.stage import Workshop
from server.live.witnessing import Witnessing
from server.settings import Settings
from server.storage.blobs.objects import ObjectBlobs
from server.storage.database.accounts import AccountRepository
from server.storage.database.attempts import AttemptRepository
from server.storage.database.chat import ChatRows
from server.storage.database.checked_names import CheckedNamesRepository
from server.storage.database.consents import ConsentRepository
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.imports import ImportRepository
from server.storage.database.invites import InviteRepository
from server.storage.database.logins import GuestLoginRepository, LoginRepository
from server.storage.database.migrate import is_current, upgrade
from server.storage.database.other_objects import OtherObjectRepository
from server.storage.database.receipts import ReceiptRows
from server.storage.database.sessions import SessionRows
from server.storage.database.studies import StudyRepository
from server.storage.database.study_deletions import StudyDeletionRepository
from server.storage.database.study_shares import StudyShareRepository
from server.storage.database.thumbnails import ThumbnailRepository
from server.storage.shared.tickets import Tickets as SharedTickets
from server.terms.consults import ViewingPolicy
from server.terms.entries import Entry
from server.terms.errors import Refused, Tampered, Unavailable
from server.transport.api import consults as consult_routes
from server.transport.api import health as health_routes
from server.transport.api import imports as import_routes
from server.transport.api import join as join_routes
from server.transport.api import sign_in as sign_in_routes
from server.transport.api import studies as study_routes
from server.transport.assets import Assets
from server.transport.doorway import Doorway
from server.transport.guards import install
from server.transport.pages import Pages, error_pages
from server.transport.room.door import Door
from server.transport.room.frames import Frames
from server.transport.room.projection import Projection
from server.transport.wire.http import Clinic
from server.vault.deployment import DeploymentKey
from server.vault.frame_cache import FrameCache
from server.vault.session_keys import KeyRing
from server.workers.limits import MIB, WorkerLimits
from server.workers.pool import WorkerPool

NAME = "lightbox-consult"
GIB = 1024 * MIB
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(slots=True)
class House:
    """A server put together: its web application, and what the command line needs of it."""

    app: web.Application
    public_url: str
    accounts: Accounts
    studies: Studies
    _database: Database
    _log: Log
    _witnessing: Witnessing | None
    _workers: WorkerPool
    _rooms: Rooms
    _renderer: Renderer
    _door: Door
    _clock: Clock

    async def stop(self) -> None:
        """Keys die, everybody is told, what was given to the log is on disk when this returns."""
        await self._rooms.stop()
        await self._door.stop()
        await self._renderer.close()
        await self.studies.stop()
        try:
            await self._log.append([Entry("application.stop", self._clock.now_ms(), "system")])
        except Unavailable as error:
            structlog.get_logger().error("stop_not_recorded", code=error.code)
        await self._log.stop()
        if self._witnessing is not None:
            await self._witnessing.stop()
        await self._workers.stop()
        await self._database.stop()


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


async def build(
    settings: Settings, *, port: int, secure: bool, demo: bool = False, clock: Clock | None = None
) -> House:
    """Open everything and put it together; every overdue session is locked when this returns, nobody is served yet.

    Parameters
    ----------
    port
        The port listened on (settings may say 0).
    secure
        Whether this process speaks TLS itself.

    Raises
    ------
    Refused
        `deployment_key_missing`, `deployment_key_weak`, `deployment_key_wrong` (not the one this data was sealed under);
        `log_rolled_back`, `log_forked`, `witness_not_ours`: the record is not the one its witness knows.
    Unavailable
        The database, the data folder, the witness or the workers cannot be had.
    """
    dep = DeploymentKey.load(settings.key_file)
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    await upgrade(settings.database_url)
    database = Database(settings.database_url)
    await database.start()
    clock = clock or SystemClock()
    log = Log(EntryRows(database, dep), os.urandom)
    await _check_key(log)
    witnessing = await _witnessing(settings, log, dep, demo=demo)
    await log.append([Entry("application.start", clock.now_ms(), "system", None, {"version": version(NAME)})])
    workers = WorkerPool(
        WorkerLimits(address_space_bytes=settings.workers.memory_mb * MIB), size=settings.workers.count
    )
    await workers.start()
    public_url = settings.server.public_url.rstrip("/") or _own_url(settings.server.host, port, secure=secure)
    ground = Ground(settings, dep, database, log, witnessing, workers, clock, Texts(), public_url)
    directory = Directory()
    staff = _staff(ground)
    studies = _studies(ground, staff.accounts, directory)
    room = _rooms(ground, studies, directory)
    guests = _guests(ground, staff, room)
    # Overdue sessions are locked here, before anything can be asked for.
    await room.rooms.start(guests.invites)
    await studies.start()
    app, door = _web(ground, staff, studies, room, guests, port=port, demo=demo)
    return House(
        app=app,
        public_url=public_url,
        accounts=staff.accounts,
        studies=studies,
        _database=database,
        _log=log,
        _witnessing=witnessing,
        _workers=workers,
        _rooms=room.rooms,
        _renderer=room.renderer,
        _door=door,
        _clock=clock,
    )


async def _witnessing(settings: Settings, log: Log, dep: DeploymentKey, *, demo: bool) -> Witnessing | None:
    """Hold the record against its witness before anything is appended to it."""
    path = settings.witness_file(demo=demo)
    if path is None:
        return None
    witnessing = Witnessing(log, Signer(dep.signing_key()), WitnessFile(path))
    await witnessing.start()
    return witnessing


async def _check_key(log: Log) -> None:
    """Another installation's key would open nothing that rests here, and seal what ours could never open."""
    try:
        await log.read(limit=1)
    except Tampered as error:
        raise Refused("deployment_key_wrong") from error


@dataclass(frozen=True, slots=True)
class Ground:
    """What everything stands on."""

    settings: Settings
    dep: DeploymentKey
    database: Database
    log: Log
    witnessing: Witnessing | None
    workers: WorkerPool
    clock: Clock
    texts: Texts
    public_url: str


@dataclass(frozen=True, slots=True)
class Staff:
    """The desk where staff sign in."""

    accounts: Accounts
    attempts: AttemptRepository
    logins: LoginRepository
    sign_in: SignIn


@dataclass(frozen=True, slots=True)
class Running:
    """The rooms, and what they keep."""

    rooms: Rooms
    renderer: Renderer
    sessions: SessionRows
    transcript: ChatRows
    receipts: ReceiptRows
    consent: ConsentForms


@dataclass(frozen=True, slots=True)
class Guests:
    """The desk of invites and codes."""

    tickets: Tickets
    invites: Invites
    joining: Joining


def _staff(ground: Ground) -> Staff:
    hashing, rows = Hashing(Passwords()), AccountRepository(ground.database)
    accounts = Accounts(rows, ground.dep, hashing, clock=_now_ms, random=os.urandom)
    attempts = AttemptRepository(ground.database)
    logins = LoginRepository(ground.database)
    sign_in = SignIn(
        accounts=accounts,
        account_shelf=rows,
        login_shelf=logins,
        attempts=attempts,
        hashing=hashing,
        record=ground.log,
        dep=ground.dep,
        clock=_now_ms,
        random=os.urandom,
    )
    return Staff(accounts, attempts, logins, sign_in)


def _studies(ground: Ground, accounts: Accounts, directory: Directory) -> Studies:
    database, limits = ground.database, ground.settings.data
    ports = StudyPorts(
        shelf=StudyRepository(database),
        shares=StudyShareRepository(database),
        deletions=StudyDeletionRepository(database),
        thumbnails=ThumbnailRepository(database),
        checked=CheckedNamesRepository(database),
        others=OtherObjectRepository(database),
        imports=ImportRepository(database),
        blobs=ObjectBlobs.in_folder(ground.settings.data_folder / "blobs"),
        workers=ground.workers,
        record=ground.log,
        colleagues=accounts,
        rooms=directory,
    )
    intake = IntakeLimits(quota_bytes=limits.quota_gb * GIB, free_share=limits.free_floor_percent / 100)
    return Studies(ports, ground.dep, os.urandom, _now_ms, intake)


def _rooms(ground: Ground, studies: Studies, directory: Directory) -> Running:
    settings, database = ground.settings, ground.database
    sessions = SessionRows(database, ground.dep)
    transcript, receipts = ChatRows(database, sessions), ReceiptRows(database)
    consent = ConsentForms(
        shelf=ConsentRepository(database),
        sessions=sessions,
        pictures=studies.library,
        texts=ground.texts,
        clinic=settings.clinic.name,
        random=os.urandom,
    )
    keys, cache = KeyRing(), FrameCache(settings.cache.sealed_mb * MIB)
    renderer = Renderer(
        pictures=studies.library,
        decoder=ground.workers,
        keys=keys,
        cache=cache,
        decoded=DecodedStore(settings.cache.decoded_mb * MIB),
    )
    marks = RoleMarks(ground.texts, "en", enabled=settings.policy.patient_mark)
    rooms = Rooms(
        Workshop(studies.library, renderer, keys, cache, marks, ground.clock),
        Archive(sessions, transcript, ground.log, receipts),
        consent,
        lambda: secrets.randbelow(1 << 30),
        directory,
    )
    return Running(rooms, renderer, sessions, transcript, receipts, consent)


def _guests(ground: Ground, staff: Staff, running: Running) -> Guests:
    rows, logins = InviteRepository(ground.database), GuestLoginRepository(ground.database)
    tickets = Tickets(SharedTickets(), staff=staff.logins, guests=logins, clock=_now_ms)
    invites = Invites(
        shelf=rows,
        changes=rows,
        guests=logins,
        rooms=running.rooms,
        record=ground.log,
        dep=ground.dep,
        clock=_now_ms,
        random=os.urandom,
        public_url=ground.public_url,
    )
    joining = Joining(
        shelf=rows,
        changes=rows,
        guests=logins,
        sessions=running.sessions,
        attempts=staff.attempts,
        tickets=tickets,
        receipts=running.receipts,
        rooms=running.rooms,
        record=ground.log,
        dep=ground.dep,
        clock=_now_ms,
        random=os.urandom,
    )
    return Guests(tickets, invites, joining)


def _consults(ground: Ground, studies: Studies, running: Running, guests: Guests) -> Consults:
    return Consults(
        sessions=running.sessions,
        pictures=studies.library,
        checks=studies.checking,
        invites=guests.invites,
        consent=running.consent,
        tickets=guests.tickets,
        rooms=running.rooms,
        record=ground.log,
        policy=_policy(ground.settings),
        clock=_now_ms,
        random=os.urandom,
    )


def _web(
    ground: Ground, staff: Staff, studies: Studies, running: Running, guests: Guests, *, port: int, demo: bool
) -> tuple[web.Application, Door]:
    settings, assets = ground.settings, Assets()
    doorway = Doorway.of(ground.public_url, port=port, trusted_proxies=settings.server.trusted_proxies)
    consults = _consults(ground, studies, running, guests)
    records = Records(
        consults=consults,
        log=ground.log,
        record=ground.log,
        transcript=running.transcript,
        receipts=running.receipts,
        clock=_now_ms,
    )
    clinic, policy = Clinic(settings.clinic.name, settings.clinic.phone), _policy(settings)
    app = web.Application()
    pages = error_pages(ground.texts, assets)
    install(app, doorway, staff=staff.sign_in, guests=guests.joining, error_page=pages)
    app.add_routes(
        [
            *Pages(assets, ground.texts, guests.joining, demo=demo).routes(),
            *assets.routes(),
            *sign_in_routes.routes(staff.sign_in, clinic=clinic, policy=policy, demo=demo, clock=_now_ms),
            *study_routes.routes(studies),
            *import_routes.routes(studies.intake),
            *consult_routes.routes(consults, guests.invites, records, clock=_now_ms),
            *join_routes.routes(guests.joining, clinic=clinic, clock=_now_ms),
            *health_routes.routes(_checks(ground), version=version(NAME)),
        ]
    )
    projection = Projection(clinic.name, clinic.phone, ground.clock.now_ms)
    door = Door(running.rooms, guests.tickets, projection, doorway.is_allowed_origin)
    door.attach(app)
    Frames(running.rooms, running.sessions).attach(app)
    return app, door


def _own_url(host: str, port: int, *, secure: bool) -> str:
    """The address listened on as a link; a wildcard is opened as localhost on this machine."""
    name = "localhost" if host in {*LOOPBACK, "0.0.0.0", "::", ""} else host  # noqa: S104  (comparing, not binding)
    shown = f"[{name}]" if ":" in name else name
    return f"{'https' if secure else 'http'}://{shown}:{port}"


def _policy(settings: Settings) -> ViewingPolicy:
    policy = settings.policy
    return ViewingPolicy(
        minutes_max=policy.minutes_max,
        extensions_max=policy.extensions_max,
        extension_minutes_max=policy.extension_minutes_max,
        lobby_open_before_min=policy.lobby_open_before_min,
        lobby_after_start_min=policy.lobby_after_start_min,
        host_away_s=policy.host_away_s,
        presenter_away_s=policy.presenter_away_s,
        paused_max_min=policy.paused_max_min,
        empty_s=policy.empty_s,
        closing_s=policy.closing_s,
        specialist_identity=policy.specialist_identity,
    )


def _checks(ground: Ground) -> health_routes.Checks:
    """What /readyz asks."""

    async def schema() -> str:
        return "ok" if await is_current(ground.database) else "schema_outdated"

    async def record() -> str:
        await ground.log.read(limit=1)
        return "ok"

    async def witness() -> str:
        if ground.witnessing is None:
            # nothing outside the data folder knows how long the record was: a restored backup is not noticed
            return "warning: no_witness"
        return f"warning: {ground.witnessing.failing}" if ground.witnessing.failing else "ok"

    return {"database": schema, "record": record, "witness": witness}
