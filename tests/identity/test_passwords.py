"""Passwords are hashed, compared, and refused when too short."""

import pytest

from server.identity.passwords import PasswordCost, Passwords
from server.terms.errors import Malformed, Tampered

CHEAP = Passwords(PasswordCost(memory_kib=64, passes=1))


def test_only_the_right_password_is_right() -> None:
    hashed = CHEAP.hashed("correct horse battery")
    assert hashed.startswith("$argon2id$")
    assert CHEAP.is_right("correct horse battery", hashed)
    assert not CHEAP.is_right("correct horse batterz", hashed)
    assert not CHEAP.is_right("", hashed)


def test_nobodys_password_is_never_right() -> None:
    """T-09: for an unknown name the work is done and the answer is no, even for the dummy's own password."""
    assert not CHEAP.is_right("nobody has this password", None)


@pytest.mark.parametrize(("password", "code"), [("x" * 9, "password_short"), ("x" * 257, "password_long")])
def test_a_new_password_has_a_sensible_length(password: str, code: str) -> None:
    with pytest.raises(Malformed) as refused:
        CHEAP.hashed(password)
    assert refused.value.code == code


def test_an_edited_hash_is_tampering() -> None:
    with pytest.raises(Tampered):
        CHEAP.is_right("correct horse battery", "plain text")
