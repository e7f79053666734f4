"""A file's whole way, as the product goes it: a worker inspects and decodes, the server renders, Pillow opens the PNG."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from server.render.level import reduced
from server.render.masks import Mask
from server.render.pipeline import EncodedFrame, render_frame
from server.render.voi import default_view, series_window
from server.studies.header import InstanceHeader
from server.terms.errors import Malformed
from server.terms.images import ImageTraits
from server.terms.view import Window
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame

Display = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person would see of a file, `(rows, columns) uint8` or `(rows, columns, 3) uint8`, and how it was made."""

    pixels: Display
    frame: EncodedFrame
    header: InstanceHeader
    traits: ImageTraits


async def shown(
    pool: WorkerPool,
    content: bytes,
    *,
    frame: int = 0,
    window: Window | None = None,
    overlays: bool = True,
    level: int = 0,
    masks: Sequence[Mask] = (),
) -> Shown:
    """Frame `frame` (from 0) of a file, lossless; raises `Malformed` as the product refuses it."""
    decoded = await values_of(pool, content, frame=frame)
    traits = decoded.traits
    auto = series_window([(decoded.stored, traits, 0)])
    early = 0 if traits.levels_after_color else level
    made = render_frame(
        reduced(decoded.stored, early, traits.padding),
        traits,
        frame=frame,
        window=window,
        auto=auto,
        invert=window is None and default_view(traits, auto, frame).inverted,
        level=level,
        tier="lossless",
        overlay=decoded.overlay if overlays else None,
        masks=masks,
    )
    assert made.mime == "image/png"
    with Image.open(BytesIO(made.content)) as picture:
        assert picture.mode in {"L", "RGB"}
        return Shown(np.asarray(picture), made, decoded.header, traits)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A frame as the worker gives it: stored values or RGB, and the file's own graphics."""

    stored: NDArray[np.generic]
    overlay: Display | None
    header: InstanceHeader
    traits: ImageTraits


async def values_of(pool: WorkerPool, content: bytes, *, frame: int = 0, traits: ImageTraits | None = None) -> Decoded:
    """Frame `frame` (from 0) of a file, read and decoded by a worker; `traits` instead of the file's own."""
    file = InputFile.holding(content)
    try:
        header = await pool.inspect(file.descriptor)
        traits = traits or header.image
        if traits is None:
            raise Malformed("not_an_image")
        memory = SharedFrame.for_grid(traits.grid)
        try:
            grid = await pool.decode(file.descriptor, frame, traits=traits, out=memory)
            plane = memory.overlay(grid)
            return Decoded(memory.array(grid).copy(), None if plane is None else plane.copy(), header, traits)
        finally:
            memory.close()
    finally:
        file.close()


def chosen(center: float | None, width: float | None) -> Window | None:
    """A window of two numbers, LINEAR where that is defined; None where either is not given."""
    if center is None or width is None:
        return None
    return Window(center, width, "LINEAR" if width >= 1 else "LINEAR_EXACT")
