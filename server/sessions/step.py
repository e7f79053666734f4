"""The one door to the rules: a session, a command and the time in; the session as it becomes and what to do out.

Whatever has fallen due by `now_ms` happens before the command and again after it, so no command ever acts on a session
whose time has passed, however late its `Tick` comes.
"""

from typing import assert_never

from server.sessions import (
    adding,
    admitting,
    arriving,
    bookmarks,
    calling,
    consenting,
    doubting,
    ending,
    extending,
    knocking,
    looking,
    marking,
    opening,
    pausing,
    presenting,
    priors,
    reading,
    releasing,
    starting,
    unseen,
    voting,
)
from server.sessions.clock import Due, Timer, due_ms, first_due
from server.sessions.commands import (
    AddGuest,
    AddStacks,
    Admit,
    AllowLooking,
    AskAgain,
    AskPrior,
    BeginReading,
    Blank,
    CallGuest,
    CastVote,
    CloseVote,
    Command,
    Deny,
    DenyPrior,
    Drop,
    DropMark,
    DropView,
    End,
    Extend,
    Follow,
    GiveConsent,
    HandOver,
    Join,
    KeepView,
    Kill,
    KnockAgain,
    Leave,
    LinkTroubled,
    LookAround,
    Narrow,
    NeedCode,
    ObjectTo,
    OpenDoors,
    OverrideBirth,
    PageSeen,
    Pause,
    PersonCommand,
    Proved,
    PutMark,
    PutQuestion,
    RecordBasis,
    Recover,
    RefuseConsent,
    ReleaseControl,
    ReleaseStack,
    Remove,
    RequestControl,
    Resume,
    SetView,
    StartClips,
    TakeControl,
    Tick,
    Withdraw,
)
from server.sessions.effects import Stepped, in_order
from server.sessions.events import Event
from server.sessions.opening import schedule
from server.sessions.phases import LockReason, PauseReason
from server.sessions.recovering import recover
from server.sessions.roles import authorize
from server.sessions.seeing import may_see
from server.sessions.session import Session
from server.sessions.views import clamp
from server.sessions.warning import warn

__all__ = ["Stepped", "clamp", "due_ms", "may_see", "schedule", "step"]


def step(session: Session, command: Command, now_ms: int) -> Stepped:
    """Decide one command at `now_ms` (the later of the two clocks).

    Effects come in the order they must be performed, decision after decision.

    Raises
    ------
    Refused
        `forbidden`, `not_admitted`, `locked`, `too_early`, `conflict` or the command's own code.
    Malformed
        `bad_value` {field}.
    """
    due = _settle(session, now_ms)
    decided = _ordered(_decide(due.session, command, now_ms))
    return due.then(decided).then(_settle(decided.session, now_ms))


def _settle(session: Session, now_ms: int) -> Stepped:
    """Let everything that is due happen, the most pressing first."""
    settled = Stepped(session)
    while (due := first_due(settled.session, now_ms)) is not None:
        settled = settled.then(_ordered(_fall_due(settled.session, due, now_ms)))
    return settled


def _ordered(stepped: Stepped) -> Stepped:
    return Stepped(stepped.session, in_order(stepped.effects))


def _fall_due(session: Session, due: Due, now_ms: int) -> Stepped:
    """What one timer does."""
    match due.timer:
        case Timer.DOORS_OPEN:
            return opening.open_doors(session, now_ms)
        case Timer.LOBBY_UNTIL:
            return ending.lock(session, now_ms, Event.LOBBY_UNTIL, LockReason.NO_SHOW)
        case Timer.VIEWING_ENDS:
            return ending.close_viewing(session, now_ms, Event.VIEWING_ENDS, LockReason.EXPIRED, ended_ms=due.at_ms)
        case Timer.EVERYONE_LEFT:
            return ending.close_viewing(session, now_ms, Event.EVERYONE_LEFT, LockReason.ABANDONED)
        case Timer.PAUSED_TOO_LONG:
            return ending.close_viewing(session, now_ms, Event.PAUSED_TOO_LONG, LockReason.PAUSED_TOO_LONG)
        case Timer.CLOSING_OVER:
            return ending.lock(session, now_ms, Event.CLOSING_OVER, LockReason.EXPIRED)
        case Timer.HOST_LOST:
            return pausing.hold(session, now_ms, Event.HOST_LOST, PauseReason.HOST_AWAY)
        case Timer.PRESENTER_LOST:
            return presenting.to_host(session, now_ms)
        case Timer.REQUEST_LAPSES:
            return presenting.lapse(session)
        case Timer.CODE_FALLS_DUE:
            return unseen.lapse(session, now_ms)
        case Timer.WARNING:
            return warn(session, now_ms)
        case _:
            assert_never(due.timer)


def _decide(session: Session, command: Command, now_ms: int) -> Stepped:
    """Who may not send it is refused; connections, time and owner need no seat of their own."""
    match command:
        case Join():
            return arriving.join(session, command, now_ms)
        case Drop():
            return arriving.drop(session, command, now_ms)
        case PageSeen():
            return unseen.page_seen(session, command, now_ms)
        case NeedCode():
            return unseen.need_code(session, command, now_ms)
        case Proved():
            return unseen.proved(session, command, now_ms)
        case KnockAgain():
            return knocking.knock_again(session, command, now_ms)
        case LinkTroubled():
            return knocking.link_troubled(session, command)
        case BeginReading():
            return reading.begin(session, command, now_ms)
        case Tick():
            return Stepped(session)
        case StartClips():
            return starting.start_clips(session, now_ms)
        case Recover():
            return recover(session, now_ms)
        case Kill():
            return ending.kill(session, command, now_ms)
        case _:
            authorize(session, command)
            return _obey(session, command, now_ms)


def _obey(session: Session, command: PersonCommand, now_ms: int) -> Stepped:
    """What a person may do, done."""
    match command:
        case OpenDoors():
            return opening.open_doors(session, now_ms, command.by)
        case Admit():
            return admitting.admit(session, command, now_ms)
        case Deny():
            return admitting.deny(session, command, now_ms)
        case AddGuest():
            return adding.add_guest(session, command, now_ms)
        case CallGuest():
            return calling.call(session, command, now_ms)
        case OverrideBirth():
            return doubting.override(session, command, now_ms)
        case ObjectTo():
            return adding.object_to(session, command, now_ms)
        case Remove():
            return admitting.remove(session, command, now_ms)
        case Leave():
            return admitting.leave(session, command, now_ms)
        case Pause():
            return pausing.pause(session, command, now_ms)
        case Resume():
            return pausing.resume(session, command, now_ms)
        case Extend():
            return extending.extend(session, command, now_ms)
        case End():
            return ending.end(session, command, now_ms)
        case AskAgain():
            return consenting.ask_again(session, command)
        case GiveConsent():
            return consenting.give(session, command, now_ms)
        case RefuseConsent():
            return consenting.refuse(session, command, now_ms)
        case RecordBasis():
            return consenting.record_basis(session, command, now_ms)
        case ReleaseStack():
            return releasing.release(session, command, now_ms)
        case AskPrior():
            return priors.ask_prior(session, command, now_ms)
        case AddStacks():
            return priors.add_stacks(session, command, now_ms)
        case DenyPrior():
            return priors.deny_prior(session, command, now_ms)
        case PutQuestion():
            return voting.put_question(session, command, now_ms)
        case CastVote():
            return voting.cast(session, command, now_ms)
        case CloseVote():
            return voting.close(session, command, now_ms)
        case Narrow():
            return consenting.narrow(session, command, now_ms)
        case Withdraw():
            return consenting.withdraw(session, command, now_ms)
        case SetView():
            return presenting.set_view(session, command, now_ms)
        case LookAround():
            return looking.look_around(session, command, now_ms)
        case Follow():
            return looking.follow(session, command)
        case AllowLooking():
            return looking.allow(session, command)
        case Blank():
            return looking.blank(session, command, now_ms)
        case KeepView():
            return bookmarks.keep(session, command, now_ms)
        case DropView():
            return bookmarks.drop(session, command, now_ms)
        case PutMark():
            return marking.put(session, command, now_ms)
        case DropMark():
            return marking.drop(session, command, now_ms)
        case RequestControl():
            return presenting.request(session, command, now_ms)
        case HandOver():
            return presenting.hand_over(session, command, now_ms)
        case ReleaseControl():
            return presenting.release(session, command, now_ms)
        case TakeControl():
            return presenting.take(session, command, now_ms)
        case _:
            assert_never(command)
