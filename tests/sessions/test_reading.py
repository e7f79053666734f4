"""A reading: a specialist looks alone."""

from dataclasses import replace

import pytest

from server.sessions.commands import BeginReading, Join, NeedCode, Proved, Recover, SetView
from server.sessions.effects import GiveKey, MintEpoch
from server.sessions.phases import LockReason, Phase
from server.sessions.seeing import reads_names, stacks_of
from server.sessions.session import Basis, PresenceState
from server.terms.errors import Malformed, Refused
from server.terms.people import Role, Seat
from server.terms.policy import Right, Withheld
from server.terms.view import Viewport
from tests.sessions.consult import GUEST_SEATS, HOST, MINUTE, POLICY, SPECIALIST, STACKS, Consult, scheduled

ALONE = replace(POLICY, alone=True, lobby_after_start_min=240, withheld=(Withheld(Role.SPECIALIST, Right.READ_NAMES),))
READER_SEAT = GUEST_SEATS[1]


def reading(*, alone: bool = True, seat: Seat = READER_SEAT) -> Consult:
    """A reading whose reader has come; one of its stacks is held for names."""
    policy = ALONE if alone else replace(ALONE, alone=False)
    stacks = (*STACKS[:2], replace(STACKS[2], held=True))
    made = scheduled(
        starts_in_ms=0, guests=(seat,), stacks=stacks, policy=policy, basis=Basis.DOCUMENTED, note_ref="basis-1"
    )
    return Consult(made.session).joins(seat.id)


def test_who_begins_is_in_and_steers() -> None:
    """[SES-285] Without the host: the viewing clock starts, a key is made and given, control is the reader's."""
    consult = reading().does(BeginReading(SPECIALIST))
    assert consult.session.phase is Phase.LIVE
    assert consult.session.deadline_ms == consult.at + 30 * MINUTE
    assert consult.session.token.holder == SPECIALIST
    kinds = [type(each) for each in consult.effects]
    assert MintEpoch in kinds
    assert GiveKey in kinds
    consult.does(SetView(SPECIALIST, consult.session.token.token_epoch, 1, (1, 1), "a", (Viewport("a", 0),)))
    assert consult.session.view is not None


def test_elsewhere_the_host_admits() -> None:
    """[SES-285] Nobody lets themselves into a consult that is no reading."""
    with pytest.raises(Refused, match="forbidden"):
        reading(alone=False).does(BeginReading(SPECIALIST))


def test_another_role_does_not_read() -> None:
    """[SES-285] An observer in a reading waits for its host."""
    with pytest.raises(Refused, match="forbidden"):
        reading(seat=GUEST_SEATS[2]).does(BeginReading(GUEST_SEATS[2].id))


def test_who_is_not_there_does_not_begin() -> None:
    """[SES-285] The clock does not run for somebody whose page is not open."""
    consult = reading()
    waiting = consult.session.presence_of(SPECIALIST)
    consult.session = consult.session.with_presence(replace(waiting, state=PresenceState.EXPECTED))
    with pytest.raises(Refused, match="conflict"):
        consult.does(BeginReading(SPECIALIST))


def test_a_reading_needs_another_basis() -> None:
    """[SES-286] The patient is not there to agree."""
    with pytest.raises(Malformed, match="basis_needed"):
        scheduled(guests=(READER_SEAT,), policy=ALONE, basis=Basis.PATIENT_TAP)


def test_the_reader_sees_what_was_granted_once_they_began() -> None:
    """[SES-286] Nothing before; then the stacks of the grant, but none that is held for names; and no name."""
    consult = reading()
    assert stacks_of(consult.session, SPECIALIST, consult.at) == ()
    consult.does(BeginReading(SPECIALIST))
    assert stacks_of(consult.session, SPECIALIST, consult.at) == (0, 1)
    assert not reads_names(consult.session, SPECIALIST)


def test_nobody_waits_for_anybody() -> None:
    """[SES-287] No host ever came and the reader's line is gone for ten minutes: it goes on, until D."""
    consult = reading().does(BeginReading(SPECIALIST)).drops(SPECIALIST)
    phases = [consult.after(minutes * MINUTE).session.phase for minutes in (10, 19, 1)]
    assert phases == [Phase.LIVE, Phase.LIVE, Phase.CLOSING]
    assert consult.session.lock_reason is LockReason.EXPIRED


def test_who_proved_themselves_again_steers_again() -> None:
    """[SES-288] A code fell due, control went; coming back brings both back, and no minute more."""
    consult = reading().does(BeginReading(SPECIALIST))
    ends_ms = consult.session.deadline_ms
    consult.does(NeedCode(SPECIALIST))
    assert consult.session.token.holder == HOST
    consult.at += MINUTE
    consult.does(Proved(SPECIALIST)).does(BeginReading(SPECIALIST))
    assert consult.session.token.holder == SPECIALIST
    assert consult.session.deadline_ms == ends_ms


def test_a_reading_goes_on_after_a_restart() -> None:
    """[SES-288] The reader's return brings the pictures back; the time that passed is gone."""
    consult = reading().does(BeginReading(SPECIALIST))
    ends_ms = consult.session.deadline_ms
    phases = [consult.does(each).session.phase for each in (Recover(), Join(SPECIALIST, ("link", "code")))]
    assert phases == [Phase.PAUSED, Phase.LIVE]
    assert consult.session.token.holder == SPECIALIST
    assert consult.session.deadline_ms == ends_ms


def test_after_the_end_nobody_begins() -> None:
    """[SES-285] Closing and locked readings open no more."""
    consult = reading().does(BeginReading(SPECIALIST)).after(30 * MINUTE)
    with pytest.raises(Refused, match="locked"):
        consult.does(BeginReading(SPECIALIST))
