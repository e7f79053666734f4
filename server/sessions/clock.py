"""What time alone makes happen to a session, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from server.sessions.phases import Phase
from server.sessions.seeing import viewing_ends_ms
from server.sessions.session import PresenceState, Session
from server.terms.ids import ParticipantId

MINUTE_MS: Final = 60_000
WARNINGS_MIN: Final[tuple[int, ...]] = (5, 1)
"""Minutes before the end of viewing at which everybody is told, once."""


class Timer(IntEnum):
    """What falls due; of several that are due the smallest happens first, so that an end never waits for a notice."""

    VIEWING_ENDS = 0
    CLOSING_OVER = 1
    DOORS_OPEN = 2
    LOBBY_UNTIL = 3
    EVERYONE_LEFT = 4
    PAUSED_TOO_LONG = 5
    HOST_LOST = 6
    PRESENTER_LOST = 7
    REQUEST_LAPSES = 8
    CODE_FALLS_DUE = 9
    WARNING = 10


@dataclass(frozen=True, slots=True)
class Due:
    """Something that happens at `at_ms` unless the session changes before."""

    timer: Timer
    at_ms: int


def due_ms(session: Session) -> int | None:
    """When the next `Tick` must come; None when time changes nothing any more."""
    return min((due.at_ms for due in timers(session)), default=None)


def first_due(session: Session, now_ms: int) -> Due | None:
    """The most pressing of what is due now, None when nothing is."""
    return min(
        (due for due in timers(session) if due.at_ms <= now_ms), key=lambda due: (due.timer, due.at_ms), default=None
    )


def doors_ms(session: Session) -> int:
    """When the lobby opens by itself."""
    return session.starts_ms - session.policy.lobby_open_before_min * MINUTE_MS


def timers(session: Session) -> tuple[Due, ...]:
    """Everything the session now waits for."""
    match session.phase:
        case Phase.SCHEDULED:
            return (Due(Timer.DOORS_OPEN, doors_ms(session)),)
        case Phase.LOBBY:
            return (Due(Timer.LOBBY_UNTIL, session.lobby_until_ms),)
        case Phase.LIVE:
            return (*_viewing(session), *_absences(session))
        case Phase.PAUSED:
            return (*_viewing(session), *_pause(session))
        case Phase.CLOSING:
            return (Due(Timer.CLOSING_OVER, _known(session.closing_until_ms)),)
        case Phase.LOCKED:
            return ()


def next_warning(session: Session) -> tuple[int, int] | None:
    """When the next warning is due and how many minutes it announces; None when all have been said."""
    ends_ms = _known(viewing_ends_ms(session))
    coming = [(ends_ms - minutes * MINUTE_MS, minutes) for minutes in WARNINGS_MIN]
    return min((warning for warning in coming if warning[0] > session.warned_until_ms), default=None)


def is_deserted(session: Session) -> bool:
    """Whether neither the host nor anybody in the talk is connected."""
    return not any(here.is_online and here.is_admitted for here in session.presence)


def _viewing(session: Session) -> Iterator[Due]:
    yield Due(Timer.VIEWING_ENDS, _known(viewing_ends_ms(session)))
    warning = next_warning(session)
    if warning is not None:
        yield Due(Timer.WARNING, warning[0])
    if session.token.request is not None:
        yield Due(Timer.REQUEST_LAPSES, session.token.request.until_ms)
    for here in session.presence:
        if here.code_falls_due_ms is not None:
            yield Due(Timer.CODE_FALLS_DUE, here.code_falls_due_ms)
    if is_deserted(session) and not session.policy.alone:
        yield Due(Timer.EVERYONE_LEFT, _deserted_since(session) + session.policy.empty_s * 1000)


def awaited_until_ms(session: Session, participant: ParticipantId) -> int | None:
    """How long the room stands still for somebody whose line is gone: the host's pictures, a presenter's control.

    None for everybody else, for who is here, while nothing is shown, and in a reading, where nobody waits for anybody.
    """
    here = session.presence_of(participant)
    if session.phase is not Phase.LIVE or here.is_online or session.policy.alone:
        return None
    if participant == session.host.id:
        return _known(here.last_seen_ms) + session.policy.host_away_s * 1000
    if participant == session.token.holder:
        return _known(here.last_seen_ms) + session.policy.presenter_away_s * 1000
    return None


def _absences(session: Session) -> Iterator[Due]:
    host, presenter = session.host.id, session.token.holder
    lost = {Timer.HOST_LOST: awaited_until_ms(session, host)}
    if presenter != host:
        lost[Timer.PRESENTER_LOST] = awaited_until_ms(session, presenter)
    for timer, until_ms in lost.items():
        if until_ms is not None:
            yield Due(timer, until_ms)


def _pause(session: Session) -> Iterator[Due]:
    yield Due(Timer.PAUSED_TOO_LONG, _known(session.paused_since_ms) + session.policy.paused_max_min * MINUTE_MS)


def _deserted_since(session: Session) -> int:
    """When the last of those who were in the talk went."""
    return max(
        here.last_seen_ms
        for here in session.presence
        if here.last_seen_ms is not None and here.state not in (PresenceState.EXPECTED, PresenceState.WAITING)
    )


def _known(moment_ms: int | None) -> int:
    """A moment that this phase always has."""
    if moment_ms is None:
        raise AssertionError("this phase has no such moment")
    return moment_ms
