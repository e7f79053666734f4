"""How fast a clip was taken and wants to be shown, and what of it is not believed (C11)."""

from pathlib import Path

import pytest

from server.studies.catalog import series_of
from server.studies.cells import Member
from server.studies.header import STEADY, Pace
from server.studies.usefulness import StackKind
from tests.studies import part10 as p
from tests.studies.memory_source import header_of

TIME, VECTOR, RECOMMENDED, RATE, SEQUENCE, POINTER = (
    0x00181063, 0x00181065, 0x00082144, 0x00180040, 0x00181244, 0x00280009,
)  # fmt: skip
PER_FRAME, CONTENT, TAKEN = 0x52009230, 0x00209111, 0x00189151
KINDS = {RATE: "IS", RECOMMENDED: "IS", SEQUENCE: "US", POINTER: "AT", PER_FRAME: "SQ"}
TO_VECTOR = b"\x18\x00\x65\x10"
UNEVEN = b"0\\20\\60"


def clip(frames: int, extra: dict[int, bytes], modality: bytes = b"US") -> bytes:
    """A clip of so many pictures of 4×4, with these elements."""
    made = {tag: p.element(tag, KINDS.get(tag, "DS"), value) for tag, value in extra.items()}
    made[0x00280008] = p.element(0x00280008, "IS", b"%d" % frames)
    made[0x00080060] = p.element(0x00080060, "CS", modality)
    return p.image(p.element(0x7FE00010, "OB", bytes(16 * frames)), extra=made)


def taken(seconds: float | None) -> bytes:
    """The functional groups of a frame that was taken so long after half past twelve."""
    written = b"" if seconds is None else b"202405061230%09.6f" % seconds
    return p.item(p.element(CONTENT, "SQ", p.item(p.element(TAKEN, "DT", written))))


@pytest.mark.parametrize(
    ("extra", "own_ms", "pace"),
    [
        ({TIME: b"40"}, 40.0, STEADY),
        ({VECTOR: UNEVEN}, 40.0, Pace((20.0, 60.0, 40.0))),
        ({VECTOR: b"7\\20\\60"}, 40.0, Pace((20.0, 60.0, 40.0))),
        ({VECTOR: b"0\\40\\40"}, 40.0, STEADY),
        ({VECTOR: b"0\\33.333\\33.334"}, 33.3335, STEADY),
        ({TIME: b"33", VECTOR: UNEVEN, POINTER: TO_VECTOR}, 40.0, Pace((20.0, 60.0, 40.0))),
        ({TIME: b"33", VECTOR: UNEVEN}, 33.0, STEADY),
        ({TIME: b"40", RECOMMENDED: b"25"}, 40.0, STEADY),
        ({TIME: b"40", RECOMMENDED: b"50"}, 40.0, Pace(plays_fps=50.0)),
        ({TIME: b"40", RECOMMENDED: b"50", RATE: b"10"}, 40.0, Pace(plays_fps=50.0)),
        ({TIME: b"40", RATE: b"10"}, 40.0, Pace(plays_fps=10.0)),
        ({RECOMMENDED: b"20"}, 50.0, STEADY),
        ({TIME: b"40", SEQUENCE: b"\x01\x00"}, 40.0, Pace(sweeps=True)),
        ({TIME: b"40", SEQUENCE: b"\x00\x00"}, 40.0, STEADY),
        ({}, None, STEADY),
    ],
)
def test_a_clip_is_as_fast_as_its_file_says(extra: dict[int, bytes], own_ms: float | None, pace: Pace) -> None:
    """C11: what the frame increment pointer names, else Frame Time, its vector, a rate; the rate asked for beside it."""
    header = header_of(clip(3, extra))
    assert (header.frame_ms, header.pace) == (own_ms, pace)


@pytest.mark.parametrize(
    "extra",
    [
        {VECTOR: b"0\\20"},
        {VECTOR: b"0\\20\\60\\40"},
        {VECTOR: b"0\\20\\-60"},
        {VECTOR: b"0\\0\\60"},
        {VECTOR: b"0\\20\\1e9"},
        {VECTOR: b"0\\nan\\60"},
        {VECTOR: b"0\\inf\\60"},
        {VECTOR: b"\\\\"},
        {TIME: b"-40"},
        {TIME: b"1e999"},
        {RECOMMENDED: b"0"},
        {RATE: b"-3"},
        {SEQUENCE: b"\x07\x00"},
    ],
)
def test_times_that_are_none_are_not_believed(extra: dict[int, bytes]) -> None:
    """C11: a vector of another length, back in time, standing still or without end says nothing about single frames."""
    header = header_of(clip(3, extra))
    assert header.pace == STEADY
    assert header.frame_ms is None or header.frame_ms > 0


def test_a_single_picture_has_no_pace() -> None:
    """C11: nothing plays."""
    assert header_of(clip(1, {VECTOR: b"0", RECOMMENDED: b"25", TIME: b"3", SEQUENCE: b"\x01\x00"})).pace == STEADY


@pytest.mark.parametrize(
    ("seconds", "times"),
    [
        ((0.0, 0.02, 0.08), (20.0, 60.0, 40.0)),
        ((0.0, 0.04, 0.08), ()),
        ((0.0, 0.0, 0.08), ()),
        ((0.08, 0.04, 0.0), ()),
        ((0.0, None, 0.08), ()),
    ],
)
def test_an_enhanced_clip_has_the_times_of_its_frames(
    seconds: tuple[float | None, ...], times: tuple[float, ...]
) -> None:
    """C11: Frame Reference Date Time of every frame, in order and none missing; anything else is no time."""
    groups = b"".join(taken(each) for each in seconds)
    (series,) = series_of([Member("a", header_of(clip(3, {PER_FRAME: groups}, b"XA")))])
    assert (series.kind, series.stacks[0].pace.times_ms) == (StackKind.CINE, times)


def test_a_real_clip_of_uneven_frames_keeps_them(shared_data: Path) -> None:
    """C11: an ultrasound clip as a machine wrote it: increments of 33, 43 and 50 ms."""
    content = (shared_data / "us" / "IM00001.fragmented_no_bot_jpeg_baseline.50.dcm").read_bytes()
    times = header_of(content).pace.times_ms
    assert len(times) == 8
    assert set(times[:-1]) == {33.333, 43.333, 50.0}
    assert times[-1] == pytest.approx(sum(times[:-1]) / 7, abs=0.001)
