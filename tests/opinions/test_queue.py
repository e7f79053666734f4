"""A request in the queue: accepted, declined, withdrawn, begun, late."""

from dataclasses import replace

import pytest

from server.opinions.commands import (
    Accept,
    Begin,
    BringLive,
    Command,
    Decline,
    MoveDue,
    ReadAnswer,
    ReadRequest,
    Reveal,
    Sign,
    Tick,
    Withdraw,
)
from server.opinions.effects import EndReading, StartReading, Tell
from server.opinions.request import DeclineReason, Opinion, Side, State
from server.opinions.step import MAY, step
from server.terms.errors import Malformed, Refused
from tests.opinions.asked import ASKER, CONSULT, DRAFT, DUE, HOUR, MINUTE, NOW, READER, asked, entries, kinds

EXAMPLES: tuple[Command, ...] = (
    ReadRequest(READER),
    Accept(READER),
    Decline(READER, "no_time"),
    Begin(READER),
    Reveal(READER),
    Sign(READER, DRAFT, 0, NOW + 1),
    Withdraw(ASKER),
    MoveDue(ASKER, DUE + HOUR),
    BringLive(ASKER, CONSULT, told=True),
    ReadAnswer(ASKER),
    Tick(),
)
SIDES: tuple[Side, ...] = ("asker", "reader", "clock")


def in_state(state: State) -> Opinion:
    """A request that came so far, read openly."""
    accepted = step(asked(blind=False), "reader", Accept(READER), NOW).opinion
    match state:
        case State.ASKED:
            return asked(blind=False)
        case State.ACCEPTED:
            return accepted
        case State.DECLINED:
            return step(accepted, "reader", Decline(READER, "no_time"), NOW).opinion
        case State.WITHDRAWN:
            return step(accepted, "asker", Withdraw(ASKER), NOW).opinion
        case State.ANSWERED:
            return step(accepted, "reader", Sign(READER, DRAFT, 0, NOW), NOW).opinion


def test_every_command_has_a_row() -> None:
    """[OPN-2] Whose each command is, and when, is written for every command."""
    assert {type(each) for each in EXAMPLES} == set(MAY)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("command", EXAMPLES, ids=lambda each: type(each).__name__)
def test_legal_beside_illegal(command: Command, state: State) -> None:
    """[OPN-2] [OPN-7] In its states a command is done; in every other it is `conflict`, for the other side `forbidden`."""
    side, states = MAY[type(command)]
    opinion = in_state(state)
    for other in SIDES:
        if other != side:
            with pytest.raises(Refused, match="forbidden"):
                step(opinion, other, command, NOW + 1)
    if isinstance(command, Sign):
        command = replace(command, over=len(opinion.answers), draft=replace(DRAFT, reason="x" * len(opinion.answers)))
    if state in states:
        step(opinion, side, command, NOW + 1)
    else:
        with pytest.raises(Refused, match="conflict"):
            step(opinion, side, command, NOW + 1)


def test_accepting_is_told_with_its_time() -> None:
    """[OPN-8] Whoever asked sees when it was accepted."""
    stepped = step(asked(), "reader", Accept(READER), NOW + MINUTE)
    assert stepped.opinion.accepted_ms == NOW + MINUTE
    assert stepped.effects[-1] == Tell("asker", "accepted")
    assert kinds(stepped) == ["opinion.accepted"]


@pytest.mark.parametrize("reason", ["not_my_field", "no_time", "too_close", "pictures_unusable"])
def test_declining_names_a_reason_and_ends_the_reading(reason: DeclineReason) -> None:
    """[OPN-9] The asker reads why; the pictures are locked."""
    stepped = step(asked(), "reader", Decline(READER, reason), NOW)
    assert stepped.opinion.reason == reason
    assert EndReading() in stepped.effects
    assert entries(stepped)[0].facts["reason"] == reason


@pytest.mark.parametrize("words", ["", "  ", "x" * 501])
def test_another_reason_needs_words(words: str) -> None:
    """[OPN-9] `other` says nothing by itself."""
    with pytest.raises(Malformed, match="bad_value"):
        step(asked(), "reader", Decline(READER, "other", words), NOW)


def test_the_words_of_a_reason_are_not_recorded() -> None:
    """[OPN-9] Words are kept sealed, not in the record."""
    stepped = step(asked(), "reader", Decline(READER, "other", "I know Maria"), NOW)
    assert stepped.opinion.reason_words == "I know Maria"
    assert "Maria" not in repr(entries(stepped))


def test_withdrawing_ends_the_reading_and_tells_the_reader() -> None:
    """[OPN-10] Nobody works on what nobody needs."""
    stepped = step(in_state(State.ACCEPTED), "asker", Withdraw(ASKER), NOW)
    assert stepped.effects[-2:] == (EndReading(), Tell("reader", "withdrawn"))


def test_reading_time_begins_once() -> None:
    """[OPN-12] Coming back to the reading is no new beginning, and no second entry."""
    first = step(in_state(State.ACCEPTED), "reader", Begin(READER), NOW + 1)
    again = step(first.opinion, "reader", Begin(READER), NOW + 2)
    assert first.opinion.begun_ms == again.opinion.begun_ms == NOW + 1
    assert kinds(first) == ["opinion.begun"]
    assert again.effects == (StartReading(),)


def test_reading_does_not_begin_before_it_was_accepted() -> None:
    """[OPN-12] No picture before somebody said they would answer."""
    with pytest.raises(Refused, match="conflict"):
        step(asked(), "reader", Begin(READER), NOW)


def test_reading_the_request_is_on_record() -> None:
    """[OPN-15] Each time the reader reads what is asked."""
    assert kinds(step(asked(), "reader", ReadRequest(READER), NOW)) == ["opinion.request_read"]


def test_reading_the_answer_is_on_record_once_a_version() -> None:
    """[OPN-15] A page that looks every few seconds writes one entry."""
    read = step(in_state(State.ANSWERED), "asker", ReadAnswer(ASKER), NOW + 1)
    assert kinds(read) == ["opinion.read"]
    assert step(read.opinion, "asker", ReadAnswer(ASKER), NOW + 2).effects == ()


@pytest.mark.parametrize("state", [State.ASKED, State.ACCEPTED])
def test_late_is_told_to_both_sides_once(state: State) -> None:
    """[OPN-16] Overdue is said to both, once; the moment before nothing is."""
    opinion = in_state(state)
    assert step(opinion, "clock", Tick(), DUE - 1).effects == ()
    late = step(opinion, "clock", Tick(), DUE)
    assert late.effects[-2:] == (Tell("asker", "overdue"), Tell("reader", "overdue"))
    assert kinds(late) == ["opinion.overdue"]
    assert step(late.opinion, "clock", Tick(), DUE + MINUTE).effects == ()


@pytest.mark.parametrize("state", [State.ANSWERED, State.DECLINED, State.WITHDRAWN])
def test_what_nobody_waits_for_is_never_late(state: State) -> None:
    """[OPN-16] Only open requests fall due."""
    assert step(in_state(state), "clock", Tick(), DUE + MINUTE).effects == ()


def test_late_comes_before_whatever_else_happens() -> None:
    """[OPN-16] An answer a minute late is on record as late, also when the clock was later still."""
    stepped = step(in_state(State.ACCEPTED), "reader", Sign(READER, DRAFT, 0, DUE), DUE + MINUTE)
    assert kinds(stepped) == ["opinion.overdue", "opinion.signed"]


def test_late_stops_nothing() -> None:
    """[OPN-17] A late request is accepted and answered like any other."""
    late = step(asked(), "clock", Tick(), DUE).opinion
    accepted = step(late, "reader", Accept(READER), DUE + 1).opinion
    answered = step(accepted, "reader", Sign(READER, DRAFT, 0, DUE), DUE + 2).opinion
    assert answered.state is State.ANSWERED
    assert step(late, "asker", Withdraw(ASKER), DUE + 1).opinion.state is State.WITHDRAWN
    assert step(late, "reader", Decline(READER, "no_time"), DUE + 1).opinion.state is State.DECLINED


@pytest.mark.parametrize(
    ("due_ms", "is_taken"),
    [
        (NOW + 5 * MINUTE, True),
        (DUE + 2 * HOUR, True),
        (NOW + 5 * MINUTE - 1, False),
        (DUE + 2 * HOUR + 1, False),
    ],
)
def test_the_due_time_moves_as_far_as_the_reading_is_open(due_ms: int, *, is_taken: bool) -> None:
    """[OPN-41] [OPN-5] From five minutes ahead to two hours after the first one; what was asked stays as it was."""
    if not is_taken:
        with pytest.raises(Malformed, match="bad_value"):
            step(asked(), "asker", MoveDue(ASKER, due_ms), NOW)
        return
    moved = step(asked(), "asker", MoveDue(ASKER, due_ms), NOW).opinion
    assert (moved.due_ms, moved.facts) == (due_ms, asked().facts)


def test_a_moved_due_time_is_told_and_late_by_it_is_told_anew() -> None:
    """[OPN-42] [OPN-16] Each due time is late once; the same one again changes nothing."""
    late = step(asked(), "clock", Tick(), DUE).opinion
    moved = step(late, "asker", MoveDue(ASKER, DUE + HOUR), DUE + 1)
    assert moved.effects[-1] == Tell("reader", "moved")
    assert [(each.kind, each.facts["due_ms"]) for each in entries(moved)] == [("opinion.moved", DUE + HOUR)]
    assert step(moved.opinion, "asker", MoveDue(ASKER, DUE + HOUR), DUE + 2).effects == ()
    assert step(moved.opinion, "clock", Tick(), DUE + HOUR - 1).effects == ()
    assert kinds(step(moved.opinion, "clock", Tick(), DUE + HOUR)) == ["opinion.overdue"]


def test_moving_what_is_late_says_first_that_it_was() -> None:
    """[OPN-16] [OPN-42] However late the clock is."""
    assert kinds(step(asked(), "asker", MoveDue(ASKER, DUE + HOUR), DUE + 1)) == ["opinion.overdue", "opinion.moved"]
