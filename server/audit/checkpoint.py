"""Checkpoints: how long the record was and which tree it had, signed [AUD-14, AUD-15].

The text is a C2SP *checkpoint* (tlog-checkpoint) in a C2SP *signed note*: origin, size and root in base64, an empty
line, and a line `— name base64(key hash ‖ signature)` for Ed25519. Whoever holds the verifier key needs nothing of ours.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.audit.merkle import HASH_BYTES
from server.terms.errors import Tampered

ED25519 = b"\x01"
SIGNATURE_BYTES = 64
NOTE_MAX = 4096


@dataclass(frozen=True, slots=True)
class Head:
    """The tree at one size; `root` has 32 bytes."""

    size: int
    root: bytes


class Signer:
    """Signs and reads the checkpoints of this installation.

    The origin names the log for everybody else: it is made of the public key, so it says nothing about the clinic.
    """

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self._public = key.public_key()
        self._raw = self._public.public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.origin = f"lightbox-consult/{hashlib.sha256(self._raw).hexdigest()[:16]}"

    @property
    def verifier_key(self) -> str:
        """What others verify with: `name+hash+base64(type ‖ public key)`, as the signed note's page spells it."""
        return f"{self.origin}+{_key_hash(self.origin, self._raw).hex()}+{_base64(ED25519 + self._raw)}"

    def sign(self, head: Head) -> str:
        """Give the signed checkpoint of a tree."""
        text = f"{self.origin}\n{head.size}\n{_base64(head.root)}\n"
        signature = _key_hash(self.origin, self._raw) + self._key.sign(text.encode())
        return f"{text}\n\u2014 {self.origin} {_base64(signature)}\n"

    def sign_receipt(self, kind: str, subject: str, at_ms: int, receipt: bytes) -> bytes:
        """Give the signature (64 bytes) over a receipt, bound to what it is of and when [AUD-19, AUD-20]."""
        bound = _lp(b"lb1 receipt", kind.encode(), subject.encode()) + at_ms.to_bytes(8, "big")
        return self._key.sign(bound + _lp(receipt))

    def read(self, note: str) -> Head:
        """Give the head that a checkpoint of this installation states.

        Raises
        ------
        Tampered
            `checkpoint`: not a checkpoint, of another log, or not signed by this installation.
        """
        text, separator, signatures = note.partition("\n\n")
        lines = text.split("\n")
        if not separator or len(note) > NOTE_MAX or len(lines) < 3 or lines[0] != self.origin:
            raise Tampered("checkpoint")
        prefix = f"\u2014 {self.origin} "
        ours = [line.removeprefix(prefix) for line in signatures.split("\n") if line.startswith(prefix)]
        signed = (text + "\n").encode()
        if not any(_is_signed(self._public, _key_hash(self.origin, self._raw), line, signed) for line in ours):
            raise Tampered("checkpoint")
        size, root = lines[1], _unbase64(lines[2])
        if not size.isdecimal() or str(int(size)) != size or len(root) != HASH_BYTES:
            raise Tampered("checkpoint")
        return Head(int(size), root)


def _is_signed(public: Ed25519PublicKey, key_hash: bytes, line: str, text: bytes) -> bool:
    signature = _unbase64(line)
    if len(signature) != len(key_hash) + SIGNATURE_BYTES or not signature.startswith(key_hash):
        return False
    try:
        public.verify(signature[len(key_hash) :], text)
    except InvalidSignature:
        return False
    return True


def _lp(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _key_hash(name: str, raw: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + raw).digest()[:4]


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _unbase64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
