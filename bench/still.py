"""Q2, Q5, Q6: what a picture at rest is sent as, whether only the part in view is, and how wrong a remapped drag is.

Real pictures where LIGHTBOX_TEST_DATA (default ../shared/data) has them, a made one elsewhere; each line says which.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import imagecodecs
import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.encaps import generate_frames
from pydicom.uid import JPEGLosslessSV1

from bench.measure import Judged, Result
from server.render.encode import encode_jpeg, encode_png
from server.render.voi import apply_window
from server.terms.view import Window

NAMES = ("Q2", "Q5", "Q6")
DATA = Path(os.environ.get("LIGHTBOX_TEST_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
PICTURES = {
    "CT 512²": "series/ct-head-ge/14.dcm",
    "MR": "mr/examples_overlay.dcm",
    "CR": "cr-dx/966_fixed.dcm",
    "DX": "cr-dx/RG3_J2KR.dcm",
    "MG": "mg/GH133.dcm",
    "US": "us/examples_rgb_color.dcm",
}
BYTES_PER_MS = 1250.0
"""10 Mbit/s."""
BETTER = 0.8
LOSSY = "JPEG q95"
TURNS, LONG_MS = 3, 200.0
GRID = 256
SHARE = 0.45
"""Of the picture, in view."""
BIG_SIDE = 2048
REMAP_FROM = Window(40.0, 400.0, "LINEAR")
WRONG_BY = 8
INSIDE = 0.95
Gray = NDArray[np.uint8]
Made = TypeVar("Made")
Encoder = Callable[[Gray], bytes]
Decoder = Callable[[bytes], object]


def _webp(shown: Gray, method: int) -> bytes:
    """WebP knows no gray: three equal channels, which cost it next to nothing."""
    color = shown if shown.ndim == 3 else np.repeat(shown[..., np.newaxis], 3, axis=2)
    return bytes(imagecodecs.webp_encode(color, lossless=True, method=method))


CODECS: dict[str, tuple[Encoder, Decoder]] = {
    "PNG": (encode_png, imagecodecs.png_decode),
    "WebP m0": (lambda shown: _webp(shown, 0), imagecodecs.webp_decode),
    "WebP m4": (lambda shown: _webp(shown, 4), imagecodecs.webp_decode),
    LOSSY: (lambda shown: encode_jpeg(shown, quality=95, subsampling="444"), imagecodecs.jpeg_decode),
}


async def measure(names: list[str]) -> list[Result]:
    """The alternative by what is built."""
    made = {"Q2": _still, "Q5": _part, "Q6": _remapped}
    return [made[name]() for name in names]


def _shown(name: str) -> Gray | None:
    """A picture as a screen shows it, by its darkest and brightest half per cent."""
    path = DATA / PICTURES[name]
    if not path.is_file():
        return None
    dataset = pydicom.dcmread(path)
    if dataset.file_meta.TransferSyntaxUID == JPEGLosslessSV1:
        stored = imagecodecs.jpegsof3_decode(next(generate_frames(dataset.PixelData, number_of_frames=1)))
    else:
        stored = dataset.pixel_array
    if stored.ndim == 3:
        return np.ascontiguousarray(stored.astype(np.uint8))
    low, high = np.percentile(stored, (0.5, 99.5))
    return np.asarray(np.clip((stored - low) / max(1.0, high - low) * 255, 0, 255), np.uint8)


def _made() -> Gray:
    chance = np.random.default_rng(1)
    ramp = np.linspace(0, 200, 512)[None, :] * np.ones((512, 1))
    return np.asarray(np.clip(ramp + chance.normal(0, 6, (512, 512)), 0, 255), np.uint8)


def _pictures() -> dict[str, Gray]:
    found = {name: shown for name in PICTURES if (shown := _shown(name)) is not None}
    return found or {"made 512²": _made()}


def _timed(work: Callable[[], Made]) -> tuple[float, Made]:
    """Milliseconds of the processor, the best of three unless it takes long, and what came out."""
    took = []
    while True:
        begun = time.process_time()
        made = work()
        took.append((time.process_time() - begun) * 1000)
        if len(took) == TURNS or took[-1] > LONG_MS:
            return min(took), made


def _cost(codec: str, shown: Gray) -> tuple[float, int, float]:
    """(ms to make, bytes, ms to open); what is lossless has to come back bit for bit."""
    make, read = CODECS[codec]
    make_ms, content = _timed(lambda: make(shown))
    open_ms, opened = _timed(lambda: np.asarray(read(content)))
    gray = opened if opened.ndim == shown.ndim else opened[..., 0]
    assert codec == LOSSY or np.array_equal(gray, shown), codec
    return make_ms, len(content), open_ms


def _still() -> Result:
    """Until it is on the screen: made, carried at 10 Mbit/s, opened. The best of the lossless others by PNG."""
    ratios, figures = [], dict[str, float | str]()
    for name, shown in _pictures().items():
        told, waits = [], dict[str, float]()
        for codec in CODECS:
            make_ms, size, open_ms = _cost(codec, shown)
            waits[codec] = make_ms + size / BYTES_PER_MS + open_ms
            told.append(f"{codec} {make_ms:.0f} + {open_ms:.0f} ms, {size / 1024:.0f} KiB, {waits[codec]:.0f} ms")
        figures[f"{name} {shown.shape[1]}×{shown.shape[0]}"] = "; ".join(told)
        ratios.append(min(waits["WebP m0"], waits["WebP m4"]) / waits["PNG"])
    return Judged("Q2", "×", BETTER, 1.0).told(ratios, verified="lossless ones came back bit for bit", **figures)


def _part() -> Result:
    """A big picture of which less than half is in view: that part, snapped outward to 256, by the whole."""
    ratios, figures = [], dict[str, float | str]()
    big = {name: shown for name, shown in _pictures().items() if max(shown.shape[:2]) > BIG_SIDE}
    for name, shown in (big or {"made 3072²": np.tile(_made(), (6, 6))}).items():
        rows, columns = shown.shape[:2]
        side = SHARE**0.5
        top, left = (int((1 - side) / 2 * length) // GRID * GRID for length in (rows, columns))
        bottom, right = (min(length, -(-int((1 + side) / 2 * length) // GRID) * GRID) for length in (rows, columns))
        waits = []
        for part in (np.ascontiguousarray(shown[top:bottom, left:right]), shown):
            make_ms, size, open_ms = _cost("PNG", part)
            waits.append(make_ms + size / BYTES_PER_MS + open_ms)
        figures[f"{name} {columns}×{rows}"] = f"part {waits[0]:.0f} ms, whole {waits[1]:.0f} ms until lossless"
        ratios.append(waits[0] / waits[1])
    return Judged("Q5", "×", BETTER, 1.0).told(ratios, verified="the part holds what is in view", **figures)


def _remapped() -> Result:
    """How many pixels are off by more than 8 grays when a drag remaps the frame shown, by how much lies inside it."""
    path = DATA / PICTURES["CT 512²"]
    values = np.linspace(-300, 500, 512 * 512).reshape(512, 512)
    if path.is_file():
        dataset = pydicom.dcmread(path)
        values = dataset.pixel_array * float(dataset.RescaleSlope) + float(dataset.RescaleIntercept)
    had = np.round(apply_window(np.asarray(values, np.float64), REMAP_FROM))
    wrong, figures = [], dict[str, float | str]()
    for center, width in ((50, 350), (40, 300), (40, 80), (60, 380), (60, 400), (100, 400), (40, 500), (-600, 1500)):
        wanted = Window(float(center), float(width), "LINEAR")
        low, had_low = center - width / 2, REMAP_FROM.center - REMAP_FROM.width / 2
        inside = (min(center + width / 2, had_low + REMAP_FROM.width) - max(low, had_low)) / width
        shown = np.clip(np.round(REMAP_FROM.width / width * had + (had_low - low) / width * 255), 0, 255)
        off = np.abs(shown - np.round(apply_window(np.asarray(values, np.float64), wanted)))
        share = float(np.mean(off > WRONG_BY)) * 100
        figures[f"{center}/{width}, {inside:.0%} inside"] = f"{share:.2f} % wrong, at most {off.max():.0f}"
        if inside >= INSIDE:
            wrong.append(share)
    return Judged("Q6", "% wrong", 1.0, 0.1, less=True).told(
        wrong, verified="against the same window drawn from modality values", **figures
    )
