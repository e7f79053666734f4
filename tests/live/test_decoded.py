"""Decoded frames stay within their budget, leave when nobody uses them, and are overwritten when they do."""

import numpy as np

from server.live.decoded import DecodedFrame, DecodedStore, Key
from server.terms.ids import InstanceId, SessionId
from server.terms.images import PixelGrid
from server.workers.shared_frame import SharedFrame

GRID = PixelGrid(64, 64, 1, "uint16", overlay=True)
SESSION = SessionId("one")


def decoded(used_s: float = 0.0) -> DecodedFrame:
    memory = SharedFrame.for_grid(GRID)
    memory.array(GRID)[:] = 7
    plane = memory.overlay(GRID)
    assert plane is not None
    plane[3, 4] = 255
    return DecodedFrame(memory, memory.array(GRID), overlay=plane, used_s=used_s)


def key(number: int, session: SessionId = SESSION) -> Key:
    return (session, InstanceId("a"), number, 0)


def test_halves_are_made_once_and_counted() -> None:
    """A level is kept beside its frame, the overlay's too, and both count against the budget."""
    frame = decoded()
    whole = frame.size_bytes
    values, plane = frame.at_level(2, None)
    assert (values.shape, values[0, 0], plane is not None and plane[0, 1]) == ((16, 16), 7, 255)
    assert frame.at_level(2, None)[0] is values
    assert frame.size_bytes == whole + (32 * 32 + 16 * 16) * 3
    frame.wipe()


def test_budget_counts_what_was_halved_since() -> None:
    """Decision 11: one byte budget; the least recently used goes first, who is being read stays."""
    store = DecodedStore(GRID.byte_count * 3)
    frames = [decoded() for _ in range(3)]
    for number, frame in enumerate(frames):
        store.put(key(number), frame)
    frames[0].used_by = 1
    frames[2].at_level(1, None)
    store.count(frames[2])
    assert [store.get(key(number)) is not None for number in range(3)] == [True, False, True]
    assert frames[1].is_wiped
    store.destroy_all()


def test_frames_nobody_uses_leave() -> None:
    """Memory falls back when a room rests; what somebody reads at this moment stays."""
    store = DecodedStore(1 << 30, idle_s=30)
    idle, read, fresh = decoded(100.0), decoded(100.0), decoded(120.0)
    read.used_by = 1
    for number, frame in enumerate((idle, read, fresh)):
        store.put(key(number), frame)
    assert store.release_idle(135.0)
    assert [store.get(key(number)) is not None for number in range(3)] == [False, True, True]
    read.used_by = 0
    assert not store.release_idle(150.0)
    assert store.size_bytes == 0


def test_a_wiped_frame_is_zero_everywhere() -> None:
    """Pixels, overlay and every half are overwritten before they are freed."""
    frame = decoded()
    values, plane = frame.at_level(1, None)
    stored, overlay = frame.stored, frame.overlay
    frame.wipe()
    assert overlay is not None
    assert plane is not None
    assert not any(np.any(array) for array in (stored, overlay, values, plane))


def test_the_end_overwrites_at_once_and_gives_the_memory_back_later() -> None:
    """P18: after `destroy` every byte is zero; freeing, which takes longer, comes bit by bit."""
    store = DecodedStore(1 << 30)
    held = []
    for number in range(3):
        frame = decoded()
        held += [frame.stored, frame.at_level(1, None)[0]]
        store.put(key(number), frame)
    memories = [store._frames[key(number)].memory for number in range(3)]
    store.destroy(SESSION)
    assert not any(np.any(array) for array in held)
    assert not any(memory.is_free for memory in memories)
    assert [store.give_back(2), store.give_back(2)] == [True, False]
    assert all(memory.is_free for memory in memories)


def test_the_end_of_a_session_leaves_the_others_alone() -> None:
    """Only its own frames are wiped; how many and how many bytes is said."""
    store = DecodedStore(1 << 30)
    store.put(key(0), decoded())
    store.put(key(0, SessionId("other")), decoded())
    assert store.destroy(SESSION) == (1, GRID.byte_count)
    assert store.get(key(0, SessionId("other"))) is not None
    store.destroy_all()
