"""Objects in a bucket: whole or not at all, bounded waits, and our own words for what the store says."""

import socket
import time
from collections.abc import Iterator

import pytest

from server.storage.blobs.bucket import Bucket
from server.storage.blobs.objects import PART_BYTES, ObjectBlobs
from server.terms.errors import Unavailable
from tests import buckets

NAME = "0123456789abcdef0123456789abcdef"
bucket_server = pytest.fixture(scope="module", name="bucket_server")(buckets.running)


@pytest.mark.parametrize("size", [PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES + 7])
def test_large_object_comes_back_as_it_was_put(bucket_server: buckets.BucketServer, size: int) -> None:
    """On both sides of one part, and over several: the same bytes."""
    blobs, content = ObjectBlobs.in_bucket(bucket_server.make()), bytes(range(256)) * (size // 256 + 1)

    blobs.put(NAME, (content[:size][at : at + 700_001] for at in range(0, size, 700_001)))

    assert b"".join(blobs.read(NAME)) == content[:size]


def test_what_failed_halfway_leaves_no_parts_behind(bucket_server: buckets.BucketServer) -> None:
    """An upload that was begun in parts is ended when its giver fails: nobody pays for parts that nobody sees."""
    bucket = bucket_server.make()

    def failing() -> Iterator[bytes]:
        yield b"x" * (PART_BYTES + 1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ObjectBlobs.in_bucket(bucket).put(NAME, failing())

    assert "<Upload>" not in bucket_server.request("GET", f"/{bucket.name}?uploads")


def test_objects_lie_below_the_prefix_and_strangers_are_passed_over(bucket_server: buckets.BucketServer) -> None:
    """One bucket may hold more than ours: only what lies below our prefix and is named like ours is an object."""
    bucket = bucket_server.make()
    bucket_server.request("PUT", f"/{bucket.name}/elsewhere/01/23456789abcdef0123456789abcdef")
    bucket_server.request("PUT", f"/{bucket.name}/clinic/one/readme.txt")
    blobs = ObjectBlobs.in_bucket(bucket)

    blobs.put(NAME, [b"ours"])

    assert list(blobs.names()) == [NAME]
    assert f"<Key>clinic/one/{NAME[:2]}/{NAME[2:]}</Key>" in bucket_server.request("GET", f"/{bucket.name}")


def test_space_in_a_bucket_is_somebody_elses_care(bucket_server: buckets.BucketServer) -> None:
    """A person's quota counts there too; how much of the store is free is not ours to know."""
    assert ObjectBlobs.in_bucket(bucket_server.make()).space() is None


def test_bucket_that_is_not_there_is_no_missing_object(bucket_server: buckets.BucketServer) -> None:
    """A wrong bucket is `storage_unavailable`, whatever is asked of it: nobody may take it for a lost picture."""
    blobs = ObjectBlobs.in_bucket(Bucket("missing", endpoint=bucket_server.endpoint, is_plain_allowed=True,
                                         access_key_id="test", secret_access_key="test", region="us-east-1"))  # fmt: skip

    for ask in (lambda: blobs.put(NAME, [b"x"]), lambda: list(blobs.read(NAME)), lambda: list(blobs.names())):
        with pytest.raises(Unavailable) as refused:
            ask()
        assert refused.value.code == "storage_unavailable"


def test_store_that_is_away_is_said_soon_and_comes_back(bucket_server: buckets.BucketServer) -> None:
    """Refused connections are `storage_unavailable` within 5 s; what was stored is there again afterwards."""
    blobs = ObjectBlobs.in_bucket(bucket_server.make())
    blobs.put(NAME, [b"kept"])
    bucket_server.stop()
    began = time.monotonic()
    try:
        for ask in (lambda: blobs.put(NAME, [b"x"]), lambda: list(blobs.read(NAME)), lambda: blobs.remove(NAME)):
            with pytest.raises(Unavailable):
                ask()
    finally:
        bucket_server.start()

    assert time.monotonic() - began < 15
    assert b"".join(blobs.read(NAME)) == b"kept"


def test_plain_http_is_refused_where_it_was_not_allowed(bucket_server: buckets.BucketServer) -> None:
    """Without permission nothing goes out in the clear, whatever the endpoint says."""
    blobs = ObjectBlobs.in_bucket(Bucket("studies", endpoint=bucket_server.endpoint, access_key_id="test",
                                         secret_access_key="test", region="us-east-1"))  # fmt: skip

    with pytest.raises(Unavailable):
        list(blobs.names())


def test_secret_is_in_no_text() -> None:
    """What is logged or raised by accident names the bucket, never a secret."""
    assert "hush" not in repr(
        Bucket("studies", access_key_id="hush-id", secret_access_key="hush", session_token="hush")
    )


@pytest.mark.hunt
@pytest.mark.timeout(60)
def test_store_that_says_nothing_is_given_up() -> None:
    """A store that takes the connection and never answers costs at most half a minute, and is `storage_unavailable`."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        blobs = ObjectBlobs.in_bucket(Bucket("studies", endpoint=endpoint, is_plain_allowed=True, region="us-east-1",
                                             access_key_id="test", secret_access_key="test"))  # fmt: skip
        began = time.monotonic()
        with pytest.raises(Unavailable):
            list(blobs.read(NAME))

    assert time.monotonic() - began < 30
