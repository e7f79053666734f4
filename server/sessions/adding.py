"""People who come later: the host adds them, everybody is told before they can be let in, and may object."""

from dataclasses import replace
from typing import Final

from server.sessions.commands import AddGuest, ObjectTo
from server.sessions.effects import LineCode, Save, Stepped, SystemLine, TellPresence
from server.sessions.opening import GUESTS_MAX, check_roles
from server.sessions.recording import record
from server.sessions.session import Presence, PresenceState, Session
from server.terms.errors import Malformed, Refused
from server.terms.people import Role, Seat

SEATS_MAX: Final = 3 * GUESTS_MAX
"""Seats of people who were removed stay with the consult: so many it can ever have."""
_LATER: Final = frozenset({Role.SPECIALIST, Role.OBSERVER})


def add_guest(session: Session, command: AddGuest, now_ms: int) -> Stepped:
    """One more seat, announced to everybody in the talk; no grant that was given before covers it.

    Raises as `check_seat`.
    """
    seat = command.seat
    check_seat(session, seat)
    added = replace(
        session,
        guests=(*session.guests, seat),
        presence=(*session.presence, Presence(seat.id, announced=True)),
    )
    facts = {"participant": seat.id, "role": seat.role.value, "comes_as": seat.comes_as}
    return Stepped(
        added,
        (
            record(session, "participant.added", now_ms, command.by, **facts),
            Save(),
            SystemLine(LineCode.INVITED, {"participant": seat.id, "role": seat.role.value, "comes_as": seat.comes_as}),
            TellPresence(),
        ),
    )


def check_seat(session: Session, seat: Seat) -> None:
    """Refuse a seat that the consult could not have.

    Raises
    ------
    Malformed
        `bad_value` {field}: another role than specialist or observer, or a seat that exists.
    Refused
        `not_in_policy` {field} for a role that this kind of consult does not take, `fixed_by_policy` {field, minutes} where it
        fixes who comes; `guests_full` {most}.
    """
    check_roles(session.policy, (seat,))
    if session.policy.guests_fixed:
        raise Refused("fixed_by_policy", field="guests", minutes=session.minutes)
    if seat.role not in _LATER or any(each.id == seat.id for each in session.seats):
        raise Malformed("bad_value", field="guests")
    here = sum(session.presence_of(each.id).state is not PresenceState.REMOVED for each in session.guests)
    if here >= GUESTS_MAX or len(session.guests) >= SEATS_MAX:
        raise Refused("guests_full", most=GUESTS_MAX)


def may_add(session: Session) -> tuple[Role, ...]:
    """The roles of which somebody may still be added, as far as the session's type decides it."""
    if session.policy.guests_fixed:
        return ()
    return tuple(role for role in Role if role in _LATER and role not in session.policy.roles_barred)


def object_to(session: Session, command: ObjectTo, now_ms: int) -> Stepped:
    """The host reads it and it is recorded; who is let in stays the host's to say.

    Raises
    ------
    Refused
        `conflict` when that person was expected from the start, is the one who objects, or was removed.
    """
    here = session.presence_of(command.participant)
    if not here.announced or command.by == command.participant or here.state is PresenceState.REMOVED:
        raise Refused("conflict", presence=here.state.value)
    if (command.by in here.objections) is command.objects:
        return Stepped(session)
    others = tuple(each for each in here.objections if each != command.by)
    objections = (*others, command.by) if command.objects else others
    entry = record(
        session, "participant.objected", now_ms, command.by, participant=here.participant, objects=command.objects
    )
    return Stepped(session.with_presence(replace(here, objections=objections)), (entry, Save(), TellPresence()))
