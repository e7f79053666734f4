"""P16: how long the event loop stands still while 2k JPEG 2000 files are brought in, looked at small and opened."""

import asyncio
import gc
import io
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from statistics import median

import imagecodecs
import pydicom
from pydicom.encaps import encapsulate
from pydicom.uid import UID, JPEG2000Lossless

from bench.frame import dicom_file
from bench.measure import Judged, Result
from server.terms.ids import LoginId
from server.workers.pool import WorkerPool
from tests.desk.study_desk import ME, StudyDesk

NAMES = ("P16",)
ROUNDS = 3
SIDE, FILES = 2048, 3
TICK_S = 0.001
LOGIN = LoginId("b" * 32)
ROOT = "1.2.826.0.1.3680043.10.1597.16"


async def measure(_names: list[str]) -> list[Result]:
    """The longest gap of a ticker in the loop, with the import and without."""
    contents = jpeg_2000_files()
    pool = WorkerPool(size=2)
    await pool.start()
    busy, idle = [], []
    try:
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                async with StudyDesk(Path(folder), pool) as desk:
                    gc.collect()
                    gap_ms, lasted_s = await _longest_gap_ms(partial(_imported, desk, contents))
                    busy.append(gap_ms)
                    idle.append((await _longest_gap_ms(partial(asyncio.sleep, lasted_s)))[0])
    finally:
        await pool.stop()
    return [
        Judged("P16", "ms", 50, 10, less=True).told(
            busy,
            idle_ms=median(idle),
            longest_ms=max(busy),
            files=FILES,
            ours=f"{FILES} files of {SIDE}² JPEG 2000 received, examined, sealed, filed, and a thumbnail of each",
            theirs="idle_ms: the longest gap of the same ticker in the same loop while nothing happens",
            verified="every file was accepted and every thumbnail is a JPEG",
        )
    ]


def jpeg_2000_files() -> list[bytes]:
    """Slices of one series."""
    return [numbered(as_jpeg_2000(dicom_file(SIDE)), number) for number in range(1, FILES + 1)]


def as_jpeg_2000(content: bytes) -> bytes:
    """The same picture, classic JPEG 2000, lossless."""
    dataset = pydicom.dcmread(io.BytesIO(content))
    stream = bytes(imagecodecs.jpeg2k_encode(dataset.pixel_array, level=0, codecformat="j2k"))
    dataset.file_meta.TransferSyntaxUID = JPEG2000Lossless
    dataset.PixelData = encapsulate([stream])
    dataset["PixelData"].VR = "OB"
    return _written(dataset)


def numbered(content: bytes, number: int) -> bytes:
    """The same picture as another instance of its series."""
    dataset = pydicom.dcmread(io.BytesIO(content))
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = UID(f"{ROOT}.1"), UID(f"{ROOT}.1.1")
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID = UID(f"{ROOT}.1.1.{number}")
    dataset.InstanceNumber = number
    dataset.ImageOrientationPatient, dataset.ImagePositionPatient = [1, 0, 0, 0, 1, 0], [0, 0, number]
    dataset.PixelSpacing = [0.5, 0.5]
    return _written(dataset)


def _written(dataset: pydicom.Dataset) -> bytes:
    out = io.BytesIO()
    dataset.save_as(out, enforce_file_format=True)
    return out.getvalue()


async def _imported(desk: StudyDesk, contents: list[bytes]) -> None:
    import_id = await desk.begin()
    states = await asyncio.gather(*(desk.bring(import_id, content, f"IM{at}") for at, content in enumerate(contents)))
    assert [state.outcome for state in states] == ["accepted"] * len(contents), states
    study, series = states[0].study, states[0].series
    assert study is not None
    assert series is not None
    look = desk.studies.thumbnails.picture
    pictures = await asyncio.gather(
        *(look(ME.id, LOGIN, study, series, at, "thumb") for at in range(len(contents))),
    )
    assert all(picture.startswith(b"\xff\xd8") for picture in pictures)


async def _longest_gap_ms(work: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """The longest time (ms) beyond a tick that a task of the loop had to wait while the work ran, and how long that was (s)."""
    longest_s = 0.0

    async def tick() -> None:
        nonlocal longest_s
        while True:
            before = time.perf_counter()
            await asyncio.sleep(TICK_S)
            longest_s = max(longest_s, time.perf_counter() - before - TICK_S)

    ticking = asyncio.create_task(tick())
    began = time.perf_counter()
    await work()
    lasted_s = time.perf_counter() - began
    ticking.cancel()
    return longest_s * 1000, lasted_s
