"""Who is let into the talk, and who goes out of it: recognized by the host, never by the link alone."""

from dataclasses import replace

from server.sessions.clock import MINUTE_MS, is_deserted
from server.sessions.commands import Admit, Deny, Leave, Remove
from server.sessions.consenting import ask
from server.sessions.effects import (
    Close,
    Effect,
    LineCode,
    MakeDark,
    Save,
    SetDeadline,
    Stepped,
    StopFeeds,
    SystemLine,
    TellControl,
    TellPresence,
    TellState,
    TellWishes,
)
from server.sessions.ending import lock_deserted
from server.sessions.events import Event
from server.sessions.keys import given_if_seeing, turn_epoch
from server.sessions.knocking import knock_of, without_knock
from server.sessions.phases import Phase, cell_of, is_idle, move
from server.sessions.presenting import control_kept
from server.sessions.recording import record
from server.sessions.seeing import granted_stacks, unasked
from server.sessions.session import ConsentState, DeadlineRow, Presence, PresenceState, Session
from server.sessions.voting import told_of_ballots
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from server.terms.people import Role


def admit(session: Session, command: Admit, now_ms: int) -> Stepped:
    """Somebody who waits is in the talk; the first one starts the viewing clock. Pictures still need a grant.

    A second device that is let in puts the first one out before anything else.

    Raises
    ------
    Refused
        `conflict` when they do not wait (any more), `wrong_word`; `forbidden` for who was asked to read and has not begun.
    """
    cell_of(Event.ADMIT, session.phase)
    _check_begun(session, command.participant)
    word = knock_of(session, command.participant).word if command.knock else _waiting(session, command.participant).word
    if command.word != word:
        raise Refused("wrong_word")
    swapped = _swapped(session, command.participant, now_ms) if command.knock else Stepped(session)
    here = swapped.session.presence_of(command.participant)
    admitted = replace(
        here,
        state=PresenceState.ADMITTED,
        recognized=command.recognized,
        word="",
        called_ms=None,
        # the lobby is free: five minutes out of sight count from here
        unseen_ms=None if here.unseen_ms is None else now_ms,
    )
    inside = Stepped(
        swapped.session.with_presence(admitted),
        (
            record(
                session, "participant.recognized", now_ms, command.by,
                participant=command.participant, recognized=command.recognized,
            ),
            record(
                session, "participant.admitted", now_ms, command.by,
                participant=command.participant, factors=here.factors,
                **({"objections": here.objections} if here.objections else {}),
            ),
            Save(),
            SystemLine(LineCode.ADMITTED, {"participant": command.participant}),
            TellControl(),
            TellPresence(),
            *told_of_wishes(session),
            *told_of_ballots(session),
        ),
    )  # fmt: skip
    inside = swapped.then(inside).then(_asked(inside.session, command.participant, now_ms))
    if session.phase is Phase.LOBBY:
        return inside.then(go_live(inside.session, command.by, now_ms))
    return inside.plus(*given_if_seeing(inside.session, command.participant, now_ms))


def told_of_wishes(session: Session) -> tuple[TellWishes, ...]:
    """Who comes in hears of earlier pictures that were asked for."""
    return (TellWishes(),) if session.wishes else ()


def _check_begun(session: Session, participant: ParticipantId) -> None:
    """A reading begins with what its reader says, and not by somebody else's hand before they accepted (SES-304)."""
    is_reader = session.policy.alone and session.role_of(participant) is Role.SPECIALIST
    if is_reader and not session.presence_of(participant).is_admitted:
        raise Refused("forbidden")


def deny(session: Session, command: Deny, now_ms: int) -> Stepped:
    """The card goes; the link asks for a new code before they wait again. `conflict` when nobody waits there."""
    denied = record(session, "participant.denied", now_ms, command.by, participant=command.participant)
    if command.knock:
        knock_of(session, command.participant)
        return Stepped(without_knock(session, command.participant), (denied, Save(), TellState(), TellPresence()))
    here = _waiting(session, command.participant)
    return Stepped(
        session.with_presence(_gone(session, here, PresenceState.EXPECTED, now_ms)),
        (denied, Save(), TellPresence(), *_goodbye(here, "denied")),
    )


def remove(session: Session, command: Remove, now_ms: int) -> Stepped:
    """Out for good, under a new epoch for those who stay. Nothing happens to who was removed before.

    Raises
    ------
    Refused
        `forbidden` for the host's own seat.
    """
    here = session.presence_of(command.participant)
    if command.participant == session.host.id:
        raise Refused("forbidden")
    if is_idle(Event.REMOVE, session.phase) or here.state is PresenceState.REMOVED:
        return Stepped(session)
    removed = without_knock(session, command.participant).with_presence(
        _gone(session, here, PresenceState.REMOVED, now_ms)
    )
    out = Stepped(
        removed,
        (
            StopFeeds((command.participant,)),
            MakeDark((command.participant,), "removed"),
            record(session, "participant.removed", now_ms, command.by, participant=command.participant),
            Save(),
            TellPresence(),
            *_said(here, LineCode.REMOVED),
            *_goodbye(here, "removed"),
        ),
    )
    out = out.then(control_kept(removed, now_ms))
    if session.phase is Phase.LIVE:
        return out.then(turn_epoch(out.session, now_ms))
    return _locked_if_deserted(out, now_ms)


def leave(session: Session, command: Leave, now_ms: int) -> Stepped:
    """A guest goes by themselves; coming back leads through the lobby."""
    here = session.presence_of(command.by)
    left = session.with_presence(_gone(session, here, PresenceState.LEFT, now_ms))
    out = Stepped(
        left,
        (
            StopFeeds((command.by,)),
            MakeDark((command.by,), "left"),
            record(session, "participant.left", now_ms, command.by),
            Save(),
            TellPresence(),
            *_said(here, LineCode.LEFT),
            *_goodbye(here, "left"),
        ),
    )
    return _locked_if_deserted(out.then(control_kept(left, now_ms)), now_ms)


def _swapped(session: Session, participant: ParticipantId, now_ms: int) -> Stepped:
    """The first device is out, in the dark and under a new epoch, and the second has its seat: nothing is carried over."""
    here = session.presence_of(participant)
    gone = without_knock(session, participant).with_presence(_gone(session, here, PresenceState.EXPECTED, now_ms))
    out = Stepped(
        gone,
        (
            StopFeeds((participant,)),
            MakeDark((participant,), "moved"),
            record(session, "security.alert", now_ms, code="claimed_again", participant=participant),
            Save(),
            TellState(),
            TellPresence(),
            *_goodbye(here, "moved"),
        ),
    )
    out = out.then(control_kept(gone, now_ms))
    if session.phase is Phase.LIVE and here.is_admitted:
        return out.then(turn_epoch(out.session, now_ms))
    return out


def go_live(session: Session, by: ParticipantId, now_ms: int) -> Stepped:
    """The first admission: the viewing clock starts, D is set, a new epoch begins."""
    until_ms = min(now_ms + session.minutes * MINUTE_MS, session.latest_end_ms)
    row = DeadlineRow(number=1, until_ms=until_ms, at_ms=now_ms, by=by, minutes=session.minutes)
    live = replace(
        session,
        phase=move(Event.ADMIT, session.phase, Phase.LIVE),
        viewing_started_ms=now_ms,
        deadlines=(row,),
        warned_until_ms=now_ms,
        presence=tuple(_watched_from(here, now_ms) for here in session.presence),
    )
    set_entry = record(session, "deadline.set", now_ms, by, until_ms=until_ms, minutes=session.minutes)
    return Stepped(live, (set_entry, SetDeadline(row), TellState())).then(turn_epoch(live, now_ms))


def _watched_from(here: Presence, now_ms: int) -> Presence:
    """The lobby is the host's too: a page that is out of sight there has five minutes from here."""
    return here if here.unseen_ms is None else replace(here, unseen_ms=now_ms)


def _asked(session: Session, participant: ParticipantId, now_ms: int) -> Stepped:
    """A patient whom no grant covers yet is asked; nobody else ever is."""
    if session.role_of(participant) is not Role.PATIENT or granted_stacks(session, participant, now_ms):
        return Stepped(session)
    return ask(session, participant)


def _waiting(session: Session, participant: ParticipantId) -> Presence:
    here = session.presence_of(participant)
    if here.state is not PresenceState.WAITING:
        raise Refused("conflict", presence=here.state.value)
    return here


def _gone(session: Session, here: Presence, state: PresenceState, now_ms: int) -> Presence:
    """Nobody's line is left; a form that was open is closed with it."""
    consent = unasked(session, here.participant) if here.consent is ConsentState.ASKED else here.consent
    return replace(
        here,
        state=state,
        connected=0,
        last_seen_ms=now_ms,
        word="",
        called_ms=None,
        consent=consent,
        unseen_ms=None,
        code_due_ms=None,
    )


def _said(here: Presence, code: LineCode) -> tuple[Effect, ...]:
    """A line about somebody who was in the talk; whoever only waited is not mentioned there."""
    return (SystemLine(code, {"participant": here.participant}),) if here.is_admitted else ()


def _goodbye(here: Presence, code: str) -> tuple[Effect, ...]:
    return (Close(here.participant, code),) if here.is_online else ()


def _locked_if_deserted(out: Stepped, now_ms: int) -> Stepped:
    if out.session.phase is Phase.CLOSING and is_deserted(out.session):
        return out.then(lock_deserted(out.session, now_ms))
    return out
