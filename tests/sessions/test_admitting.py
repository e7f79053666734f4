"""Into the talk, and out of it."""

import pytest

from server.sessions.commands import Admit, Deny, Join, Leave, Remove
from server.sessions.effects import AskConsent, Close, GiveKey, LineCode, MakeDark, MintEpoch, SetDeadline, StopFeeds
from server.sessions.phases import Phase
from server.sessions.session import ConsentState, PresenceState
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from tests.sessions.consult import (
    GUEST_SEATS,
    HOST,
    MINUTE,
    NOW,
    OBSERVER,
    PATIENT,
    SECOND_SPECIALIST,
    SPECIALIST,
    Consult,
    in_lobby,
    live,
    paused,
    scheduled,
    sharing,
)


def test_the_first_admission_starts_the_viewing_clock() -> None:
    """[SES-30] D is now plus the minutes."""
    consult = in_lobby(PATIENT)
    consult.at += 7 * MINUTE
    consult.admits(PATIENT)
    assert consult.session.phase is Phase.LIVE
    assert consult.session.viewing_started_ms == consult.at
    assert consult.session.deadline_ms == consult.at + 30 * MINUTE
    assert consult.asked(SetDeadline) == [SetDeadline(consult.session.deadlines[0])]
    assert consult.entries("deadline.set")[0].facts == {"until_ms": consult.session.deadline_ms, "minutes": 30}


def test_a_later_admission_moves_nothing_and_turns_nothing() -> None:
    """[SES-30] [SES-44] The clock is running already."""
    consult = live(PATIENT)
    deadlines, epoch = consult.session.deadlines, consult.session.epoch
    consult.after(MINUTE).joins(SPECIALIST).admits(SPECIALIST)
    assert (consult.session.deadlines, consult.session.epoch) == (deadlines, epoch)
    assert consult.asked(MintEpoch) == []


def test_an_admission_records_how_the_person_was_recognized() -> None:
    """[SES-23] Two entries, by the host."""
    consult = in_lobby(PATIENT)
    consult.does(Admit(HOST, PATIENT, "name_and_birth_date", consult.presence(PATIENT).word))
    recognized, admitted = consult.entries("participant.recognized"), consult.entries("participant.admitted")
    assert recognized[0].facts == {"participant": PATIENT, "recognized": "name_and_birth_date"}
    assert (admitted[0].actor, admitted[0].facts["factors"]) == (HOST, ("code", "link"))
    assert consult.presence(PATIENT).recognized == "name_and_birth_date"
    assert LineCode.ADMITTED in consult.lines()


def test_the_wrong_word_admits_nobody() -> None:
    """[SES-23] Somebody else may be on that line."""
    consult = in_lobby(PATIENT, SPECIALIST)
    with pytest.raises(Refused, match="wrong_word"):
        consult.does(Admit(HOST, PATIENT, "known", consult.presence(SPECIALIST).word))
    assert consult.presence(PATIENT).state is PresenceState.WAITING


def test_only_who_waits_is_admitted_or_denied() -> None:
    """[SES-23] Not the expected, not the admitted, not with an empty word."""
    for person in (OBSERVER, PATIENT, HOST):
        for command in (Admit(HOST, person, "known", ""), Deny(HOST, person)):
            with pytest.raises(Refused, match="conflict"):
                live().does(command)


@pytest.mark.parametrize("guest", [PATIENT, SPECIALIST, OBSERVER])
def test_only_the_host_admits(guest: ParticipantId) -> None:
    """[SES-23] Nobody lets in friends."""
    consult = live(PATIENT, SPECIALIST, OBSERVER).joins(SECOND_SPECIALIST)
    with pytest.raises(Refused, match="forbidden"):
        consult.does(Admit(guest, SECOND_SPECIALIST, "known", consult.presence(SECOND_SPECIALIST).word))


def test_a_guest_whose_screen_is_off_is_still_admitted() -> None:
    """[SES-23] They wait until they are denied."""
    consult = in_lobby(PATIENT).drops(PATIENT).admits(PATIENT)
    assert consult.session.phase is Phase.LIVE
    assert consult.joins(PATIENT).presence(PATIENT).is_admitted


def test_a_patient_is_asked_when_admitted_and_nobody_else() -> None:
    """[SES-50] The consent is the patient's."""
    consult = in_lobby(PATIENT, SPECIALIST).admits(PATIENT)
    assert consult.asked(AskConsent) == [AskConsent(PATIENT)]
    assert consult.presence(PATIENT).consent is ConsentState.ASKED
    assert consult.admits(SPECIALIST).asked(AskConsent) == []


def test_a_patient_whom_a_grant_covers_is_not_asked() -> None:
    """[SES-50] A guardian agreed."""
    consult = in_lobby(PATIENT).has_basis().admits(PATIENT)
    assert consult.asked(AskConsent) == []
    assert consult.asked(GiveKey) == [GiveKey((HOST, PATIENT), 1)]


def test_an_admission_while_paused_is_to_the_talk_alone() -> None:
    """[SES-41] Pictures come with the resume."""
    consult = paused().joins(SECOND_SPECIALIST).admits(SECOND_SPECIALIST)
    assert consult.session.phase is Phase.PAUSED
    assert consult.asked(GiveKey) == []


def test_a_removed_guest_is_dark_and_out_under_a_new_epoch() -> None:
    """[SES-74] [SES-43] The others go on."""
    consult = sharing()
    epoch = consult.session.epoch
    consult.does(Remove(HOST, SPECIALIST))
    assert consult.asked(StopFeeds) == [StopFeeds((SPECIALIST,))]
    assert consult.asked(MakeDark) == [MakeDark((SPECIALIST,), "removed")]
    assert consult.asked(Close) == [Close(SPECIALIST, "removed")]
    assert consult.asked(GiveKey) == [GiveKey((HOST, PATIENT), epoch + 1)]
    assert consult.presence(SPECIALIST).state is PresenceState.REMOVED
    assert LineCode.REMOVED in consult.lines()


def test_a_guest_removed_from_the_lobby_is_not_mentioned_in_the_talk() -> None:
    """[SES-74] Their card goes."""
    consult = in_lobby(PATIENT).does(Remove(HOST, PATIENT))
    assert consult.lines() == []
    assert consult.asked(MintEpoch) == []


def test_removing_twice_is_removing_once() -> None:
    """[SES-2] Nothing happens to who was removed before."""
    consult = sharing().does(Remove(HOST, SPECIALIST)).does(Remove(HOST, SPECIALIST))
    assert consult.effects == ()


def test_the_host_cannot_remove_themselves() -> None:
    """[SES-74] A session has a host."""
    with pytest.raises(Refused, match="forbidden"):
        sharing().does(Remove(HOST, HOST))


def test_somebody_removed_who_was_away_has_no_line_to_close() -> None:
    """[SES-74] Idempotent for their screen."""
    assert sharing().drops(SPECIALIST).does(Remove(HOST, SPECIALIST)).asked(Close) == []


def test_who_leaves_turns_no_epoch() -> None:
    """[SES-44] They went by themselves."""
    consult = sharing().does(Leave(SPECIALIST))
    assert consult.asked(MintEpoch) == []
    assert consult.asked(Close) == [Close(SPECIALIST, "left")]
    assert consult.entries("participant.left")[0].actor == SPECIALIST
    assert LineCode.LEFT in consult.lines()


def test_d_never_passes_the_latest_end() -> None:
    """[SES-30] However late the lobby was extended into."""
    session = scheduled(starts_in_ms=0, minutes=120, guests=GUEST_SEATS[:1]).session
    consult = Consult(session).joins(HOST, PATIENT)
    consult.at = NOW + 90 * MINUTE - 1
    consult.admits(PATIENT)
    assert consult.session.deadline_ms is not None
    assert consult.session.deadline_ms <= session.latest_end_ms


def test_factors_proven_later_are_kept_with_the_earlier() -> None:
    """[SES-21] The card shows them all."""
    consult = in_lobby().does(Join(PATIENT, ("link",))).does(Join(PATIENT, ("code",)))
    assert consult.presence(PATIENT).factors == ("code", "link")
