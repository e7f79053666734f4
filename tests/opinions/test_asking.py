"""Asking for an opinion."""

from dataclasses import replace

import pytest

from server.opinions.asking import FARTHEST_MS, SOONEST_MS, ask
from server.opinions.effects import Record, Save, Tell
from server.opinions.request import State
from server.terms.errors import Malformed
from server.terms.opinions import RequestFacts
from tests.opinions.asked import FACTS, NOW, READER, entries


def test_a_request_is_recorded_then_kept_then_told() -> None:
    """[OPN-1] [OPN-7] A new request waits for its reader, who is told last."""
    stepped = ask(FACTS, READER)
    assert stepped.opinion.state is State.ASKED
    assert [type(each) for each in stepped.effects] == [Record, Save, Tell]


@pytest.mark.parametrize("due_ms", [NOW + SOONEST_MS, NOW + FARTHEST_MS])
def test_due_times_at_the_bounds(due_ms: int) -> None:
    """[OPN-3] Five minutes ahead and 31 days ahead are both a due time."""
    assert ask(replace(FACTS, due_ms=due_ms), READER).opinion.falls_due_ms == due_ms


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (replace(FACTS, question=" \n"), "question"),
        (replace(FACTS, question="?" * 2001), "question"),
        (replace(FACTS, first_report="x" * 20_001), "first_report"),
        (replace(FACTS, stacks=()), "stacks"),
        (replace(FACTS, due_ms=NOW + SOONEST_MS - 1), "due_ms"),
        (replace(FACTS, due_ms=NOW + FARTHEST_MS + 1), "due_ms"),
    ],
)
def test_what_is_no_request(facts: RequestFacts, field: str) -> None:
    """[OPN-3] No question, no pictures or no due time is no request."""
    with pytest.raises(Malformed, match="bad_value") as refused:
        ask(facts, READER)
    assert refused.value.facts["field"] == field


@pytest.mark.parametrize("basis", ["", "patient_tap"])
def test_a_basis_is_needed(basis: str) -> None:
    """[OPN-4] The patient is not there to tap, so another basis is named."""
    with pytest.raises(Malformed, match="basis_needed"):
        ask(replace(FACTS, basis=basis), READER)


def test_the_entry_has_no_word_of_the_question() -> None:
    """[OPN-6] The record knows that and how urgently, never what was asked or reported."""
    (entry,) = entries(ask(FACTS, READER))
    assert entry.kind == "opinion.asked"
    assert entry.facts["basis"] == "documented"
    assert entry.facts["due_ms"] == FACTS.due_ms
    assert "biopsy" not in repr(entry)
    assert "benign" not in repr(entry)
