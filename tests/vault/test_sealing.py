"""Length-prefixed joining: no two lists of parts give the same bytes."""

from hypothesis import given
from hypothesis import strategies as st

from server.vault.sealing import lp


def test_parts_carry_their_length() -> None:
    """Each part is preceded by its length in UTF-8 bytes, 4 bytes big-endian."""
    assert lp("ü", b"ab", "") == b"\0\0\0\2\xc3\xbc\0\0\0\2ab\0\0\0\0"


@given(one=st.lists(st.binary(max_size=8), max_size=4), two=st.lists(st.binary(max_size=8), max_size=4))
def test_different_parts_never_join_to_the_same(one: list[bytes], two: list[bytes]) -> None:
    """Joining is injective."""
    assert (lp(*one) == lp(*two)) == (one == two)
