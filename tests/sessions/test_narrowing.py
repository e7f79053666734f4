"""The patient's own limits: who sees what until when, taken away later, asked for again, and what they stop."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sessions.commands import AskAgain, Extend, GiveConsent, Narrow, RefuseConsent, Withdraw
from server.sessions.effects import AskConsent, MintEpoch
from server.sessions.phases import Phase
from server.sessions.seeing import farthest_end_ms, may_see, viewing_ends_ms
from server.sessions.session import ConsentState
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
    SECOND_SPECIALIST,
    SPECIALIST,
    STRANGER,
    live,
    sharing,
)

OTHERS = (SPECIALIST, OBSERVER, SECOND_SPECIALIST)
ANSWERS = st.tuples(
    st.sets(st.sampled_from((0, 1, 2)), min_size=1), st.sets(st.sampled_from(OTHERS)), st.integers(1, 30)
)
"""Stacks, people besides the patient, minutes."""
CLOCKS = st.lists(st.integers(0, 32 * MINUTE), max_size=8)


@given(ANSWERS, CLOCKS, st.one_of(st.none(), ANSWERS))
def test_everybody_sees_exactly_what_was_ticked(
    answer: tuple[set[int], set[ParticipantId], int],
    clocks: list[int],
    narrowed: tuple[set[int], set[ParticipantId], int] | None,
) -> None:
    """[SES-170] For any answer, and any narrowing of it: stacks × people × time allowed is what may be seen."""
    stacks, people, minutes = answer
    consult = live(PATIENT, *OTHERS)
    consult.agrees(stacks=tuple(stacks), persons=(PATIENT, *people), until_ms=NOW + minutes * MINUTE)
    if narrowed is not None and narrowed[0] & stacks:
        stacks, people, minutes = narrowed[0] & stacks, narrowed[1] & people, min(minutes, narrowed[2])
        consult.does(Narrow(PATIENT, tuple(stacks), (PATIENT, *people), NOW + minutes * MINUTE))
    for elapsed_ms in (0, minutes * MINUTE - 1, minutes * MINUTE, *clocks):
        is_on = elapsed_ms < minutes * MINUTE
        for person in (PATIENT, *OTHERS, STRANGER):
            for stack in (-1, 0, 1, 2, 3):
                is_ticked = person in {PATIENT, *people} and stack in stacks
                assert may_see(consult.session, person, stack, NOW + elapsed_ms) == (is_ticked and is_on)
        assert may_see(consult.session, HOST, 0, NOW + elapsed_ms) == is_on


@given(ANSWERS, CLOCKS)
def test_the_rules_keep_to_it_as_time_goes_on(
    answer: tuple[set[int], set[ParticipantId], int], clocks: list[int]
) -> None:
    """[SES-170] [SES-31] Ticks or no ticks: once its time is over nobody sees anything, and viewing has ended."""
    stacks, people, minutes = answer
    consult = live(PATIENT, *OTHERS)
    consult.agrees(stacks=tuple(stacks), persons=(PATIENT, *people), until_ms=NOW + minutes * MINUTE)
    for elapsed_ms in sorted(clocks):
        consult.at = NOW + elapsed_ms
        consult.after(0)
        is_on = elapsed_ms < minutes * MINUTE
        assert (consult.phase() is Phase.LIVE) == is_on
        seen = {person for person in GUESTS if may_see(consult.session, person, min(stacks), consult.at)}
        assert seen == ({PATIENT, *people} if is_on else set())


def test_a_narrowing_brings_the_end_nearer() -> None:
    """[SES-171] For everybody, and under a new epoch only for what is gone."""
    consult = sharing().does(Narrow(PATIENT, (0, 1, 2), until_ms=NOW + 10 * MINUTE))
    assert viewing_ends_ms(consult.session) == NOW + 10 * MINUTE
    assert consult.entries("consent.narrowed")[0].facts["until_ms"] == NOW + 10 * MINUTE
    assert consult.asked(MintEpoch) == []
    assert consult.after(10 * MINUTE).phase() is Phase.CLOSING


@pytest.mark.parametrize("until_ms", [NOW, NOW - 1, NOW + 10 * MINUTE + 1])
def test_a_narrowing_never_moves_the_end_away(until_ms: int) -> None:
    """[SES-171] Nor into the past: that is a withdrawal."""
    consult = live().agrees(until_ms=NOW + 10 * MINUTE)
    with pytest.raises(Malformed) as refused:
        consult.does(Narrow(PATIENT, (0, 1, 2), until_ms=until_ms))
    assert refused.value.facts["field"] == "until_ms"
    assert consult.does(Narrow(PATIENT, (0,))).session.grants[-1].until_ms == NOW + 10 * MINUTE


@pytest.mark.parametrize("by", [PATIENT, HOST])
def test_who_narrows_does_not_take_the_grant(by: ParticipantId) -> None:
    """[SES-174] The patient's stays the patient's: refusing more later leaves them as who agreed."""
    consult = sharing().does(Narrow(by, (0,)))
    assert consult.session.grants[-1].by == PATIENT
    assert consult.entries("consent.narrowed")[0].actor == by
    consult.does(AskAgain(HOST, PATIENT)).does(RefuseConsent(PATIENT, DIGEST, "en", "form-2"))
    assert consult.presence(PATIENT).consent is ConsentState.GIVEN
    assert consult.session.grants[-1].stacks == (0,)


def test_who_agreed_to_less_may_be_asked_for_more() -> None:
    """[SES-172] Fewer pictures, fewer people or less time; what stands stands until the answer."""
    end = farthest_end_ms(live().session)
    assert end is not None
    for less in (
        live().agrees(stacks=(0, 1)),
        live().agrees(persons=(PATIENT,)),
        live().agrees(until_ms=end - MINUTE),
    ):
        less.does(AskAgain(HOST, PATIENT))
        assert less.asked(AskConsent) == [AskConsent(PATIENT)]
        assert may_see(less.session, PATIENT, 0, less.at)
        less.agrees(until_ms=end)
        assert less.presence(PATIENT).consent is ConsentState.GIVEN
        with pytest.raises(Refused, match="conflict"):
            less.does(AskAgain(HOST, PATIENT))


def test_an_extension_stops_at_the_patients_end_and_says_so() -> None:
    """[SES-173] [SES-33] The way on is to ask the patient; then it goes."""
    consult = live().agrees(until_ms=NOW + 32 * MINUTE)
    with pytest.raises(Refused, match="cap") as refused:
        consult.does(Extend(HOST, 5))
    assert refused.value.facts == {"minutes_left": 2, "extensions_left": 3, "consent_until_ms": NOW + 32 * MINUTE}
    consult.does(AskAgain(HOST, PATIENT)).agrees(until_ms=NOW + 75 * MINUTE).does(Extend(HOST, 5))
    assert viewing_ends_ms(consult.session) == NOW + 35 * MINUTE


def test_what_the_policy_refuses_is_not_put_on_the_patient() -> None:
    """[SES-173] More than one extension may be is the policy's no, whatever was agreed to."""
    consult = live().agrees(until_ms=NOW + 32 * MINUTE)
    with pytest.raises(Refused, match="cap") as refused:
        consult.does(Extend(HOST, 16))
    assert "consent_until_ms" not in refused.value.facts


def test_a_consent_names_its_purpose() -> None:
    """[SES-175] In the grant and in the entry; a sentence is no code."""
    asked = GiveConsent(PATIENT, (0,), DIGEST, "en", "form-1", purpose="second_opinion")
    consult = live().does(asked)
    assert consult.session.grants[-1].purpose == "second_opinion"
    assert consult.entries("consent.given")[0].facts["purpose"] == "second_opinion"
    with pytest.raises(Malformed):
        live().does(replace(asked, purpose="to talk with Maria"))


def test_after_a_withdrawal_nothing_can_be_narrowed() -> None:
    """[SES-54] There is nothing left to take away."""
    with pytest.raises(Refused, match="no_grant"):
        sharing().does(Withdraw(PATIENT)).does(Narrow(PATIENT, (0,)))
