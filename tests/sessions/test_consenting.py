"""What is granted, narrowed and withdrawn."""

from dataclasses import replace

import pytest

from server.sessions.commands import (
    AskAgain,
    End,
    GiveConsent,
    Narrow,
    RecordBasis,
    RefuseConsent,
    Resume,
    Withdraw,
)
from server.sessions.effects import AskConsent, DestroyKeys, GiveKey, LineCode, MakeDark, MintEpoch, StopFeeds
from server.sessions.phases import PauseReason, Phase
from server.sessions.seeing import standing_grant
from server.sessions.session import Basis, ConsentState
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId
from tests.sessions.consult import (
    DIGEST,
    GUESTS,
    HOST,
    MINUTE,
    NOW,
    OBSERVER,
    PATIENT,
    SPECIALIST,
    STRANGER,
    in_lobby,
    live,
    paused,
    planned,
    presented_by,
    sharing,
    withdrawn,
)


def test_a_consent_names_exactly_its_text_and_scope() -> None:
    """[SES-51] In the grant and in the entry."""
    consult = live().agrees(stacks=(1, 0), until_ms=NOW + 20 * MINUTE)
    (grant,) = consult.session.grants
    assert (grant.digest, grant.language, grant.text_ref) == (DIGEST, "en", "form-1")
    assert (grant.basis, grant.by, grant.stacks, grant.persons) == (Basis.PATIENT_TAP, PATIENT, (0, 1), GUESTS)
    facts = consult.entries("consent.given")[0].facts
    assert facts == {
        "number": 1, "stacks": (0, 1), "persons": GUESTS, "until_ms": NOW + 20 * MINUTE, "purpose": "",
        "digest": DIGEST, "language": "en", "text_ref": "form-1",
    }  # fmt: skip
    assert consult.presence(PATIENT).consent is ConsentState.GIVEN


def test_a_consent_lets_pictures_flow_without_a_new_epoch() -> None:
    """[SES-44] To those it covers who are here."""
    consult = live(PATIENT, SPECIALIST)
    epoch = consult.session.epoch
    consult.agrees()
    assert consult.asked(GiveKey) == [GiveKey((PATIENT, SPECIALIST), epoch)]
    assert consult.asked(MintEpoch) == []
    assert consult.lines() == [LineCode.CONSENT_GIVEN]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("digest", GiveConsent(PATIENT, (0,), "short", "en", "form-1")),
        ("digest", GiveConsent(PATIENT, (0,), "Z" * 64, "en", "form-1")),
        ("text_ref", GiveConsent(PATIENT, (0,), DIGEST, "", "form-1")),
        ("text_ref", GiveConsent(PATIENT, (0,), DIGEST, "en", "")),
        ("text_ref", GiveConsent(PATIENT, (0,), DIGEST, "en", "signed by Maria")),
        ("stacks", GiveConsent(PATIENT, (), DIGEST, "en", "form-1")),
        ("stacks", GiveConsent(PATIENT, (0, 3), DIGEST, "en", "form-1")),
        ("stacks", GiveConsent(PATIENT, (-1,), DIGEST, "en", "form-1")),
        ("persons", GiveConsent(PATIENT, (0,), DIGEST, "en", "form-1", None, ())),
        ("persons", GiveConsent(PATIENT, (0,), DIGEST, "en", "form-1", None, (STRANGER,))),
        ("persons", GiveConsent(PATIENT, (0,), DIGEST, "en", "form-1", None, (HOST,))),
        ("until_ms", GiveConsent(PATIENT, (0,), DIGEST, "en", "form-1", NOW)),
    ],
)
def test_a_consent_without_its_text_scope_or_time_is_none(field: str, wrong: GiveConsent) -> None:
    """[SES-51] Malformed, and nothing is granted."""
    consult = live()
    with pytest.raises(Malformed) as refused:
        consult.does(wrong)
    assert refused.value.facts["field"] == field
    assert consult.session.grants == ()


@pytest.mark.parametrize("person", [HOST, SPECIALIST, OBSERVER])
def test_only_the_patient_taps(person: ParticipantId) -> None:
    """[SES-56] The host has other bases, the others none."""
    consult = live(PATIENT, SPECIALIST, OBSERVER)
    for command in (GiveConsent(person, (0,), DIGEST, "en", "form-1"), RefuseConsent(person, DIGEST, "en", "form-1")):
        with pytest.raises(Refused, match="forbidden"):
            consult.does(command)


def test_refusing_is_recorded_and_changes_nothing_else() -> None:
    """[SES-53] Not now."""
    consult = live().does(RefuseConsent(PATIENT, DIGEST, "en", "form-1"))
    assert consult.entries("consent.refused")[0].facts["digest"] == DIGEST
    assert consult.presence(PATIENT).consent is ConsentState.REFUSED
    assert consult.phase() is Phase.LIVE
    assert consult.session.grants == ()


def test_who_agreed_cannot_refuse_any_more() -> None:
    """[SES-53] They may withdraw."""
    with pytest.raises(Refused, match="conflict"):
        sharing().does(RefuseConsent(PATIENT, DIGEST, "en", "form-1"))


def test_the_host_asks_again_after_not_now_and_after_a_withdrawal() -> None:
    """[SES-53] And nobody else does."""
    refused = live().does(RefuseConsent(PATIENT, DIGEST, "en", "form-1"))
    assert refused.does(AskAgain(HOST, PATIENT)).asked(AskConsent) == [AskConsent(PATIENT)]
    assert withdrawn().does(AskAgain(HOST, PATIENT)).asked(AskConsent) == [AskConsent(PATIENT)]
    with pytest.raises(Refused, match="forbidden"):
        refused.does(AskAgain(SPECIALIST, PATIENT))


def test_nobody_else_and_nobody_who_agreed_is_asked() -> None:
    """[SES-50] The form is for the patient, once."""
    for consult, person in ((live(), SPECIALIST), (live(SPECIALIST), PATIENT), (sharing(), PATIENT)):
        with pytest.raises(Refused, match="conflict"):
            consult.does(AskAgain(HOST, person))


def test_the_newest_grant_counts_alone() -> None:
    """[SES-52] A second, smaller consent replaces the first, and who loses goes dark."""
    consult = sharing()
    epoch = consult.session.epoch
    consult.agrees(stacks=(0,), persons=(PATIENT,))
    assert consult.asked(MakeDark) == [MakeDark((SPECIALIST,), "narrowed")]
    assert consult.asked(GiveKey) == [GiveKey((HOST, PATIENT), epoch + 1)]
    grant = standing_grant(consult.session)
    assert grant is not None
    assert (grant.number, grant.stacks) == (2, (0,))


def test_a_withdrawn_grant_never_stands_again() -> None:
    """[SES-52] Nor any before it."""
    consult = in_lobby(PATIENT).has_basis().has_basis(stacks=(0,)).does(Withdraw(HOST))
    assert standing_grant(consult.session) is None
    assert all(grant.withdrawn_ms == NOW for grant in consult.session.grants)
    assert consult.entries("consent.withdrawn")[0].facts == {"numbers": (1, 2)}
    consult.at += MINUTE
    consult.has_basis().does(Withdraw(HOST))
    assert [grant.withdrawn_ms for grant in consult.session.grants] == [NOW, NOW, NOW + MINUTE]


def test_narrowing_turns_the_epoch_for_who_is_left() -> None:
    """[SES-54] [SES-43] Whoever loses their last stack goes dark."""
    consult = sharing()
    epoch = consult.session.epoch
    consult.does(Narrow(PATIENT, (0,), (PATIENT,)))
    assert consult.asked(StopFeeds) == [StopFeeds((SPECIALIST,))]
    assert consult.asked(MakeDark) == [MakeDark((SPECIALIST,), "narrowed")]
    assert consult.asked(GiveKey) == [GiveKey((HOST, PATIENT), epoch + 1)]
    facts = {"number": 2, "stacks": (0,), "persons": (PATIENT,), "until_ms": None}
    assert consult.entries("consent.narrowed")[0].facts == facts


def test_narrowing_to_fewer_stacks_darkens_nobody() -> None:
    """[SES-54] They keep what is left."""
    consult = sharing().does(Narrow(PATIENT, (0,)))
    assert consult.asked(MakeDark) == []
    assert len(consult.asked(MintEpoch)) == 1


def test_narrowing_to_the_same_turns_nothing() -> None:
    """[SES-54] Nobody lost anything."""
    assert sharing().does(Narrow(PATIENT, (0, 1, 2))).asked(MintEpoch) == []


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("stacks", Narrow(PATIENT, (0, 2))),
        ("stacks", Narrow(PATIENT, ())),
        ("persons", Narrow(PATIENT, (0,), (SPECIALIST, OBSERVER))),
    ],
)
def test_narrowing_only_ever_takes_away(field: str, wrong: Narrow) -> None:
    """[SES-54] More, or nothing, is no narrowing."""
    consult = live().agrees(stacks=(0, 1), persons=(PATIENT, SPECIALIST))
    with pytest.raises(Malformed) as refused:
        consult.does(wrong)
    assert refused.value.facts["field"] == field


def test_without_a_grant_there_is_nothing_to_narrow() -> None:
    """[SES-54] Said by name."""
    with pytest.raises(Refused, match="no_grant"):
        live().does(Narrow(PATIENT, (0,)))


def test_withdrawing_pauses_at_once_and_the_talk_goes_on() -> None:
    """[SES-55] [SES-45] Keys first, then everybody dark."""
    consult = withdrawn()
    assert consult.phase() is Phase.PAUSED
    assert consult.session.pause_reason is PauseReason.WITHDRAWN
    assert consult.effects[:2] == (StopFeeds(), DestroyKeys("withdrawn"))
    assert consult.asked(MakeDark) == [MakeDark(None, "withdrawn")]
    assert LineCode.CONSENT_WITHDRAWN in consult.lines()
    assert consult.presence(PATIENT).is_admitted
    assert consult.presence(PATIENT).consent is ConsentState.WITHDRAWN


def test_pictures_come_back_only_after_a_new_grant() -> None:
    """[SES-55] The host cannot resume before, and the grant alone does not resume."""
    consult = withdrawn()
    with pytest.raises(Refused, match="withdrawn"):
        consult.does(Resume(HOST))
    assert consult.agrees().phase() is Phase.PAUSED
    assert consult.does(Resume(HOST)).phase() is Phase.LIVE
    assert len(consult.asked(GiveKey)[0].participants) == 3


def test_withdrawing_while_paused_stays_paused() -> None:
    """[SES-55] And the host's return no longer goes on by itself."""
    consult = sharing().drops(HOST).after(MINUTE)
    assert consult.session.pause_reason == "host_away"
    consult.does(Withdraw(PATIENT)).joins(HOST)
    assert consult.phase() is Phase.PAUSED
    assert consult.session.pause_reason is PauseReason.WITHDRAWN


def test_withdrawing_takes_control_from_who_no_longer_sees() -> None:
    """[SES-65] The host steers what comes back."""
    assert presented_by(SPECIALIST).does(Withdraw(PATIENT)).session.token.holder == HOST


def test_withdrawing_twice_is_recorded_twice_and_changes_nothing_more() -> None:
    """[SES-55] Harmless."""
    consult = withdrawn()
    grants = consult.session.grants
    consult.at += MINUTE
    assert consult.does(Withdraw(PATIENT)).session.grants == grants


def test_after_the_end_there_is_nothing_to_withdraw() -> None:
    """[SES-2] No picture exists."""
    consult = sharing().does(End(HOST))
    assert consult.does(Withdraw(PATIENT)).effects == ()
    assert consult.does(Narrow(PATIENT, (0,))).effects == ()


def test_the_host_records_another_basis() -> None:
    """[SES-56] [SES-175] With a reference to their words, never the words, and what the pictures are shown for."""
    consult = live().does(RecordBasis(HOST, Basis.VERBAL_WITNESS, (0,), "note-3", NOW + MINUTE, (SPECIALIST,)))
    assert consult.entries("grant.recorded")[0].facts == {
        "number": 1, "basis": "verbal_witness", "stacks": (0,), "persons": (SPECIALIST,),
        "until_ms": NOW + MINUTE, "purpose": "patient_consult", "note_ref": "note-3",
    }  # fmt: skip
    assert consult.asked(GiveKey) == [GiveKey((SPECIALIST,), consult.session.epoch)]
    assert consult.lines() == [LineCode.BASIS_RECORDED]


def test_the_patients_tap_is_not_the_hosts_to_record() -> None:
    """[SES-56] Nor is a sentence a reference."""
    with pytest.raises(Malformed):
        live().has_basis(Basis.PATIENT_TAP)
    with pytest.raises(Malformed):
        live().does(RecordBasis(HOST, Basis.EMERGENCY, (0,), "Maria fell from a ladder"))
    with pytest.raises(Refused, match="forbidden"):
        live().does(RecordBasis(SPECIALIST, Basis.EMERGENCY, (0,), "note-1"))


def test_a_basis_is_recorded_before_anybody_is_there() -> None:
    """[SES-56] From the card of a planned consult."""
    consult = planned().has_basis(Basis.DOCUMENTED)
    assert consult.phase() is Phase.SCHEDULED
    assert len(consult.session.grants) == 1


def test_a_grant_while_paused_shows_nothing_yet() -> None:
    """[SES-45] Recorded."""
    consult = paused().has_basis()
    assert consult.asked(GiveKey) == []
    assert replace(consult.session, grants=()).grants == ()
