"""The host rings somebody who waits: said on their screen, kept on the host's card."""

from dataclasses import replace

from server.sessions.commands import CallGuest
from server.sessions.effects import Save, Stepped, TellPresence, TellState
from server.sessions.recording import record
from server.sessions.session import PresenceState, Session
from server.terms.errors import Refused


def call(session: Session, command: CallGuest, now_ms: int) -> Stepped:
    """Somebody who waits reads that the host rings them; `conflict` when they do not wait (any more)."""
    here = session.presence_of(command.participant)
    if here.state is not PresenceState.WAITING:
        raise Refused("conflict", presence=here.state.value)
    return Stepped(
        session.with_presence(replace(here, called_ms=now_ms)),
        (
            record(session, "guest.call_promised", now_ms, command.by, participant=command.participant),
            Save(),
            TellState(),
            TellPresence(),
        ),
    )
