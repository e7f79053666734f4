"""Pictures away and back while the talk and the clock go on."""

from dataclasses import replace

from server.sessions.commands import Pause, Resume
from server.sessions.effects import (
    DestroyKeys,
    LineCode,
    MakeDark,
    Save,
    Stepped,
    StopFeeds,
    SystemLine,
    TellControl,
    TellState,
)
from server.sessions.events import Event
from server.sessions.keys import turn_epoch
from server.sessions.phases import PauseReason, Phase, is_idle, move
from server.sessions.recording import SYSTEM, record
from server.sessions.session import Session
from server.terms.errors import Refused


def pause(session: Session, command: Pause, now_ms: int) -> Stepped:
    """The host blanks every screen."""
    if is_idle(Event.PAUSE, session.phase):
        return Stepped(session)
    return hold(session, now_ms, Event.PAUSE, PauseReason.HOST, command.by)


def resume(session: Session, command: Resume, now_ms: int) -> Stepped:
    """The host brings pictures back.

    Raises
    ------
    Refused
        `withdrawn` while the patient's consent is withdrawn and nobody has granted anew.
    """
    if is_idle(Event.RESUME, session.phase):
        return Stepped(session)
    if session.withdrawn:
        raise Refused("withdrawn")
    return go_on(session, now_ms, Event.RESUME, command.by)


def hold(session: Session, now_ms: int, event: Event, reason: PauseReason, actor: str = SYSTEM) -> Stepped:
    """No pictures from now on: feeds stop, the key dies, screens go dark."""
    held = replace(
        session,
        phase=move(event, session.phase, Phase.PAUSED),
        pause_reason=reason,
        paused_since_ms=now_ms,
        keyed=False,
        token=replace(session.token, request=None),
    )
    return Stepped(
        held,
        (
            StopFeeds(),
            DestroyKeys(reason.value),
            Save(),
            record(session, "session.paused", now_ms, actor, reason=reason.value, epoch=session.epoch),
            MakeDark(None, reason.value),
            SystemLine(LineCode.PAUSED, {"reason": reason.value}),
            TellState(),
            TellControl(),
        ),
    )


def go_on(session: Session, now_ms: int, event: Event, actor: str = SYSTEM) -> Stepped:
    """Pictures again for those who may see, under a new epoch."""
    live = replace(
        session,
        phase=move(event, session.phase, Phase.LIVE),
        pause_reason=None,
        paused_since_ms=None,
    )
    went_on = Stepped(
        live,
        (
            record(session, "session.resumed", now_ms, actor),
            Save(),
            SystemLine(LineCode.RESUMED),
            TellState(),
        ),
    )
    return went_on.then(turn_epoch(live, now_ms))
