"""Lines come and go."""

import pytest

from server.sessions.commands import AskAgain, Deny, Join, Leave, Remove
from server.sessions.effects import (
    AskConsent,
    Close,
    GiveKey,
    MintEpoch,
    StartFeed,
    StopFeeds,
    TellPresence,
)
from server.sessions.phases import Phase
from server.sessions.session import ConsentState, PresenceState
from server.terms.errors import Refused
from tests.sessions.consult import (
    HOST,
    PATIENT,
    SECOND_SPECIALIST,
    SPECIALIST,
    STRANGER,
    closing,
    in_lobby,
    live,
    locked,
    paused,
    sharing,
)


def test_a_guest_waits_and_what_they_proved_is_recorded() -> None:
    """[SES-21] The entry says which factors passed."""
    consult = in_lobby(PATIENT)
    assert consult.presence(PATIENT).state is PresenceState.WAITING
    assert consult.entries("guest.waiting")[0].facts == {"factors": ("code", "link")}


def test_a_stranger_has_no_seat() -> None:
    """[SES-91] Refused, whatever the phase."""
    with pytest.raises(Refused, match="forbidden"):
        in_lobby().does(Join(STRANGER))


def test_a_participant_in_the_talk_returns_to_the_talk_and_the_pictures() -> None:
    """[SES-25] At once, with the key of the present epoch."""
    consult = sharing().drops(SPECIALIST).joins(SPECIALIST)
    assert consult.asked(GiveKey) == [GiveKey((SPECIALIST,), consult.session.epoch)]
    assert consult.asked(StartFeed) == [StartFeed((SPECIALIST,))]
    assert consult.asked(MintEpoch) == []


def test_who_returns_without_a_grant_gets_no_key() -> None:
    """[SES-42] In the talk is not in the picture."""
    assert live().drops(SPECIALIST).joins(SPECIALIST).asked(GiveKey) == []


def test_a_return_while_paused_brings_no_pictures() -> None:
    """[SES-45] Paused means dark."""
    assert paused().drops(SPECIALIST).joins(SPECIALIST).asked(GiveKey) == []


def test_a_dropped_line_only_stops_that_feed() -> None:
    """[SES-44] No epoch turns."""
    consult = sharing().drops(SPECIALIST)
    assert consult.effects == (StopFeeds((SPECIALIST,)), TellPresence())
    assert not consult.presence(SPECIALIST).is_online


def test_one_of_two_lines_dropping_is_nothing_to_tell() -> None:
    """[SES-44] Still here."""
    consult = sharing().joins(SPECIALIST).drops(SPECIALIST)
    assert consult.effects == ()
    assert consult.presence(SPECIALIST).is_online


def test_a_patient_who_comes_back_unanswered_is_asked_again() -> None:
    """[SES-50] The form is there until it is answered."""
    consult = live().drops(PATIENT).joins(PATIENT)
    assert consult.asked(AskConsent) == [AskConsent(PATIENT)]


def test_nobody_new_gets_in_while_closing() -> None:
    """[SES-82] Host and admitted only."""
    with pytest.raises(Refused, match="locked"):
        closing().joins(SECOND_SPECIALIST)
    assert closing().joins(PATIENT).session.phase is Phase.CLOSING


def test_locked_is_locked_for_everybody() -> None:
    """[SES-3] The host as well."""
    for person in (HOST, PATIENT, SECOND_SPECIALIST):
        with pytest.raises(Refused, match="locked"):
            locked().joins(person)


def test_the_removed_never_come_back() -> None:
    """[SES-24] Out for good."""
    with pytest.raises(Refused, match="removed"):
        sharing().does(Remove(HOST, SPECIALIST)).joins(SPECIALIST)


def test_the_denied_wait_again() -> None:
    """[SES-24] With a new word, after a new code."""
    consult = in_lobby(PATIENT).does(Deny(HOST, PATIENT))
    assert consult.asked(Close) == [Close(PATIENT, "denied")]
    assert consult.presence(PATIENT).state is PresenceState.EXPECTED
    assert consult.joins(PATIENT).presence(PATIENT).state is PresenceState.WAITING


def test_who_left_waits_again() -> None:
    """[SES-24] Coming back leads through the lobby."""
    consult = sharing().does(Leave(SPECIALIST)).joins(SPECIALIST)
    assert consult.presence(SPECIALIST).state is PresenceState.WAITING


def test_a_form_that_was_open_closes_with_its_line() -> None:
    """[SES-50] Who comes back through the lobby is asked when admitted."""
    consult = live().does(Leave(PATIENT))
    assert consult.presence(PATIENT).consent is ConsentState.NONE
    assert consult.joins(PATIENT).admits(PATIENT).asked(AskConsent) == [AskConsent(PATIENT)]
    assert consult.does(AskAgain(HOST, PATIENT)).asked(AskConsent) == [AskConsent(PATIENT)]
