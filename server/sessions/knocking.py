"""Who stands before the door: a stopped link, a call for help, a second device. The host hears of it at once."""

from dataclasses import replace

from server.sessions.commands import KnockAgain, LinkTroubled
from server.sessions.effects import Save, Stepped, TellPresence, TellState
from server.sessions.lobby import free_word
from server.sessions.phases import Phase
from server.sessions.recording import record
from server.sessions.session import Knock, PresenceState, Session
from server.terms.errors import Refused
from server.terms.ids import ParticipantId


def link_troubled(session: Session, command: LinkTroubled) -> Stepped:
    """The link of a guest was stopped, its guest asked for help, or neither is so any more; the desk recorded it."""
    here = session.presence_of(command.participant)
    if session.phase is Phase.LOCKED or here.trouble == command.trouble:
        return Stepped(session)
    return Stepped(session.with_presence(replace(here, trouble=command.trouble)), (Save(), TellPresence()))


def knock_again(session: Session, command: KnockAgain, now_ms: int) -> Stepped:
    """A second device asks for a guest's seat: a card of its own for the host, a word to the first, and nothing moves.

    A third one takes the second's place. While closing and afterwards nobody gets in any more.
    """
    here = session.presence_of(command.participant)
    is_over = session.phase in {Phase.CLOSING, Phase.LOCKED}
    if is_over or command.participant == session.host.id or here.state is PresenceState.REMOVED:
        return Stepped(session)
    others = without_knock(session, command.participant)
    knock = Knock(command.participant, free_word(others, None, command.word_index), now_ms)
    return Stepped(
        replace(others, knocks=(*others.knocks, knock)),
        (record(session, "guest.knocked", now_ms, command.participant), Save(), TellState(), TellPresence()),
    )


def knock_of(session: Session, participant: ParticipantId) -> Knock:
    """The second device that asks for this seat; `conflict` when none does (any more)."""
    knock = session.knock_of(participant)
    if knock is None:
        raise Refused("conflict")
    return knock


def without_knock(session: Session, participant: ParticipantId) -> Session:
    """The same session with nobody asking for this seat."""
    return replace(session, knocks=tuple(knock for knock in session.knocks if knock.participant != participant))
