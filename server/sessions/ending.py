"""How viewing ends and how a session locks: keys first, whatever the reason."""

from dataclasses import replace

from server.sessions.commands import End, Kill
from server.sessions.effects import (
    Close,
    DestroyKeys,
    Effect,
    LineCode,
    MakeDark,
    Save,
    Stepped,
    StopFeeds,
    SystemLine,
    TellControl,
    TellPresence,
    TellState,
)
from server.sessions.events import Event
from server.sessions.phases import LockReason, Phase, is_idle, move
from server.sessions.recording import SYSTEM, record
from server.sessions.session import Presence, PresenceState, Session
from server.sessions.voting import closed_as_it_stands


def end(session: Session, command: End, now_ms: int) -> Stepped:
    """The host ends: before viewing it cancels, while viewing it closes, while closing it locks; at once it kills."""
    if command.at_once:
        return kill(session, Kill(command.by), now_ms)
    if is_idle(Event.END, session.phase):
        return Stepped(session)
    match session.phase:
        case Phase.SCHEDULED | Phase.LOBBY:
            return lock(session, now_ms, Event.END, LockReason.CANCELLED, command.by)
        case Phase.CLOSING:
            return lock(session, now_ms, Event.END, LockReason.ENDED, command.by)
        case _:
            return close_viewing(session, now_ms, Event.END, LockReason.ENDED, actor=command.by)


def kill(session: Session, command: Kill, now_ms: int) -> Stepped:
    """Locked at once, whatever was going on."""
    if is_idle(Event.KILL, session.phase):
        return Stepped(session)
    return lock(session, now_ms, Event.KILL, command.reason, command.by)


def close_viewing(
    session: Session,
    now_ms: int,
    event: Event,
    reason: LockReason,
    *,
    ended_ms: int | None = None,
    actor: str = SYSTEM,
) -> Stepped:
    """No picture exists any more; chat and note stay open for the policy's farewell, counted from `ended_ms`.

    Whoever still waits in the lobby is sent away: after the end nobody is let in.
    """
    since_ms = now_ms if ended_ms is None else ended_ms
    voted = closed_as_it_stands(session, now_ms)
    closing = replace(
        voted.session,
        phase=move(event, session.phase, Phase.CLOSING),
        lock_reason=reason,
        pause_reason=None,
        paused_since_ms=None,
        closing_until_ms=since_ms + session.policy.closing_s * 1000,
        keyed=False,
        token=replace(session.token, request=None),
        presence=tuple(_sent_away(here) for here in session.presence),
    )
    waiting = (here for here in session.presence if here.state is PresenceState.WAITING and here.is_online)
    return Stepped(
        closing,
        (
            *_destroyed(reason),
            record(
                session, "lock.started", now_ms, actor,
                reason=reason.value, epoch=session.epoch, closing_until_ms=closing.closing_until_ms,
            ),
            *voted.effects,
            SystemLine(LineCode.VIEWING_ENDED, {"reason": reason.value}),
            TellState(),
            TellControl(),
            TellPresence(),
            *(Close(here.participant, "locked") for here in waiting),
        ),
    )  # fmt: skip


def lock(session: Session, now_ms: int, event: Event, reason: LockReason, actor: str = SYSTEM) -> Stepped:
    """The last phase: transcript closed, every connection closed. What ended viewing stays the reason, unless killed."""
    was_closing = session.phase is Phase.CLOSING
    kept = session.lock_reason if session.lock_reason is not None and event is not Event.KILL else reason
    voted = closed_as_it_stands(session, now_ms)
    locked = replace(
        voted.session,
        phase=move(event, session.phase, Phase.LOCKED),
        lock_reason=kept,
        pause_reason=None,
        paused_since_ms=None,
        closing_until_ms=None,
        locked_ms=now_ms,
        keyed=False,
        token=replace(session.token, request=None),
        presence=tuple(replace(_sent_away(here), connected=0) for here in session.presence),
    )
    effects: list[Effect] = [*_destroyed(kept)]
    if reason is LockReason.CANCELLED:
        effects.append(record(session, "session.cancelled", now_ms, actor))
    if not was_closing:
        effects.append(record(session, "lock.started", now_ms, actor, reason=kept.value, epoch=session.epoch))
    effects.extend(voted.effects)
    effects.append(record(session, "chat.closed", now_ms, actor, reason=kept.value))
    effects.append(TellState())
    effects.extend(Close(here.participant, "locked") for here in session.presence if here.is_online)
    return Stepped(locked, tuple(effects))


def lock_deserted(session: Session, now_ms: int) -> Stepped:
    """Nobody is left to say goodbye to."""
    return lock(session, now_ms, Event.EVERYONE_LEFT, LockReason.ABANDONED)


def _destroyed(reason: LockReason) -> tuple[Effect, ...]:
    return StopFeeds(), DestroyKeys(reason.value), Save(), MakeDark(None, reason.value)


def _sent_away(here: Presence) -> Presence:
    if here.state is not PresenceState.WAITING:
        return here
    return replace(here, state=PresenceState.EXPECTED, connected=0, word="")
