"""Session keys: the published layout byte for byte, tampering, and the end."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from server.terms.errors import Malformed, Refused, Tampered
from server.terms.ids import FrameId, ParticipantId, SessionId
from server.vault.session_keys import KeyRing
from tests.vault.conftest import OTHER, SESSION

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
FRAME = VECTORS["frame"]
WRAP = VECTORS["wrap"]
FID = FrameId(FRAME["fid"])
ANNE = ParticipantId("fedcba9876543210")


def given_bytes(*parts: str) -> Callable[[int], bytes]:
    """Give the bytes of a vector one after the other, as if they were random."""
    waiting = [bytes.fromhex(part) for part in parts]
    return lambda count: waiting.pop(0)[:count]


def the_key(count: int) -> bytearray:
    """Give the vector's session key, as if it were drawn."""
    return bytearray.fromhex(VECTORS["session_key"])[:count]


def u32(number: int) -> bytes:
    return number.to_bytes(4, "big")


def lp(text: str) -> bytes:
    return u32(len(text.encode())) + text.encode()


def test_frame_address_is_the_published_vector() -> None:
    """The address of a frame is the one a stranger computes from the documented layout."""
    ring = KeyRing(draw=the_key)
    ring.mint(VECTORS["session"], VECTORS["epoch"])
    parts = bytes.fromhex(FRAME["render_key"]), bytes.fromhex(FRAME["instance_digest"]), FRAME["frame"], FRAME["mark"]
    assert ring.frame_id(VECTORS["session"], VECTORS["epoch"], *parts) == FRAME["fid"]


def test_sealed_frame_is_the_published_vector() -> None:
    """Sealing with the vector's randomness gives the vector's bytes."""
    ring = KeyRing(given_bytes(FRAME["nonce"]), the_key)
    ring.mint(VECTORS["session"], VECTORS["epoch"])
    sealed = ring.seal(VECTORS["session"], VECTORS["epoch"], FID, FRAME["mime"], bytes.fromhex(FRAME["image"]))
    assert sealed.hex() == FRAME["sealed"]


def test_wrapped_key_is_the_published_vector() -> None:
    """Wrapping with the vector's randomness gives the vector's bytes."""
    ring = KeyRing(given_bytes(WRAP["ephemeral_random"], WRAP["nonce"]), the_key)
    ring.mint(VECTORS["session"], VECTORS["epoch"])
    public = bytes.fromhex(WRAP["browser_public"])
    wrapped = ring.wrap_for(VECTORS["session"], VECTORS["epoch"], public, VECTORS["participant"])
    assert wrapped.hex() == WRAP["wrapped"]


def test_a_stranger_opens_the_vectors_from_the_docstring_alone() -> None:
    """A client that knows only the documented layout unwraps the key and opens the frame."""
    wrapped, sealed = bytes.fromhex(WRAP["wrapped"]), bytes.fromhex(FRAME["sealed"])
    private = ec.derive_private_key(int(WRAP["browser_private"], 16), ec.SECP256R1())
    shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), wrapped[:65]))
    info = b"lb1 wrap" + lp(VECTORS["session"]) + lp(VECTORS["participant"]) + u32(VECTORS["epoch"])
    wrapping = HKDF(hashes.SHA256(), 32, b"", info).derive(shared)
    frame_key = AESGCM(wrapping).decrypt(wrapped[65:77], wrapped[77:], info)
    aad = b"".join(lp(part) for part in ("lb1", VECTORS["session"], str(VECTORS["epoch"]), FID, FRAME["mime"]))
    assert frame_key.hex() == VECTORS["frame_key"]
    assert AESGCM(frame_key).decrypt(sealed[:12], sealed[12:], aad).hex() == FRAME["image"]


@pytest.mark.parametrize("place", ["nonce", "first byte", "last byte", "tag"])
def test_a_flipped_bit_is_tampering(ring: KeyRing, place: str) -> None:
    """LK-7: a bit flipped anywhere in a sealed frame is refused."""
    sealed = bytearray(ring.seal(SESSION, 1, FID, "image/png", b"picture of some length"))
    sealed[{"nonce": 3, "first byte": 12, "last byte": -17, "tag": -1}[place]] ^= 0x10
    with pytest.raises(Tampered, match="sealed_frame"):
        ring.open_sealed(SESSION, 1, FID, "image/png", sealed)


@pytest.mark.parametrize(
    ("session", "epoch", "fid", "mime"),
    [
        (OTHER, 1, FID, "image/png"),
        (SESSION, 2, FID, "image/png"),
        (SESSION, 1, FrameId("another-frame-address0"), "image/png"),
        (SESSION, 1, FID, "image/jpeg"),
    ],
    ids=["session", "epoch", "frame", "mime"],
)
def test_a_swapped_place_is_tampering(ring: KeyRing, session: SessionId, epoch: int, fid: FrameId, mime: str) -> None:
    """LK-7: a sealed frame opens only in its session, epoch, address and type."""
    sealed = ring.seal(SESSION, 1, FID, "image/png", b"picture")
    assert ring.open_sealed(SESSION, 1, FID, "image/png", sealed) == b"picture"
    with pytest.raises(Tampered, match="sealed_frame"):
        ring.open_sealed(session, epoch, fid, mime, sealed)


@pytest.mark.parametrize("size", [0, 11, 27])
def test_too_short_to_be_sealed_is_tampering(ring: KeyRing, size: int) -> None:
    """LK-7: bytes that cannot hold a nonce and a tag are refused the same way."""
    with pytest.raises(Tampered, match="sealed_frame"):
        ring.open_sealed(SESSION, 1, FID, "image/png", bytes(size))


@given(image=st.binary(max_size=4096), mime=st.sampled_from(["image/png", "image/jpeg"]), epoch=st.integers(1, 2))
def test_what_is_sealed_opens(image: bytes, mime: str, epoch: int) -> None:
    """Any image opens to itself, and its sealed form is 28 bytes longer."""
    ring = KeyRing()
    ring.mint(SESSION, epoch)
    sealed = ring.seal(SESSION, epoch, FID, mime, image)
    assert len(sealed) == len(image) + 28
    assert ring.open_sealed(SESSION, epoch, FID, mime, sealed) == image


def test_addresses_differ_in_every_part(ring: KeyRing) -> None:
    """Rendering, instance, frame, mark, epoch and session each give another address, of 22 characters."""
    addresses = {
        ring.frame_id(SESSION, 1, b"r", b"i", 0, ""),
        ring.frame_id(SESSION, 1, b"R", b"i", 0, ""),
        ring.frame_id(SESSION, 1, b"ri", b"", 0, ""),
        ring.frame_id(SESSION, 1, b"r", b"i", 1, ""),
        ring.frame_id(SESSION, 1, b"r", b"i", 0, "shared"),
        ring.frame_id(SESSION, 2, b"r", b"i", 0, ""),
        ring.frame_id(OTHER, 1, b"r", b"i", 0, ""),
    }
    assert len(addresses) == 7
    assert {len(fid) for fid in addresses} == {22}


def test_a_wrapped_key_is_of_no_use_to_another_browser(ring: KeyRing) -> None:
    """A key wrapped to one public key does not open with another private key."""
    hers, his = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    point = hers.public_key().public_numbers()
    public = b"\x04" + point.x.to_bytes(32, "big") + point.y.to_bytes(32, "big")
    wrapped = ring.wrap_for(SESSION, 1, public, ANNE)
    shared = his.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), wrapped[:65]))
    assert len(wrapped) == 125
    assert shared != hers.exchange(
        ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), wrapped[:65])
    )


@pytest.mark.parametrize(
    "public", [b"", bytes(65), b"\x04" + bytes(64), b"\x04" + b"\xff" * 64, b"\x02" + bytes(32), b"\x04" * 66]
)
def test_a_bad_public_key_is_malformed(ring: KeyRing, public: bytes) -> None:
    """Anything but an uncompressed point on P-256 is refused by name."""
    with pytest.raises(Malformed, match="bad_public_key"):
        ring.wrap_for(SESSION, 1, public, ANNE)


def test_nothing_opens_after_destroy(ring: KeyRing) -> None:
    """LK-5: once destroyed, a session's keys seal, open, address and wrap nothing; others go on."""
    sealed = ring.seal(SESSION, 1, FID, "image/png", b"picture")
    destroyed = ring.destroy(SESSION)
    assert destroyed.epochs == (1, 2)
    assert len(set(destroyed.fingerprints)) == 2
    with pytest.raises(Refused, match="key_destroyed"):
        ring.open_sealed(SESSION, 1, FID, "image/png", sealed)
    with pytest.raises(Refused, match="key_destroyed"):
        ring.seal(SESSION, 2, FID, "image/png", b"picture")
    assert ring.epochs(OTHER) == (1,)


def test_destroy_overwrites_the_secret() -> None:
    """The one buffer that held the secret is zero afterwards, not merely forgotten."""
    ring = KeyRing(draw=lambda count: bytearray(b"\x5a" * count))
    ring.mint(SESSION, 1)
    buffer = ring._keys[SESSION][1]
    assert buffer == b"\x5a" * 32
    ring.destroy(SESSION)
    assert buffer == bytes(32)


def test_destroy_twice_is_harmless(ring: KeyRing) -> None:
    """Destroying again, or what never was, reports nothing and does not fail."""
    ring.destroy(SESSION)
    assert ring.destroy(SESSION).epochs == ()
    assert ring.retire(SESSION, 1).epochs == ()


def test_retire_ends_one_epoch_only(ring: KeyRing) -> None:
    """After a turn the old epoch is gone and the new one works."""
    assert ring.retire(SESSION, 1).epochs == (1,)
    assert ring.epochs(SESSION) == (2,)
    assert ring.seal(SESSION, 2, FID, "image/png", b"picture")


def test_stopping_destroys_every_session(ring: KeyRing) -> None:
    """When the process stops, all keys of all sessions go."""
    assert len(ring.destroy_all().fingerprints) == 3
    assert ring.epochs(SESSION) == ring.epochs(OTHER) == ()


@pytest.mark.parametrize("epoch", [2, 1, 0])
def test_an_epoch_never_returns(ring: KeyRing, epoch: int) -> None:
    """Minting an epoch that exists or is older is a bug, not a second key."""
    with pytest.raises(ValueError, match="does not follow"):
        ring.mint(SESSION, epoch)


def test_keys_are_never_shown(ring: KeyRing) -> None:
    """The ring's printed form holds nothing of its keys."""
    assert repr(ring) == "KeyRing()"
