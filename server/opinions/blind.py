"""What is given to whoever was asked: the one place that decides what a blind reader does not have."""

from collections.abc import Sequence
from dataclasses import replace

from server.opinions.request import Opinion, State
from server.terms.errors import Refused


def may_be_told(opinion: Opinion) -> bool:
    """Whether the first report and others' opinions may be given to the reader at all now (OPN-30, OPN-31)."""
    if opinion.state not in {State.ACCEPTED, State.ANSWERED}:
        return False
    return opinion.is_committed or not opinion.facts.blind


def check_told(opinion: Opinion) -> None:
    """Refuse a reveal before its time: `hidden` while a blind reader has not committed, `conflict` {state} otherwise."""
    if may_be_told(opinion):
        return
    if opinion.state is State.ACCEPTED:
        raise Refused("hidden")
    raise Refused("conflict", state=opinion.state.value)


def as_given(opinion: Opinion) -> Opinion:
    """The request as the reader has it: without the first report unless it was revealed to them (OPN-30, OPN-32)."""
    if opinion.revealed_ms is not None:
        return opinion
    return replace(opinion, facts=replace(opinion.facts, first_report=""))


def others_given(opinion: Opinion, others: Sequence[Opinion]) -> tuple[Opinion, ...]:
    """What others answered to the same who asks, as far as it is given to this reader (OPN-33).

    Nothing before it was revealed, nothing unless whoever asked said so, and only what was signed.
    """
    if opinion.revealed_ms is None or not opinion.facts.others_shown:
        return ()
    return tuple(each for each in others if each.is_committed and each.facts.session != opinion.facts.session)
