"""Recovery codes: how they are read, and that a set costs one slow hash."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.identity import recovery
from server.identity.passwords import PasswordCost
from server.terms.errors import Tampered

CHEAP = PasswordCost(memory_kib=64, passes=1)
CODES = recovery.new_codes(os.urandom)
KEPT = recovery.hashed(CODES, os.urandom(recovery.SALT_BYTES), CHEAP)


def test_ten_codes_of_eighty_bits() -> None:
    """security.md §6: ten times sixteen base32 characters, all different, and none rests readable."""
    assert len(set(CODES)) == 10
    assert all(recovery.normalized(each) == each.replace("-", "") for each in CODES)
    assert not any(each.replace("-", "") in kept for each in CODES for kept in KEPT)


@pytest.mark.parametrize("number", range(10))
def test_each_is_found_as_people_type_it(number: int) -> None:
    """T-08: without dashes, with spaces, in small letters."""
    typed = CODES[number].lower().replace("-", " ")
    assert recovery.which(typed, KEPT, CHEAP) == number


@pytest.mark.parametrize("typed", ["", "ABCD", "A" * 16, "123456", "A" * 17, "\ud800", "é" * 16, "A" * 100_000])
def test_what_is_none_of_them_is_none(typed: str) -> None:
    """T-08: and never an error."""
    assert recovery.which(typed, KEPT, CHEAP) is None
    assert recovery.which(typed, [], CHEAP) is None


@given(st.text(max_size=80))
def test_no_text_breaks_reading(typed: str) -> None:
    """T-08: sixteen characters of base32 come out, or nothing."""
    code = recovery.normalized(typed)
    assert code is None or (len(code) == 16 and code.isascii())


def test_digits_that_base32_lacks_are_letters() -> None:
    assert recovery.normalized("0181-AAAA-AAAA-AAAA") == "OIBIAAAAAAAAAAAA"


def test_a_set_is_compared_at_its_own_cost() -> None:
    """A dearer hash for new sets kills none of the old ones."""
    assert recovery.which(CODES[3], KEPT, PasswordCost(memory_kib=128, passes=2)) == 3


def test_a_hash_that_is_none_is_tampering() -> None:
    with pytest.raises(Tampered):
        recovery.which(CODES[0], ["$argon2id$nonsense"], CHEAP)
