"""A decryptor of our own, by the published layout (`server/vault/session_keys.py`, docs/wire.md) and nothing of ours."""

from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Json = dict[str, Any]


def derived(secret: bytes, info: bytes) -> bytes:
    """HKDF-SHA256, empty salt, 32 bytes."""
    return HKDF(hashes.SHA256(), 32, None, info).derive(secret)


def frame_key(secret: bytes) -> bytes:
    """`K_frame` of an epoch from its `SK`."""
    return derived(secret, b"lb1 frame")


def lp(text: str) -> bytes:
    """Length and text."""
    return len(text.encode()).to_bytes(4, "big") + text.encode()


@dataclass(frozen=True, slots=True)
class SealedFrame:
    """A frame as it went over the wire, with what it said about itself."""

    room: str
    meta: Json
    sealed: bytes

    @property
    def aad(self) -> bytes:
        """What it is bound to."""
        parts = ("lb1", self.room, str(self.meta["epoch"]), self.meta["fid"], self.meta["mime"])
        return b"".join(map(lp, parts))

    def opened(self, key: bytes) -> bytes | None:
        """The image in it; None when this key does not open it here."""
        try:
            return AESGCM(key).decrypt(self.sealed[:12], self.sealed[12:], self.aad)
        except InvalidTag:
            return None
