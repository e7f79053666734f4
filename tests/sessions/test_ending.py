"""The end."""

import pytest

from server.sessions.commands import Drop, End, Kill, Leave, Remove
from server.sessions.effects import Close, DestroyKeys, LineCode, MakeDark, Record, Save, StopFeeds, TellState
from server.sessions.phases import LockReason, Phase
from server.sessions.session import PresenceState
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from tests.sessions.consult import (
    ADMINISTRATOR,
    HOST,
    PATIENT,
    SECOND_SPECIALIST,
    SPECIALIST,
    Consult,
    closing,
    in_lobby,
    in_phase,
    locked,
    planned,
    sharing,
)


@pytest.mark.parametrize("consult", [planned(), in_lobby(PATIENT)], ids=["scheduled", "lobby"])
def test_ending_before_viewing_cancels(consult: Consult) -> None:
    """[SES-80] Locked, and recorded as cancelled."""
    consult.does(End(HOST))
    assert consult.phase() is Phase.LOCKED
    assert consult.session.lock_reason is LockReason.CANCELLED
    assert [entry.actor for entry in consult.entries("session.cancelled")] == [HOST]


def test_ending_while_viewing_closes_and_a_second_end_locks() -> None:
    """[SES-80] [SES-83] Two minutes to say goodbye, or fewer; the reason stays."""
    consult = sharing().does(End(HOST))
    assert consult.phase() is Phase.CLOSING
    assert consult.lines() == [LineCode.VIEWING_ENDED]
    assert consult.does(End(HOST)).phase() is Phase.LOCKED
    assert consult.session.lock_reason is LockReason.ENDED


@pytest.mark.parametrize("guest", [PATIENT, SPECIALIST])
def test_a_guest_cannot_end(guest: ParticipantId) -> None:
    """[SES-80] They leave, or withdraw."""
    with pytest.raises(Refused, match="forbidden"):
        sharing().does(End(guest))


def test_the_order_of_ending() -> None:
    """[SES-8] Stop feeds, destroy keys, dark, save the phase, record, tell."""
    effects = closing().effects
    kinds = [type(effect) for effect in effects]
    order = [StopFeeds, DestroyKeys, MakeDark, Save, Record, TellState]
    assert [kind for kind in kinds if kind in order] == order
    assert kinds[:2] == [StopFeeds, DestroyKeys]


def test_the_lock_entry_says_why_and_which_epoch() -> None:
    """[SES-9] Codes and numbers."""
    consult = sharing()
    epoch = consult.session.epoch
    (entry,) = consult.does(End(HOST)).entries("lock.started")
    assert entry.facts == {"reason": "ended", "epoch": epoch, "closing_until_ms": consult.session.closing_until_ms}


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.LOCKED])
def test_a_kill_locks_from_any_phase_keys_first(phase: Phase) -> None:
    """[SES-81] Its reason is the one kept."""
    consult = in_phase(phase).does(Kill(ADMINISTRATOR))
    assert consult.phase() is Phase.LOCKED
    assert consult.session.lock_reason is LockReason.REVOKED
    assert consult.effects[:2] == (StopFeeds(), DestroyKeys("revoked"))
    assert {entry.actor for entry in consult.entries("chat.closed")} == {ADMINISTRATOR}


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.LOCKED])
def test_the_hosts_end_at_once_locks_from_any_phase_keys_first(phase: Phase) -> None:
    """[SES-144] [SES-81] From the card too, where the host has not entered."""
    consult = in_phase(phase).does(End(HOST, at_once=True))
    assert consult.phase() is Phase.LOCKED
    assert consult.session.lock_reason is LockReason.REVOKED
    assert consult.effects[:2] == (StopFeeds(), DestroyKeys("revoked"))
    assert {entry.actor for entry in consult.entries("chat.closed")} == {HOST}
    with pytest.raises(Refused, match="forbidden"):
        in_phase(phase).does(End(PATIENT, at_once=True))


def test_what_cannot_go_on_locks_as_failed() -> None:
    """[SES-81] A deadline somebody edited, for example."""
    assert sharing().does(Kill("system", LockReason.FAILED)).session.lock_reason is LockReason.FAILED


def test_locking_closes_every_connection_and_the_transcript() -> None:
    """[SES-84] Nobody is left in the room."""
    consult = closing().does(End(HOST))
    assert consult.asked(Close) == [Close(person, "locked") for person in (HOST, PATIENT, SPECIALIST)]
    assert len(consult.entries("chat.closed")) == 1
    assert consult.entries("lock.started") == []
    assert not any(here.is_online for here in consult.session.presence)


def test_closing_sends_away_who_waits() -> None:
    """[SES-82] The others stay, without pictures."""
    consult = sharing().joins(SECOND_SPECIALIST).does(End(HOST))
    assert consult.asked(Close) == [Close(SECOND_SPECIALIST, "locked")]
    assert consult.presence(SECOND_SPECIALIST).state is PresenceState.EXPECTED
    assert consult.presence(PATIENT).is_online


@pytest.mark.parametrize(
    "last", [Drop(PATIENT), Leave(PATIENT), Remove(HOST, PATIENT)], ids=["drops", "leaves", "is removed"]
)
def test_the_last_to_go_while_closing_locks(last: Drop | Leave | Remove) -> None:
    """[SES-73] The reason is why viewing ended."""
    consult = closing().drops(SPECIALIST, HOST)
    assert consult.phase() is Phase.CLOSING
    assert consult.does(last).phase() is Phase.LOCKED
    assert consult.session.lock_reason is LockReason.ENDED


def test_locked_stays_locked() -> None:
    """[SES-3] Every command of a person that means something is refused."""
    for command in (Leave(PATIENT), Leave(SPECIALIST)):
        with pytest.raises(Refused, match="locked"):
            locked().does(command)
