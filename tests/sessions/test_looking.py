"""Looking around alone, and blanking while the host prepares a picture."""

import pytest

from server.sessions.commands import AllowLooking, Blank, Follow, HandOver, LookAround, Narrow, Pause, Resume
from server.sessions.effects import GiveKey, MakeDark, MintEpoch, ShowOwnView, StartFeed, StopFeeds, TellState
from server.sessions.seeing import stacks_of, viewers
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId
from server.terms.people import Role
from server.terms.view import Viewport
from tests.sessions.consult import (
    HOST,
    OBSERVER,
    PATIENT,
    SPECIALIST,
    Consult,
    live,
    presented_by,
    sharing,
)


def looked(by: ParticipantId, *, stack: int = 0, pos: int = 3) -> LookAround:
    return LookAround(by, 7, (1, 1), "a", (Viewport("a", stack, pos),))


def test_a_specialist_looks_around_alone() -> None:
    """[SES-110] Their own view, clamped, for their screen only; the session is as it was."""
    consult = sharing()
    before = consult.session
    consult.does(looked(SPECIALIST, pos=4_000))
    (shown,) = consult.asked(ShowOwnView)
    assert (shown.participant, shown.cseq) == (SPECIALIST, 7)
    assert shown.view is not None
    assert shown.view.viewports[0].pos == 119
    assert consult.session == before
    assert consult.effects == (shown,)


def test_following_again_is_one_step() -> None:
    """[SES-110] Back to the shared view."""
    assert sharing().does(Follow(SPECIALIST)).effects == (ShowOwnView(SPECIALIST, None, None),)


def test_nobody_looks_at_what_they_may_not_see() -> None:
    """[SES-111] An own view stays inside the grant."""
    consult = live().agrees(stacks=(0,))
    consult.does(looked(SPECIALIST))
    with pytest.raises(Refused, match="forbidden"):
        consult.does(looked(SPECIALIST, stack=1))


def test_whoever_steers_has_no_view_of_their_own() -> None:
    """[SES-111] The presenter's view is the shared one; the host may look around while a specialist steers."""
    with pytest.raises(Refused, match="conflict"):
        sharing().does(looked(HOST))
    consult = presented_by(SPECIALIST)
    assert consult.does(looked(HOST)).asked(ShowOwnView)
    with pytest.raises(Refused, match="conflict"):
        consult.does(looked(SPECIALIST))


def test_taking_control_ends_looking_around() -> None:
    """[SES-111] Who is handed control is back at the shared view."""
    consult = sharing().does(looked(SPECIALIST)).does(HandOver(HOST, SPECIALIST))
    assert consult.asked(ShowOwnView) == [ShowOwnView(SPECIALIST, None, None)]


def test_the_host_says_who_may_look_around() -> None:
    """[SES-112] Specialists at first, patients when allowed, observers never; who is called back is back at once."""
    consult = sharing(PATIENT, SPECIALIST, OBSERVER)
    with pytest.raises(Refused, match="forbidden"):
        consult.does(looked(PATIENT))
    consult.does(AllowLooking(HOST, Role.PATIENT, allowed=True))
    assert TellState() in consult.effects
    assert consult.does(looked(PATIENT)).asked(ShowOwnView)
    consult.does(AllowLooking(HOST, Role.PATIENT, allowed=False))
    assert consult.asked(ShowOwnView) == [ShowOwnView(PATIENT, None, None)]
    with pytest.raises(Refused, match="forbidden"):
        consult.does(looked(PATIENT))
    with pytest.raises(Malformed, match="bad_value"):
        consult.does(AllowLooking(HOST, Role.OBSERVER, allowed=True))


def test_blanking_darkens_patients_and_observers_only() -> None:
    """[SES-113] C15: no feed, no key, nothing on screen; specialists go on seeing."""
    consult = sharing(PATIENT, SPECIALIST, OBSERVER).does(Blank(HOST, blank=True))
    (stopped,) = consult.asked(StopFeeds)
    assert set(stopped.participants or ()) == {PATIENT, OBSERVER}
    assert consult.asked(MakeDark)[0].reason == "blank"
    assert consult.entries("pictures.blanked")
    assert stacks_of(consult.session, PATIENT, consult.at) == ()
    assert set(viewers(consult.session, consult.at)) == {HOST, SPECIALIST}


def test_unblanking_gives_back_what_the_grant_gives() -> None:
    """[SES-113] Key and feed for those who may see by then; of the epoch between they are given nothing."""
    consult = sharing()
    before = consult.session.epoch
    consult.does(Blank(HOST, blank=True))
    assert consult.asked(MintEpoch) == [MintEpoch(before + 1)]
    assert all(PATIENT not in effect.participants for effect in consult.asked(GiveKey))
    consult.does(Blank(HOST, blank=False))
    assert consult.asked(MintEpoch) == [MintEpoch(before + 2)]
    (given,), (started,) = consult.asked(GiveKey), consult.asked(StartFeed)
    assert (given.epoch, set(given.participants)) == (before + 2, set(started.participants))
    assert {HOST, PATIENT, SPECIALIST} <= set(given.participants)
    assert consult.entries("pictures.unblanked")


def test_blanking_while_paused_draws_no_key() -> None:
    """[SES-113] There is none to be given: whoever resumes draws the next."""
    consult = sharing().does(Pause(HOST)).does(Blank(HOST, blank=True))
    assert not consult.asked(MintEpoch)
    assert all(PATIENT not in effect.participants for effect in consult.does(Resume(HOST)).asked(GiveKey))


def test_blanking_twice_is_blanking_once() -> None:
    """[SES-113] Nothing happens the second time, and no grant given meanwhile lights a blank screen."""
    consult = live().does(Blank(HOST, blank=True)).agrees()
    assert PATIENT not in {who for effect in consult.asked(GiveKey) for who in effect.participants}
    assert consult.does(Blank(HOST, blank=True)).effects == ()


def test_narrowing_while_blank_stays_blank() -> None:
    """[SES-113] Whatever turns the epoch gives a blank screen no key."""
    consult = sharing().does(Blank(HOST, blank=True)).does(Narrow(PATIENT, (0,)))
    assert all(PATIENT not in effect.participants for effect in consult.asked(GiveKey))


def moved(consult: Consult) -> Consult:
    return consult.looks(pos=9)


def test_the_shared_view_goes_on_while_somebody_is_blank() -> None:
    """[SES-113] The presenter is not held up."""
    assert moved(sharing().does(Blank(HOST, blank=True))).session.view is not None
