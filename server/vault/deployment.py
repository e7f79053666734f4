"""The deployment key (KEK): one secret of the whole installation, from which everything kept at rest hangs.

The file is one line, ``lightbox-deployment-key-1 <43 base64url characters>``, mode 0600, outside the data folder.
Who has it and the data folder has everything; who loses it has lost every sealed study, chat and record for good.

Nothing is sealed with the key itself. `derive(label)` is HKDF-SHA256 with an empty salt and
``info = lp("lb1 deployment") ‖ lp(label)``; keys, small values and look-up tags each have their own derived key.
"""

import base64
import os
import stat
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.terms.errors import Refused
from server.vault.sealing import KEY_BYTES, Random, lp, open_sealed, seal

FILE_FORMAT = "lightbox-deployment-key-1"
_FILE_MODE = stat.S_IRUSR | stat.S_IWUSR


class DeploymentKey:
    """Derives, wraps, seals, tags and signs for this installation; its 32 bytes stay inside."""

    __slots__ = ("_random", "_sealing_key", "_secret", "_wrapping_key")

    def __init__(self, secret: bytes, random: Random = os.urandom) -> None:
        if len(secret) != KEY_BYTES or len(set(secret)) < KEY_BYTES // 4:
            raise Refused("deployment_key_weak")
        self._secret = secret
        self._random = random
        self._wrapping_key = self.derive("wrapping")
        self._sealing_key = self.derive("sealing")

    def __repr__(self) -> str:
        """Name the type only: a key is never shown."""
        return "DeploymentKey()"

    @classmethod
    def create(cls, path: Path, random: Random = os.urandom) -> Self:
        """Draw a key and write its file, mode 0600, durable on return.

        Raises
        ------
        Refused
            `deployment_key_exists`: an existing key is never overwritten, for it would lose everything under it.
        """
        key = cls(random(KEY_BYTES), random)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, _FILE_MODE)
        except FileExistsError as error:
            raise Refused("deployment_key_exists") from error
        with os.fdopen(descriptor, "wb") as file:
            file.write(f"{FILE_FORMAT} {_base64url(key._secret)}\n".encode())
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return key

    @classmethod
    def load(cls, path: Path, random: Random = os.urandom) -> Self:
        """Read the key of this installation.

        Raises
        ------
        Refused
            `deployment_key_missing`; `deployment_key_weak` when group or others may read the file, or when it does
            not hold one whole key.
        """
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            raise Refused("deployment_key_missing") from error
        with os.fdopen(descriptor, "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode) or mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise Refused("deployment_key_weak")
            return cls(_parse(file.read(256)), random)

    def derive(self, label: str, length: int = 32) -> bytes:
        """Derive `length` bytes for one purpose; the same label always gives the same bytes."""
        info = lp("lb1 deployment", label)
        return HKDF(algorithm=hashes.SHA256(), length=length, salt=None, info=info).derive(self._secret)

    def wrap(self, key: bytes | bytearray, *, bound_to: str) -> bytes:
        """Wrap another key, so that it only unwraps for the same thing."""
        return seal(self._wrapping_key, key, aad=lp("lb1 wrap", bound_to), random=self._random)

    def unwrap(self, wrapped: bytes, *, bound_to: str) -> bytes:
        """Unwrap what `wrap` made; raises `Tampered` (`wrapped_key`) for any other bytes or another thing."""
        return open_sealed(self._wrapping_key, wrapped, aad=lp("lb1 wrap", bound_to), code="wrapped_key")

    def seal(self, plaintext: bytes, *, bound_to: str) -> bytes:
        """Seal a small value of a row, bound to its table and id."""
        return seal(self._sealing_key, plaintext, aad=lp("lb1 value", bound_to), random=self._random)

    def open_sealed(self, sealed: bytes, *, bound_to: str) -> bytes:
        """Open what `seal` closed; raises `Tampered` (`sealed_value`) for any other bytes or another row."""
        return open_sealed(self._sealing_key, sealed, aad=lp("lb1 value", bound_to))

    def tag(self, value: str, *, purpose: str) -> str:
        """Give the keyed name of a value (43 base64url characters): equal values are found, none can be guessed."""
        code = hmac.HMAC(self.derive(f"tag {purpose}"), hashes.SHA256())
        code.update(value.encode())
        return _base64url(code.finalize())

    def signing_key(self) -> Ed25519PrivateKey:
        """Give the record-signing key (Ed25519), the same after every restart."""
        return Ed25519PrivateKey.from_private_bytes(self.derive("record-signing"))


def _parse(content: bytes) -> bytes:
    words = content.split()
    if len(words) != 2 or words[0] != FILE_FORMAT.encode():
        raise Refused("deployment_key_weak")
    try:
        return base64.urlsafe_b64decode(words[1] + b"=")
    except ValueError as error:
        raise Refused("deployment_key_weak") from error


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
