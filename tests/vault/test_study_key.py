"""Study keys: objects in chunks, values of rows."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.terms.errors import Tampered
from server.terms.ids import StudyId
from server.vault.deployment import DeploymentKey
from server.vault.study_key import CHUNK_BYTES, PREFIX_BYTES, StudyKey, open_chunks, seal_chunks, sealed_size

KEY = StudyKey(bytes(range(32)))
DEP = DeploymentKey(bytes(range(32)))
STUDY = StudyId("ab" * 16)
SEALED_CHUNK = CHUNK_BYTES + 16


def seal(content: bytes, name: str = "object") -> bytes:
    return b"".join(seal_chunks(KEY, name, [content]))


def open_(sealed: bytes, name: str = "object", key: StudyKey = KEY) -> bytes:
    return b"".join(open_chunks(key, name, [sealed]))


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 2_500_000])
def test_an_object_of_any_size_opens(size: int) -> None:
    """Sizes around the chunk's edge round-trip and have the size foretold."""
    content = bytes(range(256)) * (size // 256 + 1)
    sealed = seal(content[:size])
    assert len(sealed) == sealed_size(size)
    assert open_(sealed) == content[:size]


@settings(max_examples=20)
@given(cuts=st.lists(st.integers(0, 2_200_000), max_size=6))
def test_pieces_may_be_cut_anywhere(cuts: list[int]) -> None:
    """However a stream is cut into pieces, the plaintext is the same."""
    content = b"slice" * 440_000
    edges = sorted({0, *cuts, len(content)})
    sealed = b"".join(seal_chunks(KEY, "object", [content[a:b] for a, b in pairwise(edges)]))
    edges = sorted({0, *cuts, len(sealed)})
    pieces = [sealed[a:b] for a, b in pairwise(edges)]
    assert b"".join(open_chunks(KEY, "object", pieces)) == content


@pytest.mark.parametrize("at", [0, PREFIX_BYTES, PREFIX_BYTES + SEALED_CHUNK - 1, PREFIX_BYTES + SEALED_CHUNK, -1])
def test_a_flipped_bit_in_an_object_is_tampering(at: int) -> None:
    """Prefix, first chunk, its tag, the next chunk and the last tag are all proven."""
    sealed = bytearray(seal(bytes(CHUNK_BYTES + 100)))
    sealed[at] ^= 1
    with pytest.raises(Tampered, match="sealed_object"):
        open_(bytes(sealed))


@pytest.mark.parametrize(
    "cut", [PREFIX_BYTES + SEALED_CHUNK, PREFIX_BYTES + SEALED_CHUNK + 5, PREFIX_BYTES, 3, 0], ids=str
)
def test_a_truncated_object_is_tampering(cut: int) -> None:
    """A missing end is found even when it falls exactly between two chunks."""
    with pytest.raises(Tampered, match="sealed_object"):
        open_(seal(bytes(CHUNK_BYTES + 100))[:cut])


def test_exchanged_chunks_are_tampering() -> None:
    """Chunks open only in their order."""
    sealed = seal(bytes(2 * CHUNK_BYTES + 1))
    head, body = sealed[:PREFIX_BYTES], sealed[PREFIX_BYTES:]
    exchanged = head + body[SEALED_CHUNK : 2 * SEALED_CHUNK] + body[:SEALED_CHUNK] + body[2 * SEALED_CHUNK :]
    with pytest.raises(Tampered, match="sealed_object"):
        open_(exchanged)


def test_an_object_opens_under_its_name_and_key_only() -> None:
    """An object moved to another name, or another study, does not open."""
    sealed = seal(b"pixels")
    with pytest.raises(Tampered, match="sealed_object"):
        open_(sealed, "other")
    with pytest.raises(Tampered, match="sealed_object"):
        open_(sealed, key=StudyKey(bytes(32)))


def test_nothing_comes_out_before_it_is_proven() -> None:
    """A stream with a bad second chunk yields exactly the first, then stops."""
    sealed = bytearray(seal(b"A" * CHUNK_BYTES + b"B" * CHUNK_BYTES + b"C"))
    sealed[PREFIX_BYTES + SEALED_CHUNK + 7] ^= 1
    opener = KEY.opener("object")
    assert opener.update(sealed[: PREFIX_BYTES + SEALED_CHUNK + 1]) == b"A" * CHUNK_BYTES
    with pytest.raises(Tampered, match="sealed_object"):
        opener.update(sealed[PREFIX_BYTES + SEALED_CHUNK + 1 :])


def test_equal_objects_are_sealed_differently() -> None:
    """Who sees the stored bytes cannot tell that two objects are equal."""
    assert seal(b"pixels") != seal(b"pixels")


def test_a_study_key_unwraps_for_its_study_only() -> None:
    """The wrapped key of one study is of no use as another's."""
    wrapped = KEY.wrapped(DEP, STUDY)
    assert StudyKey.unwrap(DEP, STUDY, wrapped).fingerprint() == KEY.fingerprint()
    with pytest.raises(Tampered, match="wrapped_key"):
        StudyKey.unwrap(DEP, StudyId("cd" * 16), wrapped)


def test_a_row_value_opens_in_its_row_only() -> None:
    """Header values are bound to their table and id."""
    sealed = KEY.seal_value(b"Doe^Jane", bound_to="studies 1")
    assert b"Doe" not in sealed
    assert KEY.open_value(sealed, bound_to="studies 1") == b"Doe^Jane"
    with pytest.raises(Tampered, match="sealed_value"):
        KEY.open_value(sealed, bound_to="studies 2")


def test_study_keys_differ_and_are_never_shown() -> None:
    """Two drawn keys have two fingerprints; neither is printed."""
    assert StudyKey.create().fingerprint() != StudyKey.create().fingerprint()
    assert repr(KEY) == "StudyKey()"


def test_a_short_study_key_is_a_bug() -> None:
    """A key of another length than 32 bytes never comes to be."""
    with pytest.raises(ValueError, match="32 bytes"):
        StudyKey(b"short")
