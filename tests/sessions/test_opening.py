"""How a consult is made and its doors open."""

from dataclasses import replace

import pytest

from server.sessions.commands import OpenDoors
from server.sessions.effects import Record, Save
from server.sessions.phases import Phase
from server.sessions.session import Basis
from server.terms.errors import Malformed, Refused
from server.terms.people import Role, Seat
from tests.sessions.consult import (
    GUEST_SEATS,
    HOST,
    HOST_SEAT,
    MINUTE,
    NOW,
    PATIENT,
    POLICY,
    SPECIALIST,
    Consult,
    planned,
    scheduled,
)

WITHOUT_PATIENT = tuple(seat for seat in GUEST_SEATS if seat.role is not Role.PATIENT)


def test_the_latest_end_is_lobby_end_plus_minutes_plus_all_extensions() -> None:
    """[SES-10] Fixed at creation."""
    session = scheduled(starts_in_ms=60 * MINUTE, minutes=30).session
    assert session.lobby_until_ms == NOW + 150 * MINUTE
    assert session.latest_end_ms == NOW + (150 + 30 + 3 * 15) * MINUTE


def test_a_consult_that_starts_now_has_open_doors() -> None:
    """[SES-13] Start now means lobby."""
    made = scheduled(starts_in_ms=0)
    assert made.session.phase is Phase.LOBBY
    kinds = [effect.entry.kind for effect in made.effects if isinstance(effect, Record)]
    assert kinds == ["session.created", "session.opened"]
    assert Save() in made.effects


def test_a_planned_consult_opens_its_doors_ten_minutes_before() -> None:
    """[SES-13] Doors open by themselves."""
    consult = planned().after(49 * MINUTE)
    assert consult.session.phase is Phase.SCHEDULED
    assert consult.after(MINUTE).session.phase is Phase.LOBBY
    assert consult.entries("session.opened")[0].actor == "system"


def test_a_start_within_ten_minutes_has_open_doors() -> None:
    """[SES-13] What is due already happens at once."""
    assert scheduled(starts_in_ms=5 * MINUTE).session.phase is Phase.LOBBY


def test_the_host_who_comes_early_opens_the_doors() -> None:
    """[SES-13] By entering or by command."""
    assert planned().joins(HOST).session.phase is Phase.LOBBY
    opened = planned().does(OpenDoors(HOST))
    assert opened.session.phase is Phase.LOBBY
    assert opened.entries("session.opened")[0].actor == HOST


def test_a_guest_cannot_open_the_doors() -> None:
    """[SES-20] Before the doors a guest is told so."""
    with pytest.raises(Refused, match="too_early"):
        planned().joins(PATIENT)
    with pytest.raises(Refused, match="forbidden"):
        planned().does(OpenDoors(SPECIALIST))


@pytest.mark.parametrize("minutes", [4, 121, 0, -5])
def test_minutes_outside_the_policy_are_malformed(minutes: int) -> None:
    """[SES-11] Five minutes up to the cap."""
    with pytest.raises(Malformed) as refused:
        scheduled(minutes=minutes)
    assert refused.value.facts["field"] == "minutes"


@pytest.mark.parametrize("minutes", [5, 120])
def test_minutes_at_the_limits_are_fine(minutes: int) -> None:
    """[SES-11] The limits themselves are inside."""
    assert scheduled(minutes=minutes).session.minutes == minutes


def test_a_start_in_the_past_is_malformed_but_a_slow_form_is_not() -> None:
    """[SES-11] A minute ago still means now."""
    assert scheduled(starts_in_ms=-MINUTE).session.phase is Phase.LOBBY
    with pytest.raises(Malformed):
        scheduled(starts_in_ms=-MINUTE - 1)


def test_a_consult_without_pictures_is_malformed() -> None:
    """[SES-11] At least one stack."""
    with pytest.raises(Malformed):
        scheduled(stacks=())


@pytest.mark.parametrize(
    "guests",
    [(), GUEST_SEATS[:1] * 2, (HOST_SEAT,), (replace(GUEST_SEATS[1], id=HOST),), GUEST_SEATS[1:2] * 9],
    ids=["nobody", "one seat twice", "a second provider", "the host's seat", "too many"],
)
def test_impossible_guests_are_malformed(guests: tuple[Seat, ...]) -> None:
    """[SES-11] One to eight guests with seats of their own."""
    with pytest.raises(Malformed) as refused:
        scheduled(guests=guests, basis=Basis.DOCUMENTED)
    assert refused.value.facts["field"] == "guests"


def test_the_host_is_a_provider() -> None:
    """[SES-11] Nobody else is responsible for a consult."""
    with pytest.raises(Malformed) as refused:
        scheduled(host=replace(HOST_SEAT, role=Role.SPECIALIST))
    assert refused.value.facts["field"] == "host"


def test_one_consult_is_about_one_patient() -> None:
    """[SES-11] At most one patient."""
    two = (GUEST_SEATS[0], replace(GUEST_SEATS[1], role=Role.PATIENT))
    with pytest.raises(Malformed, match="one_patient"):
        scheduled(guests=two)


def test_without_a_patient_another_basis_is_needed() -> None:
    """[SES-12] Nobody is there to tap."""
    with pytest.raises(Malformed, match="basis_needed"):
        scheduled(guests=WITHOUT_PATIENT)


def test_another_basis_is_a_grant_for_every_guest_and_stack() -> None:
    """[SES-12] Recorded as the host's."""
    made = scheduled(guests=WITHOUT_PATIENT, basis=Basis.DOCUMENTED, note_ref="note-7")
    (grant,) = made.session.grants
    assert (grant.basis, grant.by, grant.stacks) == (Basis.DOCUMENTED, HOST, (0, 1, 2))
    assert grant.persons == tuple(seat.id for seat in WITHOUT_PATIENT)
    recorded = [effect.entry for effect in made.effects if isinstance(effect, Record)]
    assert [entry.kind for entry in recorded] == ["session.created", "grant.recorded"]
    assert recorded[1].facts["note_ref"] == "note-7"


def test_a_specialist_of_a_documented_basis_sees_without_any_tap() -> None:
    """[SES-12] [SES-41] The grant is enough."""
    made = scheduled(starts_in_ms=0, guests=WITHOUT_PATIENT, basis=Basis.DOCUMENTED)
    consult = Consult(made.session).joins(HOST, SPECIALIST).looks().admits(SPECIALIST)
    assert consult.session.phase is Phase.LIVE
    assert consult.presence(SPECIALIST).is_online
    assert SPECIALIST in {
        person for effect in consult.effects for person in getattr(effect, "participants", None) or ()
    }


def test_the_policy_is_the_consults_own() -> None:
    """[SES-10] Limits are fixed when it is made."""
    policy = replace(POLICY, extensions_max=0, lobby_after_start_min=30)
    session = scheduled(minutes=10, policy=policy).session
    assert session.latest_end_ms == NOW + (60 + 30 + 10) * MINUTE
