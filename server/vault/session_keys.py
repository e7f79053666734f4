"""The keys of running sessions: drawn per epoch, wiped at the end, in no other place but a browser admitted to it.

Byte layout (a client needs nothing else; `tests/vault/vectors.json` holds examples). ``lp(x)`` is the length of x as
4 bytes big-endian followed by x, text as UTF-8; ``u32(n)`` is 4 bytes big-endian; HKDF is HKDF-SHA256 with an empty
salt and 32 bytes out.

* Per epoch the server draws ``SK``, 32 random bytes. ``K_frame = HKDF(SK, info="lb1 frame")``,
  ``K_id = HKDF(SK, info="lb1 id")``.
* Address of a frame: the first 22 characters of ``base64url(HMAC-SHA256(K_id, lp(render_key) ‖ lp(instance_digest) ‖
  u32(frame) ‖ lp(mark)))``. Only the server makes addresses; to everybody else they are opaque.
* Sealed frame: ``nonce (12) ‖ AES-256-GCM(K_frame, nonce, image, aad) (ciphertext, then tag of 16 bytes)`` with
  ``aad = lp("lb1") ‖ lp(session) ‖ lp(epoch in decimal) ‖ lp(fid) ‖ lp(mime)``.
* Wrapped key: ``ephemeral_public (65, uncompressed P-256 point) ‖ nonce (12) ‖ AES-256-GCM(KW, nonce, K_frame, info)
  (48)`` with ``info = "lb1 wrap" ‖ lp(session) ‖ lp(participant) ‖ u32(epoch)`` and ``KW = HKDF(ECDH(ephemeral
  private, the browser's public), info)``, ECDH being the 32-byte x coordinate.

`SK` is drawn into one `bytearray` that `destroy` and `retire` overwrite; derived keys live for one call. One cipher object per
epoch is kept for sealing, from its first frame until its key goes: to derive `K_frame` and to schedule it anew for every
picture, with caches that rendering has just emptied, cost a sixth of making the picture (P17). It holds what its `SK`, which
lies beside it for as long, gives anyway; OpenSSL overwrites it when it is let go, at once or when a thread that is sealing
at that moment is done (`tests/vault/test_memory.py` looks). Python promises nothing about copies an allocator may have left
(security.md 3.6): no core dumps, no swap, honesty.
"""

import base64
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.terms.errors import Malformed, Refused
from server.terms.ids import FrameId, ParticipantId, SessionId
from server.vault.sealing import KEY_BYTES, NONCE_BYTES, Buffer, Draw, Random, drawn, lp, open_sealed, seal

PUBLIC_KEY_BYTES = 65
FRAME_ID_CHARACTERS = 22
_CURVE = ec.SECP256R1()
# FIPS 186-5 A.2.1: 64 bits more than the order, so that the remainder is unbiased.
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_SCALAR_BYTES = 40


@dataclass(frozen=True, slots=True)
class KeysDestroyed:
    """What `destroy` erased, for the receipt: one fingerprint per epoch, oldest first."""

    fingerprints: tuple[str, ...]
    epochs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Sealer:
    """What closes the frames of one epoch; gone with its key."""

    cipher: AESGCM
    bound_to: bytes
    """Session and epoch, as the associated data of every frame begins."""


class KeyRing:
    """Holds the session keys of this process and does everything that needs one.

    Rendering threads seal while the session's task destroys: `_guard` covers every look at a key, held for the
    microseconds of a derivation, never for a whole frame.
    """

    def __init__(self, random: Random = os.urandom, draw: Draw = drawn) -> None:
        self._random = random
        self._draw = draw
        self._guard = threading.Lock()
        self._keys: dict[SessionId, dict[int, bytearray]] = {}
        self._sealers: dict[SessionId, dict[int, _Sealer]] = {}

    def __repr__(self) -> str:
        """Name the type only: keys are never shown."""
        return "KeyRing()"

    def mint(self, session: SessionId, epoch: int) -> str:
        """Draw the key of a new epoch and give its fingerprint; older epochs stay until `retire` or `destroy`."""
        with self._guard:
            reigns = self._keys.setdefault(session, {})
            if any(epoch <= older for older in reigns):
                raise ValueError(f"epoch {epoch} does not follow {max(reigns)}")
            reigns[epoch] = self._draw(KEY_BYTES)
            return _fingerprint(reigns[epoch])

    def epochs(self, session: SessionId) -> tuple[int, ...]:
        """Give the epochs whose key exists, oldest first; empty once destroyed."""
        with self._guard:
            return tuple(sorted(self._keys.get(session, {})))

    def retire(self, session: SessionId, epoch: int) -> KeysDestroyed:
        """Wipe one epoch's key (after a turn re-sealed what it closed); harmless when it is gone."""
        with self._guard:
            reigns = self._keys.get(session, {})
            self._sealers.get(session, {}).pop(epoch, None)
            return _wipe({epoch: reigns.pop(epoch)} if epoch in reigns else {})

    def destroy(self, session: SessionId) -> KeysDestroyed:
        """Wipe every key of a session. Idempotent; cannot fail."""
        with self._guard:
            self._sealers.pop(session, None)
            return _wipe(self._keys.pop(session, {}))

    def destroy_all(self) -> KeysDestroyed:
        """Wipe every key of every session, when the process stops."""
        with self._guard:
            self._sealers.clear()
            gone = [_wipe(self._keys.pop(session)) for session in list(self._keys)]
        return KeysDestroyed(
            tuple(mark for each in gone for mark in each.fingerprints),
            tuple(epoch for each in gone for epoch in each.epochs),
        )

    def frame_id(
        self, session: SessionId, epoch: int, render_key: bytes, instance_digest: bytes, frame: int, mark: str
    ) -> FrameId:
        """Give the address of an encoded frame, known before it is rendered.

        Raises
        ------
        Refused
            `key_destroyed`.
        """
        with self._derived(session, epoch, b"lb1 id") as key:
            code = hmac.HMAC(key, hashes.SHA256())
        code.update(lp(render_key, instance_digest) + frame.to_bytes(4, "big") + lp(mark))
        return FrameId(base64.urlsafe_b64encode(code.finalize())[:FRAME_ID_CHARACTERS].decode())

    def seal(self, session: SessionId, epoch: int, fid: FrameId, mime: str, image: Buffer) -> bytes:
        """Seal an encoded image for one address in one epoch.

        Raises
        ------
        Refused
            `key_destroyed`.
        """
        sealer, nonce = self._sealer(session, epoch), self._random(NONCE_BYTES)
        return nonce + sealer.cipher.encrypt(nonce, image, sealer.bound_to + lp(fid, mime))

    def open_sealed(self, session: SessionId, epoch: int, fid: FrameId, mime: str, sealed: Buffer) -> bytes:
        """Open a sealed frame.

        Raises
        ------
        Refused
            `key_destroyed`.
        Tampered
            `sealed_frame`: a bit changed, or it belongs to another address, epoch, session or type.
        """
        with self._derived(session, epoch, b"lb1 frame") as key:
            return open_sealed(key, sealed, aad=_frame_aad(session, epoch, fid, mime), code="sealed_frame")

    def wrap_for(self, session: SessionId, epoch: int, peer_public: bytes, participant: ParticipantId) -> bytes:
        """Wrap the epoch's `K_frame` to one browser's public key: 125 bytes, of use to that browser only.

        Raises
        ------
        Refused
            `key_destroyed`.
        Malformed
            `bad_public_key`: not an uncompressed P-256 point on the curve.
        """
        peer = _point(peer_public)
        scalar = int.from_bytes(self._random(_SCALAR_BYTES), "big") % (_P256_ORDER - 1) + 1
        ephemeral = ec.derive_private_key(scalar, _CURVE)
        info = b"lb1 wrap" + lp(session, participant) + epoch.to_bytes(4, "big")
        wrapping = _hkdf(ephemeral.exchange(ec.ECDH(), peer), info)
        public = ephemeral.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        with self._derived(session, epoch, b"lb1 frame") as key:
            return public + seal(wrapping, key, aad=info, random=self._random)

    def _sealer(self, session: SessionId, epoch: int) -> _Sealer:
        """The epoch's cipher, made for its first frame."""
        with self._guard:
            found = self._sealers.get(session, {}).get(epoch)
            if found is not None:
                return found
            secret = self._keys.get(session, {}).get(epoch)
            if secret is None:
                raise Refused("key_destroyed")
            key = _hkdf(secret, b"lb1 frame")
            made = _Sealer(AESGCM(key), _bound_to(session, epoch))
            key[:] = bytes(len(key))
            return self._sealers.setdefault(session, {}).setdefault(epoch, made)

    @contextmanager
    def _derived(self, session: SessionId, epoch: int, info: bytes) -> Iterator[bytearray]:
        """Lend a key derived from the epoch's secret, overwritten when the borrower is done."""
        with self._guard:
            secret = self._keys.get(session, {}).get(epoch)
            if secret is None:
                raise Refused("key_destroyed")
            key = _hkdf(secret, info)
        try:
            yield key
        finally:
            key[:] = bytes(len(key))


def _hkdf(secret: Buffer, info: bytes) -> bytearray:
    derived = bytearray(KEY_BYTES)
    HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info).derive_into(secret, derived)
    return derived


def _fingerprint(secret: bytearray) -> str:
    """16 hex digits that name a key and tell nothing of it."""
    return _hkdf(secret, b"lb1 fingerprint")[:8].hex()


def _wipe(reigns: dict[int, bytearray]) -> KeysDestroyed:
    epochs = tuple(sorted(reigns))
    try:
        return KeysDestroyed(tuple(_fingerprint(reigns[epoch]) for epoch in epochs), epochs)
    finally:
        for secret in reigns.values():
            secret[:] = bytes(len(secret))


def _frame_aad(session: SessionId, epoch: int, fid: FrameId, mime: str) -> bytes:
    return _bound_to(session, epoch) + lp(fid, mime)


def _bound_to(session: SessionId, epoch: int) -> bytes:
    return lp("lb1", session, str(epoch))


def is_public_key(point: bytes) -> bool:
    """Say whether a browser's public key can be wrapped to: a point on the curve, uncompressed."""
    try:
        _point(point)
    except Malformed:
        return False
    return True


def _point(raw: bytes) -> ec.EllipticCurvePublicKey:
    if len(raw) != PUBLIC_KEY_BYTES or raw[0] != 4:
        raise Malformed("bad_public_key")
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, raw)
    except ValueError as error:
        raise Malformed("bad_public_key") from error
