"""P1 … P5: pictures a second over HTTP, our renderer against Orthanc's, the same files, sizes, windows and quality.

Both are servers of their own on loopback; one client asks both in turn. Real pictures where LIGHTBOX_TEST_DATA has
them, made ones elsewhere.
"""

import asyncio
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path
from statistics import median

import numpy as np
import pydicom
from numpy.typing import NDArray
from PIL import Image
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

from bench.frame import DATA, dicom_file
from bench.measure import Judged, Result
from bench.orthanc import QUALITY, OrthancMissing, orthanc
from bench.requests import fetched, per_second
from server.render.voi import rounded

PAIRS = 5
SLICES = 8
CENTER, WIDTH = 40.0, 400.0
CR_SIDE, VIEWPORT, CR_LEVEL = 2048, 1080, 1
LEAST_PSNR_DB = 38.0
Paths = Callable[[], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """One line: which pictures, whether every request has a window of its own, and how many ask at once."""

    judged: Judged
    clients: int
    is_new: bool
    tier: str = "lossy"
    radiograph: bool = False
    seconds: float = 0.6


CASES = (
    Case(Judged("P1.c1", "×", 1.5, 2.2), 1, is_new=True),
    Case(Judged("P1.c8", "×", 1.5, 3), 8, is_new=True),
    Case(Judged("P2", "×", 3, 5), 1, is_new=True, tier="lossless"),
    Case(Judged("P3.c1", "×", 6, 10), 1, is_new=False),
    Case(Judged("P3.c8", "×", 8, 15), 8, is_new=False),
    Case(Judged("P4", "×", 8, 20), 1, is_new=True, radiograph=True, seconds=1.0),
    Case(Judged("P5", "×", 100, 200), 1, is_new=False, radiograph=True, seconds=1.0),
)
NAMES = tuple(case.judged.name for case in CASES)


async def measure(names: list[str]) -> list[Result]:
    """What was asked for, on one pair of servers."""
    return await asyncio.to_thread(_measure, [case for case in CASES if case.judged.name in names])


def _measure(cases: list[Case]) -> list[Result]:
    files, what = contents()
    try:
        with orthanc(files) as (their_port, ids), _ours(files) as our_port:
            sides = _Sides(our_port, their_port, ids, files, what)
            return [sides.measured(case) for case in cases]
    except OrthancMissing as missing:
        raise AssertionError(str(missing.__doc__)) from missing


def contents() -> tuple[list[bytes], str]:
    """CT slices, then a radiograph of exactly 2048²."""
    real = sorted((DATA / "series" / "ct-head-ge").glob("*.dcm"))[:SLICES]
    radiograph = DATA / "cr-dx" / "966_fixed.dcm"
    if len(real) < SLICES or not radiograph.is_file():
        return [dicom_file(512) for _ in range(SLICES)] + [dicom_file(CR_SIDE)], "made pictures"
    return [path.read_bytes() for path in real] + [_squared(radiograph)], "real CT and radiograph"


def _squared(path: Path) -> bytes:
    """A radiograph cut and continued to 2048², uncompressed."""
    dataset = pydicom.dcmread(path)
    pixels = dataset.pixel_array[:CR_SIDE, :CR_SIDE]
    pixels = np.pad(pixels, [(0, CR_SIDE - side) for side in pixels.shape], mode="reflect")
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.Rows = dataset.Columns = CR_SIDE
    dataset.PixelData = pixels.tobytes()
    dataset["PixelData"].VR = "OW"
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID = generate_uid()
    out = io.BytesIO()
    dataset.save_as(out, enforce_file_format=True)
    return out.getvalue()


@contextmanager
def _ours(files: list[bytes]) -> Iterator[int]:
    """Our application in a process of its own; gives its port."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / str(number) for number in range(len(files))]
        for path, file in zip(paths, files, strict=True):
            path.write_bytes(file)
        words = [sys.executable, "-m", "bench.rendering_app", *map(str, paths)]
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            try:
                yield int(process.stdout.readline())
            finally:
                process.communicate()


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both servers, and the files they hold."""

    our_port: int
    their_port: int
    ids: list[str]
    files: list[bytes]
    what: str

    def measured(self, case: Case) -> Result:
        """Check the pixels of both sides, then let them take turns."""
        ours_db, theirs_db = self._likeness(case)
        ours, theirs = self._ours(case), self._theirs(case)
        accept = "image/png" if case.tier == "lossless" else "image/jpeg"
        self._rates(case, ours, theirs, accept)
        rates = [self._rates(case, ours, theirs, accept) for _ in range(PAIRS)]
        return case.judged.told(
            [our_rate / their_rate for our_rate, their_rate in rates],
            ours_per_s=median(rate for rate, _ in rates),
            theirs_per_s=median(rate for _, rate in rates),
            clients=case.clients,
            ours=f"{self.what}, {_described(case)}",
            theirs=f"Orthanc rendered {accept}" + (f", width={VIEWPORT}" if case.radiograph else ""),
            verified=f"ours {ours_db:.1f} dB, theirs {theirs_db:.1f} dB against pydicom's values through the window",
        )

    def _rates(self, case: Case, ours: Iterator[str], theirs: Iterator[str], accept: str) -> tuple[float, float]:
        asking = {"accept": accept, "clients": case.clients, "seconds": case.seconds}
        return (
            per_second(self.our_port, ours, **asking),  # type: ignore[arg-type]  # one set of options for both
            per_second(self.their_port, theirs, **asking),  # type: ignore[arg-type]  # as above
        )

    def _ours(self, case: Case) -> Iterator[str]:
        level = CR_LEVEL if case.radiograph else 0
        for number, (center, width) in zip(self._numbers(case), _windows(case), strict=False):
            yield f"/{number}?center={center}&width={width}&level={level}&tier={case.tier}"

    def _theirs(self, case: Case) -> Iterator[str]:
        # smooth, as ours is: without it Orthanc picks every other pixel
        sized = f"&width={VIEWPORT}&smooth=1" if case.radiograph else ""
        for number, (center, width) in zip(self._numbers(case), _windows(case), strict=False):
            window = f"window-center={center}&window-width={width}"
            yield f"/instances/{self.ids[number]}/frames/0/rendered?{window}&quality={QUALITY}{sized}"

    def _numbers(self, case: Case) -> Iterator[int]:
        return cycle([SLICES] if case.radiograph else range(SLICES))

    def _likeness(self, case: Case) -> tuple[float, float]:
        """How like the picture of the first request is to what the standard says, on both sides.

        Raises
        ------
        AssertionError
            when a picture is wrong, or our lossless one differs in a single bit.
        """
        number, level = (SLICES, CR_LEVEL) if case.radiograph else (0, 0)
        window = next(_windows(case))
        accept = "image/png" if case.tier == "lossless" else "image/jpeg"
        ours = _opened(fetched(self.our_port, next(self._ours(case)), accept))
        theirs = _opened(fetched(self.their_port, next(self._theirs(case)), accept))
        expected = _shown(self.files[number], level, *window)
        assert ours.shape == expected.shape, f"{case.judged.name}: ours is {ours.shape}"
        if case.radiograph:
            assert theirs.shape == (VIEWPORT, VIEWPORT), f"{case.judged.name}: theirs is {theirs.shape}"
            theirs = _resized(theirs, expected.shape)
        if case.tier == "lossless":
            assert np.array_equal(ours, rounded(expected)), f"{case.judged.name}: our lossless picture differs"
        ours_db, theirs_db = _psnr_db(ours, expected), _psnr_db(theirs, expected)
        assert ours_db >= LEAST_PSNR_DB, f"{case.judged.name}: our picture is wrong, {ours_db:.1f} dB"
        return ours_db, theirs_db


def _described(case: Case) -> str:
    size = f"{CR_SIDE}² shown at level {CR_LEVEL} ({CR_SIDE >> CR_LEVEL}²)" if case.radiograph else "512²"
    again = "a new window each time" if case.is_new else "from the sealed cache"
    return f"{size}, {'PNG' if case.tier == 'lossless' else f'JPEG q{QUALITY}'}, {again}"


def _windows(case: Case) -> Iterator[tuple[float, float]]:
    """The same windows for both sides; new ones never come back within a run."""
    center, width = (2048.0, 4096.0) if case.radiograph else (CENTER, WIDTH)
    for number in count():
        yield (center, width + next(_UNUSED) / 64) if case.is_new and number else (center, width)


_UNUSED = count(1)


def _shown(content: bytes, level: int, center: float, width: float) -> NDArray[np.float64]:
    """PS3.3 C.11.2.1.2 over pydicom's values; halves are rounded means of four."""
    dataset = pydicom.dcmread(io.BytesIO(content))
    stored = dataset.pixel_array.astype(np.float64)
    for _ in range(level):
        stored = np.floor((stored[::2, ::2] + stored[1::2, ::2] + stored[::2, 1::2] + stored[1::2, 1::2]) / 4 + 0.5)
    values = stored * float(dataset.get("RescaleSlope", 1)) + float(dataset.get("RescaleIntercept", 0))
    display = np.clip(((values - (center - 0.5)) / (width - 1) + 0.5) * 255, 0, 255)
    return 255 - display if dataset.PhotometricInterpretation == "MONOCHROME1" else display


def _opened(picture: bytes) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(picture)) as opened:
        return np.asarray(opened.convert("L"))


def _resized(picture: NDArray[np.uint8], shape: tuple[int, ...]) -> NDArray[np.uint8]:
    return np.asarray(Image.fromarray(picture).resize((shape[1], shape[0]), Image.Resampling.BOX))


def _psnr_db(picture: NDArray[np.uint8], expected: NDArray[np.float64]) -> float:
    error = float(np.mean((picture - expected) ** 2))
    return 10 * float(np.log10(255**2 / error)) if error else float("inf")
