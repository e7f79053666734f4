"""Pages nobody looks at: after five minutes out of sight a code is due before pictures come back; the talk goes on."""

from dataclasses import replace
from typing import Final

from server.sessions.commands import NeedCode, PageSeen, Proved
from server.sessions.effects import MakeDark, Save, Stepped, StopFeeds, TellPresence, TellState
from server.sessions.keys import given_if_seeing
from server.sessions.phases import Phase
from server.sessions.presenting import control_kept
from server.sessions.recording import record
from server.sessions.session import Presence, Session

CODE_NEEDED: Final = "code_needed"
"""Why such a screen is dark."""


def page_seen(session: Session, command: PageSeen, now_ms: int) -> Stepped:
    """A page went out of sight or came back: in time nothing was, late it changes nothing until a code."""
    here = session.presence_of(command.participant)
    if not here.is_online or here.code_due_ms is not None or (here.unseen_ms is None) is command.seen:
        return Stepped(session)
    return Stepped(session.with_presence(replace(here, unseen_ms=None if command.seen else now_ms)))


def need_code(session: Session, command: NeedCode, now_ms: int) -> Stepped:
    """Nobody is at this person's machine, whatever their page says: as if it had been out of sight for long."""
    here = session.presence_of(command.participant)
    if session.phase in {Phase.CLOSING, Phase.LOCKED} or not here.is_admitted or here.code_due_ms is not None:
        return Stepped(session)
    return _asked(session, here, now_ms)


def proved(session: Session, command: Proved, now_ms: int) -> Stepped:
    """A code of the clinic's, or staff's own factor: pictures come back, to exactly those who may see any."""
    here = session.presence_of(command.participant)
    if session.phase is Phase.LOCKED or here.code_due_ms is None:
        return Stepped(session)
    lit = session.with_presence(replace(here, code_due_ms=None, unseen_ms=None if here.is_online else now_ms))
    unlocked = record(session, "view.unlocked", now_ms, here.participant)
    told = Stepped(lit, (unlocked, Save(), TellState(), TellPresence()))
    return told.plus(*given_if_seeing(lit, here.participant, now_ms))


def lapse(session: Session, now_ms: int) -> Stepped:
    """Everybody whose page has been out of sight for too long: dark, and a code is due."""
    lapsed = Stepped(session)
    for here in session.presence:
        if here.code_falls_due_ms is not None and here.code_falls_due_ms <= now_ms:
            lapsed = lapsed.then(_asked(lapsed.session, here, now_ms))
    return lapsed


def _asked(session: Session, here: Presence, now_ms: int) -> Stepped:
    due = session.with_presence(replace(here, code_due_ms=now_ms if here.unseen_ms is None else here.unseen_ms))
    asked = Stepped(
        due,
        (
            StopFeeds((here.participant,)),
            MakeDark((here.participant,), CODE_NEEDED),
            record(session, "view.locked", now_ms, participant=here.participant),
            Save(),
            TellState(),
            TellPresence(),
        ),
    )
    return asked.then(control_kept(due, now_ms))
