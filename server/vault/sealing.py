"""The one way bytes are sealed here: AES-256-GCM under a random nonce, bound to where they belong.

Layout of every sealed value: ``nonce (12) ‖ ciphertext ‖ tag (16)``. The associated data is a list of parts, each
preceded by its length as 4 bytes big-endian (`lp`), so that no two lists of parts give the same bytes.
A cipher object lives for one operation only: a live one keeps copies of its key that we could not wipe.
"""

import ctypes
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.terms.errors import Tampered

Random = Callable[[int], bytes]
"""Gives that many unpredictable bytes (`os.urandom`, or fixed ones in a test vector)."""
Draw = Callable[[int], bytearray]
"""Gives that many unpredictable bytes in a buffer of their own, of which there is no copy (`drawn`)."""
Buffer = bytes | bytearray | memoryview

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16


def drawn(count: int) -> bytearray:
    """Up to 256 unpredictable bytes from the system, written where they stay.

    `os.urandom` gives an object whose memory goes back to the allocator as it is: a copy of the key that nobody can
    overwrite any more.
    """
    secret = bytearray(count)
    if ctypes.CDLL(None, use_errno=True).getentropy(
        (ctypes.c_char * count).from_buffer(secret), ctypes.c_size_t(count)
    ):
        raise OSError(ctypes.get_errno(), "getentropy")
    return secret


def lp(*parts: str | bytes) -> bytes:
    """Join parts, each as its length (4 bytes big-endian) and its bytes (text as UTF-8)."""
    joined = bytearray()
    for part in parts:
        encoded = part.encode() if isinstance(part, str) else part
        joined += len(encoded).to_bytes(4, "big") + encoded
    return bytes(joined)


def seal(key: Buffer, plaintext: Buffer, *, aad: bytes, random: Random) -> bytes:
    """Seal `plaintext` under a 32-byte key: ``nonce ‖ ciphertext ‖ tag``."""
    nonce = random(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, aad)


def open_sealed(key: Buffer, sealed: Buffer, *, aad: bytes, code: str = "sealed_value") -> bytes:
    """Open what `seal` closed.

    Raises
    ------
    Tampered
        `code`, when a bit of it, its key or the place it is bound to is not the original one.
    """
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise Tampered(code)
    view = memoryview(sealed)
    try:
        return AESGCM(key).decrypt(bytes(view[:NONCE_BYTES]), view[NONCE_BYTES:], aad)
    except InvalidTag as error:
        raise Tampered(code) from error
