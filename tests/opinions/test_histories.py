"""Any history of a request keeps every rule of SPEC.md: hypothesis over `step`.

A history is bytes, three per event (what, with what, how long after), so that drawing is cheap and a failure shrinks.
"""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from server.audit.kinds import KINDS
from server.opinions.blind import as_given, others_given
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
from server.opinions.effects import EndReading, Record, Save, Stepped, Tell
from server.opinions.request import Opinion, Side, State
from server.opinions.step import step
from server.terms.errors import Malformed, Refused
from server.terms.ids import SessionId
from server.terms.opinions import Confidence, NextStep, Position, Urgency
from tests.opinions.asked import ASKER, CONSULT, DRAFT, DUE, HOUR, MINUTE, NOW, READER, REPORT, asked, entries

PAUSES_MS = (0, 0, 1, MINUTE, 5 * MINUTE, 5 * MINUTE + 1, 30 * MINUTE, HOUR, 3 * HOUR)
ENDS = {State.DECLINED, State.WITHDRAWN}
WAYS = {
    (State.ASKED, State.ACCEPTED), (State.ASKED, State.DECLINED), (State.ASKED, State.WITHDRAWN),
    (State.ACCEPTED, State.DECLINED), (State.ACCEPTED, State.WITHDRAWN), (State.ACCEPTED, State.ANSWERED),
}  # fmt: skip
OTHER = asked(session=SessionId("0f" * 16))
SIDES: tuple[Side, ...] = ("reader", "reader", "reader", "asker", "asker", "clock")
Make = Callable[[Opinion, int, int], Command]


def _sign(opinion: Opinion, number: int, now_ms: int) -> Sign:
    draft = replace(
        DRAFT,
        position=list(Position)[number % 4],
        confidence=list(Confidence)[number % 3],
        urgency=list(Urgency)[number // 3 % 3],
        next_step=list(NextStep)[number // 5 % 8],
        reason="why" if number & 8 else "",
        images=DRAFT.images if number & 16 else (),
    )
    over = len(opinion.answers) if number & 32 else number % 3
    return Sign(READER, draft, over, now_ms - (number % 7) * MINUTE, "d" * 64)


MAKE: tuple[Make, ...] = (
    lambda _opinion, _number, _now: ReadRequest(READER),
    lambda _opinion, _number, _now: Accept(READER),
    lambda _opinion, _number, _now: Accept(READER),
    lambda _opinion, number, _now: Decline(READER, "other" if number & 1 else "no_time", "so" if number & 2 else ""),
    lambda _opinion, _number, _now: Begin(READER),
    lambda _opinion, _number, _now: Reveal(READER),
    _sign,
    _sign,
    _sign,
    lambda _opinion, _number, _now: Withdraw(ASKER),
    lambda _opinion, number, now_ms: MoveDue(ASKER, min(DUE + 2 * HOUR, now_ms + number * 5 * MINUTE)),
    lambda _opinion, _number, _now: ReadAnswer(ASKER),
    lambda _opinion, number, _now: BringLive(ASKER, CONSULT, told=bool(number & 1)),
    lambda _opinion, _number, _now: Tick(),
)


def _check(before: Opinion, stepped: Stepped, now_ms: int) -> None:
    after, effects = stepped.opinion, stepped.effects
    # OPN-7, OPN-22: what only ever grows
    assert before.state is after.state or (before.state, after.state) in WAYS
    assert after.answers[: len(before.answers)] == before.answers
    assert after.facts == before.facts
    # OPN-1: recorded, kept, then done and told
    if after != before:
        assert Save() in effects
        assert effects.index(Save()) > max(n for n, each in enumerate(effects) if isinstance(each, Record)) or any(
            isinstance(each, Record) and each.entry.kind == "opinion.overdue" for each in effects
        )
        assert isinstance(effects[0], Record)
    # OPN-16: told once, and never after the request is closed
    told = [each for each in effects if isinstance(each, Tell) and each.news == "overdue"]
    if told:
        assert len(told) == 2
        assert before.overdue_ms is None
        assert before.is_open
        assert now_ms >= before.due_ms
    # OPN-42: unless it was moved just now
    is_moved = after.due_ms != before.due_ms
    assert not (before.is_open and now_ms >= before.due_ms and after.overdue_ms is None and effects and not is_moved)
    assert NOW < after.due_ms <= DUE + 2 * HOUR
    # OPN-9, OPN-10: who is told no looks no longer
    assert (EndReading() in effects) == (after.state in ENDS and before.state not in ENDS)
    # OPN-30 … OPN-34
    blind = after.facts.blind and not after.answers
    if blind or after.revealed_ms is None:
        assert REPORT not in repr(as_given(after))
        assert others_given(after, (OTHER,)) == ()
    assert after.revealed_ms == before.revealed_ms or "opinion.revealed" in {each.kind for each in entries(stepped)}
    # OPN-51, OPN-52: nobody is brought without the entry that says so
    assert len(after.brought) - len(before.brought) == [each.kind for each in entries(stepped)].count("opinion.brought")
    for entry in entries(stepped):
        assert entry.kind in KINDS
        assert "Spiculated" not in repr(entry)
        assert REPORT not in repr(entry)


@given(history=st.binary(max_size=90), blind=st.booleans())
@settings(max_examples=250, deadline=None)
def test_any_history_keeps_the_rules(history: bytes, *, blind: bool) -> None:
    """[OPN-1] [OPN-2] [OPN-7] Whatever is said in whatever order, no rule is broken, and a refusal changes nothing."""
    opinion, now_ms = asked(blind=blind, others_shown=True), NOW
    for start in range(0, len(history) - 2, 3):
        what, number, pause = history[start : start + 3]
        now_ms += PAUSES_MS[pause % len(PAUSES_MS)]
        command = MAKE[what % len(MAKE)](opinion, number, now_ms)
        try:
            stepped = step(opinion, SIDES[number % len(SIDES)] if pause & 64 else _own(command), command, now_ms)
        except (Refused, Malformed) as refused:
            assert refused.code in {"forbidden", "conflict", "hidden", "factor_stale", "bad_value", "reads_blind"}  # noqa: PT017
            continue
        _check(opinion, stepped, now_ms)
        opinion = stepped.opinion


def _own(command: Command) -> Side:
    match command:
        case Withdraw() | MoveDue() | ReadAnswer() | BringLive():
            return "asker"
        case Tick():
            return "clock"
        case _:
            return "reader"
