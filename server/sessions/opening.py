"""How a consult comes to be and when its doors open."""

from dataclasses import replace

from server.sessions.clock import MINUTE_MS, doors_ms
from server.sessions.effects import Save, Stepped, TellState, in_order
from server.sessions.events import Event
from server.sessions.phases import Phase, is_idle, move
from server.sessions.recording import SYSTEM, record, record_grant, reference
from server.sessions.session import Basis, Grant, Presence, Session, Token
from server.terms.consults import StackRef, ViewingPolicy
from server.terms.errors import Malformed, Refused
from server.terms.ids import SessionId
from server.terms.people import Role, Seat
from server.terms.policy import Right

MINUTES_MIN = 5
GUESTS_MAX = 8
PAST_MS = MINUTE_MS
"""How far back a start may lie and still mean now (forms take time to fill in)."""


def schedule(
    *,
    id: SessionId,
    host: Seat,
    guests: tuple[Seat, ...],
    stacks: tuple[StackRef, ...],
    minutes: int,
    starts_ms: int,
    now_ms: int,
    policy: ViewingPolicy,
    basis: Basis,
    note_ref: str = "",
) -> Stepped:
    """A new session with its latest end fixed; when its doors are due already, they are open.

    A basis other than the patient's own tap is recorded as a grant of the host's for every guest and every stack.

    Raises
    ------
    Malformed
        `bad_value` {field} for impossible people, stacks, minutes or start; `one_patient`; `basis_needed` when no
        patient is there to agree.
    Refused
        `not_in_policy` {field} for people or a basis that the policy's kind of consult does not take.
    """
    _check_people(host, guests, basis)
    check_roles(policy, guests)
    if basis in policy.bases_barred:
        raise Refused("not_in_policy", field="basis")
    if not stacks:
        raise Malformed("bad_value", field="stacks")
    if not MINUTES_MIN <= minutes <= policy.minutes_max:
        raise Malformed("bad_value", field="minutes", minutes_max=policy.minutes_max)
    if starts_ms < now_ms - PAST_MS:
        raise Malformed("bad_value", field="starts_ms")
    session = Session(
        id=id,
        host=host,
        guests=guests,
        policy=policy,
        basis=basis,
        minutes=minutes,
        created_ms=now_ms,
        starts_ms=starts_ms,
        lobby_until_ms=starts_ms + policy.lobby_after_start_min * MINUTE_MS,
        latest_end_ms=latest_end_ms(starts_ms, minutes, policy),
        stacks=stacks,
        presence=tuple(Presence(seat.id) for seat in (host, *guests)),
        token=Token(holder=host.id),
        lookers=(Role.SPECIALIST,) if policy.gives(Role.SPECIALIST, Right.LOOK_AROUND) else (),
        grants=_first_grants(host, guests, len(stacks), basis, note_ref, policy.kind.value, now_ms),
    )
    made = Stepped(
        session,
        (
            record(
                session, "session.created", now_ms, host.id,
                type=policy.kind.value, starts_ms=starts_ms, minutes=minutes, latest_end_ms=session.latest_end_ms,
                basis=basis.value,
                participants=tuple(seat.id for seat in session.seats), stacks=len(stacks), held=sum(ref.held for ref in stacks),
            ),
            Save(),
        ),
    )  # fmt: skip
    for grant in session.grants:
        made = made.plus(record_grant(session, grant, now_ms))
    made = Stepped(session, in_order(made.effects))
    return made.then(open_doors(session, now_ms)) if doors_ms(session) <= now_ms else made


def open_doors(session: Session, now_ms: int, by: str = SYSTEM) -> Stepped:
    """Invites become active and people may wait in the lobby."""
    if is_idle(Event.DOORS_OPEN, session.phase):
        return Stepped(session)
    return Stepped(
        replace(session, phase=move(Event.DOORS_OPEN, session.phase, Phase.LOBBY)),
        (record(session, "session.opened", now_ms, by), Save(), TellState()),
    )


def check_roles(policy: ViewingPolicy, guests: tuple[Seat, ...]) -> None:
    """Let only those be invited whom this kind of consult takes; raises `Refused` `not_in_policy` {field}."""
    if any(guest.role in policy.roles_barred for guest in guests):
        raise Refused("not_in_policy", field="guests")


def latest_end_ms(starts_ms: int, minutes: int, policy: ViewingPolicy) -> int:
    """When viewing ends at the very latest: the last guest comes in at the last moment, every extension is given."""
    extensions_min = policy.extensions_max * policy.extension_minutes_max
    return starts_ms + (policy.lobby_after_start_min + minutes + extensions_min) * MINUTE_MS


def _check_people(host: Seat, guests: tuple[Seat, ...], basis: Basis) -> None:
    if host.role is not Role.PROVIDER:
        raise Malformed("bad_value", field="host")
    if not 1 <= len(guests) <= GUESTS_MAX or any(guest.role is Role.PROVIDER for guest in guests):
        raise Malformed("bad_value", field="guests")
    if len({seat.id for seat in (host, *guests)}) != len(guests) + 1:
        raise Malformed("bad_value", field="guests")
    patients = sum(guest.role is Role.PATIENT for guest in guests)
    if patients > 1:
        raise Malformed("one_patient")
    if not patients and basis is Basis.PATIENT_TAP:
        raise Malformed("basis_needed")


def _first_grants(
    host: Seat, guests: tuple[Seat, ...], stacks: int, basis: Basis, note_ref: str, purpose: str, now_ms: int
) -> tuple[Grant, ...]:
    if basis is Basis.PATIENT_TAP:
        return ()
    return (
        Grant(
            number=1,
            basis=basis,
            by=host.id,
            at_ms=now_ms,
            persons=tuple(guest.id for guest in guests),
            stacks=tuple(range(stacks)),
            note_ref=reference(note_ref, "note_ref"),
            purpose=purpose,
        ),
    )
