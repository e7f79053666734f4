"""Pages nobody looks at."""

import pytest

from server.sessions.commands import (
    Admit,
    Drop,
    End,
    Extend,
    HandOver,
    Join,
    KnockAgain,
    NeedCode,
    PageSeen,
    Proved,
    Recover,
)
from server.sessions.effects import GiveKey, MakeDark, MintEpoch, StartFeed, TellState
from server.sessions.phases import Phase
from server.sessions.seeing import stacks_of, viewers
from server.terms.errors import Refused
from server.terms.ids import ParticipantId
from tests.sessions.consult import (
    HOST,
    MINUTE,
    PATIENT,
    SECOND,
    SPECIALIST,
    Consult,
    in_lobby,
    live,
    presented_by,
    sharing,
)

PEOPLE = (HOST, PATIENT, SPECIALIST)


def out_of_sight(person: ParticipantId, consult: Consult | None = None, *, after_ms: int = 5 * MINUTE) -> Consult:
    """Pictures are shared, and this person's page has been out of sight for so long."""
    return (consult or sharing()).does(PageSeen(person, seen=False)).after(after_ms)


@pytest.mark.parametrize("person", PEOPLE)
def test_five_minutes_out_of_sight_and_a_code_is_due(person: ParticipantId) -> None:
    """[SES-145] Dark at that moment, recorded, told; the others see on under the same key, and the talk goes on."""
    consult = out_of_sight(person, after_ms=5 * MINUTE - 1)
    assert stacks_of(consult.session, person, consult.at) == (0, 1, 2)
    consult.after(1)
    assert set(viewers(consult.session, consult.at)) == set(PEOPLE) - {person}
    assert consult.asked(MakeDark) == [MakeDark((person,), "code_needed")]
    assert [entry.facts for entry in consult.entries("view.locked")] == [{"participant": person}]
    assert consult.asked(MintEpoch) == []
    assert consult.asked(TellState) != []
    assert (consult.phase(), consult.presence(person).is_admitted) == (Phase.LIVE, True)


def test_who_was_away_while_it_closed_gets_no_key_when_it_goes_on() -> None:
    """[SES-145] Their five minutes ended while nothing was shown: the extension's new key is for the others alone."""
    consult = out_of_sight(PATIENT, after_ms=4 * MINUTE).does(End(HOST))
    consult.at += 90 * SECOND
    consult.does(Extend(HOST, 5, "asked"))
    assert set(viewers(consult.session, consult.at)) == {HOST, SPECIALIST}
    assert {person for given in consult.asked(GiveKey) for person in given.participants} == {HOST, SPECIALIST}
    assert [entry.facts for entry in consult.entries("view.locked")] == [{"participant": PATIENT}]


@pytest.mark.parametrize("person", PEOPLE)
def test_a_page_back_in_time_was_never_away(person: ParticipantId) -> None:
    """[SES-146] However often."""
    consult = sharing()
    for _ in range(3):
        out_of_sight(person, consult, after_ms=4 * MINUTE).does(PageSeen(person, seen=True))
    assert person in viewers(consult.session, consult.at)


@pytest.mark.parametrize("person", PEOPLE)
def test_a_proof_gives_pictures_back(person: ParticipantId) -> None:
    """[SES-146] Looking again does not, connecting again does not; said twice it is said once."""
    consult = out_of_sight(person).does(PageSeen(person, seen=True))
    consult.does(Drop(person)).does(Join(person, ()))
    assert person not in viewers(consult.session, consult.at)
    consult.does(Proved(person))
    assert person in viewers(consult.session, consult.at)
    assert consult.asked(GiveKey) == [GiveKey((person,), consult.session.epoch)]
    assert consult.asked(StartFeed) == [StartFeed((person,))]
    assert len(consult.entries("view.unlocked")) == 1
    assert consult.does(Proved(person)).effects == ()


def test_a_proof_gives_nobody_more_than_they_may_see() -> None:
    """[SES-146] Without an agreement there is nothing to come back."""
    consult = out_of_sight(PATIENT, live()).does(Proved(PATIENT))
    assert consult.asked(GiveKey) == []
    assert stacks_of(consult.session, PATIENT, consult.at) == ()


def test_a_line_that_is_gone_is_out_of_sight() -> None:
    """[SES-145] Back after four minutes all is well, after five it is not, a crash in between or none."""
    for crash in (False, True):
        for minutes, sees in ((4, True), (5, False)):
            consult = sharing().does(Recover()) if crash else sharing().drops(PATIENT)
            consult.joins(HOST) if crash else None
            consult.after(minutes * MINUTE).joins(PATIENT)
            assert (PATIENT in viewers(consult.session, consult.at)) is sees, (crash, minutes)


def test_connecting_out_of_sight_begins_nothing_anew() -> None:
    """[SES-145] A phone in a pocket whose line comes and goes."""
    consult = sharing().drops(PATIENT).after(3 * MINUTE).does(Join(PATIENT, (), seen=False)).after(2 * MINUTE)
    assert PATIENT not in viewers(consult.session, consult.at)


def test_whoever_proved_themselves_meanwhile_is_not_asked_twice() -> None:
    """[SES-146] Signed in anew, say: only a proof made after they went out of sight is one."""
    for late_ms, sees in ((0, False), (1, True)):
        consult = sharing().drops(PATIENT)
        gone_ms = consult.at
        consult.after(6 * MINUTE).does(Join(PATIENT, (), proven_ms=gone_ms + late_ms))
        assert (PATIENT in viewers(consult.session, consult.at)) is sees


def test_the_lobby_is_free() -> None:
    """[SES-147] An hour with the screen off, the host's too; what counts is the time in the talk."""
    consult = in_lobby(PATIENT).looks()
    for person in (HOST, PATIENT):
        consult.does(PageSeen(person, seen=False))
    consult.after(60 * MINUTE)
    assert consult.presence(HOST).code_due_ms is None
    consult.admits(PATIENT).agrees().after(5 * MINUTE - SECOND)
    assert set(viewers(consult.session, consult.at)) == {HOST, PATIENT}
    consult.after(SECOND)
    assert viewers(consult.session, consult.at) == ()


def test_a_second_device_that_is_let_in_owes_nothing() -> None:
    """[SES-147] It proved itself, and the host picked its word."""
    consult = out_of_sight(PATIENT).does(KnockAgain(PATIENT, 5))
    knock = consult.session.knock_of(PATIENT)
    assert knock is not None
    consult.does(Admit(HOST, PATIENT, "known", knock.word, knock=True)).joins(PATIENT)
    assert PATIENT in viewers(consult.session, consult.at)


def test_whoever_owes_a_code_steers_nothing() -> None:
    """[SES-148] A specialist loses control and is given none; the host keeps the token and moves nothing."""
    consult = out_of_sight(SPECIALIST, presented_by(SPECIALIST))
    assert consult.session.token.holder == HOST
    with pytest.raises(Refused, match="forbidden"):
        consult.does(HandOver(HOST, SPECIALIST))
    with pytest.raises(Refused, match="forbidden"):
        out_of_sight(HOST).looks()


def test_a_machine_nobody_is_at_owes_a_code_at_once() -> None:
    """[SES-148] The host's in the lobby, whose page is in sight all the time."""
    consult = in_lobby().looks().does(NeedCode(HOST))
    assert viewers(consult.session, consult.at) == ()
    assert consult.asked(MakeDark) == [MakeDark((HOST,), "code_needed")]
    assert consult.does(NeedCode(HOST)).effects == ()
    assert viewers(consult.does(Proved(HOST)).session, consult.at) == (HOST,)
