"""What time alone does."""

from dataclasses import replace

import pytest

from server.sessions.clock import awaited_until_ms, due_ms, next_warning
from server.sessions.commands import End, Extend, RequestControl, SetView, TakeControl, Tick
from server.sessions.effects import DestroyKeys, LineCode, MakeDark, SystemLine
from server.sessions.phases import LockReason, Phase
from server.terms.errors import Refused
from server.terms.view import Viewport
from tests.sessions.consult import (
    HOST,
    MINUTE,
    NOW,
    PATIENT,
    POLICY,
    SECOND,
    SPECIALIST,
    closing,
    in_lobby,
    in_phase,
    live,
    locked,
    presented_by,
    sharing,
    with_policy,
)


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.LOCKED])
def test_nothing_happens_before_the_due_moment_and_something_at_it(phase: Phase) -> None:
    """[SES-5] `due_ms` is exact."""
    consult = in_phase(phase)
    due = due_ms(consult.session)
    assert due is not None
    before = consult.session
    consult.at = due - 1
    assert consult.does(Tick()).effects == ()
    assert consult.session == before
    consult.at = due
    assert consult.does(Tick()).effects != ()


def test_a_locked_session_waits_for_nothing() -> None:
    """[SES-5] No tick is needed any more."""
    assert due_ms(locked().session) is None


def test_viewing_ends_at_the_deadline_to_the_millisecond() -> None:
    """[SES-31] D is the end."""
    consult = sharing().after(30 * MINUTE - 1)
    assert consult.phase() is Phase.LIVE
    assert consult.after(1).phase() is Phase.CLOSING
    assert consult.session.lock_reason is LockReason.EXPIRED
    assert consult.asked(DestroyKeys) == [DestroyKeys("expired")]
    assert consult.asked(MakeDark) == [MakeDark(None, "expired")]


def test_viewing_ends_at_the_consents_own_limit() -> None:
    """[SES-31] Earlier than D."""
    consult = live().agrees(until_ms=NOW + 10 * MINUTE).after(10 * MINUTE)
    assert consult.session.phase is Phase.CLOSING


def test_viewing_ends_at_the_latest_end() -> None:
    """[SES-31] Whatever D says."""
    consult = sharing()
    consult.session = replace(consult.session, latest_end_ms=NOW + 3 * MINUTE)
    assert consult.after(3 * MINUTE).session.phase is Phase.CLOSING


def test_a_late_tick_cannot_let_a_command_through() -> None:
    """[SES-4] The view comes after the deadline, so the session is over first."""
    consult = sharing()
    consult.at += 30 * MINUTE
    view = SetView(HOST, 1, 1, (1, 1), "a", (Viewport("a", 0, 5),))
    with pytest.raises(Refused, match="conflict"):
        consult.does(view)


def test_a_pause_does_not_stop_the_clock() -> None:
    """[SES-71] [SES-31] Paused minutes count."""
    consult = sharing().after(20 * MINUTE)
    paused = consult.drops(HOST).after(POLICY.host_away_s * SECOND)
    assert paused.session.phase is Phase.PAUSED
    assert paused.after(10 * MINUTE).session.phase is Phase.CLOSING


def test_warnings_are_said_once_each() -> None:
    """[SES-32] At five minutes and at one."""
    consult = sharing().after(25 * MINUTE)
    assert consult.asked(SystemLine) == [SystemLine(LineCode.WARNING, {"minutes": 5})]
    assert consult.after(3 * MINUTE).effects == ()
    assert consult.after(MINUTE).asked(SystemLine) == [SystemLine(LineCode.WARNING, {"minutes": 1})]
    assert next_warning(consult.session) is None


def test_a_warning_that_comes_too_late_gives_way_to_the_nearer_one() -> None:
    """[SES-32] Nobody is told five minutes when one is left."""
    consult = sharing().after(29 * MINUTE)
    assert [line.facts["minutes"] for line in consult.asked(SystemLine)] == [1]


def test_a_moved_deadline_is_warned_about_anew() -> None:
    """[SES-32] Once per deadline."""
    consult = sharing().after(29 * MINUTE).does(Extend(HOST, 10))
    assert consult.after(6 * MINUTE).lines() == [LineCode.WARNING]
    assert consult.after(4 * MINUTE).lines() == [LineCode.WARNING]


def test_a_short_extension_warns_of_no_minutes_that_have_passed() -> None:
    """[SES-32] Four minutes left are not announced as five."""
    consult = sharing().after(27 * MINUTE).does(Extend(HOST, 1))
    assert consult.after(1).effects == ()
    assert consult.after(3 * MINUTE).asked(SystemLine)[0].facts == {"minutes": 1}


def test_a_nearer_limit_of_a_consent_warns_of_no_minutes_that_have_passed() -> None:
    """[SES-32] The same for a consent that ends soon."""
    consult = live().agrees(until_ms=NOW + 2 * MINUTE)
    assert consult.after(1).effects == ()
    assert consult.after(MINUTE).lines() == [LineCode.WARNING]


def test_five_minutes_are_not_announced_at_once_as_five() -> None:
    """[SES-32] A five-minute consult has its last-minute warning only."""
    consult = in_lobby(PATIENT)
    consult.session = replace(consult.session, minutes=5)
    consult.admits(PATIENT)
    assert LineCode.WARNING not in consult.lines()
    assert consult.after(4 * MINUTE).asked(SystemLine)[0].facts == {"minutes": 1}


def test_a_lobby_without_admission_locks_as_no_show() -> None:
    """[SES-26] Ninety minutes after the start."""
    consult = in_lobby(PATIENT).after(90 * MINUTE - 1)
    assert consult.phase() is Phase.LOBBY
    assert consult.after(1).session.lock_reason is LockReason.NO_SHOW
    assert consult.session.phase is Phase.LOCKED


def test_closing_counts_from_the_end_of_viewing() -> None:
    """[SES-36] Not from when somebody noticed."""
    consult = sharing().after(31 * MINUTE)
    assert consult.session.phase is Phase.CLOSING
    assert consult.after(MINUTE).session.phase is Phase.LOCKED
    assert sharing().after(40 * MINUTE).session.phase is Phase.LOCKED


def test_closing_lasts_as_long_as_the_policy_says() -> None:
    """[SES-36] From nothing to minutes."""
    assert closing().after(120 * SECOND - 1).session.phase is Phase.CLOSING
    assert closing().after(120 * SECOND).session.phase is Phase.LOCKED
    brief = with_policy(sharing(), replace(POLICY, closing_s=0)).does(End(HOST))
    assert brief.session.phase is Phase.LOCKED


def test_a_room_everybody_left_closes_as_abandoned() -> None:
    """[SES-72] After 120 s without anybody of the talk."""
    consult = with_policy(sharing(), replace(POLICY, host_away_s=600)).drops(PATIENT, SPECIALIST, HOST)
    assert consult.after(120 * SECOND - 1).session.phase is Phase.LIVE
    assert consult.after(1).session.lock_reason is LockReason.ABANDONED


def test_a_guest_who_waits_keeps_no_room_open() -> None:
    """[SES-72] Only those in the talk count."""
    consult = sharing(PATIENT).joins(SPECIALIST).drops(PATIENT, HOST)
    assert consult.after(120 * SECOND).session.phase is Phase.CLOSING


def test_a_pause_that_lasts_too_long_closes() -> None:
    """[SES-72] Fifteen minutes."""
    consult = in_phase(Phase.PAUSED).after(15 * MINUTE - 1)
    assert consult.session.phase is Phase.PAUSED
    assert consult.after(1).session.lock_reason is LockReason.PAUSED_TOO_LONG


def test_a_presenter_away_gives_control_back() -> None:
    """[SES-68] After ten seconds."""
    consult = presented_by(SPECIALIST).drops(SPECIALIST).after(10 * SECOND - 1)
    assert consult.session.token.holder == SPECIALIST
    assert consult.after(1).session.token.holder == HOST
    assert consult.entries("control.changed")[0].actor == "system"


def test_a_presenter_who_is_back_in_time_keeps_control() -> None:
    """[SES-68] A short gap is nothing."""
    consult = presented_by(SPECIALIST).drops(SPECIALIST).after(9 * SECOND).joins(SPECIALIST).after(5 * SECOND)
    assert consult.session.token.holder == SPECIALIST


def test_a_request_nobody_answers_lapses() -> None:
    """[SES-67] After 20 s."""
    consult = sharing().does(RequestControl(SPECIALIST)).after(20 * SECOND - 1)
    assert consult.session.token.request is not None
    assert consult.after(1).session.token.request is None


def test_a_host_away_for_a_minute_pauses() -> None:
    """[SES-70] Not a second earlier."""
    consult = sharing().drops(HOST).after(60 * SECOND - 1)
    assert consult.session.phase is Phase.LIVE
    assert consult.after(1).session.phase is Phase.PAUSED


def test_everybody_can_know_how_long_the_room_waits_for_whom() -> None:
    """[SES-68, SES-70] The host for a minute, who steers for ten seconds, nobody else, and only while live."""
    consult = presented_by(SPECIALIST).drops(SPECIALIST, HOST, PATIENT).after(4 * SECOND)
    left = {who: awaited_until_ms(consult.session, who) for who in (SPECIALIST, HOST, PATIENT)}
    gone_ms = consult.at - 4 * SECOND
    assert left == {SPECIALIST: gone_ms + 10 * SECOND, HOST: gone_ms + 60 * SECOND, PATIENT: None}
    assert awaited_until_ms(consult.joins(HOST).session, HOST) is None
    assert awaited_until_ms(closing().drops(HOST).session, HOST) is None


def test_time_that_steps_back_changes_nothing() -> None:
    """[SES-5] A clock that is wrong for once harms nobody."""
    consult = sharing()
    before = consult.session
    consult.at -= 30 * MINUTE
    assert consult.does(Tick()).session == before
    assert consult.does(TakeControl(HOST)).session == before
