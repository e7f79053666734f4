"""Reading blind: what the reader is given, and when."""

import pytest

from server.opinions.blind import as_given, others_given
from server.opinions.commands import Accept, Reveal, Sign
from server.opinions.request import Opinion
from server.opinions.step import step
from server.terms.errors import Refused
from server.terms.ids import SessionId
from tests.opinions.asked import DRAFT, NOW, READER, REPORT, asked, entries, kinds


def accepted(opinion: Opinion | None = None) -> Opinion:
    """A request somebody will answer."""
    return step(opinion or asked(), "reader", Accept(READER), NOW).opinion


def committed(opinion: Opinion | None = None) -> Opinion:
    """A request with its first answer."""
    return step(accepted(opinion), "reader", Sign(READER, DRAFT, 0, NOW), NOW).opinion


@pytest.mark.parametrize("opinion", [asked(), accepted(), committed()])
def test_nothing_is_given_that_was_not_revealed(opinion: Opinion) -> None:
    """[OPN-30] [OPN-32] The first report is in nothing the reader is given; all else is."""
    given = as_given(opinion)
    assert REPORT not in repr(given)
    assert given.facts.question == opinion.facts.question


def test_a_blind_reader_is_told_nothing_before_they_commit() -> None:
    """[OPN-31] Asking for it earlier is refused, and leaves no reveal behind."""
    with pytest.raises(Refused, match="hidden"):
        step(accepted(), "reader", Reveal(READER), NOW)


def test_after_committing_the_first_report_is_given() -> None:
    """[OPN-31] [OPN-34] The reveal is an entry that says how many versions had been signed."""
    stepped = step(committed(), "reader", Reveal(READER), NOW + 1)
    assert REPORT in repr(as_given(stepped.opinion))
    assert kinds(stepped) == ["opinion.revealed"]
    assert entries(stepped)[0].facts["version"] == 1


def test_a_reveal_is_one_entry() -> None:
    """[OPN-34] Asking again gives the same and records nothing new."""
    told = step(committed(), "reader", Reveal(READER), NOW + 1).opinion
    assert step(told, "reader", Reveal(READER), NOW + 2).effects == ()


def test_who_is_not_blind_may_ask_once_they_accepted() -> None:
    """[OPN-31] [OPN-32] An open reader is given it when they ask, and that is on record."""
    stepped = step(accepted(asked(blind=False)), "reader", Reveal(READER), NOW)
    assert REPORT in repr(as_given(stepped.opinion))
    assert kinds(stepped) == ["opinion.revealed"]
    with pytest.raises(Refused, match="conflict"):
        step(asked(blind=False), "reader", Reveal(READER), NOW)


def test_others_are_given_under_the_same_rule() -> None:
    """[OPN-33] Only after the reveal, only when the asker said so, only what was signed, never one's own."""
    other = committed(asked(session=SessionId("0f" * 16)))
    silent = accepted(asked(session=SessionId("10" * 16)))
    mine = committed(asked(others_shown=True))
    told = step(mine, "reader", Reveal(READER), NOW + 1).opinion
    quiet = step(committed(), "reader", Reveal(READER), NOW + 1).opinion
    everybody = (other, silent, told)
    assert others_given(mine, everybody) == ()
    assert others_given(quiet, everybody) == ()
    assert others_given(told, everybody) == (other,)
