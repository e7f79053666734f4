"""Every rule of a request behind one function: `step(opinion, command, now_ms)`; who may say what when is a table."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from server.opinions.asking import LATE_MS, SOONEST_MS
from server.opinions.blind import check_told
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
from server.opinions.effects import Effect, EndReading, News, Save, StartReading, Stepped, Tell
from server.opinions.recording import record
from server.opinions.request import Brought, Opinion, Side, State
from server.opinions.signing import WORDS_MAX, check_fresh, version_of
from server.terms.entries import EntryFact
from server.terms.errors import Malformed, Refused

CLOCK: Final = "system"
_OPEN: Final = frozenset({State.ASKED, State.ACCEPTED})
_TAKEN: Final = frozenset({State.ACCEPTED, State.ANSWERED})

MAY: Final[Mapping[type[Command], tuple[Side, frozenset[State]]]] = MappingProxyType(
    {
        ReadRequest: ("reader", frozenset(State)),
        Accept: ("reader", frozenset({State.ASKED})),
        Decline: ("reader", _OPEN),
        Begin: ("reader", _TAKEN),
        Reveal: ("reader", _TAKEN),
        Sign: ("reader", _TAKEN),
        Withdraw: ("asker", _OPEN),
        MoveDue: ("asker", _OPEN),
        BringLive: ("asker", _TAKEN),
        ReadAnswer: ("asker", frozenset({State.ANSWERED})),
        Tick: ("clock", frozenset(State)),
    }
)
"""Whose each command is, and in which states; whatever is not written here is refused (OPN-2)."""


def step(opinion: Opinion, by: Side, command: Command, now_ms: int) -> Stepped:
    """What a command makes of a request; what fell due happens before it, however late the clock is (OPN-16).

    Raises
    ------
    Refused
        `forbidden` for the other side's command; `conflict` {state} when it cannot be said now; `hidden`; `factor_stale`;
        `reads_blind`.
    Malformed
        `bad_value` {field}.
    """
    side, states = MAY[type(command)]
    if by != side:
        raise Refused("forbidden")
    late = _late(opinion, now_ms)
    if opinion.state not in states:
        raise Refused("conflict", state=opinion.state.value)
    done = _decided(late.opinion, command, now_ms)
    return Stepped(done.opinion, (*late.effects, *done.effects))


def _decided(opinion: Opinion, command: Command, now_ms: int) -> Stepped:  # noqa: C901, PLR0911  (one return per command)
    match command:
        case ReadRequest():
            return Stepped(opinion, (record(opinion, "opinion.request_read", now_ms, command.actor),))
        case Accept():
            return _accept(opinion, command, now_ms)
        case Decline():
            return _decline(opinion, command, now_ms)
        case Withdraw():
            return _withdraw(opinion, command, now_ms)
        case MoveDue():
            return _move(opinion, command, now_ms)
        case Begin():
            return _begin(opinion, command, now_ms)
        case Reveal():
            return _reveal(opinion, command, now_ms)
        case Sign():
            return _sign(opinion, command, now_ms)
        case BringLive():
            return _bring(opinion, command, now_ms)
        case ReadAnswer():
            return _read(opinion, command, now_ms)
        case Tick():
            return Stepped(opinion)


def _accept(opinion: Opinion, command: Accept, now_ms: int) -> Stepped:
    """The reader will answer (OPN-8)."""
    accepted = replace(opinion, state=State.ACCEPTED, accepted_ms=now_ms)
    return _done(accepted, "opinion.accepted", now_ms, command.actor, Tell("asker", "accepted"))


def _withdraw(opinion: Opinion, command: Withdraw, now_ms: int) -> Stepped:
    """Nobody needs it any more: the reading ends with it (OPN-10)."""
    gone = replace(opinion, state=State.WITHDRAWN, closed_ms=now_ms)
    return _done(gone, "opinion.withdrawn", now_ms, command.actor, EndReading(), Tell("reader", "withdrawn"))


def _move(opinion: Opinion, command: MoveDue, now_ms: int) -> Stepped:
    """As far as what was fixed when it was asked reaches; late is told anew (OPN-41, OPN-42)."""
    if not now_ms + SOONEST_MS <= command.due_ms <= opinion.facts.due_ms + LATE_MS:
        raise Malformed("bad_value", field="due_ms")
    if command.due_ms == opinion.due_ms:
        return Stepped(opinion)
    moved = replace(opinion, moved_ms=command.due_ms, overdue_ms=None)
    return _done(moved, "opinion.moved", now_ms, command.actor, Tell("reader", "moved"), due_ms=command.due_ms)


def _decline(opinion: Opinion, command: Decline, now_ms: int) -> Stepped:
    """A reason is always named; `other` needs words (OPN-9)."""
    needs_words = command.reason == "other"
    if len(command.words) > WORDS_MAX or (needs_words and not command.words.strip()):
        raise Malformed("bad_value", field="words", characters_max=WORDS_MAX)
    declined = replace(
        opinion, state=State.DECLINED, closed_ms=now_ms, reason=command.reason, reason_words=command.words
    )
    follows = EndReading(), Tell("asker", "declined")
    return _done(declined, "opinion.declined", now_ms, command.actor, *follows, reason=command.reason)


def _begin(opinion: Opinion, command: Begin, now_ms: int) -> Stepped:
    """Reading time begins once; whoever comes back to it goes on with what is left (OPN-12)."""
    if opinion.begun_ms is not None:
        return Stepped(opinion, (StartReading(),))
    begun = replace(opinion, begun_ms=now_ms)
    return _done(begun, "opinion.begun", now_ms, command.actor, StartReading(), minutes=opinion.facts.minutes)


def _reveal(opinion: Opinion, command: Reveal, now_ms: int) -> Stepped:
    """The first reveal is on record, with how many versions had been signed by then (OPN-31, OPN-34)."""
    check_told(opinion)
    if opinion.revealed_ms is not None:
        return Stepped(opinion)
    revealed = replace(opinion, revealed_ms=now_ms)
    return _done(revealed, "opinion.revealed", now_ms, command.actor, version=len(opinion.answers))


def _sign(opinion: Opinion, command: Sign, now_ms: int) -> Stepped:
    """The first version answers; every later one stands beside it, and a changed mind is said (OPN-19 … OPN-25)."""
    check_fresh(command.proved_ms, now_ms)
    made = version_of(opinion, command.draft, command.over, now_ms)
    signed = replace(opinion, state=State.ANSWERED, answers=(*opinion.answers, made), read_ms=None)
    if not opinion.answers:
        signed = replace(signed, closed_ms=now_ms)
    kind = "opinion.amended" if opinion.answers else "opinion.signed"
    news: News = "amended" if opinion.answers else "answered"
    stepped = _done(
        signed, kind, now_ms, command.actor, Tell("asker", news),
        version=made.version, position=made.position.value, confidence=made.confidence.value,
        urgency=made.urgency.value, next_step=made.next_step.value, images=len(made.images),
        blind=opinion.facts.blind, revealed=made.revealed, live=made.live, digest=command.digest,
    )  # fmt: skip
    if not opinion.answers or not made.changes_mind(opinion.answers[-1]):
        return stepped
    changed = record(
        signed, "opinion.mind_changed", now_ms, command.actor,
        version=made.version, before=opinion.answers[-1].position.value, position=made.position.value,
        revealed=made.revealed,
    )  # fmt: skip
    return Stepped(stepped.opinion, (stepped.effects[0], changed, *stepped.effects[1:]))


def _bring(opinion: Opinion, command: BringLive, now_ms: int) -> Stepped:
    """Whoever brings a blind reader where people talk has to know that they do; it is said of the answer (OPN-51, OPN-52)."""
    if any(each.consult == command.consult for each in opinion.brought):
        return Stepped(opinion)
    if opinion.is_blind and not command.told:
        raise Refused("reads_blind")
    brought = replace(opinion, brought=(*opinion.brought, Brought(command.consult, now_ms)))
    return _done(
        brought, "opinion.brought", now_ms, command.actor, Tell("reader", "brought"),
        consult=command.consult, blind=opinion.is_blind, version=len(opinion.answers),
    )  # fmt: skip


def _read(opinion: Opinion, command: ReadAnswer, now_ms: int) -> Stepped:
    """Each reading of a version that was not read before is on record (OPN-15)."""
    if opinion.read_ms is not None:
        return Stepped(opinion)
    read = replace(opinion, read_ms=now_ms)
    return _done(read, "opinion.read", now_ms, command.actor, version=len(opinion.answers))


def _late(opinion: Opinion, now_ms: int) -> Stepped:
    """Late is said once, to both sides, and stops nothing (OPN-16, OPN-17)."""
    due_ms = opinion.falls_due_ms
    if due_ms is None or now_ms < due_ms:
        return Stepped(opinion)
    late = replace(opinion, overdue_ms=now_ms)
    follows = Tell("asker", "overdue"), Tell("reader", "overdue")
    return _done(late, "opinion.overdue", now_ms, CLOCK, *follows, state=opinion.state.value, due_ms=due_ms)


def _done(opinion: Opinion, kind: str, now_ms: int, actor: str, *follows: Effect, **facts: EntryFact) -> Stepped:
    """Recorded, then kept, then whatever follows (OPN-1)."""
    changed = replace(opinion, revision=opinion.revision + 1)
    return Stepped(changed, (record(changed, kind, now_ms, actor, **facts), Save(), *follows))
