"""Record keys: a session's own rows."""

import pytest

from server.terms.errors import Tampered
from server.vault.deployment import DeploymentKey
from server.vault.record_key import RecordKey
from tests.vault.conftest import OTHER, SESSION

DEP = DeploymentKey(bytes(range(32)))


def test_a_record_key_unwraps_for_its_session_only() -> None:
    """The wrapped key opens the session's rows again after a restart, and no other session's."""
    key = RecordKey.create()
    sealed = key.seal(b"hello", bound_to="chat 1")
    wrapped = key.wrapped(DEP, SESSION)
    assert RecordKey.unwrap(DEP, SESSION, wrapped).open_sealed(sealed, bound_to="chat 1") == b"hello"
    with pytest.raises(Tampered, match="wrapped_key"):
        RecordKey.unwrap(DEP, OTHER, wrapped)


def test_a_row_opens_in_its_place_only() -> None:
    """A chat line moved to another place does not open."""
    key = RecordKey.create()
    with pytest.raises(Tampered, match="sealed_value"):
        key.open_sealed(key.seal(b"hello", bound_to="chat 1"), bound_to="chat 2")


def test_a_record_key_is_never_shown_nor_short() -> None:
    """Its printed form holds nothing of it, and only 32 bytes make one."""
    assert repr(RecordKey.create()) == "RecordKey()"
    with pytest.raises(ValueError, match="32 bytes"):
        RecordKey(b"short")
