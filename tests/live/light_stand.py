"""Running sessions put together as `app` does it: real database, record, vault and workers; screens that look."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self, TypeVar

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.audit.checkpoint import Signer
from server.audit.heads import Heads
from server.audit.log import Log, Recorded
from server.consent.forms import Choice, Form, Part
from server.consent.notices import Notice
from server.live import notices as live_notices
from server.live.alerting import Alerting
from server.live.at_hand import AtHand
from server.live.consenting import Ticked
from server.live.decoded import DecodedStore
from server.live.directory import Directory
from server.live.holding import Holding
from server.live.keeping import Archive
from server.live.notices import FrameShown, KeyGiven, WentDark
from server.live.registry import Rooms
from server.live.renderer import Renderer
from server.live.task import SessionTask
from server.live.workshop import Workshop
from server.sessions.commands import Admit
from server.sessions.opening import schedule
from server.sessions.seeing import farthest_end_ms
from server.sessions.session import Basis, PresenceState, Session
from server.storage.database.chat import ChatRows
from server.storage.database.entries import EntryRows
from server.storage.database.receipts import ReceiptRows
from server.storage.database.sessions import SessionRows
from server.terms.consults import ViewingPolicy
from server.terms.ids import FrameId, LoginId, ParticipantId, SeriesId, SessionId
from server.terms.people import Role, Seat
from server.terms.readers import Reader
from server.vault.frame_cache import FrameCache
from server.vault.session_keys import KeyRing
from server.workers.pool import WorkerPool
from tests.desk.dicom_files import slice_file
from tests.desk.study_desk import ME, StudyDesk

HOST = Seat(ParticipantId("a" * 16), Role.PROVIDER, "Dr Lee", ME.id)
PATIENT = Seat(ParticipantId("b" * 16), Role.PATIENT, "Maria S")
SPECIALIST = Seat(ParticipantId("c" * 16), Role.SPECIALIST, "Dr Silva")
POLICY = ViewingPolicy(closing_s=120)
LOGIN = LoginId("1" * 32)
Result = TypeVar("Result")


@dataclass
class MovableClock:
    """Session time that tests move by hand."""

    at_ms: int = 1_800_000_000_000
    jump_ms: int = 0

    def now_ms(self) -> int:
        """The hand-set time."""
        return self.at_ms

    def wall_jump_ms(self) -> int:
        """The hand-set jump."""
        return self.jump_ms


NOTICE = Notice("en", "Privacy", ("A record is kept.",), "Continue")


class PlainConsent:
    """The smallest consent desk: one notice, one form with everything on it, references that say what was kept."""

    async def notice_for(self, session: Session, reader: Reader) -> Notice:
        """One notice for everybody."""
        return replace(NOTICE, language=reader.language)

    async def form_for(self, session: Session, participant: ParticipantId, reader: Reader, now_ms: int) -> Form:
        """Every stack, everybody else, and the farthest end there is."""
        stacks = tuple(Choice(str(stack), "CT") for stack in range(len(session.stacks)))
        others = tuple(Choice(seat.id, seat.name) for seat in session.guests if seat.id != participant)
        end = (Choice(str(farthest_end_ms(session)), "until then"),)
        parts = (Part("", "", ("One.", "Two.")), Part("stack", choices=stacks), Part("person", choices=others))
        return Form(reader.language, "Consent", (*parts, Part("until", choices=end)), "Agree", "Not now")

    async def scope_for(self, session: Session, reader: Reader, now_ms: int, *, for_host: bool) -> Form:
        """The same form."""
        return await self.form_for(session, session.guests[0].id, reader, now_ms)

    async def keep(self, session: SessionId, participant: ParticipantId, shown: object, now_ms: int) -> str:
        """A reference."""
        return "f" * 32

    async def keep_basis(
        self, session: SessionId, by: ParticipantId, basis: str, words: Mapping[str, str], now_ms: int
    ) -> str:
        """A reference."""
        return "e" * 32

    async def keep_reason(self, session: SessionId, by: ParticipantId, reason: str, now_ms: int) -> str:
        """A reference."""
        return "d" * 32

    async def seat_added(self, session: Session, seat: Seat) -> None:
        """No invite is made here."""

    async def turned_away(self, session: Session, participant: ParticipantId, *, for_good: bool) -> None:
        """Nothing to forget here."""

    async def knock_answered(self, session: Session, participant: ParticipantId, *, admitted: bool) -> None:
        """Nobody's browser is known here."""


class NoMarks:
    """Pictures without a visible mark."""

    def mark_for(self, role: Role, epoch_start_ms: int) -> str:
        """None."""
        return ""


@dataclass
class Eye:
    """A screen that keeps what it is told, opens frames with the key it was given, and acknowledges them."""

    participant: ParticipantId
    room: SessionTask
    reader: Reader = field(default_factory=Reader)
    have: frozenset[FrameId] = frozenset()
    login: LoginId = LOGIN
    answers: bool = True
    notices: list[live_notices.Notice] = field(default_factory=list)
    frames: list[FrameShown] = field(default_factory=list)
    closed: str = ""
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def peer_public(self) -> bytes:
        """What the server wraps keys to."""
        form = serialization.PublicFormat.UncompressedPoint
        return self.private.public_key().public_bytes(serialization.Encoding.X962, form)

    def tell(self, notice: live_notices.Notice) -> None:
        """Keep it."""
        self.notices.append(notice)
        self.changed.set()

    slot = tell

    async def show(self, shown: FrameShown) -> None:
        """Keep the frame and answer; as any writer, ask last whether it may still go."""
        if not shown.may_go():
            return
        self.frames.append(shown)
        self.changed.set()
        if self.answers:
            self.room.acked(self, shown.number, [shown.picture.fid])

    def close(self, code: str) -> None:
        """Remember why."""
        self.closed = self.closed or code
        self.changed.set()

    def told(self, kind: type[Result]) -> list[Result]:
        """Everything of one kind so far."""
        return [notice for notice in self.notices if isinstance(notice, kind)]

    @property
    def is_dark(self) -> bool:
        """Whether the last word about pictures was darkness."""
        last = [notice for notice in self.notices if isinstance(notice, KeyGiven | WentDark)]
        return not last or isinstance(last[-1], WentDark)

    def opened(self, shown: FrameShown) -> bytes:
        """The encoded image of a frame, by the published layout only."""
        given = next(key for key in reversed(self.told(KeyGiven)) if key.epoch == shown.epoch)
        peer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), given.wrapped[:65])
        info = b"lb1 wrap" + _lp(self.room.session.id) + _lp(self.participant) + given.epoch.to_bytes(4, "big")
        wrapping = HKDF(hashes.SHA256(), 32, b"", info).derive(self.private.exchange(ec.ECDH(), peer))
        key = AESGCM(wrapping).decrypt(given.wrapped[65:77], given.wrapped[77:], info)
        picture = shown.picture
        aad = b"".join(map(_lp, ("lb1", self.room.session.id, str(shown.epoch), picture.fid, picture.mime)))
        return AESGCM(key).decrypt(picture.payload[:12], picture.payload[12:], aad)

    async def until(self, condition: Callable[[], object], seconds: float = 10.0) -> None:
        """Wait, bounded, until something holds."""
        async with asyncio.timeout(seconds):
            while not condition():
                self.changed.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(0.05):
                        await self.changed.wait()


def _lp(text: str) -> bytes:
    content = text.encode()
    return len(content).to_bytes(4, "big") + content


class LightStand:
    """A process's worth of running sessions over one data folder; open it again for a restart."""

    def __init__(
        self,
        folder: Path,
        workers: WorkerPool,
        clock: MovableClock | None = None,
        holding: Callable[[SessionRows], Holding] = lambda _: Holding(),
    ) -> None:
        self.folder = folder
        self.clock = clock or MovableClock()
        self.desk = StudyDesk(folder, workers)
        db, dep = self.desk.database, self.desk.dep
        self.log = Log(EntryRows(db, dep), os.urandom)
        self.rows = SessionRows(db, dep)
        self.chat = ChatRows(db, self.rows)
        self.receipts = ReceiptRows(db, dep)
        self.keys = KeyRing()
        self.cache = FrameCache(64 * 1024 * 1024)
        self.library = self.desk.library
        self.renderer = Renderer(
            pictures=self.library,
            decoder=workers,
            keys=self.keys,
            cache=self.cache,
            decoded=DecodedStore(64 * 1024 * 1024),
        )
        alerting = Alerting(self.log, self.clock)
        workshop = Workshop(
            self.library, self.renderer, self.keys, self.cache, NoMarks(), self.clock, alerting, AtHand(self.library)
        )
        archive = Archive(self.rows, self.chat, self.log, self.receipts)
        directory = Directory(holding=holding(self.rows))
        self.heads = Heads(self.log, Signer(dep.signing_key()), self.receipts)
        self.rooms = Rooms(workshop, archive, PlainConsent(), lambda: 7, directory, self.heads)

    async def __aenter__(self) -> Self:
        await self.desk.__aenter__()
        await self.rooms.start(PlainConsent())
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self.rooms.stop()
        await self.renderer.close()
        await self.log.stop()
        await self.desk.__aexit__()

    async def study(self, slices: int = 6, side: int = 64) -> SeriesId:
        """A CT series; gives its id."""
        import_id = await self.desk.begin()
        state = None
        for number in range(1, slices + 1):
            state = await self.desk.bring(import_id, slice_file(number, side=side), f"IM{number}")
        assert state is not None
        assert state.series is not None
        return state.series

    async def consult(
        self,
        series: SeriesId,
        guests: tuple[Seat, ...] = (PATIENT,),
        *,
        minutes: int = 20,
        policy: ViewingPolicy = POLICY,
        basis: Basis = Basis.PATIENT_TAP,
    ) -> SessionTask:
        """A consult that starts now."""
        session = await self.planned(series, guests, minutes=minutes, policy=policy, basis=basis)
        return await self.rooms.room(session.id)

    async def planned(
        self,
        series: SeriesId,
        guests: tuple[Seat, ...] = (PATIENT,),
        *,
        minutes: int = 20,
        policy: ViewingPolicy = POLICY,
        basis: Basis = Basis.PATIENT_TAP,
    ) -> Session:
        """A consult that nobody runs yet."""
        stacks = (await self.library.stacks_of(ME.id, [series])).stacks
        stepped = schedule(
            id=SessionId(os.urandom(16).hex()),
            host=HOST,
            guests=guests,
            stacks=stacks,
            minutes=minutes,
            starts_ms=self.clock.at_ms,
            now_ms=self.clock.at_ms,
            policy=policy,
            basis=basis,
        )
        await self.rows.add(stepped.session)
        return stepped.session

    async def enter(self, room: SessionTask, seat: Seat, *, answers: bool = True) -> Eye:
        """A new screen of somebody with a seat."""
        eye = Eye(seat.id, room, answers=answers)
        await room.join(eye, ("login",) if seat is HOST else ("link", "code"), 0)
        return eye

    async def admit(self, room: SessionTask, seat: Seat) -> None:
        """The host picks the right word."""
        word = room.session.presence_of(seat.id).word
        await room.act(Admit(HOST.id, seat.id, "known", word))

    async def agree(self, room: SessionTask, seat: Seat = PATIENT) -> None:
        """The patient agrees to the form on the screen."""
        await self.read_notice(room, seat)
        form = room.performer.asking.forms[seat.id]
        stacks, persons = tuple(map(int, form.offers("stack"))), tuple(map(ParticipantId, form.offers("person")))
        ticked = Ticked(stacks, persons, int(form.offers("until")[-1]))
        await room.consenting.agree(seat.id, form.digest, ticked)

    async def read_notice(self, room: SessionTask, seat: Seat = PATIENT) -> None:
        """The patient goes on to the form."""
        if seat.id not in room.performer.asking.forms:
            await room.consenting.go_on(seat.id, NOTICE.digest)

    async def entries(self, kind: str = "") -> list[Recorded]:
        """The record so far."""
        return [each for each in await self.log.read() if kind in ("", each.entry.kind)]


def is_admitted(room: SessionTask, seat: Seat) -> bool:
    """Whether somebody is in the talk."""
    return room.session.presence_of(seat.id).state is PresenceState.ADMITTED


async def raised_by(awaited: Awaitable[object], error: type[Exception]) -> Exception:
    """The error that was raised."""
    try:
        await awaited
    except error as raised:
        return raised
    raise AssertionError(f"{error.__name__} was not raised")
