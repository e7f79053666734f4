"""More time, inside the policy's caps, the latest end and the consent's own limit; never silently."""

from dataclasses import replace

from server.sessions.clock import MINUTE_MS
from server.sessions.commands import Extend
from server.sessions.effects import Effect, LineCode, Save, SetDeadline, Stepped, SystemLine, TellState
from server.sessions.events import Event
from server.sessions.keys import turn_epoch
from server.sessions.phases import Phase, cell_of, move
from server.sessions.recording import record, reference
from server.sessions.seeing import standing_grant
from server.sessions.session import DeadlineRow, Session
from server.sessions.unseen import lapse
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId


def extend(session: Session, command: Extend, now_ms: int) -> Stepped:
    """Move the end (or, before viewing, the time people have to arrive) by whole minutes.

    Raises
    ------
    Malformed
        `bad_value` {field} for less than one minute or a reason that is not a code.
    Refused
        `cap` {minutes_left, extensions_left}, where the session's type names them {sizes} that may be added, and where it
        is the consent that ends {consent_until_ms};
        `withdrawn` while closing without consent.
    """
    cell_of(Event.EXTEND, session.phase)
    if command.minutes < 1:
        raise Malformed("bad_value", field="minutes")
    reference(command.reason, "reason")
    if session.phase is Phase.CLOSING and session.withdrawn:
        raise Refused("withdrawn")
    left, sizes = minutes_left(session, now_ms), session.policy.extension_sizes
    if command.minutes > left or (sizes and command.minutes not in sizes):
        named = {"sizes": ", ".join(map(str, sizes))} if sizes else {}
        by_consent = _ended_by_consent(session, command, now_ms)
        raise Refused("cap", minutes_left=left, extensions_left=extensions_left(session), **named, **by_consent)
    match session.phase:
        case Phase.SCHEDULED | Phase.LOBBY:
            return _later(session, command, now_ms)
        case _:
            return _longer(session, command, now_ms)


def extensions_left(session: Session) -> int:
    """How many extensions the policy still allows."""
    return session.policy.extensions_max - session.extensions


def minutes_left(session: Session, now_ms: int) -> int:
    """The largest extension that would be accepted now, in whole minutes; 0 when none would."""
    if extensions_left(session) <= 0:
        return 0
    room = session.policy.extension_minutes_max
    if session.deadline_ms is None:
        return _fitting(session, room)
    grant = standing_grant(session)
    limit_ms = session.latest_end_ms
    if grant is not None and grant.until_ms is not None:
        limit_ms = min(limit_ms, grant.until_ms)
    return _fitting(session, max(0, min(room, (limit_ms - _base_ms(session, now_ms)) // MINUTE_MS)))


def _fitting(session: Session, minutes: int) -> int:
    """The largest size of the session's type that these minutes hold; all of them where it names none."""
    sizes = session.policy.extension_sizes
    return max((size for size in sizes if size <= minutes), default=0) if sizes else minutes


def _ended_by_consent(session: Session, command: Extend, now_ms: int) -> dict[str, int]:
    """The consent's own end, when but for it the minutes would have been added: more is for the patient to give."""
    grant = standing_grant(session)
    if grant is None or grant.until_ms is None or session.deadline_ms is None:
        return {}
    endless = replace(session, grants=(*session.grants[:-1], replace(grant, until_ms=None)))
    return {"consent_until_ms": grant.until_ms} if command.minutes <= minutes_left(endless, now_ms) else {}


def _base_ms(session: Session, now_ms: int) -> int:
    """What an extension is counted from: D, or now when viewing has ended already."""
    if session.phase is Phase.CLOSING or session.deadline_ms is None:
        return now_ms
    return session.deadline_ms


def _later(session: Session, command: Extend, now_ms: int) -> Stepped:
    """Before viewing: people get longer to arrive; a planned start moves too. The latest end stays where it was."""
    by_ms = command.minutes * MINUTE_MS
    starts_ms = session.starts_ms + by_ms if session.phase is Phase.SCHEDULED else session.starts_ms
    later = replace(
        session,
        starts_ms=starts_ms,
        lobby_until_ms=session.lobby_until_ms + by_ms,
        extensions=session.extensions + 1,
    )
    entry = record(
        session, "deadline.extended", now_ms, command.by,
        minutes=command.minutes, reason=command.reason, lobby_until_ms=later.lobby_until_ms,
    )  # fmt: skip
    return Stepped(later, (entry, Save(), TellState()))


def _longer(session: Session, command: Extend, now_ms: int) -> Stepped:
    """While viewing or closing: a new deadline row; from closing, back to live under a new epoch."""
    row = DeadlineRow(
        number=len(session.deadlines) + 1,
        until_ms=_base_ms(session, now_ms) + command.minutes * MINUTE_MS,
        at_ms=now_ms,
        by=command.by,
        minutes=command.minutes,
        reason=command.reason,
    )
    longer = replace(
        session,
        deadlines=(*session.deadlines, row),
        extensions=session.extensions + 1,
        warned_until_ms=now_ms,
    )
    extended = Stepped(longer, _announced(session, row, command.by, now_ms))
    if session.phase is not Phase.CLOSING:
        return extended
    live = replace(
        longer,
        phase=move(Event.EXTEND, session.phase, Phase.LIVE),
        lock_reason=None,
        closing_until_ms=None,
    )
    # whoever was out of sight for too long meanwhile is none of those who get the new key
    attended = extended.then(lapse(live, now_ms))
    return attended.then(turn_epoch(attended.session, now_ms))


def _announced(session: Session, row: DeadlineRow, by: ParticipantId, now_ms: int) -> tuple[Effect, ...]:
    entry = record(
        session, "deadline.extended", now_ms, by, minutes=row.minutes, until_ms=row.until_ms, reason=row.reason
    )
    line = SystemLine(LineCode.EXTENDED, {"minutes": row.minutes, "until_ms": row.until_ms})
    return entry, SetDeadline(row), Save(), line, TellState()
