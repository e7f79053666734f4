"""Beside the reading: pictures that were brought in later, and a reader who is brought into a live consult."""

from dataclasses import replace

import pytest

from server.opinions.commands import BringLive, Sign
from server.opinions.effects import Tell
from server.opinions.step import step
from server.terms.errors import Malformed, Refused
from server.terms.ids import SeriesId
from tests.opinions.asked import AMENDED, ASKER, CONSULT, DRAFT, IMAGE, NOW, READER, STACK, asked, entries
from tests.opinions.test_answering import LATER, accepted, signed

PRIOR = replace(STACK, series=SeriesId("7a" * 16))
FROM_PRIOR = replace(IMAGE, stack=1, series=PRIOR.series)


def test_a_prior_that_was_brought_in_can_be_cited() -> None:
    """[OPN-50] Under its own place; what was asked stays as it was."""
    draft = replace(DRAFT, images=(IMAGE, FROM_PRIOR), added=(PRIOR,))
    answered = step(accepted(), "reader", Sign(READER, draft, 0, NOW), NOW).opinion
    assert [each.series for each in answered.answers[0].images] == [STACK.series, PRIOR.series]
    assert answered.facts.stacks == (STACK,)


def test_a_prior_nobody_brought_in_cannot() -> None:
    """[OPN-50] [OPN-21] Nor under the place of another."""
    for draft in (replace(DRAFT, images=(FROM_PRIOR,)), replace(DRAFT, images=(FROM_PRIOR,), added=(STACK,))):
        with pytest.raises(Malformed, match="bad_value"):
            step(accepted(), "reader", Sign(READER, draft, 0, NOW), NOW)


def test_a_blind_reader_is_brought_only_by_who_knows_it() -> None:
    """[OPN-51] [OPN-52] Refused until they say so; then the entry says that the reader was blind."""
    with pytest.raises(Refused, match="reads_blind"):
        step(accepted(), "asker", BringLive(ASKER, CONSULT), LATER)
    stepped = step(accepted(), "asker", BringLive(ASKER, CONSULT, told=True), LATER)
    (entry,) = entries(stepped)
    assert dict(entry.facts) == {"consult": CONSULT, "blind": True, "version": 0}
    assert Tell("reader", "brought") in stepped.effects


def test_who_has_committed_or_reads_openly_needs_no_warning() -> None:
    """[OPN-51] There is nothing any more that they must not hear."""
    for opinion in (signed(), accepted(asked(blind=False))):
        (entry,) = entries(step(opinion, "asker", BringLive(ASKER, CONSULT), LATER))
        assert entry.facts["blind"] is False


def test_it_is_on_record_once_a_consult() -> None:
    """[OPN-52] The same consult again is no new fact, also not once they are no longer blind."""
    brought = step(accepted(), "asker", BringLive(ASKER, CONSULT, told=True), NOW).opinion
    assert step(brought, "asker", BringLive(ASKER, CONSULT), LATER).effects == ()
    assert [each.consult for each in brought.brought] == [CONSULT]


def test_nobody_is_brought_who_has_not_accepted() -> None:
    """[OPN-51] They may still say no."""
    with pytest.raises(Refused, match="conflict"):
        step(asked(), "asker", BringLive(ASKER, CONSULT, told=True), NOW)


def test_a_version_says_whether_its_author_was_there() -> None:
    """[OPN-53] The first was signed before; in the entry, too."""
    first = signed()
    stepped = step(first, "reader", Sign(READER, replace(AMENDED, live=True), 1, LATER), LATER)
    assert [each.live for each in stepped.opinion.answers] == [False, True]
    assert entries(stepped)[0].facts["live"] is True
