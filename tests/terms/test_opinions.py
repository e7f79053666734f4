"""An opinion's values."""

from dataclasses import replace

import pytest

from server.terms.opinions import Answer, Confidence, NextStep, Position, Urgency

FIRST = Answer(
    version=1,
    position=Position.AGREE,
    confidence=Confidence.HIGH,
    urgency=Urgency.ROUTINE,
    next_step=NextStep.FOLLOW_UP,
    text="As reported.",
    signed_ms=1,
)


@pytest.mark.parametrize(
    "later",
    [
        replace(FIRST, position=Position.DIFFER),
        replace(FIRST, urgency=Urgency.URGENT),
        replace(FIRST, next_step=NextStep.TISSUE),
    ],
)
def test_another_stand_is_a_change_of_mind(later: Answer) -> None:
    """F6: who stands elsewhere than before has changed their mind."""
    assert later.changes_mind(FIRST)


def test_better_words_are_no_change_of_mind() -> None:
    """F6: a typing error put right, or a doubt admitted, is the same stand."""
    assert not replace(FIRST, version=2, text="As reported!", confidence=Confidence.LOW).changes_mind(FIRST)
