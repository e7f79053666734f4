"""Who steers."""

import pytest

from server.sessions.commands import (
    HandOver,
    Leave,
    Narrow,
    Pause,
    ReleaseControl,
    Remove,
    RequestControl,
    SetView,
    TakeControl,
)
from server.sessions.effects import LineCode, ShowView, TellControl
from server.sessions.session import ControlRequest
from server.terms.errors import Malformed, Refused
from server.terms.ids import ParticipantId
from server.terms.view import Viewport
from tests.sessions.consult import (
    HOST,
    NOW,
    OBSERVER,
    PATIENT,
    SECOND,
    SECOND_SPECIALIST,
    SPECIALIST,
    live,
    paused,
    presented_by,
    sharing,
)


def test_a_view_is_whole_numbered_and_echoed() -> None:
    """[SES-61] One higher each time, with its author's own number."""
    consult = sharing()
    rev = consult.session.view.rev if consult.session.view else 0
    consult.after(SECOND).looks(pos=17, cseq=41)
    (shown,) = consult.asked(ShowView)
    assert (shown.view.rev, shown.view.by, shown.view.at_ms) == (rev + 1, HOST, NOW + SECOND)
    assert (shown.cseq, shown.author) == (41, HOST)
    assert shown.view == consult.session.view
    assert consult.effects == (shown,)


def test_only_the_holder_of_the_token_sets_the_view() -> None:
    """[SES-60] Everybody else is told who holds it."""
    with pytest.raises(Refused) as refused:
        sharing().looks(by=SPECIALIST)
    assert refused.value.code == "not_presenter"
    assert refused.value.facts == {"holder": HOST, "token_epoch": 1}


def test_what_the_former_holder_still_sends_fails() -> None:
    """[SES-60] On the token's epoch, even after it came back."""
    consult = presented_by(SPECIALIST).does(TakeControl(HOST))
    stale = SetView(HOST, 1, 9, (1, 1), "a", (Viewport("a", 0),))
    with pytest.raises(Refused) as refused:
        consult.does(stale)
    assert refused.value.facts == {"holder": HOST, "token_epoch": 3}


def test_control_is_handed_over_recorded_and_said() -> None:
    """[SES-66] The token's epoch rises."""
    consult = sharing().does(HandOver(HOST, SPECIALIST))
    assert (consult.session.token.holder, consult.session.token.token_epoch) == (SPECIALIST, 2)
    assert consult.entries("control.changed")[0].facts == {"holder": SPECIALIST, "token_epoch": 2}
    assert consult.lines() == [LineCode.PRESENTING]
    assert TellControl() in consult.effects
    assert consult.looks(by=SPECIALIST, pos=5).asked(ShowView)[0].author == SPECIALIST


def test_a_presenter_hands_over_to_a_colleague_or_back() -> None:
    """[SES-66] The holder and the host may."""
    consult = presented_by(SPECIALIST).does(HandOver(SPECIALIST, SECOND_SPECIALIST))
    assert consult.session.token.holder == SECOND_SPECIALIST
    assert consult.does(HandOver(HOST, SPECIALIST)).session.token.holder == SPECIALIST
    assert consult.does(ReleaseControl(SPECIALIST)).session.token.holder == HOST


def test_the_host_takes_control_at_any_time() -> None:
    """[SES-66] At once, also while paused."""
    assert presented_by(SPECIALIST).does(TakeControl(HOST)).session.token.holder == HOST
    assert presented_by(SPECIALIST).does(Pause(HOST)).does(TakeControl(HOST)).session.token.holder == HOST


def test_handing_over_to_who_holds_it_is_nothing() -> None:
    """[SES-66] No change, no line."""
    assert sharing().does(HandOver(HOST, HOST)).effects == ()
    assert sharing().does(ReleaseControl(HOST)).effects == ()
    assert sharing().does(RequestControl(SPECIALIST)).does(HandOver(HOST, HOST)).session.token.request is not None


def test_who_does_not_hold_control_cannot_give_it() -> None:
    """[SES-66] Neither hand over nor release."""
    consult = presented_by(SPECIALIST)
    for command in (HandOver(SECOND_SPECIALIST, SECOND_SPECIALIST), ReleaseControl(SECOND_SPECIALIST)):
        with pytest.raises(Refused, match="not_presenter"):
            consult.does(command)


@pytest.mark.parametrize("person", [PATIENT, OBSERVER])
def test_a_patient_or_an_observer_never_steers(person: ParticipantId) -> None:
    """[SES-64] Not by asking, not by gift, not by sending a view."""
    consult = sharing(PATIENT, SPECIALIST, OBSERVER)
    for command in (
        RequestControl(person),
        HandOver(HOST, person),
        HandOver(person, person),
        ReleaseControl(person),
        TakeControl(person),
        SetView(person, 1, 1, (1, 1), "a", (Viewport("a", 0, flip=True),)),
    ):
        with pytest.raises(Refused, match="forbidden"):
            consult.does(command)


def test_control_goes_to_nobody_who_is_away_or_sees_nothing() -> None:
    """[SES-65] Steering blind helps nobody."""
    with pytest.raises(Refused, match="conflict"):
        sharing().drops(SPECIALIST).does(HandOver(HOST, SPECIALIST))
    for command in (HandOver(HOST, SPECIALIST), RequestControl(SPECIALIST)):
        with pytest.raises(Refused, match="forbidden"):
            live().does(command)
    with pytest.raises(Refused, match="forbidden"):
        sharing().joins(SECOND_SPECIALIST).does(HandOver(HOST, SECOND_SPECIALIST))


def test_a_specialist_steers_only_what_they_may_see() -> None:
    """[SES-65] A stack outside their grant is forbidden, and the view stays."""
    consult = live().agrees(stacks=(0,)).does(HandOver(HOST, SPECIALIST))
    before = consult.session.view
    with pytest.raises(Refused, match="forbidden"):
        consult.looks(by=SPECIALIST, stack=1)
    assert consult.session.view == before


@pytest.mark.parametrize(
    "command",
    [Remove(HOST, SPECIALIST), Leave(SPECIALIST), Narrow(PATIENT, (0,), (PATIENT,))],
    ids=["removed", "left", "unseen"],
)
def test_control_goes_with_sight_or_seat(command: Remove | Leave | Narrow) -> None:
    """[SES-65] Back to the host at once."""
    consult = presented_by(SPECIALIST).does(command)
    assert consult.session.token.holder == HOST
    assert consult.entries("control.changed")[0].actor == "system"


def test_a_request_asks_and_is_answered() -> None:
    """[SES-67] A grant clears it."""
    consult = sharing().does(RequestControl(SPECIALIST))
    assert consult.session.token.request == ControlRequest(SPECIALIST, NOW + 20 * SECOND)
    assert consult.effects == (TellControl(),)
    assert consult.does(HandOver(HOST, SPECIALIST)).session.token.request is None


def test_one_request_at_a_time() -> None:
    """[SES-67] The second is told who asks; the first may ask again."""
    consult = sharing(PATIENT, SPECIALIST, SECOND_SPECIALIST).does(RequestControl(SPECIALIST))
    with pytest.raises(Refused) as refused:
        consult.does(RequestControl(SECOND_SPECIALIST))
    assert refused.value.facts == {"asking": SPECIALIST}
    consult.at += SECOND
    request = consult.does(RequestControl(SPECIALIST)).session.token.request
    assert request is not None
    assert request.until_ms == NOW + 21 * SECOND


def test_the_presenter_need_not_ask() -> None:
    """[SES-67] They have it."""
    assert presented_by(SPECIALIST).does(RequestControl(SPECIALIST)).effects == ()


def test_a_request_goes_with_who_asked() -> None:
    """[SES-67] Removed, or blind."""
    for command in (Remove(HOST, SPECIALIST), Narrow(PATIENT, (0,), (PATIENT,))):
        assert sharing().does(RequestControl(SPECIALIST)).does(command).session.token.request is None


def test_nobody_steers_while_paused() -> None:
    """[SES-45] There is no picture to steer."""
    with pytest.raises(Refused, match="conflict"):
        paused().looks()


def test_a_view_of_a_stack_that_does_not_exist_is_malformed() -> None:
    """[SES-62] It cannot be shown at all."""
    with pytest.raises(Malformed) as refused:
        sharing().looks(stack=3)
    assert refused.value.facts["field"] == "stack"


def test_a_position_outside_the_stack_is_the_nearest_inside() -> None:
    """[SES-62] The wheel turns on past the end."""
    consult = sharing().looks(pos=9_999)
    assert consult.session.view is not None
    assert consult.session.view.viewports[0].pos == 119
