"""UIDs made from what they name, so that the same thing saved twice has the same name. PS3.5 B.2."""

import hashlib
from typing import Final
from uuid import UUID

MADE_FROM_NAMES: Final = 8
"""The version of UUID whose bits are somebody's own (RFC 9562 5.8): here the first of a SHA-256."""


def made_uid(*words: str) -> str:
    """A UID below 2.25 for these words in this order."""
    lengths = b"".join(len(word.encode()).to_bytes(4, "big") + word.encode() for word in words)
    bits = int.from_bytes(hashlib.sha256(lengths).digest()[:16], "big")
    bits = (bits & ~(0xF << 76)) | (MADE_FROM_NAMES << 76)
    bits = (bits & ~(0x3 << 62)) | (0x2 << 62)
    return f"2.25.{UUID(int=bits).int}"
