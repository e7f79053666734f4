"""Checkpoints: the public form, read back, never accepted changed."""

import base64
import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

import server.audit as spec
from server.audit.checkpoint import Head, Signer
from server.audit.leaf import commit, leaf
from server.audit.merkle import leaf_hash, root
from server.terms.entries import Entry
from server.terms.errors import Tampered

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
HEAD = Head(12, hashlib.sha256(b"tree").digest())


def test_checkpoint_is_a_c2sp_note() -> None:
    """AUD-14: origin, size, root in base64, an empty line, a signature line whose key hash is the verifier key's."""
    signer = Signer(KEY)
    origin, size, root, empty, signature, end = signer.sign(HEAD).split("\n")
    name, key_hash, public = signer.verifier_key.split("+", 2)
    dash, signed_by, packed = signature.split(" ")
    raw = base64.b64decode(packed)
    assert (origin, size, base64.b64decode(root), empty, end) == (name, "12", HEAD.root, "", "")
    assert (dash, signed_by, raw[:4].hex()) == ("\u2014", origin, key_hash)
    assert hashlib.sha256(name.encode() + b"\n" + base64.b64decode(public)).digest()[:4].hex() == key_hash
    text = f"{origin}\n{size}\n{root}\n"
    Ed25519PublicKey.from_public_bytes(base64.b64decode(public)[1:]).verify(raw[4:], text.encode())


def test_checkpoint_reads_back() -> None:
    """AUD-14: what was signed is what is read."""
    assert Signer(KEY).read(Signer(KEY).sign(HEAD)) == HEAD


def test_every_changed_byte_is_noticed() -> None:
    """T-48, AUD-14: a checkpoint with any byte changed is refused."""
    note = Signer(KEY).sign(HEAD)
    for at, letter in enumerate(note[:-1]):
        changed = note[:at] + ("A" if letter != "A" else "B") + note[at + 1 :]
        with pytest.raises(Tampered, match="checkpoint"):
            Signer(KEY).read(changed)


def test_checkpoint_of_another_installation_is_refused() -> None:
    """T-50: somebody else's signature says nothing about this record."""
    other = Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))
    with pytest.raises(Tampered, match="checkpoint"):
        Signer(KEY).read(other.sign(HEAD))


@pytest.mark.parametrize("note", ["", "\n\n", "lightbox-consult\n1\n\n", "x" * 5000])
def test_what_is_no_checkpoint_is_refused(note: str) -> None:
    """A file with something else in it is not believed."""
    with pytest.raises(Tampered, match="checkpoint"):
        Signer(KEY).read(note)


VECTORS = (
    (Path(spec.__file__).parent / "SPEC.md").read_text(encoding="utf-8").rpartition("```\n")[0].rpartition("```\n")[2]
)


def test_published_vectors_are_what_is_made() -> None:
    """AUD-3 … AUD-5, AUD-14, AUD-15: SPEC.md's vectors, so that others can write a verifier."""
    signer = Signer(KEY)
    rows = [commit(Entry("key.created", at, "system", None, {}), bytes(32)) for at in (0, 1)]
    leaves = [leaf_hash(leaf(at, row.commitment)) for at, row in enumerate(rows)]
    told: dict[str, str] = {}
    for line in VECTORS.splitlines():
        name, _, value = line.rpartition("  ")
        told[name.strip()] = value.strip()
    for at, row in enumerate(rows):
        assert told[f"payload {at}"] == row.payload.decode()
        assert told[f"commitment {at}"] == row.commitment.hex()
        assert told[f"leaf hash {at}"] == leaves[at].hex()
    assert told["root of 2"] == root(leaves).hex()
    assert told["verifier key"] == signer.verifier_key
    assert VECTORS.endswith(signer.sign(Head(2, root(leaves))))
