"""UIDs made from what they name. PS3.5 9, B.2."""

import re
import uuid

from hypothesis import given
from hypothesis import strategies as st

from server.reports.made_uids import made_uid

words = st.lists(st.text(max_size=12), max_size=4)


@given(words)
def test_uid_is_one_of_a_uuid(said: list[str]) -> None:
    """At most 64 digits and dots, no leading zero, and the UUID says that its bits are somebody's own (RFC 9562 5.8)."""
    made = made_uid(*said)
    assert re.fullmatch(r"2\.25\.(0|[1-9][0-9]*)", made)
    assert len(made) <= 64
    assert uuid.UUID(int=int(made[5:])).version == 8
    assert uuid.UUID(int=int(made[5:])).variant == uuid.RFC_4122


@given(words, words)
def test_other_words_are_another_uid(one: list[str], other: list[str]) -> None:
    """Where one word ends and the next begins counts too."""
    assert (made_uid(*one) == made_uid(*other)) is (one == other)


def test_uid_of_the_same_words_never_changes() -> None:
    """Reports that were saved before this version of the program keep their names."""
    assert made_uid("mark", "c0ffee", "a1") == "2.25.299079234980916668179119418008665377934"
    assert made_uid("ab", "c") != made_uid("a", "bc")
