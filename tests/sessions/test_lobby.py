"""Numbers and words."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from server.sessions.commands import Join
from server.sessions.lobby import NUMBERS, WORDS, choices, place_of, word_at
from tests.sessions.consult import GUESTS, HOST, PATIENT, SPECIALIST, in_lobby


def test_there_are_over_a_hundred_short_words_each_once() -> None:
    assert len(WORDS) == len(set(WORDS)) > 100
    assert all(word.isalpha() and word.islower() and 3 <= len(word) <= 8 for word in WORDS)
    assert all(first < second for first, second in pairwise(WORDS))


@given(st.integers())
def test_every_random_index_is_a_number_and_word(index: int) -> None:
    """[SES-21] Whatever chance gives."""
    number, word = word_at(index).split(" ")
    assert 1 <= int(number) <= NUMBERS
    assert word in WORDS


def test_all_words_are_different() -> None:
    assert len({word_at(index) for index in range(NUMBERS * len(WORDS))}) == NUMBERS * len(WORDS)


def test_no_two_who_wait_have_the_same_word() -> None:
    """[SES-21] Even when chance gives the same index."""
    consult = in_lobby(*GUESTS)
    assert len({consult.presence(guest).word for guest in GUESTS}) == len(GUESTS)


def test_whoever_reconnects_keeps_their_word() -> None:
    """[SES-21] The host may have heard it already."""
    consult = in_lobby(PATIENT)
    word = consult.presence(PATIENT).word
    consult.drops(PATIENT).does(Join(PATIENT, word_index=99))
    assert consult.presence(PATIENT).word == word
    assert consult.entries("guest.waiting") == []


@given(st.integers(0, NUMBERS * len(WORDS) - 1))
def test_the_host_picks_among_three_different_words(index: int) -> None:
    """[SES-22] The word is one of them, and they stay as they are."""
    consult = in_lobby().does(Join(PATIENT, word_index=index))
    offered = choices(consult.session, PATIENT)
    assert len(set(offered)) == 3
    assert consult.presence(PATIENT).word in offered
    assert choices(consult.session, PATIENT) == offered


def test_there_is_nothing_to_pick_for_who_does_not_wait() -> None:
    """[SES-22] Before and after."""
    consult = in_lobby(PATIENT).admits(PATIENT)
    assert [choices(consult.session, person) for person in (HOST, PATIENT, SPECIALIST)] == [(), (), ()]


def test_who_waits_has_a_place_that_moves_up() -> None:
    """By when they came; nobody else has one, and a line that is down holds nobody up."""
    consult = in_lobby(PATIENT).after(1_000).joins(SPECIALIST)
    assert [place_of(consult.session, person) for person in (PATIENT, SPECIALIST, HOST)] == [1, 2, 0]
    assert place_of(consult.drops(PATIENT).session, SPECIALIST) == 1
