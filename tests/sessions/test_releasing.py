"""Names in pictures: held back, looked at, released."""

from dataclasses import replace

import pytest

from server.sessions.commands import AskAgain, GiveConsent, HandOver, RefuseConsent, ReleaseStack, SetView
from server.sessions.effects import AskConsent, GiveKey, StartFeed
from server.sessions.phases import Phase
from server.sessions.seeing import may_see, reads_names, stacks_of
from server.sessions.session import ConsentState
from server.sessions.step import step
from server.terms.consults import Mask
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId, PersonId
from server.terms.people import Role
from server.terms.view import Viewport
from tests.sessions.consult import (
    DIGEST,
    GUEST_SEATS,
    HOST,
    OBSERVER,
    PATIENT,
    POLICY,
    SPECIALIST,
    Consult,
    closing,
    holding,
    live,
    paused,
    planned,
    sharing,
    with_policy,
)

LAY = (Role.PATIENT, Role.OBSERVER)
NAME = Mask(0, 0, 200, 20, LAY)


def _sees(consult: Consult, person: ParticipantId) -> tuple[int, ...]:
    return stacks_of(consult.session, person, consult.at)


@pytest.mark.parametrize("guest", [PATIENT, SPECIALIST, OBSERVER])
@pytest.mark.parametrize(("stack", "held"), [(0, False), (1, True), (2, False)])
def test_a_held_stack_is_shown_to_nobody_but_the_host(guest: ParticipantId, stack: int, *, held: bool) -> None:
    """[SES-100] Beside it, everything else that was granted is shown."""
    consult = holding(sharing(PATIENT, SPECIALIST, OBSERVER), 1)
    assert may_see(consult.session, guest, stack, consult.at) is not held
    assert may_see(consult.session, HOST, stack, consult.at)


def test_another_basis_does_not_show_a_held_stack_either() -> None:
    """[SES-100] Whether pictures may be seen and whether there are names in them are two questions."""
    consult = holding(live(), 0, 2).has_basis()
    assert _sees(consult, PATIENT) == (1,)


def test_a_guest_who_steers_cannot_put_a_held_stack_up() -> None:
    """[SES-100] Nor look at it by steering."""
    consult = holding(sharing(), 1).does(HandOver(HOST, SPECIALIST))
    consult.looks(SPECIALIST, stack=2)
    with pytest.raises(Refused, match="forbidden"):
        consult.looks(SPECIALIST, stack=1)


def test_who_sees_only_held_stacks_gets_no_key() -> None:
    """[SES-100] [SES-42] There is nothing to open with it."""
    consult = holding(live(), 0, 1, 2).has_basis()
    assert consult.asked(GiveKey) == []
    assert _sees(consult, PATIENT) == ()


def test_a_patient_is_not_asked_about_nothing() -> None:
    """[SES-101] Every stack is held: no form; with one that can be shown, the form."""
    asked = holding(planned(), 0).after(60 * 60_000).joins(HOST, PATIENT).looks().admits(PATIENT)
    assert asked.asked(AskConsent) == [AskConsent(PATIENT)]
    unasked = holding(planned(), 0, 1, 2).after(60 * 60_000).joins(HOST, PATIENT).looks().admits(PATIENT)
    assert unasked.asked(AskConsent) == []
    assert unasked.presence(PATIENT).consent is ConsentState.NONE
    with pytest.raises(Refused, match="names_unchecked"):
        unasked.does(AskAgain(HOST, PATIENT))


def test_a_consent_cannot_cover_a_held_stack() -> None:
    """[SES-101] No form listed it."""
    consult = holding(live(), 1)
    with pytest.raises(Malformed, match="bad_value"):
        consult.agrees(stacks=(0, 1))
    assert _sees(consult.agrees(stacks=(0, 2)), PATIENT) == (0, 2)


def test_a_release_is_kept_with_its_masks_and_recorded() -> None:
    """[SES-102] Who, which stack, how many rectangles; not where, for that could tell a name's length."""
    consult = holding(planned(), 1).does(ReleaseStack(HOST, 1, (NAME,)))
    assert not consult.session.stacks[1].held
    assert consult.session.stacks[1].masks == (NAME,)
    entry = consult.entries("stack.released")[0]
    assert (entry.actor, entry.facts["stack"], entry.facts["rectangles"]) == (HOST, 1, 1)


def test_a_release_without_masks_says_that_nothing_identifies() -> None:
    """[SES-102] Confirmed clean."""
    consult = holding(planned(), 0).does(ReleaseStack(HOST, 0))
    assert consult.session.stacks[0].masks == ()
    assert consult.entries("stack.released")[0].facts["rectangles"] == 0


@pytest.mark.parametrize("by", [PATIENT, SPECIALIST, OBSERVER])
def test_a_guest_releases_nothing(by: ParticipantId) -> None:
    """[SES-102] Only the host."""
    with pytest.raises(Refused, match="forbidden"):
        holding(sharing(PATIENT, SPECIALIST, OBSERVER), 1).does(ReleaseStack(by, 1))


@pytest.mark.parametrize(
    "masks",
    [
        (replace(NAME, right=513),),
        (replace(NAME, bottom=257),),
        (replace(NAME, left=-1),),
        (replace(NAME, right=0),),
        (replace(NAME, top=20),),
        (replace(NAME, roles=()),),
        (NAME,) * 65,
    ],
    ids=["too wide", "too high", "before the edge", "no width", "no height", "for nobody", "too many"],
)
def test_a_mask_that_is_none_is_refused(masks: tuple[Mask, ...]) -> None:
    """[SES-102] The image is 512 × 256; the whole of it may be black."""
    consult = holding(planned(), 1)
    with pytest.raises(Malformed, match="bad_value"):
        consult.does(ReleaseStack(HOST, 1, masks))
    consult.does(ReleaseStack(HOST, 1, (Mask(0, 0, 512, 256, LAY),)))


@pytest.mark.parametrize("stack", [-1, 3])
def test_a_stack_outside_the_manifest_cannot_be_released(stack: int) -> None:
    """[SES-102] It has no pictures."""
    with pytest.raises(Malformed, match="bad_value"):
        planned().does(ReleaseStack(HOST, stack))


def test_a_stack_is_released_once() -> None:
    """[SES-102] What guests have seen does not change behind their backs."""
    with pytest.raises(Refused, match="conflict"):
        planned().does(ReleaseStack(HOST, 0))
    with pytest.raises(Refused, match="conflict"):
        holding(closing(), 0).does(ReleaseStack(HOST, 0))


def test_a_basis_of_the_hosts_shows_a_stack_once_it_is_released() -> None:
    """[SES-103] It covered it before."""
    consult = holding(live(), 1).has_basis().does(ReleaseStack(HOST, 1))
    assert consult.asked(StartFeed) == [StartFeed((HOST, PATIENT, SPECIALIST))]
    assert _sees(consult, SPECIALIST) == (0, 1, 2)
    assert consult.asked(AskConsent) == []


def test_a_patient_is_asked_about_what_their_agreement_did_not_list() -> None:
    """[SES-103] Until they answer they see what they agreed to; no to more takes nothing away."""
    consult = holding(live(), 1).agrees(stacks=(0, 2)).does(ReleaseStack(HOST, 1))
    assert consult.asked(AskConsent) == [AskConsent(PATIENT)]
    assert _sees(consult, PATIENT) == (0, 2)
    consult.does(RefuseConsent(PATIENT, DIGEST, "en", "form-2"))
    assert consult.presence(PATIENT).consent is ConsentState.GIVEN
    assert _sees(consult, PATIENT) == (0, 2)


def test_yes_to_more_shows_more() -> None:
    """[SES-103] The newest grant counts alone."""
    consult = holding(live(), 1).agrees(stacks=(0, 2)).does(ReleaseStack(HOST, 1))
    consult.does(GiveConsent(PATIENT, (0, 1, 2), DIGEST, "en", "form-2"))
    assert _sees(consult, PATIENT) == (0, 1, 2)


def test_who_said_no_is_not_asked_by_a_release() -> None:
    """[SES-103] [SES-53] Only the host asks again."""
    consult = holding(live(), 1).does(RefuseConsent(PATIENT, DIGEST, "en", "form-1"))
    assert consult.does(ReleaseStack(HOST, 1)).asked(AskConsent) == []


def test_while_paused_a_release_brings_no_picture() -> None:
    """[SES-103] [SES-45] There is no key."""
    consult = holding(paused(), 1).does(ReleaseStack(HOST, 1))
    assert consult.asked(GiveKey) == []
    assert consult.phase() is Phase.PAUSED


@pytest.mark.parametrize(
    ("person", "policy", "reads"),
    [
        (HOST, False, True),
        (SPECIALIST, False, False),
        (SPECIALIST, True, True),
        (PATIENT, True, False),
        (OBSERVER, True, False),
    ],
)
def test_who_reads_whose_pictures_they_are(person: ParticipantId, *, policy: bool, reads: bool) -> None:
    """[SES-104] The host; a specialist by link if the policy says so; a patient or an observer never."""
    consult = with_policy(sharing(PATIENT, SPECIALIST, OBSERVER), replace(POLICY, specialist_identity=policy))
    assert reads_names(consult.session, person) is reads


def test_a_specialist_of_the_staff_reads_whose_pictures_they_are() -> None:
    """[SES-104] They signed in."""
    session = sharing().session
    staff = tuple(replace(seat, person=PersonId("7" * 32)) for seat in GUEST_SEATS)
    assert reads_names(replace(session, guests=staff), SPECIALIST)
    assert not reads_names(replace(session, guests=staff), PATIENT)


def test_masks_are_those_of_the_role() -> None:
    """[SES-105] Each rectangle once, in one order, so that equal decisions are equal pictures."""
    everybody = Mask(10, 10, 20, 20, tuple(Role))
    ref = replace(planned().session.stacks[0], masks=(everybody, NAME, replace(NAME, roles=(Role.OBSERVER,))))
    assert ref.masks_for(Role.PATIENT) == ((0, 0, 200, 20), (10, 10, 20, 20)) == ref.masks_for(Role.OBSERVER)
    assert ref.masks_for(Role.SPECIALIST) == ((10, 10, 20, 20),) == ref.masks_for(Role.PROVIDER)


def test_a_view_of_a_held_stack_is_the_hosts_to_set() -> None:
    """[SES-100] Preparing is looking."""
    consult = holding(live(), 1)
    port = Viewport("a", 1, 0)
    stepped = step(
        consult.session, SetView(HOST, consult.session.token.token_epoch, 5, (1, 1), "a", (port,)), consult.at
    )
    assert stepped.session.view is not None
    assert stepped.session.view.viewports == (port,)
