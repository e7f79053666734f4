"""The desks: staff who sign in, their studies, guests with links and codes, consults."""

import os
from dataclasses import dataclass

from server.app.ground import Ground, now_ms
from server.app.object_store import blobs_of
from server.app.post import Post
from server.app.rooms import Running
from server.audit.checkpoint import Signer
from server.desk.accounts import Accounts
from server.desk.auditing import Auditing
from server.desk.birth_dates import BirthGuard
from server.desk.checked_opinions import CheckedOpinions
from server.desk.consent_preview import ConsentPreview
from server.desk.consult_sharing import ConsultSharing
from server.desk.consults import Consults
from server.desk.emergency import Emergency
from server.desk.emergency_uses import EmergencyUses
from server.desk.fresh_factors import FreshFactors
from server.desk.hands import Hands
from server.desk.hashing import Hashing
from server.desk.invites import Invites
from server.desk.joining import Joining
from server.desk.noting import Notes
from server.desk.own_receipts import OwnReceipts
from server.desk.own_seen import OwnSeen
from server.desk.papers import Papers
from server.desk.remaining import Remains
from server.desk.saved_findings import SavedFindings
from server.desk.staff_desk import StaffDesk
from server.desk.standing import Standing
from server.desk.storage_room import IntakeLimits
from server.desk.studies import Studies, StudyPorts
from server.desk.tickets import Tickets
from server.identity.passwords import Passwords
from server.live.all_rooms import AllRooms
from server.live.directory import Directory
from server.live.login_watch import LoginWatch
from server.storage.database.accounts import AccountRepository
from server.storage.database.attempts import AttemptRepository
from server.storage.database.basis_reviews import BasisReviewRepository
from server.storage.database.birth_dates import BirthRows
from server.storage.database.checked_names import CheckedNamesRepository
from server.storage.database.entries import EntryRows
from server.storage.database.imports import ImportRepository
from server.storage.database.invites import InviteRepository
from server.storage.database.logins import GuestLoginRepository, LoginRepository
from server.storage.database.notes import NoteRows
from server.storage.database.opinions import OpinionRows
from server.storage.database.other_objects import OtherObjectRepository
from server.storage.database.session_people import SessionPeopleRepository
from server.storage.database.sessions import SessionRows
from server.storage.database.staff import staff_ports
from server.storage.database.studies import StudyRepository
from server.storage.database.study_deletions import StudyDeletionRepository
from server.storage.database.study_shares import StudyShareRepository
from server.storage.database.thumbnails import ThumbnailRepository
from server.workers.limits import MIB

GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Staff:
    """The desk of staff, and which logins stand."""

    desk: StaffDesk
    hands: Hands
    factors: FreshFactors
    guest_logins: GuestLoginRepository
    standing: Standing
    watch: LoginWatch


@dataclass(frozen=True, slots=True)
class Guests:
    """The desk of invites and codes."""

    tickets: Tickets
    invites: Invites
    joining: Joining


def staff_desk(ground: Ground, directory: Directory) -> Staff:
    """Accounts, sign-in and who is signed in."""
    guest_logins = GuestLoginRepository(ground.database)
    logins, rows = LoginRepository(ground.database), AccountRepository(ground.database)
    standing = Standing(staff=logins, hands=logins, guests=guest_logins, clock=now_ms)
    watch = LoginWatch(directory, standing)
    desk = StaffDesk(
        staff_ports(ground.database, ground.log, watch),
        ground.dep,
        Hashing(Passwords()),
        clock=now_ms,
        random=os.urandom,
        public_url=ground.public_url,
        clock_is_off=ground.synchrony.is_off,
    )
    factors = FreshFactors(
        accounts=desk.accounts,
        shelf=rows,
        attempts=AttemptRepository(ground.database),
        record=ground.log,
        dep=ground.dep,
        clock=now_ms,
        clock_is_off=ground.synchrony.is_off,
    )
    hands = Hands(factors=factors, shelf=logins, proofs=watch, clock=now_ms)
    return Staff(desk, hands, factors, guest_logins, standing, watch)


def study_desk(ground: Ground, accounts: Accounts) -> Studies:
    """Studies, how they come in, and what is known of names in them."""
    database, limits = ground.database, ground.settings.data
    blobs = blobs_of(ground.settings)
    blobs.failures = ground.counted.objects
    ports = StudyPorts(
        shelf=StudyRepository(database),
        shares=StudyShareRepository(database),
        deletions=StudyDeletionRepository(database, ground.live.node),
        thumbnails=ThumbnailRepository(database),
        checked=CheckedNamesRepository(database),
        others=OtherObjectRepository(database),
        imports=ImportRepository(database, ground.live.node),
        blobs=blobs,
        workers=ground.workers,
        record=ground.log,
        colleagues=accounts,
        rooms=SessionRows(database, ground.dep),
    )
    intake = IntakeLimits(quota_bytes=limits.quota_gb * GIB, free_share=limits.free_floor_percent / 100)
    # a folder of this machine is away when the machine is: the kernel keeps it near already
    held_bytes = ground.settings.cache.objects_mb * MIB if ground.settings.blobs.url else 0
    return Studies(ports, ground.dep, os.urandom, now_ms, intake, ground.policy.lifetimes, held_bytes)


def guest_desk(ground: Ground, staff: Staff, studies: Studies, running: Running, post: Post) -> Guests:
    """Links and codes, and the tickets that open a socket."""
    rows, logins = InviteRepository(ground.database), staff.guest_logins
    tickets = Tickets(ground.live.tickets, standing=staff.standing, clock=now_ms)
    invites = Invites(
        shelf=rows,
        changes=rows,
        deliveries=post.deliveries,
        inviting=post.inviting,
        guests=logins,
        rooms=running.rooms,
        record=ground.log,
        dep=ground.dep,
        clock=now_ms,
        random=os.urandom,
        public_url=ground.public_url,
    )
    joining = Joining(
        shelf=rows,
        signs=rows,
        changes=rows,
        guests=logins,
        sessions=running.sessions,
        attempts=AttemptRepository(ground.database),
        sending=post.sending,
        tickets=tickets,
        receipts=running.receipts,
        births=BirthGuard(shelf=BirthRows(ground.database), pictures=studies.library, record=ground.log, clock=now_ms),
        rooms=running.rooms,
        record=ground.log,
        dep=ground.dep,
        clock=now_ms,
        random=os.urandom,
        remains=remains(ground, studies, running),
        gate=running.rooms.workshop.burden,
    )
    return Guests(tickets, invites, joining)


def emergency_desk(ground: Ground, staff: Staff, running: Running) -> Emergency:
    """The end of everything at once."""
    return Emergency(
        everything=AllRooms(running.rooms),
        logins=LoginRepository(ground.database),
        screens=staff.watch,
        record=ground.log,
        clock=now_ms,
    )


def auditing_desk(ground: Ground, staff: Staff, studies: Studies, running: Running) -> tuple[Auditing, EmergencyUses]:
    """The record for auditors, and the emergencies they review."""
    everybody = staff.desk.accounts.names
    auditing = Auditing(
        log=ground.log,
        rows=EntryRows(ground.database, ground.dep),
        signer=Signer(ground.dep.signing_key()),
        sessions=running.sessions,
        everybody=everybody,
        pictures=studies.library,
        clock=now_ms,
    )
    emergencies = EmergencyUses(
        shelf=BasisReviewRepository(ground.database),
        sessions=running.sessions,
        everybody=everybody,
        record=ground.log,
        clock=now_ms,
    )
    return auditing, emergencies


def own_seen(ground: Ground, studies: Studies, running: Running) -> OwnSeen:
    """What patients read of who looked at their pictures."""
    return OwnSeen(sessions=running.sessions, log=ground.log, record=ground.log, pictures=studies.library, clock=now_ms)


def consent_preview(ground: Ground, studies: Studies, running: Running) -> ConsentPreview:
    """What patients will be asked."""
    return ConsentPreview(forms=running.consent, pictures=studies.library, policy=ground.policy, clock=now_ms)


def consult_desk(
    ground: Ground, staff: Staff, studies: Studies, running: Running, guests: Guests, post: Post
) -> Consults:
    """Consults as their hosts plan and see them."""
    return Consults(
        sessions=running.sessions,
        shared=running.sessions,
        people=SessionPeopleRepository(ground.database),
        colleagues=staff.desk.accounts,
        pictures=studies.library,
        checks=studies.checking,
        inviting=post.inviting,
        invites=guests.invites,
        consent=running.consent,
        tickets=guests.tickets,
        rooms=running.rooms,
        record=ground.log,
        policy=ground.policy,
        clock=now_ms,
        random=os.urandom,
        gate=running.rooms.workshop.burden,
    )


def note_desk(ground: Ground, staff: Staff, studies: Studies, running: Running, consults: Consults) -> Notes:
    """What hosts write about their consults."""
    return Notes(
        consults=consults,
        shelf=NoteRows(ground.database, running.sessions),
        factors=staff.factors,
        pictures=studies.library,
        log=ground.log,
        record=ground.log,
        dep=ground.dep,
        clock=now_ms,
    )


def paper_desk(ground: Ground, running: Running, consults: Consults, notes: Notes) -> Papers:
    """Consults on paper."""
    return Papers(
        consults=consults,
        notes=notes,
        consent=running.consent,
        opinions=CheckedOpinions(OpinionRows(ground.database, running.sessions), ground.dep),
        log=ground.log,
        record=ground.log,
        texts=ground.texts,
        clinic=ground.settings.clinic.name,
        clock=now_ms,
    )


def findings_desk(
    ground: Ground, staff: Staff, studies: Studies, running: Running, consults: Consults, version: str
) -> SavedFindings:
    """What was found in consults, as DICOM."""
    return SavedFindings(
        consults=consults,
        pictures=studies.library,
        opinions=CheckedOpinions(OpinionRows(ground.database, running.sessions), ground.dep),
        factors=staff.factors,
        log=ground.log,
        record=ground.log,
        texts=ground.texts,
        clinic=ground.settings.clinic.name,
        version=version,
        clock=now_ms,
    )


def own_receipts(ground: Ground, studies: Studies, running: Running, consults: Consults) -> OwnReceipts:
    """What everybody who was there may keep."""
    return OwnReceipts(
        consults=consults,
        sessions=running.sessions,
        receipts=running.receipts,
        heads=running.heads,
        signer=Signer(ground.dep.signing_key()),
        log=ground.log,
        record=ground.log,
        rooms=running.rooms,
        attempts=AttemptRepository(ground.database),
        dep=ground.dep,
        clock=now_ms,
        remains=remains(ground, studies, running),
    )


def remains(ground: Ground, studies: Studies, running: Running) -> Remains:
    """How long what is kept of a consult that is over."""
    return Remains(receipts=running.receipts, studies=studies.library, lifetimes=ground.policy.lifetimes)


def consult_sharing(ground: Ground, staff: Staff, running: Running, consults: Consults) -> ConsultSharing:
    """Consults that colleagues are let into."""
    return ConsultSharing(
        consults=consults,
        people=SessionPeopleRepository(ground.database),
        accounts=staff.desk.accounts,
        seats=running.rooms,
        rooms=running.rooms,
        record=ground.log,
        clock=now_ms,
        random=os.urandom,
    )
