"""How much every page moves under somebody's eyes while it opens: cumulative layout shift, as the browser counts it.

Issue 9: 0 (told to a thousandth), at a desk and on a phone, on every page of `tests/journeys/walk.py`. The yardstick is
the threshold that the makers of the measure call good (0.1).
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.measure import Judged, Result
from server.studies.synthetic import INSTANCES
from tests.journeys.browsers import SEEN_SHIFT, chromium, shifts
from tests.journeys.server_process import ServerProcess, running
from tests.journeys.walk import Stop, Walk, built_for_developers, walk

CASES: Final = {name: Judged(name, "shift", 0, 0, less=True) for name in ("shift.desk", "shift.phone")}
NAMES = tuple(CASES)
GOOD: Final = 0.1
SETTLED_S: Final = 1.0
"""After the last thing that a page is known by; what comes even later counts as well until then."""


async def measure(names: list[str]) -> list[Result]:
    """One clinic in the middle of its day; everybody at a desk, then everybody on a phone."""
    results = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages, prepared = folder / "pages", folder / "prepared"
        await asyncio.to_thread(built_for_developers, pages)
        await asyncio.to_thread(_prepare, prepared)
        async with chromium() as browser, walk(prepared, folder / "server", pages, browser) as day:
            for each in names:
                day.on_phones = each == "shift.phone"
                results.append(await _measured(CASES[each], day))
            assert browser.complaints == [], browser.complaints
    return results


def _prepare(folder: Path) -> None:
    with running(ServerProcess(folder)) as server:
        server.wait_for_study(INSTANCES)
        server.stop()


async def _measured(judged: Judged, day: Walk) -> Result:
    for page in day.pages.values():
        await page.context.close()
    day.pages.clear()
    moved = {stop.name: await _moved(day, stop) for stop in day.stops}
    worst = {name: value for name, value in moved.items() if value > 0}
    return judged.told(
        [max(moved.values())],
        theirs=GOOD,
        pages=float(len(moved)),
        worst=", ".join(f"{name} {value:.3f}" for name, value in worst.items()) or "none",
        ours="the sum of a page's shifts without an input before them, the most of all pages",
        theirs_is="what is commonly called good",
        verified="every page has what it is known by, and a second more",
    )


async def _moved(day: Walk, stop: Stop) -> float:
    page = await day.open(stop, "en")
    await asyncio.sleep(SETTLED_S)
    for told in await shifts(page):
        print(f"{stop.name}: {told}", file=sys.stderr, flush=True)
    moved = float(await page.evaluate("() => window.shifts.reduce((sum, [value]) => sum + value, 0)"))
    return int(moved / SEEN_SHIFT) * SEEN_SHIFT
