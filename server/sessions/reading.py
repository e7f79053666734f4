"""A reading: whoever was asked for an opinion looks alone, on a grant that was recorded, inside the time they were given."""

from dataclasses import replace

from server.sessions.admitting import go_live, told_of_wishes
from server.sessions.commands import BeginReading
from server.sessions.effects import Save, Stepped, TellControl, TellPresence
from server.sessions.events import Event
from server.sessions.keys import given_if_seeing
from server.sessions.phases import Phase, cell_of
from server.sessions.presenting import take_alone
from server.sessions.recording import record
from server.sessions.session import PresenceState, Session
from server.terms.errors import Refused
from server.terms.people import Role


def begin(session: Session, command: BeginReading, now_ms: int) -> Stepped:
    """The reader is in, and steers; the first time the viewing clock starts (SES-285 … SES-288).

    Raises
    ------
    Refused
        `forbidden` where somebody else admits, or for another role; `conflict` when they do not wait; `too_early`, `locked`.
    """
    here = session.presence_of(command.participant)
    if not session.policy.alone or session.role_of(command.participant) is not Role.SPECIALIST:
        raise Refused("forbidden")
    if session.phase in {Phase.CLOSING, Phase.LOCKED}:
        raise Refused("locked", phase=session.phase.value)
    if here.is_admitted:
        return take_alone(session, command.participant, now_ms)
    cell_of(Event.ADMIT, session.phase)
    if here.state is not PresenceState.WAITING:
        raise Refused("conflict", presence=here.state.value)
    unseen_ms = None if here.unseen_ms is None else now_ms
    admitted = replace(here, state=PresenceState.ADMITTED, word="", called_ms=None, unseen_ms=unseen_ms)
    entry = record(
        session, "participant.admitted", now_ms, command.participant,
        participant=command.participant, factors=here.factors,
    )  # fmt: skip
    inside = Stepped(session.with_presence(admitted), (entry, Save(), TellControl(), TellPresence()))
    inside = inside.plus(*told_of_wishes(session))
    if session.phase is Phase.LOBBY:
        inside = inside.then(go_live(inside.session, command.participant, now_ms))
    else:
        inside = inside.plus(*given_if_seeing(inside.session, command.participant, now_ms))
    return inside.then(take_alone(inside.session, command.participant, now_ms))


def told_of_end(session: Session) -> dict[str, bool]:
    """Say with `locked` that an opinion was asked here: its answer can be written and signed after the end."""
    return {"reading": True} if session.policy.alone else {}
