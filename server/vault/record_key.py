"""The key of one session's own record (state, chat, note): kept wrapped by the deployment key, outlives the pictures."""

import os
from typing import Self

from cryptography.hazmat.primitives import hashes, hmac

from server.terms.ids import SessionId
from server.vault.deployment import DeploymentKey
from server.vault.sealing import KEY_BYTES, Random, lp, open_sealed, seal


class RecordKey:
    """Seals the rows of one session as they are written; erasing its wrapped form erases them all."""

    __slots__ = ("_random", "_secret")

    def __init__(self, secret: bytes, random: Random = os.urandom) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError("a record key has 32 bytes")
        self._secret = secret
        self._random = random

    def __repr__(self) -> str:
        """Name the type only: a key is never shown."""
        return "RecordKey()"

    @classmethod
    def create(cls, random: Random = os.urandom) -> Self:
        """Draw a new key."""
        return cls(random(KEY_BYTES), random)

    @classmethod
    def unwrap(cls, dep: DeploymentKey, session: SessionId, wrapped: bytes, random: Random = os.urandom) -> Self:
        """Read the key from its row; raises `Tampered` (`wrapped_key`) for another session's or changed bytes."""
        return cls(dep.unwrap(wrapped, bound_to=f"record {session}"), random)

    def wrapped(self, dep: DeploymentKey, session: SessionId) -> bytes:
        """Give the form to store, of use for this session only."""
        return dep.wrap(self._secret, bound_to=f"record {session}")

    def fingerprint(self) -> str:
        """16 hex digits that name the key in the receipt of an erasure and tell nothing of it."""
        code = hmac.HMAC(self._secret, hashes.SHA256())
        code.update(lp("lb1 fingerprint"))
        return code.finalize()[:8].hex()

    def seal(self, plaintext: bytes, *, bound_to: str) -> bytes:
        """Seal a value of a row, bound to its table and id."""
        return seal(self._secret, plaintext, aad=lp("lb1 record", bound_to), random=self._random)

    def open_sealed(self, sealed: bytes, *, bound_to: str) -> bytes:
        """Open what `seal` closed; raises `Tampered` (`sealed_value`) for any other bytes or another row."""
        return open_sealed(self._secret, sealed, aad=lp("lb1 record", bound_to))
