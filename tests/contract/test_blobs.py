"""Every place where sealed objects may rest keeps the same promises."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.desk.study_ports import Blobs
from server.storage.blobs.objects import ObjectBlobs
from server.terms.errors import NotFound
from tests import buckets

NAME = "0123456789abcdef0123456789abcdef"
OTHER = "fedcba9876543210fedcba9876543210"


bucket_server = pytest.fixture(scope="module", name="bucket_server")(buckets.running)


@pytest.fixture(params=["folder", "memory", "bucket"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path, bucket_server: buckets.BucketServer) -> Blobs:
    match request.param:
        case "folder":
            return ObjectBlobs.in_folder(tmp_path / "blobs")
        case "bucket":
            return ObjectBlobs.in_bucket(bucket_server.make())
        case _:
            return ObjectBlobs.in_memory()


def test_object_comes_back_as_it_was_put(blobs: Blobs) -> None:
    """Pieces of any size, put together, are the object."""
    pieces = [b"a" * 3_000_000, b"", b"b" * 7]

    blobs.put(NAME, pieces)

    assert b"".join(blobs.read(NAME)) == b"".join(pieces)


def test_empty_object_is_an_object(blobs: Blobs) -> None:
    """Nothing, put, is there and empty."""
    blobs.put(NAME, [])

    assert list(blobs.names()) == [NAME]
    assert b"".join(blobs.read(NAME)) == b""


def test_object_that_failed_halfway_is_not_there(blobs: Blobs) -> None:
    """When the giver of the pieces fails, its error comes out and no object is left (nothing half-stored)."""

    def failing() -> Iterator[bytes]:
        yield from [b"x" * 2_000_000] * 6
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        blobs.put(NAME, failing())

    assert list(blobs.names()) == []
    with pytest.raises(NotFound):
        list(blobs.read(NAME))


def test_removing_twice_harms_nothing(blobs: Blobs) -> None:
    """Removal says whether there was something, and leaves the others alone."""
    blobs.put(NAME, [b"one"])
    blobs.put(OTHER, [b"two"])

    assert blobs.remove(NAME) is True
    assert blobs.remove(NAME) is False
    assert list(blobs.names()) == [OTHER]


@pytest.mark.parametrize(
    "name", ["", "../" * 8 + "etc/passwd", "/etc/passwd", "0123456789ABCDEF0123456789ABCDEF", NAME + "\n", "1.2.840.1"]
)
def test_name_from_outside_is_never_a_place(blobs: Blobs, name: str) -> None:
    """T-29: only 32 hex digits name an object, whatever else arrives."""
    with pytest.raises(ValueError, match="32 hex digits"):
        blobs.put(name, [b"x"])
    with pytest.raises(ValueError, match="32 hex digits"):
        list(blobs.read(name))
    with pytest.raises(ValueError, match="32 hex digits"):
        blobs.remove(name)


def test_space_is_known_or_not_our_care(blobs: Blobs) -> None:
    """What is free is never more than all there is."""
    space = blobs.space()

    assert space is None or 0 <= space.free <= space.total
