"""Fixed randomness and a ring with one session, so that every sealed byte is known beforehand."""

import random as chance
from collections.abc import Callable

import pytest

from server.terms.ids import SessionId
from server.vault.session_keys import KeyRing

SESSION = SessionId("0123456789abcdef0123456789abcdef")
OTHER = SessionId("ffffffffffffffffffffffffffffffff")


@pytest.fixture
def seeded() -> Callable[[int], bytes]:
    """Random bytes that are the same in every run."""
    return chance.Random(20260221).randbytes


@pytest.fixture
def ring(seeded: Callable[[int], bytes]) -> KeyRing:
    """A ring that holds epochs 1 and 2 of `SESSION` and epoch 1 of `OTHER`."""
    keys = KeyRing(seeded, lambda count: bytearray(seeded(count)))
    keys.mint(SESSION, 1)
    keys.mint(SESSION, 2)
    keys.mint(OTHER, 1)
    return keys
