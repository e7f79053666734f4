"""What a new owner makes of a session it finds: every line and every key of the former process is gone."""

from dataclasses import replace

from server.sessions.effects import DestroyKeys, Save, Stepped, StopFeeds
from server.sessions.events import Event
from server.sessions.pausing import hold
from server.sessions.phases import PauseReason, Phase, is_idle
from server.sessions.session import Presence, Session


def recover(session: Session, now_ms: int) -> Stepped:
    """Re-arm: nobody is connected, a live session pauses until host or presenter is back; what is over, ended before.

    `step` has already let happen what fell due meanwhile, so a session whose time passed arrives here ended.
    """
    if is_idle(Event.OWNER_GONE, session.phase):
        return Stepped(session)
    alone = replace(session, presence=tuple(_cut_off(here, now_ms) for here in session.presence))
    if session.phase is Phase.LIVE:
        return hold(alone, now_ms, Event.OWNER_GONE, PauseReason.RECOVERING)
    if not session.keyed:
        return Stepped(alone, (Save(),))
    return Stepped(replace(alone, keyed=False), (StopFeeds(), DestroyKeys("recovering"), Save()))


def _cut_off(here: Presence, now_ms: int) -> Presence:
    if not here.is_online:
        return here
    unseen_ms = now_ms if here.unseen_ms is None else here.unseen_ms
    return replace(here, connected=0, last_seen_ms=now_ms, unseen_ms=unseen_ms)
