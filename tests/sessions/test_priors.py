"""Earlier pictures: asked for, brought in, refused."""

from dataclasses import replace

import pytest

from server.sessions.commands import (
    AddStacks,
    Admit,
    AskPrior,
    BeginReading,
    DenyPrior,
    GiveConsent,
    HandOver,
    KnockAgain,
    RefuseConsent,
    ReleaseStack,
)
from server.sessions.effects import AskConsent, StartFeed, TellWishes
from server.sessions.phases import Phase
from server.sessions.priors import STACKS_MAX, WISHES_MAX, wishes_of
from server.sessions.seeing import stacks_of
from server.sessions.session import Basis, ConsentState
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId
from server.terms.people import Role
from server.terms.policy import Right, Withheld
from tests.sessions.consult import (
    DIGEST,
    HOST,
    OBSERVER,
    PATIENT,
    POLICY,
    PRIOR,
    SECOND_SPECIALIST,
    SPECIALIST,
    Consult,
    closing,
    live,
    paused,
    sharing,
    with_policy,
)
from tests.sessions.test_reading import reading

WORDS = "May I see the earlier CT?"


def _sees(consult: Consult, person: ParticipantId) -> tuple[int, ...]:
    return stacks_of(consult.session, person, consult.at)


def _wishing() -> Consult:
    return sharing(PATIENT, SPECIALIST, OBSERVER).does(AskPrior(SPECIALIST, WORDS, "CT"))


def test_a_wish_is_recorded_without_a_word_of_it() -> None:
    """[SES-300] [SES-9] Its number and modality; the words are the session's."""
    consult = _wishing()
    assert consult.asked(TellWishes)
    (entry,) = consult.entries("prior.asked")
    assert (entry.actor, dict(entry.facts)) == (SPECIALIST, {"number": 1, "modality": "CT"})
    assert [wish.words for wish in consult.session.wishes] == [WORDS]


def test_clinicians_hear_of_a_wish_and_nobody_else() -> None:
    """[SES-300] It may say what nobody has told the patient yet."""
    consult = _wishing()
    assert [len(wishes_of(consult.session, each)) for each in (HOST, SPECIALIST, PATIENT, OBSERVER)] == [1, 1, 0, 0]


def test_who_has_no_channel_hears_of_their_own_wishes_alone() -> None:
    """[SES-300] [SES-191] A session type that takes the clinicians' channel takes this, too."""
    consult = sharing(PATIENT, SPECIALIST, SECOND_SPECIALIST).does(AskPrior(SPECIALIST, WORDS))
    mute = with_policy(consult, replace(POLICY, withheld=(Withheld(Role.SPECIALIST, Right.CONFER),)))
    assert [len(wishes_of(mute.session, each)) for each in (SPECIALIST, SECOND_SPECIALIST)] == [1, 0]


@pytest.mark.parametrize(
    ("words", "modality"), [("", ""), (" \u200b ", ""), ("x" * 501, ""), (WORDS, "SMITH"), (WORDS, "ct")]
)
def test_a_wish_that_is_none(words: str, modality: str) -> None:
    """[SES-300] No words, too many, or a modality that is none: a name would get into the record by it."""
    with pytest.raises(Malformed, match="bad_value"):
        sharing().does(AskPrior(SPECIALIST, words, modality))


def test_one_wish_at_a_time_each() -> None:
    """[SES-300] The next one once this one is answered; sixteen in all."""
    consult = _wishing()
    with pytest.raises(Refused, match="conflict"):
        consult.does(AskPrior(SPECIALIST, WORDS))
    for number in range(1, WISHES_MAX):
        consult.does(DenyPrior(HOST, number)).does(AskPrior(SPECIALIST, WORDS))
    consult.does(DenyPrior(HOST, WISHES_MAX))
    with pytest.raises(Refused, match="conflict"):
        consult.does(AskPrior(SPECIALIST, WORDS))


def test_added_pictures_are_the_hosts_alone_and_the_patient_is_asked() -> None:
    """[SES-301] [SES-302] Behind what is there; yes shows them to everybody it names."""
    consult = _wishing().does(AddStacks(HOST, (PRIOR,), wish=1))
    assert consult.asked(StartFeed) == [StartFeed((HOST,))]
    assert consult.asked(AskConsent) == [AskConsent(PATIENT)]
    assert [_sees(consult, each) for each in (HOST, SPECIALIST, PATIENT)] == [(0, 1, 2, 3), (0, 1, 2), (0, 1, 2)]
    consult.does(GiveConsent(PATIENT, (0, 1, 2, 3), DIGEST, "en", "form-2"))
    assert [_sees(consult, each) for each in (SPECIALIST, PATIENT)] == [(0, 1, 2, 3)] * 2
    (wish,) = consult.session.wishes
    assert (wish.state, wish.stacks) == ("given", (3,))


def test_no_to_more_takes_nothing_away() -> None:
    """[SES-302] [SES-172] What they agreed to stands."""
    consult = _wishing().does(AddStacks(HOST, (PRIOR,), wish=1)).does(RefuseConsent(PATIENT, DIGEST, "en", "form-2"))
    assert consult.presence(PATIENT).consent is ConsentState.GIVEN
    assert _sees(consult, SPECIALIST) == (0, 1, 2)


def test_a_held_prior_waits_for_somebody_to_look() -> None:
    """[SES-302] [SES-101] Nobody is asked about it before it is released, and then they are."""
    consult = sharing().does(AddStacks(HOST, (replace(PRIOR, held=True),)))
    assert consult.asked(AskConsent) == []
    assert consult.does(ReleaseStack(HOST, 3)).asked(AskConsent) == [AskConsent(PATIENT)]


def test_the_hosts_own_basis_covers_more_only_when_they_say_so() -> None:
    """[SES-302] [SES-56] A grant of its own on the same words; without that nobody gains."""
    silent = live().has_basis().does(AddStacks(HOST, (PRIOR,)))
    assert _sees(silent, SPECIALIST) == (0, 1, 2)
    said = live().has_basis(Basis.DOCUMENTED).does(AddStacks(HOST, (PRIOR,), covered=True))
    assert _sees(said, SPECIALIST) == (0, 1, 2, 3)
    (grant,) = said.entries("grant.recorded")
    assert (grant.facts["number"], grant.facts["basis"], grant.facts["stacks"]) == (2, "documented", (0, 1, 2, 3))


def test_of_a_patients_agreement_nobody_says_that_it_covers_more() -> None:
    """[SES-302] More is theirs to give; and where nothing is granted there is nothing to widen."""
    with pytest.raises(Malformed, match="bad_value"):
        sharing().does(AddStacks(HOST, (PRIOR,), covered=True))
    with pytest.raises(Refused, match="no_grant"):
        live().does(AddStacks(HOST, (PRIOR,), covered=True))


def test_a_reader_sees_a_prior_once_the_host_covers_it() -> None:
    """[SES-302] [SES-286] In a reading, whose host is not there."""
    consult = reading().does(BeginReading(SPECIALIST)).does(AskPrior(SPECIALIST, WORDS))
    consult.does(AddStacks(HOST, (PRIOR,), wish=1, covered=True))
    assert _sees(consult, SPECIALIST) == (0, 1, 3)
    assert consult.asked(StartFeed) == [StartFeed((SPECIALIST,))]
    assert consult.session.token.holder == SPECIALIST


@pytest.mark.parametrize("stacks", [(), (PRIOR, PRIOR), (PRIOR,) * STACKS_MAX], ids=["none", "twice", "too many"])
def test_what_cannot_be_added(stacks: tuple[object, ...]) -> None:
    """[SES-301] Nothing, the same twice, more than a consult holds; nor what is there already."""
    with pytest.raises(Malformed, match="bad_value"):
        sharing().does(AddStacks(HOST, stacks))  # type: ignore[arg-type]
    consult = sharing()
    with pytest.raises(Malformed, match="bad_value"):
        consult.does(AddStacks(HOST, (consult.session.stacks[0],)))


def test_the_host_adds_until_viewing_has_ended() -> None:
    """[SES-301] While paused nothing is shown by it; while closing it is refused; never by a guest."""
    consult = paused().does(AddStacks(HOST, (PRIOR,)))
    assert (consult.phase(), consult.asked(StartFeed)) == (Phase.PAUSED, [])
    with pytest.raises(Refused, match="conflict"):
        closing().does(AddStacks(HOST, (PRIOR,)))
    with pytest.raises(Refused, match="forbidden"):
        sharing().does(HandOver(HOST, SPECIALIST)).does(AddStacks(SPECIALIST, (PRIOR,)))


def test_a_wish_is_answered_once() -> None:
    """[SES-303] With a word, which its entry does not have."""
    consult = _wishing().does(DenyPrior(HOST, 1, "It was on film."))
    (entry,) = consult.entries("prior.denied")
    assert dict(entry.facts) == {"number": 1}
    (wish,) = consult.session.wishes
    assert (wish.state, wish.reply) == ("denied", "It was on film.")
    for again in (DenyPrior(HOST, 1), AddStacks(HOST, (PRIOR,), wish=1), DenyPrior(HOST, 2)):
        with pytest.raises(Refused, match="conflict"):
            consult.does(again)
    with pytest.raises(Malformed, match="bad_value"):
        _wishing().does(DenyPrior(HOST, 1, "x" * 501))


def test_the_host_lets_no_reader_in_who_has_not_begun() -> None:
    """[SES-304] Whoever has not accepted gets no key by somebody else's hand; a second device later they may have."""
    consult = reading().joins(HOST)
    with pytest.raises(Refused, match="forbidden"):
        consult.does(Admit(HOST, SPECIALIST, "known", consult.presence(SPECIALIST).word))
    consult.does(KnockAgain(SPECIALIST, 3))
    knock = consult.session.knock_of(SPECIALIST)
    assert knock is not None
    with pytest.raises(Refused, match="forbidden"):
        consult.does(Admit(HOST, SPECIALIST, "known", knock.word, knock=True))
    consult.does(BeginReading(SPECIALIST)).does(Admit(HOST, SPECIALIST, "known", knock.word, knock=True))
    assert consult.session.knock_of(SPECIALIST) is None
