"""One picture from file to file, each step timed: opened, inspected, decoded, reduced, rendered, written."""

import asyncio
import time
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from server.cli.pictures.answers import Milliseconds, Picture, UsedWindow, WindowSource, readable
from server.cli.pictures.automatic import SeriesWindows
from server.cli.pictures.opened import DecodedFrame, OpenedFile, Shelf
from server.cli.pictures.outputs import SUFFIX, Outputs
from server.cli.pictures.sources import Source
from server.cli.pictures.wishes import AUTO, ChosenWindow, FrameWish, Wish, level_for
from server.render.level import reduced
from server.render.pipeline import EncodedFrame, render_frame
from server.render.presets import Choice, named_window, window_names
from server.render.voi import DefaultView, default_view
from server.terms.errors import Malformed
from server.terms.images import ImageTraits
from server.terms.view import Window

LARGE_BYTES = 32 << 20
"""Frames and unpacked files beyond this are taken one at a time, so that memory stays what one of them needs."""


@dataclass(frozen=True, slots=True)
class Look:
    """The window a picture is made with; without a `source` the renderer says where its window came from."""

    window: Choice | None
    auto: Window | None = None
    invert: bool = False
    source: WindowSource | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    encoded: EncodedFrame
    level_ms: float
    render_ms: float
    write_ms: float


class Renderer:
    """Makes pictures: untrusted bytes go to the pool, arrays to `threads`."""

    def __init__(self, shelf: Shelf, windows: SeriesWindows, outputs: Outputs, threads: Executor) -> None:
        self._shelf, self._windows, self._outputs, self._threads = shelf, windows, outputs, threads
        self._large = asyncio.Semaphore(1)

    async def frames(self, source: Source) -> int:
        """How many frames a file has; raises as `picture`."""
        async with self._shelf.file(source) as (opened, _):
            return _image(opened).frames

    async def picture(self, source: Source, wish: Wish, *, stem: str = "", out: str = "") -> Picture:
        """Make one picture under `out`, or under a name that begins with `stem`.

        Raises
        ------
        Malformed, NotFound, Unavailable
            What the file, the pool or the disk has against it: its code has a sentence.
        Refused
            `outside_folder`, `bad_output`, `output_is_input`.
        """
        began = time.perf_counter()
        if source.refused:
            raise Malformed(source.refused)
        alone = source.member_bytes > LARGE_BYTES
        async with self._large if alone else nullcontext(), self._shelf.file(source) as (opened, is_fresh):
            traits = _image(opened)
            number = _number(wish.frame, traits.frames)
            path = self._outputs.path(out or f"{stem}.f{number:03}{SUFFIX[wish.tier]}")
            async with self._large if traits.grid.byte_count > LARGE_BYTES and not alone else nullcontext():
                return await self._of_frame(opened, traits, number, wish, path, began, is_fresh=is_fresh)

    async def _of_frame(
        self,
        opened: OpenedFile,
        traits: ImageTraits,
        number: int,
        wish: Wish,
        path: Path,
        began: float,
        *,
        is_fresh: bool,
    ) -> Picture:
        look = await self._look(opened, traits, number - 1, wish)
        async with self._shelf.frame(opened, number - 1) as (decoded, was_decoded):
            made = await asyncio.get_running_loop().run_in_executor(
                self._threads, self._make, opened.source, decoded, traits, number - 1, look, wish, path
            )
        encoded = made.encoded
        return Picture(
            file=readable(opened.source.shown),
            frame=number,
            frames=traits.frames,
            rows=traits.rows,
            columns=traits.columns,
            modality=traits.modality,
            photometric=traits.photometric_interpretation,
            window=_used(encoded, look),
            tier=encoded.tier,
            mime=encoded.mime,
            level=encoded.level,
            width=encoded.width,
            height=encoded.height,
            aspect=round(traits.aspect, 6),
            overlays=encoded.overlaid,
            source_lossy=traits.lossy,
            bytes=len(encoded.content),
            output=readable(str(path)),
            ms=Milliseconds(
                read=_rounded(opened.read_ms if is_fresh else 0.0),
                inspect=_rounded(opened.inspect_ms if is_fresh else 0.0),
                decode=_rounded(decoded.decode_ms if was_decoded else 0.0),
                level=_rounded(made.level_ms),
                render=_rounded(made.render_ms),
                write=_rounded(made.write_ms),
                total=_rounded((time.perf_counter() - began) * 1000),
            ),
        )

    async def _look(self, opened: OpenedFile, traits: ImageTraits, frame: int, wish: Wish) -> Look:
        """The window that is asked for; raises `Malformed` (`no_such_window` with the names there are)."""
        if isinstance(wish.window, ChosenWindow):
            return Look(wish.window.window(floats=traits.grid.sample_type == "float32"), source="chosen")
        if wish.window == AUTO:
            silent = replace(traits, windows=(), voi_luts=(), frame_values=())
            view = default_view(silent, None, frame)
            window = view.window or await self._auto(opened, traits, frame, view)
            return Look(window, None, view.inverted, "auto" if window else None)
        if wish.window is not None and not traits.color and not traits.segmentation:
            named = named_window(traits, wish.window, frame)
            if named is None:
                raise Malformed("no_such_window", known=", ".join(window_names(traits, frame)) or "–")
            return Look(named, source="named")
        view = default_view(traits, None, frame)
        return Look(None, await self._auto(opened, traits, frame, view), view.inverted)

    async def _auto(self, opened: OpenedFile, traits: ImageTraits, frame: int, view: DefaultView) -> Window | None:
        """The series' automatic window, where the `view` that nobody chose has no other."""
        if view.window is not None or view.source != "auto":
            return None
        return await self._windows.of(opened, traits, frame)

    def _make(
        self, source: Source, decoded: DecodedFrame, traits: ImageTraits, frame: int, look: Look, wish: Wish, path: Path
    ) -> _Made:
        began = time.perf_counter()
        level = level_for(traits.grid.rows, traits.grid.columns, wish.size)
        stored = decoded.stored if traits.levels_after_color else reduced(decoded.stored, level, traits.padding)
        leveled = time.perf_counter()
        encoded = render_frame(
            stored,
            traits,
            frame=frame,
            window=look.window,
            auto=look.auto,
            invert=look.invert,
            level=level,
            tier=wish.tier,
            overlay=decoded.overlay if wish.overlays else None,
        )
        rendered = time.perf_counter()
        self._outputs.write(path, encoded.content, source=source.path)
        written = time.perf_counter()
        return _Made(encoded, (leveled - began) * 1000, (rendered - leveled) * 1000, (written - rendered) * 1000)


def _image(opened: OpenedFile) -> ImageTraits:
    if opened.header.image is None:
        raise Malformed("not_an_image", kind=opened.header.kind.value)
    return opened.header.image


def _number(asked: FrameWish, frames: int) -> int:
    """The frame that is meant, from 1."""
    if asked == "middle":
        return frames // 2 + 1
    if asked == "all" or asked > frames:
        raise Malformed("no_such_frame", frames=frames)
    return asked


def _used(encoded: EncodedFrame, look: Look) -> UsedWindow:
    window = encoded.window_used
    source = look.source if look.source and encoded.window_source == "chosen" else encoded.window_source
    if window is None:
        return UsedWindow(None, None, None, source)
    return UsedWindow(window.center, window.width, window.function, source)


def _rounded(milliseconds: float) -> float:
    return round(milliseconds, 3)
