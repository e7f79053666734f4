"""Files as scanners really write them, many and by chance, are drawn as a plain reading of the standard draws them."""

import numpy as np
import pytest

from server.workers.pool import WorkerPool
from tests.reference.color_habits import color_habit
from tests.reference.habits import habit, halved
from tests.reference.way import shown

pytestmark = pytest.mark.asyncio(loop_scope="module")
FEW, MANY, EVEN_MORE = range(25), range(100), range(100, 3000)


async def as_the_standard_reads_it(pool: WorkerPool, seed: int) -> None:
    """The picture of a seed is within rounding of its plain reading, through the window that the rules choose."""
    drawn = habit(seed)
    made = await shown(pool, drawn.content())
    window = None
    if drawn.voi is None:
        window = drawn.windows[0] if drawn.windows else made.frame.window_used
        assert made.frame.window_used == window
    far = np.abs(made.pixels - drawn.picture(window)).max()
    assert far <= 0.5 + 1e-6, f"seed {seed}"


@pytest.mark.parametrize("seed", MANY)
async def test_habits_of_scanners_are_drawn_as_the_standard_reads_them(pool: WorkerPool, seed: int) -> None:
    """Generality: any depth, sign, high bit, rescale, LUT, window and byte order together."""
    await as_the_standard_reads_it(pool, seed)


@pytest.mark.parametrize("seed", MANY)
async def test_habits_of_color_are_drawn_as_the_standard_reads_them(pool: WorkerPool, seed: int) -> None:
    """Generality: any model, depth, layout, palette, byte order and lossless codec together, to the byte."""
    drawn = color_habit(seed)
    np.testing.assert_array_equal((await shown(pool, drawn.content)).pixels, drawn.picture)


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("seed", FEW)
async def test_levels_are_halves_of_stored_values(pool: WorkerPool, seed: int, level: int) -> None:
    """The gray of a level is that of the rounded means of stored values, the color that of the means of colors."""
    drawn = habit(seed)
    made = await shown(pool, drawn.content(), level=level)
    window = None if drawn.voi else made.frame.window_used
    assert np.abs(made.pixels - drawn.picture(window, level)).max() <= 0.5 + 1e-6
    colored = color_habit(seed)
    mean = colored.picture.astype(np.float64)
    for _ in range(level):
        mean = halved(mean)
    np.testing.assert_array_equal((await shown(pool, colored.content, level=level)).pixels, mean)


@pytest.mark.hunt
@pytest.mark.timeout(600)
async def test_thousands_of_habits(pool: WorkerPool) -> None:
    """The same for many more, by hand."""
    for seed in EVEN_MORE:
        await as_the_standard_reads_it(pool, seed)
