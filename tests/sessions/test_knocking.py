"""Who stands before the door: what the host hears of it."""

import pytest

from server.sessions.commands import Admit, Deny, End, Kill, KnockAgain, LinkTroubled, Remove
from server.sessions.effects import Close, GiveKey, MakeDark, MintEpoch, SetDeadline, TellPresence, TellState
from server.sessions.lobby import choices, knock_choices
from server.sessions.phases import Phase
from server.sessions.session import LinkTrouble, PresenceState
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from tests.sessions.consult import HOST, PATIENT, SECOND_SPECIALIST, SPECIALIST, Consult, in_lobby, sharing


@pytest.mark.parametrize("trouble", ["suspended", "asked"])
def test_a_guest_before_a_closed_door_is_told_of_until_somebody_helped(trouble: LinkTrouble) -> None:
    """[SES-140] In any phase; said once."""
    for consult in (in_lobby(), sharing()):
        consult.does(LinkTroubled(PATIENT, trouble))
        assert consult.presence(PATIENT).trouble == trouble
        assert consult.asked(TellPresence) != []
        assert consult.does(LinkTroubled(PATIENT, trouble)).asked(TellPresence) == []
        assert consult.does(LinkTroubled(PATIENT, "")).presence(PATIENT).trouble == ""


def test_nobody_stands_before_the_door_of_a_locked_session() -> None:
    """[SES-140] Nothing can be opened any more."""
    consult = sharing().does(Kill("system"))
    assert consult.does(LinkTroubled(PATIENT, "asked")).presence(PATIENT).trouble == ""


def knocked(consult: Consult, person: ParticipantId = PATIENT) -> str:
    """A second device of this guest asks; gives its word."""
    knock = consult.does(KnockAgain(person, 5)).session.knock_of(person)
    assert knock is not None
    return knock.word


def test_a_second_device_moves_nothing() -> None:
    """[SES-141] JU1: nobody is dark, out or in; host and first device are told, and it is an entry."""
    consult = sharing()
    before = consult.session
    knocked(consult)
    assert (consult.session.presence, consult.session.epoch) == (before.presence, before.epoch)
    assert (consult.asked(MakeDark), consult.asked(MintEpoch), consult.asked(Close)) == ([], [], [])
    assert consult.asked(TellState) != []
    assert consult.asked(TellPresence) != []
    assert [entry.actor for entry in consult.entries("guest.knocked")] == [PATIENT]


def test_two_claims_have_two_words() -> None:
    """[SES-141] The host tells them apart by what is said aloud."""
    consult = in_lobby(PATIENT)
    word = knocked(consult)
    waiting = consult.presence(PATIENT).word
    assert word != waiting
    assert word in knock_choices(consult.session, PATIENT)
    assert waiting in choices(consult.session, PATIENT)


def test_a_second_device_that_is_let_in_puts_the_first_one_out() -> None:
    """[SES-27] Dark, a new epoch, an alert on record; it has the seat at once, once its socket is there."""
    consult = sharing()
    epoch = consult.session.epoch
    word = knocked(consult)
    consult.does(Admit(HOST, PATIENT, "known", word, knock=True))
    assert consult.asked(MakeDark) == [MakeDark((PATIENT,), "moved")]
    assert consult.asked(Close) == [Close(PATIENT, "moved")]
    assert consult.asked(GiveKey)[0] == GiveKey((HOST, SPECIALIST), epoch + 1)
    assert consult.entries("security.alert")[0].facts["code"] == "claimed_again"
    assert (consult.presence(PATIENT).state, consult.presence(PATIENT).is_online) == (PresenceState.ADMITTED, False)
    assert consult.session.knock_of(PATIENT) is None
    assert consult.joins(PATIENT).presence(PATIENT).state is PresenceState.ADMITTED


def test_a_second_device_of_who_only_waits_turns_no_epoch() -> None:
    """[SES-27] They never had a key."""
    consult = sharing().joins(SECOND_SPECIALIST)
    word = knocked(consult, SECOND_SPECIALIST)
    consult.does(Admit(HOST, SECOND_SPECIALIST, "known", word, knock=True))
    assert consult.asked(MintEpoch) == []
    assert consult.presence(SECOND_SPECIALIST).state is PresenceState.ADMITTED


def test_the_first_one_let_in_may_be_a_second_device() -> None:
    """[SES-27] The viewing clock starts with it."""
    consult = in_lobby(PATIENT)
    word = knocked(consult)
    consult.does(Admit(HOST, PATIENT, "known", word, knock=True))
    assert consult.session.phase is Phase.LIVE
    assert len(consult.asked(SetDeadline)) == 1


def test_a_second_device_is_let_in_only_with_its_own_word() -> None:
    """[SES-142] The first one's word is not good for it, nor its own for the first."""
    consult = in_lobby(PATIENT)
    word, first = knocked(consult), consult.presence(PATIENT).word
    with pytest.raises(Refused, match="wrong_word"):
        consult.does(Admit(HOST, PATIENT, "known", first, knock=True))
    with pytest.raises(Refused, match="wrong_word"):
        consult.does(Admit(HOST, PATIENT, "known", word))


def test_a_second_device_that_is_refused_leaves_the_first_as_it_was() -> None:
    """[SES-142] Only the card goes."""
    consult = sharing()
    before = consult.session
    knocked(consult)
    consult.does(Deny(HOST, PATIENT, knock=True))
    assert consult.session == before
    assert consult.asked(Close) == []
    with pytest.raises(Refused, match="conflict"):
        consult.does(Deny(HOST, PATIENT, knock=True))


def test_a_third_device_takes_the_place_of_the_second() -> None:
    """[SES-143] One card beside the first, however many try."""
    consult = sharing()
    knocked(consult)
    consult.does(KnockAgain(PATIENT, 77))
    assert len(consult.session.knocks) == 1


def test_nobody_knocks_for_a_seat_that_is_gone_or_when_it_is_over() -> None:
    """[SES-143] Removed is for good; while closing nobody new gets in; the host has no link."""
    removed = sharing().does(Remove(HOST, PATIENT)).does(KnockAgain(PATIENT, 5))
    closing = sharing().does(End(HOST)).does(KnockAgain(PATIENT, 5))
    host = sharing().does(KnockAgain(HOST, 5))
    assert removed.session.knocks == closing.session.knocks == host.session.knocks == ()
    mixed = sharing()
    knocked(mixed)
    assert mixed.does(Remove(HOST, PATIENT)).session.knocks == ()
