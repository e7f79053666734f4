"""Signing an answer, and amending it."""

from dataclasses import replace

import pytest

from server.opinions.commands import Accept, Draft, Reveal, Sign
from server.opinions.request import Opinion, State
from server.opinions.signing import FRESH_MS
from server.opinions.step import step
from server.terms.consults import StackRef
from server.terms.errors import Malformed, Refused
from server.terms.ids import SeriesId
from tests.opinions.asked import AMENDED, DRAFT, IMAGE, MINUTE, NOW, READER, asked, entries, kinds

LATER = NOW + 10 * MINUTE


def accepted(opinion: Opinion | None = None) -> Opinion:
    """A request somebody will answer."""
    return step(opinion or asked(), "reader", Accept(READER), NOW).opinion


def signed(draft: Draft = DRAFT) -> Opinion:
    """A request with its first answer."""
    return step(accepted(), "reader", Sign(READER, draft, 0, NOW), NOW).opinion


@pytest.mark.parametrize("age_ms", [0, FRESH_MS])
def test_a_fresh_factor_signs(age_ms: int) -> None:
    """[OPN-19] Five minutes are fresh."""
    stepped = step(accepted(), "reader", Sign(READER, DRAFT, 0, LATER - age_ms), LATER)
    assert stepped.opinion.state is State.ANSWERED


@pytest.mark.parametrize("age_ms", [FRESH_MS + 1, -1])
def test_an_old_factor_does_not(age_ms: int) -> None:
    """[OPN-19] Neither older than five minutes nor from the future."""
    with pytest.raises(Refused, match="factor_stale"):
        step(accepted(), "reader", Sign(READER, DRAFT, 0, LATER - age_ms), LATER)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(DRAFT, text=" "), "text"),
        (replace(DRAFT, text="x" * 8001), "text"),
        (replace(DRAFT, next_step_words="x" * 501), "next_step_words"),
        (replace(DRAFT, reason="why?"), "reason"),
        (replace(DRAFT, images=(IMAGE, IMAGE)), "images"),
        (replace(DRAFT, images=tuple(replace(IMAGE, pos=pos) for pos in range(25))), "images"),
        (replace(DRAFT, images=(replace(IMAGE, stack=1),)), "images"),
        (replace(DRAFT, images=(replace(IMAGE, pos=41),)), "images"),
        (replace(DRAFT, images=(replace(IMAGE, series=SeriesId("00" * 16)),)), "images"),
        (replace(DRAFT, images=(replace(IMAGE, frame=0),)), "images"),
    ],
)
def test_what_is_no_answer(draft: Draft, field: str) -> None:
    """[OPN-20] [OPN-21] Something is said, not too much, and only about pictures that were picked."""
    with pytest.raises(Malformed, match="bad_value") as refused:
        step(accepted(), "reader", Sign(READER, draft, 0, NOW), NOW)
    assert refused.value.facts["field"] == field


def test_an_answer_may_cite_twenty_four_pictures() -> None:
    """[OPN-21] Each once, of a stack that was picked."""
    images = tuple(replace(IMAGE, pos=pos) for pos in range(24))
    assert len(signed(replace(DRAFT, images=images)).answers[0].images) == 24


def test_an_amendment_stands_beside_the_first_version() -> None:
    """[OPN-22] The first version stays word for word; what is asked stays too [OPN-5]."""
    first = signed()
    both = step(first, "reader", Sign(READER, AMENDED, 1, LATER), LATER).opinion
    assert both.answers[0] == first.answers[0]
    assert both.answers[1].version == 2
    assert both.facts == first.facts


def test_an_amendment_has_a_reason() -> None:
    """[OPN-22] Nobody changes a signed opinion without saying why."""
    with pytest.raises(Malformed, match="bad_value"):
        step(signed(), "reader", Sign(READER, replace(AMENDED, reason=" "), 1, LATER), LATER)


@pytest.mark.parametrize("over", [0, 2])
def test_who_was_overtaken_is_told(over: int) -> None:
    """[OPN-23] A second tab that knows another version signs nothing."""
    with pytest.raises(Refused, match="conflict") as refused:
        step(signed(), "reader", Sign(READER, AMENDED, over, LATER), LATER)
    assert refused.value.facts["version"] == 1


def test_a_version_says_whether_its_author_had_been_told() -> None:
    """[OPN-24] The first was given blind, the second after the first report."""
    told = step(signed(), "reader", Reveal(READER), LATER).opinion
    both = step(told, "reader", Sign(READER, AMENDED, 1, LATER), LATER).opinion
    assert [each.revealed for each in both.answers] == [False, True]


def test_a_changed_mind_is_an_entry() -> None:
    """[OPN-25] From what to what, and that the first report was known by then."""
    told = step(signed(), "reader", Reveal(READER), LATER).opinion
    stepped = step(told, "reader", Sign(READER, AMENDED, 1, LATER), LATER)
    assert kinds(stepped) == ["opinion.amended", "opinion.mind_changed"]
    changed = entries(stepped)[1].facts
    assert (changed["before"], changed["position"], changed["revealed"]) == ("differ", "agree", True)


def test_better_words_are_no_changed_mind() -> None:
    """[OPN-25] The same stand in other words is an amendment, no more."""
    draft = replace(DRAFT, text="Spiculated, 8 mm; biopsy.", reason="The size was missing.")
    assert kinds(step(signed(), "reader", Sign(READER, draft, 1, LATER), LATER)) == ["opinion.amended"]


def test_no_word_of_an_answer_is_recorded() -> None:
    """[OPN-1] Codes and the digest go into the record, words do not."""
    stepped = step(accepted(), "reader", Sign(READER, DRAFT, 0, NOW, "d" * 64), NOW)
    assert entries(stepped)[0].facts["digest"] == "d" * 64
    assert "Spiculated" not in repr(entries(stepped))


def test_pictures_of_every_stack_may_be_cited() -> None:
    """[OPN-21] Also of the second one."""
    second = StackRef(IMAGE.study, SeriesId("22" * 16), 0, asked().facts.stacks[0].bounds)
    opinion = accepted(asked(stacks=(*asked().facts.stacks, second)))
    image = replace(IMAGE, stack=1, series=second.series)
    step(opinion, "reader", Sign(READER, replace(DRAFT, images=(image,)), 0, NOW), NOW)
