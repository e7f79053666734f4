"""The people's side of the desk on a real database, with a clock that tests move and rooms where nobody runs."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Literal

import pyotp

from server.audit.log import Log
from server.desk.accounts import Accounts, NewAccount
from server.desk.consent_forms import ConsentForms
from server.desk.consults import ConsultAsked, ConsultCard, Consults, GuestAsked
from server.desk.hashing import Hashing
from server.desk.invites import Invites
from server.desk.joining import Joining
from server.desk.library import StacksOf
from server.desk.records import Records
from server.desk.sealed_headers import StudyHead
from server.desk.sign_in import SignedIn, SignIn
from server.desk.study_views import SeriesView
from server.desk.texts import Texts
from server.desk.tickets import Tickets
from server.identity.passwords import PasswordCost, Passwords
from server.sessions.session import Session
from server.storage.database.accounts import AccountRepository
from server.storage.database.attempts import AttemptRepository
from server.storage.database.chat import ChatRows
from server.storage.database.consents import ConsentRepository
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.invites import InviteRepository
from server.storage.database.logins import GuestLoginRepository, LoginRepository
from server.storage.database.receipts import ReceiptRows
from server.storage.database.sessions import SessionRows
from server.storage.database.tables import metadata
from server.storage.shared.tickets import Tickets as TicketsInMemory
from server.studies.header import PatientHeader, StudyHeader
from server.terms.consults import Mask, StackRef, ViewingPolicy
from server.terms.errors import NotFound
from server.terms.ids import ParticipantId, PersonId, SeriesId, SessionId, StudyId
from server.terms.people import StaffRole
from server.terms.view import StackBounds
from server.vault.deployment import DeploymentKey

NOW = 1_770_000_000_000
PASSWORD = "correct horse battery"
PUBLIC_URL = "https://clinic.example"
CLINIC = "Northside"
TEXTS = Texts()
STUDY = StudyId("5" * 32)
CHEST, CINE = SeriesId("a" * 32), SeriesId("b" * 32)
PATIENT_NAME = "Canary^Penelope"


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now_ms = NOW

    def __call__(self) -> int:
        return self.now_ms

    def later(self, *, seconds: float = 0, minutes: float = 0) -> None:
        self.now_ms += int(seconds * 1000 + minutes * 60_000)


class TwoSeries:
    """A shelf with one study of two series, visible to everybody."""

    views: ClassVar = {
        CHEST: SeriesView(CHEST, 4, "CT", "Thorax 1.5", 120, 512, 512, "volume", useful=True, color=False),
        CINE: SeriesView(CINE, 5, "US", "", 30, 640, 480, "cine", useful=True, color=True),
    }

    def __init__(self) -> None:
        self.held: set[SeriesId] = set()
        """Series nobody has looked through for names."""

    async def stacks_of(self, person: PersonId, series_ids: Sequence[SeriesId]) -> StacksOf:
        if not all(each in self.views for each in series_ids):
            raise NotFound("series")
        views = tuple(self.views[each] for each in series_ids)
        stacks = tuple(
            StackRef(
                STUDY,
                each.id,
                0,
                StackBounds(each.count, each.columns, each.rows, each.color),
                held=each.id in self.held,
            )
            for each in views
        )
        return StacksOf(stacks, views, PatientHeader(name=PATIENT_NAME))

    async def series_of_stacks(self, stacks: Sequence[StackRef]) -> list[SeriesView]:
        return [self.views[ref.series] for ref in stacks]

    async def head_of(self, study: StudyId) -> StudyHead | None:
        return StudyHead(PatientHeader(name=PATIENT_NAME), StudyHeader(uid="1.2.3", date="20260105"))


@dataclass
class Looked:
    """What somebody decided about series since a consult was made."""

    masks: dict[SeriesId, tuple[Mask, ...]] = field(default_factory=dict)

    async def decided(self, ref: StackRef) -> tuple[Mask, ...] | None:
        return self.masks.get(ref.series)


@dataclass
class StillRooms:
    """Rooms in which nothing runs; keeps what it was told."""

    told: list[tuple[str, ...]] = field(default_factory=list)
    running: dict[SessionId, Session] = field(default_factory=dict)

    def snapshot(self, session: SessionId) -> Session | None:
        return self.running.get(session)

    def is_online(self, session: SessionId, participant: ParticipantId) -> bool:
        return False

    async def scheduled(self, session: SessionId) -> None:
        self.told.append(("scheduled", session))

    async def cancel(self, session: SessionId, by: ParticipantId) -> None:
        self.told.append(("cancel", session, by))

    async def release(self, session: SessionId, by: ParticipantId, stack: int, masks: tuple[Mask, ...]) -> None:
        self.told.append(("release", session, by, str(stack), str(len(masks))))

    async def guest_changed(self, session: SessionId, participant: ParticipantId, reason: str) -> None:
        self.told.append(("guest_changed", session, participant, reason))


@dataclass
class People:
    """Everything a test of people needs."""

    clock: Clock
    db: Database
    dep: DeploymentKey
    log: Log
    rooms: StillRooms
    looked: Looked
    pictures: TwoSeries
    accounts: Accounts
    account_shelf: AccountRepository
    sign_in: SignIn
    invite_shelf: InviteRepository
    invites: Invites
    tickets: Tickets
    joining: Joining
    sessions: SessionRows
    consent: ConsentForms
    consults: Consults
    records: Records
    receipts: ReceiptRows

    async def staff(self, login_name: str = "lee", role: StaffRole = StaffRole.PROVIDER) -> NewAccount:
        """Make a member of staff called "Dr Lee" after a login name of "lee"."""
        return await self.accounts.add_account(login_name, f"Dr {login_name.title()}", role, PASSWORD)

    async def signed_in(self, account: NewAccount, login_name: str = "lee") -> tuple[SignedIn, str]:
        """Sign somebody in, half a minute later than whoever came before."""
        self.clock.later(seconds=30)
        code = self.code(account)
        return await self.sign_in.sign_in(login_name, PASSWORD, code, address="192.0.2.1")

    def code(self, account: NewAccount, skew_s: int = 0) -> str:
        """Give what an authenticator shows now."""
        return pyotp.TOTP(account.totp_secret).at(self.clock.now_ms // 1000 + skew_s)

    async def kinds(self) -> list[str]:
        """Give the kinds of all entries."""
        return [each.entry.kind for each in await self.log.read()]


@asynccontextmanager
async def people_in(folder: Path) -> AsyncIterator[People]:
    """Open a desk on a new database in a folder."""
    db = Database(f"sqlite+aiosqlite:///{folder / 'lightbox.db'}")
    await db.start()
    async with db.write() as conn:
        await conn.run_sync(metadata.create_all)
    try:
        yield people_on(db, Clock())
    finally:
        await db.stop()


def people_on(db: Database, clock: Clock) -> People:
    """Put a desk together on a database, as the roof does."""
    random = os.urandom
    dep = DeploymentKey(bytes(range(32)))
    log = Log(EntryRows(db, dep), random)
    rooms, pictures, looked = StillRooms(), TwoSeries(), Looked()
    attempts, invite_shelf, sessions = AttemptRepository(db), InviteRepository(db), SessionRows(db, dep, random)
    account_shelf = AccountRepository(db)
    hashing = Hashing(Passwords(PasswordCost(memory_kib=64, passes=1)), waiting_max=500)
    accounts = Accounts(account_shelf, dep, hashing, clock=clock, random=random)
    guests, receipts = GuestLoginRepository(db), ReceiptRows(db)
    logins = LoginRepository(db)
    tickets = Tickets(TicketsInMemory(random), staff=logins, guests=guests, clock=clock)
    invites = Invites(
        shelf=invite_shelf, changes=invite_shelf, guests=guests, rooms=rooms, record=log, dep=dep, clock=clock,
        random=random, public_url=PUBLIC_URL,
    )  # fmt: skip
    consent = ConsentForms(
        shelf=ConsentRepository(db), sessions=sessions, pictures=pictures, texts=TEXTS, clinic=CLINIC, random=random
    )
    consults = Consults(
        sessions=sessions, pictures=pictures, checks=looked, invites=invites, consent=consent, tickets=tickets,
        rooms=rooms, record=log, policy=ViewingPolicy(), clock=clock, random=random,
    )  # fmt: skip
    return People(
        clock=clock,
        db=db,
        dep=dep,
        log=log,
        rooms=rooms,
        looked=looked,
        pictures=pictures,
        accounts=accounts,
        account_shelf=account_shelf,
        sign_in=SignIn(
            accounts=accounts, account_shelf=account_shelf, login_shelf=logins, attempts=attempts,
            hashing=hashing, record=log, dep=dep, clock=clock, random=random,
        ),
        invite_shelf=invite_shelf,
        invites=invites,
        tickets=tickets,
        joining=Joining(
            shelf=invite_shelf, changes=invite_shelf, guests=guests, sessions=sessions, attempts=attempts,
            tickets=tickets, receipts=receipts, rooms=rooms, record=log, dep=dep, clock=clock, random=random,
        ),
        sessions=sessions,
        consent=consent,
        consults=consults,
        receipts=receipts,
        records=Records(
            consults=consults, log=log, record=log, transcript=ChatRows(db, sessions, random), receipts=receipts,
            clock=clock,
        ),
    )  # fmt: skip


def stored_in(folder: Path) -> bytes:
    """Give everything the desk has written."""
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())


async def consult_of(
    people: People, account: NewAccount, *, role: Literal["patient", "specialist"] = "patient", minutes_ahead: int = 0
) -> ConsultCard:
    """Make a consult with one guest called Maria."""
    start_ms = people.clock.now_ms + minutes_ahead * 60_000
    asked = ConsultAsked(
        series=(CHEST, CINE),
        guests=(GuestAsked(role, "Maria"),),
        minutes=20,
        start_ms=start_ms,
        basis="patient_tap" if role == "patient" else "documented",
        basis_note="" if role == "patient" else "letter of 3 May",
    )
    return await people.consults.create(account.person, asked)


def guest_of(card: ConsultCard) -> ParticipantId:
    """Give the only guest of a consult."""
    return card.session.guests[0].id


def secret_of(card: ConsultCard) -> str:
    """Give the secret in the only guest's link."""
    return card.invites[guest_of(card)].link.split("#")[1]
