"""The key of one stored study and the sealing of its objects, chunk by chunk; deleting it deletes the study.

A sealed object is ``prefix (8) ‖ chunk 0 ‖ chunk 1 ‖ …``. Chunk i holds 1 MiB of plaintext (the last one 0 … 1 MiB)
as ``AES-256-GCM(K, nonce = prefix ‖ u32(i), chunk, aad = lp("lb1 object", name, "last" or "more"))`` with its
16-byte tag, where ``K = HKDF-SHA256(study key, salt empty, info = lp("lb1 object", name, prefix))``. The last flag
makes a truncated object as detectable as a changed one; the name, an object moved to another place.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.terms.errors import Tampered
from server.terms.ids import StudyId
from server.vault.deployment import DeploymentKey
from server.vault.sealing import KEY_BYTES, TAG_BYTES, Buffer, Random, lp, open_sealed, seal

CHUNK_BYTES = 1024 * 1024
PREFIX_BYTES = 8
_SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES


class StudyKey:
    """Seals a study's header rows and objects; 32 random bytes, stored only wrapped by the deployment key."""

    __slots__ = ("_random", "_secret")

    def __init__(self, secret: bytes, random: Random = os.urandom) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError("a study key has 32 bytes")
        self._secret = secret
        self._random = random

    def __repr__(self) -> str:
        """Name the type only: a key is never shown."""
        return "StudyKey()"

    @classmethod
    def create(cls, random: Random = os.urandom) -> Self:
        """Draw a new key."""
        return cls(random(KEY_BYTES), random)

    @classmethod
    def unwrap(cls, dep: DeploymentKey, study: StudyId, wrapped: bytes, random: Random = os.urandom) -> Self:
        """Read the key from its row; raises `Tampered` (`wrapped_key`) for another study's or changed bytes."""
        return cls(dep.unwrap(wrapped, bound_to=f"study {study}"), random)

    def wrapped(self, dep: DeploymentKey, study: StudyId) -> bytes:
        """Give the form to store, of use for this study only."""
        return dep.wrap(self._secret, bound_to=f"study {study}")

    def fingerprint(self) -> str:
        """16 hex digits that name the key in a deletion receipt and tell nothing of it."""
        return self._derive(lp("lb1 fingerprint"))[:8].hex()

    def seal_value(self, plaintext: bytes, *, bound_to: str) -> bytes:
        """Seal a value of a row, bound to its table and id."""
        return seal(self._secret, plaintext, aad=lp("lb1 study value", bound_to), random=self._random)

    def open_value(self, sealed: bytes, *, bound_to: str) -> bytes:
        """Open what `seal_value` closed; raises `Tampered` (`sealed_value`) for any other bytes or another row."""
        return open_sealed(self._secret, sealed, aad=lp("lb1 study value", bound_to))

    def sealer(self, name: str) -> "Sealer":
        """Begin sealing one object."""
        prefix = self._random(PREFIX_BYTES)
        return Sealer(self.object_key(name, prefix), name, prefix)

    def opener(self, name: str) -> "Opener":
        """Begin opening one object."""
        return Opener(self, name)

    def object_key(self, name: str, prefix: bytes) -> bytes:
        """Give the key of one object, which its random prefix makes unlike any other of the same name."""
        return self._derive(lp("lb1 object", name, prefix))

    def _derive(self, info: bytes) -> bytes:
        return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info).derive(self._secret)


class Sealer:
    """Seals a stream of any pieces: `update` gives what is complete, `finish` the rest."""

    def __init__(self, key: bytes, name: str, prefix: bytes) -> None:
        self._cipher = AESGCM(key)
        self._name = name
        self._prefix = prefix
        self._waiting = bytearray()
        self._index = 0

    def update(self, piece: Buffer) -> bytes:
        """Take more plaintext; give the sealed bytes that are ready (possibly none)."""
        self._waiting += piece
        ready = bytearray()
        while len(self._waiting) > CHUNK_BYTES:
            ready += self._chunk(bytes(self._waiting[:CHUNK_BYTES]), last=False)
            del self._waiting[:CHUNK_BYTES]
        return bytes(ready)

    def finish(self) -> bytes:
        """Give the last chunk; there is always one, even of an empty object."""
        return self._chunk(bytes(self._waiting), last=True)

    def _chunk(self, plaintext: bytes, *, last: bool) -> bytes:
        head = self._prefix if self._index == 0 else b""
        nonce = self._prefix + self._index.to_bytes(4, "big")
        self._index += 1
        return head + self._cipher.encrypt(nonce, plaintext, _chunk_aad(self._name, last=last))


class Opener:
    """Opens a stream of any pieces; nothing of a chunk comes out before that chunk is proven genuine."""

    def __init__(self, key: StudyKey, name: str) -> None:
        self._key = key
        self._name = name
        self._waiting = bytearray()
        self._prefix = b""
        self._cipher: AESGCM | None = None
        self._index = 0

    def update(self, piece: Buffer) -> bytes:
        """Take more sealed bytes; give the plaintext that is proven (possibly none).

        Raises
        ------
        Tampered
            `sealed_object`.
        """
        self._waiting += piece
        ready = bytearray()
        while len(self._waiting) > self._head_bytes() + _SEALED_CHUNK:
            ready += self._chunk(_SEALED_CHUNK, last=False)
        return bytes(ready)

    def finish(self) -> bytes:
        """Give the last plaintext; raises `Tampered` (`sealed_object`) also when the end is missing."""
        return self._chunk(len(self._waiting) - self._head_bytes(), last=True)

    def _head_bytes(self) -> int:
        return 0 if self._cipher else PREFIX_BYTES

    def _chunk(self, size: int, *, last: bool) -> bytes:
        if size < TAG_BYTES:
            raise Tampered("sealed_object")
        if self._cipher is None:
            self._prefix = bytes(self._waiting[:PREFIX_BYTES])
            del self._waiting[:PREFIX_BYTES]
            self._cipher = AESGCM(self._key.object_key(self._name, self._prefix))
        nonce = self._prefix + self._index.to_bytes(4, "big")
        self._index += 1
        sealed = bytes(self._waiting[:size])
        del self._waiting[:size]
        try:
            return self._cipher.decrypt(nonce, sealed, _chunk_aad(self._name, last=last))
        except InvalidTag as error:
            raise Tampered("sealed_object") from error


def seal_chunks(key: StudyKey, name: str, chunks: Iterable[Buffer]) -> Iterator[bytes]:
    """Seal an object given in pieces of any size."""
    sealer = key.sealer(name)
    for piece in chunks:
        if ready := sealer.update(piece):
            yield ready
    yield sealer.finish()


def open_chunks(key: StudyKey, name: str, chunks: Iterable[Buffer]) -> Iterator[bytes]:
    """Open a sealed object given in pieces of any size; raises `Tampered` (`sealed_object`)."""
    opener = key.opener(name)
    for piece in chunks:
        if ready := opener.update(piece):
            yield ready
    yield opener.finish()


def sealed_size(plain_bytes: int) -> int:
    """Size in bytes of a sealed object of `plain_bytes`."""
    chunks = max(1, -(-plain_bytes // CHUNK_BYTES))
    return PREFIX_BYTES + plain_bytes + chunks * TAG_BYTES


def _chunk_aad(name: str, *, last: bool) -> bytes:
    return lp("lb1 object", name, "last" if last else "more")
