"""A new owner."""

import pytest

from server.sessions.commands import Recover, Withdraw
from server.sessions.effects import DestroyKeys, GiveKey, MintEpoch
from server.sessions.phases import LockReason, PauseReason, Phase
from tests.sessions.consult import (
    HOST,
    MINUTE,
    PATIENT,
    SECOND,
    SPECIALIST,
    closing,
    in_lobby,
    in_phase,
    paused,
    planned,
    presented_by,
    sharing,
)


def test_after_a_crash_nobody_is_connected_and_no_key_is_alive() -> None:
    """[SES-75] The session pauses until somebody who steers is back."""
    consult = sharing().does(Recover())
    assert consult.phase() is Phase.PAUSED
    assert consult.session.pause_reason is PauseReason.RECOVERING
    assert not any(here.is_online for here in consult.session.presence)
    assert consult.asked(DestroyKeys) == [DestroyKeys("recovering")]


def test_the_host_brings_pictures_back_under_a_new_epoch() -> None:
    """[SES-75] [SES-43] Same people, same deadline."""
    consult = sharing()
    epoch, deadlines = consult.session.epoch, consult.session.deadlines
    consult.does(Recover()).joins(PATIENT)
    assert consult.phase() is Phase.PAUSED
    consult.joins(HOST)
    assert consult.phase() is Phase.LIVE
    assert consult.session.deadlines == deadlines
    assert consult.asked(MintEpoch) == [MintEpoch(epoch + 1)]
    assert consult.asked(GiveKey) == [GiveKey((HOST, PATIENT), epoch + 1)]


def test_so_does_the_presenter() -> None:
    """[SES-75] The host has a minute to follow."""
    consult = presented_by(SPECIALIST).does(Recover()).joins(SPECIALIST)
    assert consult.phase() is Phase.LIVE
    assert consult.session.token.holder == SPECIALIST
    assert consult.after(60 * SECOND).session.pause_reason is PauseReason.HOST_AWAY


def test_a_colleague_does_not() -> None:
    """[SES-75] They wait in the dark."""
    assert sharing().does(Recover()).joins(SPECIALIST).phase() is Phase.PAUSED


def test_a_session_whose_time_passed_is_closed_or_locked() -> None:
    """[SES-75] Before anybody can connect."""
    consult = sharing()
    consult.at += 31 * MINUTE
    assert consult.does(Recover()).phase() is Phase.CLOSING
    late = sharing()
    late.at += 40 * MINUTE
    assert late.does(Recover()).phase() is Phase.LOCKED
    assert late.session.lock_reason is LockReason.EXPIRED
    assert late.asked(DestroyKeys)


def test_a_pause_survives() -> None:
    """[SES-75] With its reason."""
    consult = paused().does(Recover())
    assert consult.session.pause_reason is PauseReason.HOST
    assert consult.joins(HOST).phase() is Phase.PAUSED
    withdrew = sharing().does(Withdraw(PATIENT)).does(Recover()).joins(HOST)
    assert withdrew.session.pause_reason is PauseReason.WITHDRAWN


def test_closing_survives_until_its_time_is_over() -> None:
    """[SES-75] People may come back to say goodbye."""
    consult = closing().does(Recover())
    assert consult.phase() is Phase.CLOSING
    assert consult.joins(PATIENT).after(120 * SECOND).phase() is Phase.LOCKED


@pytest.mark.parametrize("phase", [Phase.SCHEDULED, Phase.LOBBY])
def test_what_has_not_begun_is_re_armed(phase: Phase) -> None:
    """[SES-75] Same times, nobody there."""
    before = in_phase(phase).session
    after = in_phase(phase).does(Recover()).session
    assert after.phase is phase
    assert (after.starts_ms, after.lobby_until_ms) == (before.starts_ms, before.lobby_until_ms)
    assert not any(here.is_online for here in after.presence)


def test_doors_that_should_be_open_are() -> None:
    """[SES-4] What fell due meanwhile happened first."""
    consult = planned()
    consult.at += 55 * MINUTE
    assert consult.does(Recover()).phase() is Phase.LOBBY


def test_a_picture_open_in_the_lobby_has_no_key_any_more() -> None:
    """[SES-75] [SES-40] Until the host is back."""
    consult = in_lobby().looks().does(Recover())
    assert not consult.session.keyed
    assert consult.joins(HOST).asked(GiveKey) == [GiveKey((HOST,), 2)]


def test_a_crash_while_everybody_was_leaving_gives_them_time_to_return() -> None:
    """[SES-72] The 120 s count from the new owner's start."""
    consult = sharing()
    consult.at += 10 * MINUTE
    consult.does(Recover())
    assert consult.after(119 * SECOND).phase() is Phase.PAUSED
    assert consult.after(SECOND).session.lock_reason is LockReason.ABANDONED
