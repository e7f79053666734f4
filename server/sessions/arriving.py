"""People's lines come and go: who waits, who resumes, and what the host's return brings back."""

from dataclasses import replace

from server.sessions.clock import is_deserted
from server.sessions.commands import Drop, Join
from server.sessions.effects import AskConsent, Save, Stepped, StopFeeds, TellPresence
from server.sessions.ending import lock_deserted
from server.sessions.events import Event
from server.sessions.keys import given_if_seeing, turn_epoch
from server.sessions.lobby import free_word
from server.sessions.opening import open_doors
from server.sessions.pausing import go_on
from server.sessions.phases import PauseReason, Phase, cell_of
from server.sessions.recording import record
from server.sessions.seeing import unasked
from server.sessions.session import ConsentState, Presence, PresenceState, Session
from server.terms.errors import Refused


def join(session: Session, command: Join, now_ms: int) -> Stepped:
    """A connection opened: the host enters, the admitted resume, everybody else waits with a number-and-word.

    Raises
    ------
    Refused
        `too_early` for a guest before the doors, `removed`, `locked`, `forbidden` for a stranger.
    """
    here = session.presence_of(command.participant)
    if command.participant == session.host.id:
        return _host_joins(session, command, now_ms)
    cell_of(Event.JOIN, session.phase)
    if here.state is PresenceState.REMOVED:
        raise Refused("removed")
    if here.is_admitted:
        return _resume(session, _closed_form(session, _connected(here, command, now_ms)), now_ms)
    if session.phase is Phase.CLOSING:
        raise Refused("locked", phase=session.phase.value)
    return _wait(session, here, command, now_ms)


def drop(session: Session, command: Drop, now_ms: int) -> Stepped:
    """A connection closed; when it was the last one, that person's pictures stop and their absence begins to count.

    A line that merely drops never turns an epoch.
    """
    here = session.presence_of(command.participant)
    if not here.is_online:
        return Stepped(session)
    gone = replace(here, connected=here.connected - 1)
    if gone.is_online:
        return Stepped(session.with_presence(gone))
    unseen_ms = now_ms if gone.unseen_ms is None else gone.unseen_ms
    left = session.with_presence(replace(gone, last_seen_ms=now_ms, unseen_ms=unseen_ms))
    dropped = Stepped(left, (StopFeeds((command.participant,)), TellPresence()))
    if session.phase is Phase.CLOSING and here.is_admitted and is_deserted(left):
        return dropped.then(lock_deserted(left, now_ms))
    return dropped


def _host_joins(session: Session, command: Join, now_ms: int) -> Stepped:
    """The host's early arrival opens the doors; their return after an absence or a crash brings pictures back."""
    opened = open_doors(session, now_ms, command.participant) if session.phase is Phase.SCHEDULED else Stepped(session)
    cell_of(Event.JOIN, opened.session.phase)
    here = _connected(session.presence_of(command.participant), command, now_ms)
    entered = opened.session.with_presence(replace(here, state=PresenceState.ADMITTED))
    joined = opened.then(Stepped(entered, (Save(), TellPresence())))
    if entered.phase is Phase.PAUSED and entered.pause_reason in (PauseReason.HOST_AWAY, PauseReason.RECOVERING):
        return joined.then(go_on(entered, now_ms, Event.HOST_RETURNS, command.participant))
    if entered.phase is Phase.LOBBY and entered.view is not None and not entered.keyed:
        return joined.then(turn_epoch(entered, now_ms))
    return joined.plus(*given_if_seeing(entered, command.participant, now_ms))


def _resume(session: Session, here: Presence, now_ms: int) -> Stepped:
    resumed = session.with_presence(here)
    joined = Stepped(resumed, (Save(), TellPresence()))
    if here.consent is ConsentState.ASKED:
        joined = joined.plus(AskConsent(here.participant))
    is_presenter = session.token.holder == here.participant
    if session.phase is Phase.PAUSED and session.pause_reason is PauseReason.RECOVERING and is_presenter:
        return joined.then(go_on(resumed, now_ms, Event.HOST_RETURNS, here.participant))
    return joined.plus(*given_if_seeing(resumed, here.participant, now_ms))


def _wait(session: Session, here: Presence, command: Join, now_ms: int) -> Stepped:
    """A guest waits; whoever was waiting before keeps the word the host may already have heard."""
    word = here.word or free_word(session, command.participant, command.word_index)
    waiting = replace(_connected(here, command, now_ms), state=PresenceState.WAITING, word=word)
    joined = Stepped(session.with_presence(waiting), (Save(), TellPresence()))
    if here.state is PresenceState.WAITING:
        return joined
    return joined.plus(record(session, "guest.waiting", now_ms, command.participant, factors=waiting.factors))


def _connected(here: Presence, command: Join, now_ms: int) -> Presence:
    """Who comes back in time, with a page in sight, was never away; late, only if they proved themselves meanwhile."""
    factors = tuple(sorted({*here.factors, *command.factors}))
    is_due = here.code_due_ms is not None and command.proven_ms <= here.code_due_ms
    unseen_ms = None if command.seen else (now_ms if here.unseen_ms is None else here.unseen_ms)
    return replace(
        here,
        connected=here.connected + 1,
        last_seen_ms=now_ms,
        factors=factors,
        unseen_ms=here.unseen_ms if is_due else unseen_ms,
        code_due_ms=here.code_due_ms if is_due else None,
        arrival=command.arrival,
    )


def _closed_form(session: Session, here: Presence) -> Presence:
    """A form names what there is to see: on another device, whose holder is doubted, it does not stay open."""
    if not here.is_doubted or here.consent is not ConsentState.ASKED:
        return here
    return replace(here, consent=unasked(session, here.participant))
