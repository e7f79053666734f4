"""People who come later: told of first, let in like everybody, seeing nothing that was agreed to before them."""

from dataclasses import replace

import pytest

from server.sessions.adding import SEATS_MAX
from server.sessions.commands import AddGuest, AskAgain, End, ObjectTo, RefuseConsent, Remove
from server.sessions.effects import AskConsent, GiveKey, LineCode, MintEpoch, StartFeed, TellPresence
from server.sessions.opening import GUESTS_MAX
from server.sessions.seeing import granted_stacks, may_see, uncovered
from server.sessions.session import Basis, ConsentState, PresenceState
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId, PersonId
from server.terms.people import Role, Seat
from tests.sessions.consult import (
    DIGEST,
    GUEST_SEATS,
    HOST,
    LATE,
    LATE_SEAT,
    OBSERVER,
    PATIENT,
    SPECIALIST,
    Consult,
    in_lobby,
    live,
    planned,
    sharing,
    with_policy,
)

LATE_SPECIALIST = replace(LATE_SEAT, role=Role.SPECIALIST, comes_as="")


def with_late(consult: Consult, seat: Seat = LATE_SEAT) -> Consult:
    """The same consult after its host added somebody."""
    return consult.does(AddGuest(HOST, seat))


@pytest.mark.parametrize("consult", [planned(), in_lobby(PATIENT), sharing()], ids=["planned", "lobby", "live"])
def test_somebody_added_is_expected_like_everybody(consult: Consult) -> None:
    """[SES-150] [SES-151] A seat at the end of the row, so that nobody's number and color changes; recorded, saved."""
    before = consult.session.seats
    with_late(consult)
    assert consult.session.seats == (*before, LATE_SEAT)
    assert consult.presence(LATE).state is PresenceState.EXPECTED
    assert consult.entries("participant.added")[0].facts == {
        "participant": LATE, "role": "observer", "comes_as": "interpreter"
    }  # fmt: skip


def test_the_room_is_told_before_anybody_is_let_in() -> None:
    """[SES-152] A line of the chat and the list of people; the seat says that it was announced."""
    consult = with_late(sharing())
    assert consult.lines() == [LineCode.INVITED]
    assert consult.asked(TellPresence) != []
    assert consult.presence(LATE).announced
    assert not any(here.announced for here in consult.session.presence if here.participant != LATE)


def test_somebody_added_waits_for_the_host() -> None:
    """[SES-151] With a word of their own."""
    consult = with_late(sharing()).joins(LATE)
    assert consult.presence(LATE).state is PresenceState.WAITING
    assert consult.admits(LATE).presence(LATE).is_admitted


@pytest.mark.parametrize(
    ("seat", "code"),
    [
        (replace(LATE_SEAT, role=Role.PATIENT), "bad_value"),
        (replace(LATE_SEAT, role=Role.PROVIDER, person=PersonId("7" * 32)), "bad_value"),
        (replace(LATE_SEAT, id=SPECIALIST), "bad_value"),
    ],
    ids=["patient", "provider", "a seat that exists"],
)
def test_who_cannot_be_added(seat: Seat, code: str) -> None:
    """[SES-150] The patient is known from the start, and there is one host."""
    with pytest.raises(Malformed) as refused:
        with_late(sharing(), seat)
    assert refused.value.code == code


def test_nobody_is_added_whom_this_kind_of_consult_does_not_take() -> None:
    """[SES-150] The policy's word holds for who comes later too."""
    consult = sharing()
    narrow = replace(consult.session.policy, roles_barred=(Role.OBSERVER,))
    with pytest.raises(Refused, match="not_in_policy"):
        with_late(with_policy(consult, narrow))


def test_there_are_eight_guests_at_most() -> None:
    """[SES-150] Who was removed makes room, but not for ever."""
    consult = sharing()
    made = 0

    def another() -> ParticipantId:
        nonlocal made
        made += 1
        seat = replace(LATE_SEAT, id=ParticipantId(f"{made:016x}"))
        with_late(consult, seat)
        return seat.id

    last = another()
    while len(consult.session.guests) < GUESTS_MAX:
        last = another()
    with pytest.raises(Refused, match="guests_full"):
        another()
    while len(consult.session.guests) < SEATS_MAX:
        consult.does(Remove(HOST, last))
        last = another()
    consult.does(Remove(HOST, last))
    with pytest.raises(Refused, match="guests_full"):
        another()


@pytest.mark.parametrize("seat", [LATE_SEAT, LATE_SPECIALIST], ids=["interpreter", "specialist"])
def test_what_was_agreed_before_covers_nobody_who_came_later(seat: Seat) -> None:
    """[SES-154] JM07: in the talk, without key, manifest or picture; and no epoch turns for it."""
    consult = with_late(sharing(), seat).joins(LATE)
    consult.admits(LATE)
    assert uncovered(consult.session) == (LATE,)
    assert not any(may_see(consult.session, LATE, stack, consult.at) for stack in range(3))
    assert (consult.asked(GiveKey), consult.asked(StartFeed), consult.asked(MintEpoch)) == ([], [], [])
    assert may_see(consult.session, SPECIALIST, 0, consult.at)


def test_a_new_agreement_covers_them() -> None:
    """[SES-154] The key and pictures go to the one who gains, and to nobody else."""
    consult = with_late(sharing()).joins(LATE).admits(LATE)
    consult.agrees()
    assert may_see(consult.session, LATE, 0, consult.at)
    assert [effect.participants for effect in consult.asked(GiveKey)] == [(LATE,)]


def test_the_hosts_record_of_another_basis_covers_them() -> None:
    """[SES-154] It is recorded then, for those of then."""
    consult = with_late(live(PATIENT)).joins(LATE).admits(LATE)
    consult.has_basis(Basis.GUARDIAN)
    assert granted_stacks(consult.session, LATE, consult.at) == (0, 1, 2)


def test_the_patient_is_asked_anew_only_while_somebody_is_not_covered() -> None:
    """[SES-155] No takes nothing away; yes leaves nobody to ask about."""
    consult = sharing()
    with pytest.raises(Refused, match="conflict"):
        consult.does(AskAgain(HOST, PATIENT))
    with_late(consult).does(AskAgain(HOST, PATIENT))
    assert consult.asked(AskConsent) == [AskConsent(PATIENT)]
    consult.does(RefuseConsent(PATIENT, DIGEST, "en", "form-2"))
    assert consult.presence(PATIENT).consent is ConsentState.GIVEN
    assert may_see(consult.session, SPECIALIST, 0, consult.at)
    assert consult.does(AskAgain(HOST, PATIENT)).agrees().session.grants[-1].persons[-1] == LATE
    with pytest.raises(Refused, match="conflict"):
        consult.does(AskAgain(HOST, PATIENT))


def test_who_was_removed_is_nobody_to_ask_about() -> None:
    """[SES-155] A consent names who belongs to the consult."""
    consult = with_late(sharing()).does(Remove(HOST, LATE))
    assert uncovered(consult.session) == ()


def test_an_objection_is_the_hosts_to_weigh() -> None:
    """[SES-153] JM07: recorded, kept at the seat, named in the entry of who lets them in after all."""
    consult = with_late(sharing()).joins(LATE).does(ObjectTo(PATIENT, LATE))
    assert consult.presence(LATE).objections == (PATIENT,)
    assert [(each.actor, each.facts) for each in consult.entries("participant.objected")] == [
        (PATIENT, {"participant": LATE, "objects": True})
    ]
    assert consult.asked(TellPresence) != []
    consult.admits(LATE)
    assert consult.entries("participant.admitted")[0].facts["objections"] == (PATIENT,)


def test_an_objection_can_be_taken_back_and_is_said_once() -> None:
    """[SES-153] Twice the same changes nothing."""
    consult = with_late(sharing()).does(ObjectTo(PATIENT, LATE)).does(ObjectTo(SPECIALIST, LATE))
    assert consult.presence(LATE).objections == (PATIENT, SPECIALIST)
    assert consult.does(ObjectTo(PATIENT, LATE)).effects == ()
    consult.does(ObjectTo(PATIENT, LATE, objects=False))
    assert consult.presence(LATE).objections == (SPECIALIST,)
    assert consult.entries("participant.objected")[0].facts["objects"] is False


@pytest.mark.parametrize(
    ("by", "to"), [(PATIENT, SPECIALIST), (PATIENT, HOST), (LATE, LATE)], ids=["expected", "host", "oneself"]
)
def test_nobody_objects_to_who_was_expected(by: ParticipantId, to: ParticipantId) -> None:
    """[SES-153] They stand in the consent; the host is responsible; oneself one may simply leave."""
    consult = with_late(sharing()).joins(LATE).admits(LATE)
    with pytest.raises(Refused, match="conflict"):
        consult.does(ObjectTo(by, to))


def test_nobody_is_added_to_what_is_over() -> None:
    """[SES-150] Nothing can be shown any more."""
    consult = sharing().does(End(HOST))
    with pytest.raises(Refused, match="conflict"):
        with_late(consult)
    with pytest.raises(Refused, match="locked"):
        with_late(consult.does(End(HOST)))


def test_a_guest_adds_nobody() -> None:
    """[SES-150] T-15: not even one who steers."""
    for guest in (PATIENT, SPECIALIST, OBSERVER):
        with pytest.raises(Refused, match="forbidden"):
            sharing(*(seat.id for seat in GUEST_SEATS)).does(AddGuest(guest, LATE_SEAT))
