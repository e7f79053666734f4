"""A link that may have reached somebody else, and the host who rings or vouches."""

import pytest

from server.sessions.commands import (
    Admit,
    AskAgain,
    CallGuest,
    Deny,
    GiveConsent,
    Join,
    KnockAgain,
    OverrideBirth,
    RecordBasis,
    Remove,
)
from server.sessions.effects import AskConsent, GiveKey, StartFeed, TellState
from server.sessions.seeing import granted_stacks, may_see, viewers
from server.sessions.session import Basis, ConsentState, PresenceState
from server.terms.errors import Malformed, Refused
from server.terms.people import Arrival, Birth
from tests.sessions.consult import DIGEST, HOST, MINUTE, PATIENT, SPECIALIST, Consult, in_lobby, sharing

DOUBTED: tuple[Birth, ...] = ("mismatch", "unsaid")


def came(birth: Birth, *, claim: int = 1) -> Consult:
    """Live with a specialist; the patient's browser has said this."""
    consult = in_lobby(SPECIALIST).looks().admits(SPECIALIST)
    return consult.does(Join(PATIENT, ("link", "code"), 7, arrival=Arrival(claim, birth))).admits(PATIENT)


@pytest.mark.parametrize("birth", DOUBTED)
def test_who_may_be_somebody_else_is_shown_nothing(birth: Birth) -> None:
    """[SES-160] JU4: in the talk without form, key or picture, even under the host's own grant."""
    consult = came(birth)
    assert consult.presence(PATIENT).state is PresenceState.ADMITTED
    assert (consult.asked(AskConsent), consult.presence(PATIENT).consent) == ([], ConsentState.NONE)
    with pytest.raises(Refused, match="birth_doubted"):
        consult.does(AskAgain(HOST, PATIENT))
    consult.does(RecordBasis(HOST, Basis.GUARDIAN, (0,), "note-1"))
    assert PATIENT in consult.session.grants[-1].persons
    assert granted_stacks(consult.session, PATIENT, consult.at) == ()
    assert viewers(consult.session, consult.at) == (HOST, SPECIALIST)
    assert [effect.participants for effect in consult.asked(GiveKey)] == [(SPECIALIST,)]


def test_no_agreement_is_taken_from_a_doubted_seat() -> None:
    """[SES-160] Whatever a client sends."""
    with pytest.raises(Refused, match="birth_doubted"):
        came("mismatch").does(GiveConsent(PATIENT, (0,), DIGEST, "en", "form-1"))


@pytest.mark.parametrize("birth", ["", "matched", "unknown"])
def test_what_matched_or_could_not_be_compared_stands_in_nobodys_way(birth: Birth) -> None:
    """[SES-162] The form comes at once; the factors are what they were."""
    consult = came(birth)
    assert consult.asked(AskConsent) == [AskConsent(PATIENT)]
    assert consult.presence(PATIENT).factors == ("code", "link")
    assert may_see(consult.agrees().session, PATIENT, 0, consult.at)


def test_the_host_vouches_and_the_form_comes() -> None:
    """[SES-161] An entry that says what is overridden and where the reason is kept."""
    consult = came("mismatch").does(OverrideBirth(HOST, PATIENT, "note-9"))
    assert [each.facts for each in consult.entries("birth.overridden")] == [
        {"participant": PATIENT, "birth": "mismatch", "note_ref": "note-9"}
    ]
    assert consult.asked(AskConsent) == [AskConsent(PATIENT)]
    assert may_see(consult.agrees().session, PATIENT, 0, consult.at)


def test_the_host_vouches_and_what_was_granted_before_is_shown() -> None:
    """[SES-161] The key goes to that seat alone."""
    consult = came("unsaid").has_basis()
    consult.does(OverrideBirth(HOST, PATIENT, "note-9"))
    assert [effect.participants for effect in consult.asked(GiveKey)] == [(PATIENT,)]
    assert consult.asked(StartFeed) != []


def test_the_host_vouches_in_the_lobby() -> None:
    """[SES-161] Before anybody is let in; the form comes with the admission."""
    consult = (
        in_lobby()
        .does(Join(PATIENT, (), 7, arrival=Arrival(1, "mismatch")))
        .does(OverrideBirth(HOST, PATIENT, "note-9"))
    )
    assert consult.asked(AskConsent) == []
    assert consult.admits(PATIENT).asked(AskConsent) == [AskConsent(PATIENT)]


def test_vouching_is_for_one_device() -> None:
    """[SES-161] Another one that is let in instead has its own answer; the same one keeps it over a drop."""
    consult = came("mismatch").does(OverrideBirth(HOST, PATIENT, "note-9")).agrees()
    consult.drops(PATIENT).does(Join(PATIENT, (), 7, arrival=Arrival(1, "mismatch")))
    assert may_see(consult.session, PATIENT, 0, consult.at)
    knock = consult.does(KnockAgain(PATIENT, 5)).session.knock_of(PATIENT)
    assert knock is not None
    consult.does(Admit(HOST, PATIENT, "known", knock.word, knock=True))
    consult.does(Join(PATIENT, (), 7, arrival=Arrival(2, "mismatch")))
    assert not may_see(consult.session, PATIENT, 0, consult.at)
    assert consult.asked(GiveKey) == []


def test_a_form_that_was_open_is_not_shown_to_another_device() -> None:
    """[SES-160] It names what there is to see."""
    consult = came("matched").drops(PATIENT)
    assert consult.presence(PATIENT).consent is ConsentState.ASKED
    consult.does(Join(PATIENT, (), 7, arrival=Arrival(2, "mismatch")))
    assert consult.asked(AskConsent) == []


def test_nobody_is_vouched_for_without_a_doubt_or_a_reason() -> None:
    """[SES-161] T-15."""
    with pytest.raises(Refused, match="conflict"):
        sharing().does(OverrideBirth(HOST, PATIENT, "note-9"))
    with pytest.raises(Malformed, match="bad_value"):
        came("mismatch").does(OverrideBirth(HOST, PATIENT, "a sentence of the host's"))
    with pytest.raises(Malformed, match="bad_value"):
        came("mismatch").does(OverrideBirth(HOST, PATIENT, ""))


def test_the_host_rings_who_waits() -> None:
    """[SES-163] B5: said at once, kept on the card until they are in."""
    consult = in_lobby(PATIENT)
    consult.does(CallGuest(HOST, PATIENT))
    assert consult.presence(PATIENT).called_ms == consult.at
    assert consult.asked(TellState) != []
    assert [each.facts for each in consult.entries("guest.call_promised")] == [{"participant": PATIENT}]
    consult.drops(PATIENT).joins(PATIENT)
    assert consult.presence(PATIENT).called_ms == consult.at
    assert consult.admits(PATIENT).presence(PATIENT).called_ms is None


@pytest.mark.parametrize("how", [Deny(HOST, PATIENT), Remove(HOST, PATIENT)], ids=["denied", "removed"])
def test_who_is_turned_away_is_not_rung(how: Deny | Remove) -> None:
    """[SES-163] The card is gone, and with it what it kept."""
    consult = in_lobby(PATIENT).does(CallGuest(HOST, PATIENT)).does(how)
    assert consult.presence(PATIENT).called_ms is None
    with pytest.raises(Refused, match="conflict"):
        consult.does(CallGuest(HOST, PATIENT))


def test_nobody_in_the_talk_is_rung() -> None:
    """[SES-163] One talks to them."""
    with pytest.raises(Refused, match="conflict"):
        sharing().does(CallGuest(HOST, PATIENT))


def test_an_hour_in_the_lobby_with_the_screen_off_and_on() -> None:
    """[SES-164] B6: the same word all the time, and let in at the end."""
    consult = in_lobby(PATIENT)
    word = consult.presence(PATIENT).word
    for _ in range(20):
        consult.drops(PATIENT).after(2 * MINUTE)
        consult.joins(PATIENT).after(MINUTE)
        assert (consult.presence(PATIENT).state, consult.presence(PATIENT).word) == (PresenceState.WAITING, word)
    assert consult.admits(PATIENT).presence(PATIENT).is_admitted
