"""What the painter leaves on a screen, pixel by pixel, in real Chromium: decisions.md 23, live-review §4.2 rule 8."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pydicom.pixels.processing import apply_color_lut

from tests.journeys.browsers import Page, chromium
from tests.journeys.bundled import bundle

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
ROWS, COLUMNS = 24, 32
PALETTES = {
    "HOT_IRON": "1.2.840.10008.1.5.1",
    "PET": "1.2.840.10008.1.5.2",
    "HOT_METAL_BLUE": "1.2.840.10008.1.5.3",
    "PET_20_STEP": "1.2.840.10008.1.5.4",
}
TURNS = [(rot, flip) for rot in (0, 90, 180, 270) for flip in (False, True)]
Grey = NDArray[np.uint8]


def picture(rows: int = ROWS, columns: int = COLUMNS) -> Grey:
    """Every grey, in disorder."""
    greys = (np.arange(rows * columns) % 256).astype(np.uint8)
    return np.random.default_rng(7).permutation(greys).reshape(rows, columns)


def turned(greys: Grey, rot: int, *, flip: bool) -> Grey:
    """Clockwise, then mirrored: PS3.3 C.10.6."""
    shown = np.rot90(greys, -rot // 90)
    return np.fliplr(shown) if flip else shown


@asynccontextmanager
async def page_with_painter(folder: Path, dpr: int = 1) -> AsyncIterator[Page]:
    """A blank page that can paint."""
    async with chromium() as browser:
        page = await browser.person("painter", 1100, 1100, device_scale_factor=dpr)
        await page.set_content("<!doctype html><style>html { background: #000 }</style><body></body>")
        await page.add_script_tag(path=bundle("tests/viewer/painter.page.ts", folder))
        yield page
        assert browser.complaints == []


async def painted(page: Page, greys: Grey, *, margin: int = 0, **asked: Any) -> NDArray[np.uint8]:
    """The screen (rows, columns, rgb) of a box that fits the picture pixel by pixel, with a margin around it."""
    rot = asked.get("changes", {}).get("rot", 0)
    rows, columns = greys.shape if rot % 180 == 0 else greys.shape[::-1]
    box = {"w": columns + 2 * margin, "h": rows}
    own = {"scale": 1, "dx": 0, "dy": 0}
    whole = {"greys": greys.ravel().tolist(), "columns": greys.shape[1], "changes": {}, "remap": None, "box": box}
    await page.evaluate("(asked) => paint(asked)", {**whole, "own": own, **asked})
    taken = await page.screenshot(clip={"x": 0, "y": 0, "width": box["w"], "height": box["h"]})
    return np.asarray(Image.open(io.BytesIO(taken)).convert("RGB"))


async def test_turned_and_mirrored_to_the_pixel(tmp_path: Path) -> None:
    """C4: all eight turns show exactly the picture's values, also inverted, and nothing beside it."""
    greys = picture()
    async with page_with_painter(tmp_path) as page:
        for rot, flip in TURNS:
            for invert in (False, True):
                seen = await painted(page, greys, margin=3, changes={"rot": rot, "flip": flip, "invert": invert})
                wanted = turned(255 - greys if invert else greys, rot, flip=flip)
                np.testing.assert_array_equal(seen[:, 3:-3], np.repeat(wanted[..., None], 3, axis=2))
                assert not seen[:, :3].any()
                assert not seen[:, -3:].any()


@pytest.mark.parametrize("dpr", [1, 2, 3])
async def test_palettes_are_the_standards_on_every_screen(tmp_path: Path, dpr: int) -> None:
    """C4: each grey, inverted or not, has the color of PS3.6 Annex B.1, and the black around the picture stays black."""
    greys = picture()
    async with page_with_painter(tmp_path, dpr) as page:
        for palette, uid in PALETTES.items():
            for invert in (False, True):
                seen = await painted(page, greys, margin=3, changes={"palette": palette, "invert": invert})
                values = 255 - greys if invert else greys
                wanted = apply_color_lut(values, palette=uid).astype(np.uint8)
                middle = seen[dpr // 2 :: dpr, dpr // 2 :: dpr]
                if dpr != 2:  # at 2 no device pixel lies in the middle of an image pixel
                    np.testing.assert_array_equal(middle[:, 3:-3], wanted)
                assert not seen[:, : 2 * dpr].any()
                assert not seen[:, -2 * dpr :].any()


@pytest.mark.hunt
async def test_large_pictures_have_the_same_colors(tmp_path: Path) -> None:
    """C4: above a million pixels the browser lays the palette over the canvas: the same colors."""
    greys = picture(1024, 1024)
    async with page_with_painter(tmp_path) as page:
        for palette, invert in (("PET", True), ("PET_20_STEP", False)):
            seen = await painted(page, greys, margin=3, changes={"palette": palette, "invert": invert})
            wanted = apply_color_lut(255 - greys if invert else greys, palette=PALETTES[palette]).astype(np.uint8)
            np.testing.assert_array_equal(seen[:, 3:-3], wanted)
            assert not seen[:, :3].any()
            assert not seen[:, -3:].any()


async def test_colors_go_with_the_palette(tmp_path: Path) -> None:
    """C4: without a palette a picture is grey again."""
    greys = picture()
    async with page_with_painter(tmp_path) as page:
        await painted(page, greys, changes={"palette": "PET"})
        seen = await painted(page, greys)
        np.testing.assert_array_equal(seen, np.repeat(greys[..., None], 3, axis=2))


async def test_another_window_until_the_real_one_comes(tmp_path: Path) -> None:
    """§4.2 rule 9: the frame's own greys, linearly, then inverted, then colored."""
    greys = picture()
    remap = {"gain": 1.6, "offset": -40.0}
    table = np.clip(np.floor(np.arange(256) * 1.6 - 40 + 0.5), 0, 255).astype(np.uint8)
    async with page_with_painter(tmp_path) as page:
        plain = await painted(page, greys, remap=remap)
        np.testing.assert_array_equal(plain, np.repeat(table[greys][..., None], 3, axis=2))
        seen = await painted(page, greys, remap=remap, changes={"invert": True, "palette": "PET"})
        np.testing.assert_array_equal(
            seen, apply_color_lut(255 - table[greys], palette=PALETTES["PET"]).astype(np.uint8)
        )
