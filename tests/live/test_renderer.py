"""What the renderer makes first, and what it makes only once."""

import io

import imagecodecs
import numpy as np
import pydicom
from PIL import Image
from pydicom.encaps import encapsulate
from pydicom.uid import JPEG2000Lossless

from server.live.decoding import SLOW_PIXELS
from server.live.feed import SHARPER_MS
from server.live.notices import FrameShown
from server.live.renderer import Rendering
from server.live.turnstile import Urgency
from tests.desk.dicom_files import slice_file
from tests.live.light_stand import HOST, Eye, LightStand
from tests.live.test_task import look

SIDE = 1424
"""Just over 2 million pixels."""


def large_jpeg_2000() -> bytes:
    """A slice of shades from left to right, so large that classic JPEG 2000 takes long."""
    shades = np.tile(np.linspace(-160, 240, SIDE).astype(np.int16), (SIDE, 1))
    dataset = pydicom.dcmread(io.BytesIO(slice_file()))
    dataset.Rows = dataset.Columns = SIDE
    stream = imagecodecs.jpeg2k_encode(shades, level=0, codecformat="j2k")
    dataset.PixelData = encapsulate([bytes(stream)])
    dataset["PixelData"].VR = "OB"
    dataset.file_meta.TransferSyntaxUID = JPEG2000Lossless
    written = io.BytesIO()
    dataset.save_as(written, enforce_file_format=True)
    return written.getvalue()


async def a_large_picture(stand: LightStand) -> Eye:
    """A host who looks at one."""
    assert SIDE * SIDE > SLOW_PIXELS
    state = await stand.desk.bring(await stand.desk.begin(), large_jpeg_2000(), "IM1")
    assert state.series is not None
    room = await stand.consult(state.series)
    host = await stand.enter(room, HOST)
    await room.set_view(look(0))
    return host


def opened(eye: Eye, shown: FrameShown) -> Image.Image:
    """The picture as the browser sees it."""
    return Image.open(io.BytesIO(eye.opened(shown)))


async def test_a_large_jpeg_2000_is_there_at_half_size_first(stand: LightStand) -> None:
    """A classic JPEG 2000 over 2 MP is shown as a preview of half its resolution, then as it is."""
    host = await a_large_picture(stand)
    await host.until(lambda: host.frames)
    first = host.frames[0]
    assert (first.want.tier, first.want.level, opened(host, first).size) == ("preview", 1, (SIDE // 2, SIDE // 2))

    stand.clock.at_ms += SHARPER_MS
    host.room.stage.screens[HOST.id].wake()
    await host.until(lambda: host.frames[-1].want.level == 0, 10)
    whole = np.asarray(opened(host, host.frames[-1]).convert("L"), np.int16)
    soon = np.asarray(opened(host, first).convert("L"), np.int16)
    assert whole.shape == (SIDE, SIDE)
    assert np.abs(whole[::2, ::2] - soon).mean() < 2


async def test_a_picture_that_was_decoded_needs_no_interim(stand: LightStand) -> None:
    """Whoever comes later, or asks for another window, gets the whole picture at once."""
    host = await a_large_picture(stand)
    await host.until(lambda: host.frames)
    stage, renderer = host.room.stage, stand.renderer
    stack = stage.stacks[0].opened
    asked = Rendering(
        stage.session.id, stage.epoch, stack, stack.frames[0], None, None, 0, "lossy", "", (), overlays=True
    )
    assert (await renderer.frame(asked, Urgency.NOW)).interim_level == 1
    assert (await renderer.frame(asked, Urgency.REFINE)).interim_level is None
    assert (await renderer.frame(asked, Urgency.NOW)).interim_level is None


async def test_decoded_pictures_leave_memory_when_nobody_looks_any_more(stand: LightStand) -> None:
    """A room at rest holds sealed pictures, and no decoded ones: after a while they are wiped."""
    decoded = stand.renderer._decoding._decoded
    decoded.idle_s = 0.2
    room = await stand.consult(await stand.study())
    host = await stand.enter(room, HOST)
    await room.set_view(look(1))
    await host.until(lambda: host.frames and decoded.size_bytes)
    await host.until(lambda: not decoded.size_bytes)
    assert stand.cache.size_bytes


async def test_a_masked_picture_has_no_interim(stand: LightStand) -> None:
    """H5: half a resolution is filtered across the edges of what must be black, so it is not made at all."""
    host = await a_large_picture(stand)
    stage = host.room.stage
    stack = stage.stacks[0].opened
    masked = Rendering(
        stage.session.id,
        stage.epoch,
        stack,
        stack.frames[0],
        None,
        None,
        1,
        "lossy",
        "",
        ((0, 0, 9, 9),),
        overlays=True,
    )
    assert (await stand.renderer.frame(masked, Urgency.NOW)).interim_level is None
