"""The people's side of the desk on a real database, with a clock that tests move and rooms where nobody runs."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Literal
from zoneinfo import ZoneInfo

import pyotp

from server.audit.checkpoint import Signer
from server.audit.heads import Heads
from server.audit.log import Log
from server.desk.accounts import Accounts, NewAccount
from server.desk.admitting import Caller
from server.desk.asking_opinions import AskingOpinions
from server.desk.auditing import Auditing
from server.desk.birth_dates import BirthGuard
from server.desk.checked_opinions import CheckedOpinions
from server.desk.consent_forms import ConsentForms
from server.desk.consults import ConsultAsked, ConsultCard, Consults
from server.desk.emergency_uses import EmergencyUses
from server.desk.enrolling import Enrolled, NewLink
from server.desk.fresh_factors import FreshFactors
from server.desk.giving_opinions import GivingOpinions
from server.desk.hashing import Hashing
from server.desk.invites import Invites
from server.desk.inviting import Inviting, Ways
from server.desk.joining import Joining
from server.desk.library import StacksOf
from server.desk.live_visits import LiveVisits
from server.desk.messages import Messages
from server.desk.noting import Notes
from server.desk.opened_stacks import OpenedStack
from server.desk.opinion_cards import OpinionCards
from server.desk.opinion_images import OpinionImages
from server.desk.opinion_keeping import OpinionKeeping
from server.desk.opinion_rows import KeptOpinion
from server.desk.opinion_statements import signed, statement_of
from server.desk.own_logins import OwnLogins
from server.desk.own_receipts import OwnReceipts
from server.desk.own_seen import OwnSeen
from server.desk.papers import Papers
from server.desk.previewing import Previewing
from server.desk.reader_letters import ReaderLetters
from server.desk.readings import Readings
from server.desk.records import Records
from server.desk.remaining import Remains
from server.desk.sealed_headers import StudyHead
from server.desk.seating import GuestAsked
from server.desk.sending_codes import CodeSending
from server.desk.sign_in import SignedIn, SignIn
from server.desk.staff_desk import StaffDesk
from server.desk.standing import Standing
from server.desk.study_views import SeriesView
from server.desk.texts import Texts
from server.desk.tickets import Tickets
from server.identity.passwords import PasswordCost, Passwords
from server.live.load import Burden
from server.opinions.request import Opinion
from server.policy import read_policy
from server.sessions.session import Session
from server.storage.database.accounts import AccountRepository
from server.storage.database.attempts import AttemptRepository
from server.storage.database.basis_reviews import BasisReviewRepository
from server.storage.database.birth_dates import BirthRows
from server.storage.database.chat import ChatRows
from server.storage.database.consents import ConsentRepository
from server.storage.database.deliveries import DeliveryRepository
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.invites import InviteRepository
from server.storage.database.logins import GuestLoginRepository, LoginRepository
from server.storage.database.notes import NoteRows
from server.storage.database.opinions import OpinionRows
from server.storage.database.receipts import ReceiptRows
from server.storage.database.session_people import SessionPeopleRepository
from server.storage.database.sessions import SessionRows
from server.storage.database.staff import staff_ports
from server.storage.shared.tickets import Tickets as TicketsInMemory
from server.studies.header import PatientHeader, StudyHeader
from server.terms.consults import Mask, StackRef, ViewingPolicy
from server.terms.errors import NotFound, Refused
from server.terms.ids import LoginId, ParticipantId, PersonId, SeriesId, SessionId, StudyId
from server.terms.lifetimes import Lifetimes
from server.terms.people import Person, StaffRole
from server.terms.view import StackBounds
from server.vault.deployment import DeploymentKey
from tests.databases import desk_url, opened

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
        self.is_off = False
        """The machine's own clock is wrong by more than codes bear."""

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
        self.gone = False
        self.until_ms: int | None = None

    async def kept_until_ms(self, study: StudyId) -> int | None:
        if self.gone:
            raise NotFound("study")
        return self.until_ms

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

    async def open_stack(self, ref: StackRef) -> OpenedStack:
        raise NotFound("stack")

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

    def online(self, session: Session) -> frozenset[ParticipantId]:
        return frozenset()

    async def scheduled(self, session: SessionId) -> None:
        self.told.append(("scheduled", session))

    async def cancel(self, session: SessionId, by: ParticipantId, *, at_once: bool = False) -> None:
        self.told.append(("end at once" if at_once else "cancel", session, by))

    async def release(self, session: SessionId, by: ParticipantId, stack: int, masks: tuple[Mask, ...]) -> None:
        self.told.append(("release", session, by, str(stack), str(len(masks))))

    async def guest_changed(self, session: SessionId, participant: ParticipantId, reason: str) -> None:
        self.told.append(("guest_changed", session, participant, reason))

    async def begin_reading(self, session: SessionId, participant: ParticipantId) -> None:
        self.told.append(("begin_reading", session, participant))

    async def record_seen(self, session: SessionId) -> None:
        self.told.append(("record_seen", session))

    async def proved(self, login: LoginId, person: PersonId) -> None:
        self.told.append(("proved", login, person))

    async def login_ended(self, login: LoginId) -> None:
        self.told.append(("login_ended", login))


class NoFindings:
    """Nothing is ever found here."""

    async def take_own(self, session: Session, reader: ParticipantId, prove: Callable[[], Awaitable[None]]) -> bytes:
        raise Refused("nothing_to_save")


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
    staff_desk: StaffDesk
    sign_in: SignIn
    own_logins: OwnLogins
    invite_shelf: InviteRepository
    deliveries: DeliveryRepository
    inviting: Inviting
    sending: CodeSending
    messages: Messages
    previewing: Previewing
    invites: Invites
    tickets: Tickets
    joining: Joining
    sessions: SessionRows
    consent: ConsentForms
    consults: Consults
    records: Records
    receipts: ReceiptRows
    factors: FreshFactors
    notes: Notes
    papers: Papers
    own_receipts: OwnReceipts
    auditing: Auditing
    emergencies: EmergencyUses
    own_seen: OwnSeen
    gate: Burden
    keeping: OpinionKeeping
    asking: AskingOpinions
    giving: GivingOpinions

    async def staff(self, login_name: str = "lee", role: StaffRole = StaffRole.PROVIDER) -> NewAccount:
        """Make a member of staff called "Dr Lee" after a login name of "lee"."""
        return await self.accounts.add_account(login_name, f"Dr {login_name.title()}", role, PASSWORD)

    async def invited(self, login_name: str = "lee", role: StaffRole = StaffRole.PROVIDER) -> tuple[Person, NewLink]:
        """Let an operator invite somebody, who has a link and nothing else."""
        person = await self.accounts.invite(login_name, f"Dr {login_name.title()}", role)
        return person, await self.staff_desk.enrolling.new_link(person.id, "account")

    async def enrolled(self, link: NewLink, password: str = PASSWORD) -> tuple[Enrolled, str]:
        """Go through a link as its page does; gives what they have now, and the secret their authenticator has."""
        offer = await self.staff_desk.enrolling.open(link.secret, address="192.0.2.1")
        code = self.shown(offer.totp_secret)
        return await self.staff_desk.enrolling.confirm(
            link.secret, password, code, Caller("192.0.2.1")
        ), offer.totp_secret

    def shown(self, totp_secret: str, skew_s: int = 0) -> str:
        """Give what an authenticator with this secret shows now."""
        return pyotp.TOTP(totp_secret).at(self.clock.now_ms // 1000 + skew_s)

    async def signed_in(self, account: NewAccount, login_name: str = "lee") -> tuple[SignedIn, str]:
        """Sign somebody in, half a minute later than whoever came before."""
        self.clock.later(seconds=30)
        code = self.code(account)
        return await self.sign_in.sign_in(login_name, PASSWORD, code, address="192.0.2.1")

    def code(self, account: NewAccount, skew_s: int = 0) -> str:
        """Give what an authenticator shows now."""
        return self.shown(account.totp_secret, skew_s)

    async def kinds(self) -> list[str]:
        """Give the kinds of all entries."""
        return [each.entry.kind for each in await self.log.read()]


@asynccontextmanager
async def people_in(folder: Path) -> AsyncIterator[People]:
    """Open a desk on a new database in a folder."""
    async with opened(desk_url(folder)) as db:
        yield people_on(db, Clock())


def people_on(db: Database, clock: Clock) -> People:
    """Put a desk together on a database, as the roof does."""
    random = os.urandom
    dep = DeploymentKey(bytes(range(32)))
    log = Log(EntryRows(db, dep), random)
    rooms, pictures, looked = StillRooms(), TwoSeries(), Looked()
    attempts, invite_shelf, sessions = AttemptRepository(db), InviteRepository(db), SessionRows(db, dep, random)
    hashing = Hashing(Passwords(PasswordCost(memory_kib=64, passes=1)), waiting_max=500)
    desk = StaffDesk(
        staff_ports(db, log, rooms), dep, hashing, clock=clock, random=random, public_url=PUBLIC_URL,
        clock_is_off=lambda: clock.is_off,
    )  # fmt: skip
    guests, receipts = GuestLoginRepository(db), ReceiptRows(db, dep)
    logins, signer = LoginRepository(db), Signer(dep.signing_key())
    remains = Remains(receipts=receipts, studies=pictures, lifetimes=Lifetimes(chats_days=30))
    tickets = Tickets(
        TicketsInMemory(random), standing=Standing(staff=logins, hands=logins, guests=guests, clock=clock), clock=clock
    )
    deliveries, messages = DeliveryRepository(db), messages_of(CLINIC)
    sending = CodeSending(shelf=invite_shelf, changes=invite_shelf, record=log, clock=clock, random=random)
    inviting = Inviting(
        shelf=invite_shelf, record=log, dep=dep, clock=clock, random=random, channels=("mail", "text"),
        languages=messages.languages,
    )  # fmt: skip
    invites = Invites(
        shelf=invite_shelf, changes=invite_shelf, deliveries=deliveries, inviting=inviting, guests=guests,
        rooms=rooms, record=log, dep=dep, clock=clock, random=random, public_url=PUBLIC_URL,
    )  # fmt: skip
    births = BirthGuard(shelf=BirthRows(db), pictures=pictures, record=log, clock=clock)
    consent = ConsentForms(
        shelf=ConsentRepository(db), sessions=sessions, pictures=pictures, texts=TEXTS, clinic=CLINIC, phone="555 01",
        record_years=10, random=random,
    )  # fmt: skip
    gate = Burden(lambda: 0.0)
    consults = Consults(
        sessions=sessions, shared=sessions, people=SessionPeopleRepository(db), colleagues=desk.accounts,
        pictures=pictures, checks=looked, inviting=inviting, invites=invites, consent=consent, tickets=tickets,
        rooms=rooms, record=log, policy=read_policy(ViewingPolicy()), clock=clock, random=random, gate=gate,
    )  # fmt: skip
    factors = FreshFactors(
        accounts=desk.accounts, shelf=AccountRepository(db), attempts=attempts, record=log, dep=dep, clock=clock
    )
    notes = Notes(
        consults=consults, shelf=NoteRows(db, sessions), factors=factors, pictures=pictures, log=log, record=log,
        dep=dep, clock=clock,
    )  # fmt: skip
    keeping = OpinionKeeping(
        shelf=OpinionRows(db, sessions), sessions=sessions, readings=rooms, rooms=rooms, notices=desk.notices,
        letters=ReaderLetters(invites=invite_shelf, queue=deliveries, clock=clock, random=random), record=log, dep=dep, clock=clock,
    )  # fmt: skip
    cards = OpinionCards(keeping=keeping, pictures=pictures, colleagues=desk.accounts, invites=invite_shelf)
    readings = Readings(
        sessions=sessions, pictures=pictures, inviting=inviting, consent=consent, rooms=rooms, record=log,
        policy=read_policy(ViewingPolicy()), clock=clock, random=random,
    )  # fmt: skip
    joining = Joining(
        shelf=invite_shelf, signs=invite_shelf, changes=invite_shelf, guests=guests, sessions=sessions, attempts=attempts,
        sending=sending, tickets=tickets, receipts=receipts, births=births, rooms=rooms, record=log, dep=dep, clock=clock,
        random=random, remains=remains, gate=gate,
    )  # fmt: skip
    return People(
        factors=factors,
        notes=notes,
        papers=Papers(
            consults=consults, notes=notes, consent=consent, opinions=CheckedOpinions(OpinionRows(db, sessions), dep),
            log=log, record=log,
            texts=TEXTS, clinic=CLINIC, clock=clock,
        ),
        clock=clock,
        db=db,
        dep=dep,
        log=log,
        rooms=rooms,
        looked=looked,
        pictures=pictures,
        accounts=desk.accounts,
        account_shelf=AccountRepository(db),
        staff_desk=desk,
        own_logins=desk.own_logins,
        sign_in=desk.sign_in,
        invite_shelf=invite_shelf,
        deliveries=deliveries,
        inviting=inviting,
        sending=sending,
        messages=messages,
        previewing=Previewing(
            messages=messages, shelf=invite_shelf, policy=read_policy(ViewingPolicy()), dep=dep, clock=clock, public_url=PUBLIC_URL
        ),
        invites=invites,
        tickets=tickets,
        joining=joining,
        keeping=keeping,
        asking=AskingOpinions(
            keeping=keeping, cards=cards, readings=readings, consults=consults, colleagues=desk.accounts
        ),
        giving=GivingOpinions(
            keeping=keeping, cards=cards, images=OpinionImages(pictures, log), visits=LiveVisits(keeping, log),
            findings=NoFindings(),
            factors=factors, proofs=joining,
            sending=sending, tickets=tickets, gate=gate,
        ),
        sessions=sessions,
        consent=consent,
        consults=consults,
        receipts=receipts,
        own_receipts=OwnReceipts(
            consults=consults, sessions=sessions, receipts=receipts, heads=Heads(log, signer, receipts), signer=signer, log=log,
            record=log, rooms=rooms, attempts=attempts, dep=dep, clock=clock, remains=remains,
        ),
        records=Records(
            consults=consults, log=log, record=log, transcript=ChatRows(db, sessions, random), receipts=receipts,
            clock=clock, remains=remains,
        ),
        auditing=Auditing(
            log=log, rows=EntryRows(db, dep), signer=Signer(dep.signing_key()), sessions=sessions,
            everybody=desk.accounts.names, pictures=pictures, clock=clock,
        ),
        emergencies=EmergencyUses(
            shelf=BasisReviewRepository(db), sessions=sessions, everybody=desk.accounts.names, record=log, clock=clock
        ),
        own_seen=OwnSeen(sessions=sessions, log=log, record=log, pictures=pictures, clock=clock),
        gate=gate,
    )  # fmt: skip


def messages_of(clinic: str, phone: str = "555 0100") -> Messages:
    """Write messages as a clinic in Madrid does."""
    return Messages(TEXTS, clinic=clinic, phone=phone, zone=ZoneInfo("Europe/Madrid"), zone_name="Europe/Madrid")


def stored_in(folder: Path) -> bytes:
    """Give everything the desk has written."""
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())


async def consult_of(
    people: People,
    account: NewAccount,
    *,
    role: Literal["patient", "specialist"] = "patient",
    minutes_ahead: int = 0,
    ways: Ways | None = None,
) -> ConsultCard:
    """Make a consult with one guest called Maria."""
    start_ms = people.clock.now_ms + minutes_ahead * 60_000
    asked = ConsultAsked(
        series=(CHEST, CINE),
        guests=(GuestAsked(role, "Maria", ways=ways or Ways()),),
        minutes=20,
        start_ms=start_ms,
        basis="patient_tap" if role == "patient" else "documented",
        basis_words={} if role == "patient" else {"reference": "letter of 3 May"},
    )
    return await people.consults.create(account.person, asked)


def guest_of(card: ConsultCard) -> ParticipantId:
    """Give the only guest of a consult."""
    return card.session.guests[0].id


def secret_of(card: ConsultCard) -> str:
    """Give the secret in the only guest's link."""
    return card.invites[guest_of(card)].link.split("#")[1]


def signed_by(people: People, opinion: Opinion, name: str = "Maria") -> KeptOpinion:
    """Give an opinion as it is kept, each version signed."""
    key = people.dep.signing_key()
    return KeptOpinion(opinion, tuple(signed(key, statement_of(opinion, each, name)) for each in opinion.answers))
