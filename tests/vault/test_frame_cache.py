"""The sealed frame cache: budgets, the turn of an epoch, the end."""

import pytest

from server.terms.errors import Refused
from server.terms.ids import FrameId, SessionId
from server.vault.frame_cache import FrameAddress, FrameCache, Sealed
from server.vault.session_keys import KeyRing
from tests.vault.conftest import OTHER, SESSION


def put(cache: FrameCache, ring: KeyRing, frame: int, *, session: SessionId = SESSION, mark: str = "") -> FrameId:
    """Seal a picture of 72 bytes (100 sealed) as frame number `frame` in epoch 1 and keep it."""
    at = FrameAddress(b"window", b"instance", frame, mark)
    fid = ring.frame_id(session, 1, at.render_key, at.instance_digest, at.frame, at.mark)
    cache.put(session, 1, fid, Sealed("image/png", ring.seal(session, 1, fid, "image/png", bytes(72)), at, meta=frame))
    return fid


def test_a_kept_frame_is_given_back(ring: KeyRing) -> None:
    """A frame is found by its address, in its session only."""
    cache = FrameCache(1000)
    fid = put(cache, ring, 0)
    kept = cache.get(SESSION, fid)
    assert kept is not None
    assert kept.meta == 0
    assert cache.get(OTHER, fid) is None


def test_the_least_recently_used_goes_first(ring: KeyRing) -> None:
    """Over the budget, the frame nobody asked for longest is forgotten."""
    cache = FrameCache(300)
    first, second, third = (put(cache, ring, frame) for frame in range(3))
    cache.get(SESSION, first)
    put(cache, ring, 3)
    assert cache.get(SESSION, second) is None
    assert cache.get(SESSION, first)
    assert cache.get(SESSION, third)
    assert cache.size_bytes == 300


def test_one_session_cannot_take_more_than_its_share(ring: KeyRing) -> None:
    """A session over its own budget evicts its own frames, not another session's."""
    cache = FrameCache(1000, session_bytes=200)
    others = put(cache, ring, 0, session=OTHER)
    for frame in range(5):
        put(cache, ring, frame)
    assert cache.size_bytes == 300
    assert cache.get(OTHER, others)


def test_all_sessions_share_one_budget(ring: KeyRing) -> None:
    """Over the whole budget, the least recently used frame of any session goes."""
    cache = FrameCache(200)
    others = put(cache, ring, 0, session=OTHER)
    put(cache, ring, 1)
    put(cache, ring, 2)
    assert cache.get(OTHER, others) is None
    assert cache.size_bytes == 200


def test_a_frame_larger_than_the_budget_is_not_kept(ring: KeyRing) -> None:
    """What cannot fit leaves the cache empty and within its budget."""
    cache = FrameCache(50)
    assert cache.get(SESSION, put(cache, ring, 0)) is None
    assert cache.size_bytes == 0


def test_keeping_a_frame_twice_counts_it_once(ring: KeyRing) -> None:
    """A frame put again replaces itself."""
    cache = FrameCache(1000)
    put(cache, ring, 0)
    put(cache, ring, 0)
    assert cache.size_bytes == 100


def test_a_turn_reseals_what_is_kept(ring: KeyRing) -> None:
    """After a turn every frame has a new address and opens under the new epoch only."""
    cache = FrameCache(1000)
    old = [put(cache, ring, frame) for frame in range(3)]
    moved = cache.epoch_turned(SESSION, ring, 1, 2)
    ring.retire(SESSION, 1)
    assert set(moved) == set(old)
    for old_fid, new_fid in moved.items():
        kept = cache.get(SESSION, new_fid)
        assert cache.get(SESSION, old_fid) is None
        assert kept is not None
        assert ring.open_sealed(SESSION, 2, new_fid, "image/png", kept.payload) == bytes(72)


def test_a_turn_forgets_marked_and_refused_frames(ring: KeyRing) -> None:
    """A visible mark shows its epoch's time, and a narrowed grant shows less: neither frame crosses the turn."""
    cache = FrameCache(1000)
    plain, marked, refused = put(cache, ring, 0), put(cache, ring, 1, mark="shared"), put(cache, ring, 2)
    moved = cache.epoch_turned(SESSION, ring, 1, 2, keep=lambda sealed: sealed.meta != 2)
    assert plain in moved
    assert marked not in moved
    assert refused not in moved
    assert cache.size_bytes == 100


def test_a_turn_is_bounded_and_keeps_the_newest(ring: KeyRing) -> None:
    """Only the most recently used frames up to the limit are carried over, in their order of use."""
    cache = FrameCache(1000)
    fids = [put(cache, ring, frame) for frame in range(5)]
    cache.get(SESSION, fids[0])
    assert set(cache.epoch_turned(SESSION, ring, 1, 2, limit_bytes=250)) == {fids[0], fids[4]}


def test_a_late_frame_of_an_old_epoch_is_dropped(ring: KeyRing) -> None:
    """A rendering that finishes after the turn does not put a dead frame into the cache."""
    cache = FrameCache(1000)
    put(cache, ring, 0)
    cache.epoch_turned(SESSION, ring, 1, 2)
    assert cache.get(SESSION, put(cache, ring, 1)) is None


def test_a_newer_epoch_empties_the_old(ring: KeyRing) -> None:
    """The first frame of a newer epoch takes all older ones away."""
    cache = FrameCache(1000)
    fid = put(cache, ring, 0)
    cache.put(SESSION, 2, FrameId("new"), Sealed("image/png", bytes(10), FrameAddress(b"", b"", 0)))
    assert cache.get(SESSION, fid) is None
    assert cache.size_bytes == 10


def test_destroy_forgets_a_session_and_counts(ring: KeyRing) -> None:
    """The end reports frames and bytes once, is idempotent, and leaves other sessions alone."""
    cache = FrameCache(1000)
    others = put(cache, ring, 0, session=OTHER)
    put(cache, ring, 0)
    put(cache, ring, 1)
    assert cache.destroy(SESSION) == (2, 200)
    assert cache.destroy(SESSION) == (0, 0)
    assert cache.get(OTHER, others)


def test_a_turn_needs_both_keys(ring: KeyRing) -> None:
    """Without the new epoch's key nothing is kept: the old frames are gone all the same."""
    cache = FrameCache(1000)
    put(cache, ring, 0)
    ring.destroy(SESSION)
    with pytest.raises(Refused, match="key_destroyed"):
        cache.epoch_turned(SESSION, ring, 1, 2)
    assert cache.size_bytes == 0
