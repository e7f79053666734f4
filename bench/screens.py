"""Pages of real Chromium on loopback: the presenter's wheel to the follower's paint, and distinct pictures a second.

`paint.*`: issue 4 ("Figures"); `rate.*`: decisions 23. The yardsticks run in the same pages: the presenter's own paint
(no server between hand and picture), and how many frames a second the same browser makes at all.
"""

import asyncio
import random
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

from playwright.async_api import Page

from bench import coded
from bench.measure import Judged, Result
from bench.watched import SCROLL, WATCH, Seen, now_ms, on_canvas, seen
from server.cli.visitor import Seat
from tests.journeys.browsers import Chromium, chromium
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.server_process import running

CASES: Final = {
    "paint.prefetched": Judged("paint.prefetched", "ms", 60, 40, less=True),
    "paint.uncached": Judged("paint.uncached", "ms", 120, 80, less=True),
    "rate.one": Judged("rate.one", "pictures/s", 50, 58),
    "rate.three": Judged("rate.three", "pictures/s", 30, 40),
}
NAMES = tuple(CASES)
MIDDLE: Final = 40
AROUND: Final = 24
"""How far the hand scrolls to each side of the middle; ±40 are sent ahead."""
STEPS, PAUSE_S = 60, 0.2
PRESETS: Final = {"2": 1500, "3": 1800, "4": 80, "5": 600}
"""Keys of windows, and their widths."""
FAR: Final = 100
"""From here on nothing was sent ahead, or decoded."""
PRESET_S, ROUND_S = 0.12, 0.14
"""A new window and, before neighbors are sent ahead for it (300 ms), one notch to a slice nobody has through it."""
OVERTAKEN: Final = 5
"""Steps after which the newest one must have been painted."""
LEG_MS, LEGS = 4000, 5
TICKS = """
(ms) => new Promise((done) => {
  const end = performance.now() + ms;
  let count = 0;
  const turn = () => (performance.now() > end ? done((count * 1000) / ms) : ((count += 1), requestAnimationFrame(turn)));
  requestAnimationFrame(turn);
})
"""


@dataclass(frozen=True, slots=True)
class Light:
    """A presenter's page and those that follow, each a context of its own."""

    presenter: Page
    followers: tuple[Page, ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        """All of them."""
        return (self.presenter, *self.followers)


async def measure(names: list[str]) -> list[Result]:
    """A fresh room for each measure, of one server and one browser."""
    results = []
    with tempfile.TemporaryDirectory() as folder:
        clinic = Clinic.in_folder(Path(folder))
        with running(clinic.server):
            asked = await coded.bring(clinic)
            async with chromium() as browser:
                for name in names:
                    followers = {"rate.one": 0, "rate.three": 2}.get(name, 1)
                    async with clinic.consult(guests=("patient", "specialist", "specialist"), noisy=asked) as consult:
                        light = await _light(browser, consult, followers)
                        results.append(await WAYS[name](light))
                        for page in light.pages:
                            await page.context.close()
            assert browser.complaints == [], browser.complaints
    return results


async def _light(browser: Chromium, consult: Consult, followers: int) -> Light:
    """Raw clients come in first, which is quick; then pages take their seats over with the same cookies."""
    await consult.open(pos=MIDDLE)
    assert (await consult.host.say("consent:basis", {"basis": "documented", "words": {"reference": "bench"}}))["ok"]
    guests = [await consult.admitted(number) for number in range(1, followers + 1)]
    presenter = await _page(browser, consult.host, f"/consults/{consult.id}/room")
    pages = [await _page(browser, guest, "/join") for guest in guests]
    for page in (presenter, *pages):
        await _until(lambda page=page: _shows(page, MIDDLE), "the first picture")  # type: ignore[misc]  # bound now
        await _until(lambda page=page: _has_neighbors(page), "the neighbors")  # type: ignore[misc]
    stage = presenter.locator("[data-stage]")
    box = await stage.bounding_box()
    assert box is not None
    await presenter.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await stage.focus()
    return Light(presenter, tuple(pages))


async def _page(browser: Chromium, seat: Seat, path: str) -> Page:
    page = await page_of(browser, seat)
    await page.context.add_init_script(WATCH)
    await page.goto(seat.browser.address + path)
    return page


async def page_of(browser: Chromium, seat: Seat, *, size: tuple[int, int] = (1440, 900), **options: Any) -> Page:
    """An empty page in a window of its own that may take this seat over."""
    page = await browser.person("", *size, **options)
    address = seat.browser.address
    # as if it came over https from this host: the only way for a tool to set a `__Host-` cookie for loopback
    secure = address.replace("http://", "https://")
    for name, value in seat.browser._cookies.items():  # noqa: SLF001  (there is no other way to hand a seat over)
        cookie = {"name": name, "value": value, "url": secure, "secure": True, "httpOnly": True, "sameSite": "Strict"}
        await page.context.add_cookies([cookie])  # type: ignore[list-item]  # the names are Playwright's own
    return page


async def _shows(page: Page, pos: int) -> bool:
    return await page.locator("canvas.stage-canvas").count() > 0 and await on_canvas(page) == pos


async def _has_neighbors(page: Page) -> bool:
    came = {pos for pos, _, _ in (await seen(page)).came}
    return came >= set(range(MIDDLE - AROUND, MIDDLE + AROUND + 1))


async def _until(condition: Callable[[], Awaitable[bool]], what: str) -> None:
    try:
        async with asyncio.timeout(20):
            while not await condition():  # noqa: ASYNC110  (a page of another process has no event for this one)
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise AssertionError(f"waited 20 s for {what}") from None


async def _prefetched(light: Light) -> Result:
    """One notch at a time over slices that every screen has."""
    chance, pos, by = random.Random(4), MIDDLE, 1
    path = []
    for _ in range(STEPS):
        by = -by if abs(pos + by - MIDDLE) > AROUND else by
        pos += by
        path.append(pos)
        await light.presenter.mouse.wheel(0, 100 * by)
        await asyncio.sleep(PAUSE_S + chance.random() / 20)
    hand, eye = await _both(light)
    assert len(hand.turned) == STEPS
    late = [_late_ms(eye, at_ms, path[step:]) for step, at_ms in enumerate(hand.turned)]
    own = [_late_ms(hand, at_ms, path[step:]) for step, at_ms in enumerate(hand.turned)]
    await _ends_at(light, path[-1])
    return _told("paint.prefetched", late, own, steps=len(late))


async def _uncached(light: Light) -> Result:
    """One notch to a slice that neither the server nor anybody's screen has rendered through this window."""
    keys = light.presenter.keyboard
    await keys.press(next(iter(PRESETS)))
    for _ in range((FAR - MIDDLE) // 10):
        await keys.press("PageDown")
    pictures = []
    for step in range(STEPS):
        key = list(PRESETS)[step % len(PRESETS)]
        await keys.press(key)
        await asyncio.sleep(PRESET_S)
        await light.presenter.mouse.wheel(0, 100)
        pictures.append((FAR + step + 1, PRESETS[key]))
        await asyncio.sleep(ROUND_S)
    hand, eye = await _both(light)
    late, own = [], []
    assert len(hand.turned) == STEPS
    path = [pos for pos, _ in pictures]
    for step, (at_ms, (pos, width)) in enumerate(zip(hand.turned, pictures, strict=True)):
        if any(came[:2] == (pos, width) and came[2] < at_ms for came in eye.came):
            continue  # a busy machine took so long over a round that neighbors were sent ahead
        late.append(_late_ms(eye, at_ms, path[step:]))
        own.append(_late_ms(hand, at_ms, path[step:]))
    assert len(late) >= STEPS // 2, f"only {len(late)} of {STEPS} pictures were nowhere before"
    await _ends_at(light, pictures[-1][0])
    return _told("paint.uncached", late, own, steps=len(late))


async def _both(light: Light) -> tuple[Seen, Seen]:
    await asyncio.sleep(1)
    return await seen(light.presenter), await seen(light.followers[0])


def _late_ms(eye: Seen, turned_ms: float, path: list[int]) -> float:
    """From the wheel to the paint of the slice steered to; when that was overtaken, of the first one after it."""
    later = (eye.painted_ms(pos, turned_ms) for pos in path[:OVERTAKEN])
    painted_ms = next((each for each in later if each is not None), None)
    assert painted_ms is not None, f"nothing was painted after {path[0]}"
    return painted_ms - turned_ms


async def _ends_at(light: Light, pos: int) -> None:
    """What the canvas itself shows in the end is what was steered to."""
    for page in light.pages:
        await _until(lambda page=page: _shows(page, pos), f"{pos}")  # type: ignore[misc]  # bound now


def _told(name: str, late: list[float], own: list[float], steps: int) -> Result:
    return CASES[name].told(
        [quantiles(late, n=20)[-1]],
        p50_ms=median(late),
        worst_ms=max(late),
        theirs_p95_ms=quantiles(own, n=20)[-1],
        theirs_p50_ms=median(own),
        steps=steps,
        ours="from the wheel in the presenter's page to the paint in the follower's",
        theirs="to the paint in the presenter's own page",
        verified="every slice read from the pixels that were drawn; the canvas itself at the end",
    )


async def _rates(light: Light) -> Result:
    """A notch in every frame the presenter's page makes, over slices that all screens have."""
    legs, ticks = [], []
    for _ in range(LEGS):
        ticks.append(float(await light.presenter.evaluate(TICKS, 1000)))
        begun_ms = await now_ms(light.presenter)
        await light.presenter.evaluate(SCROLL, [LEG_MS, MIDDLE - AROUND, MIDDLE + AROUND])
        ended_ms = await now_ms(light.presenter)
        legs.append([(await seen(page)).distinct_per_s(begun_ms, ended_ms) for page in light.pages])
        await asyncio.sleep(1)
    last = (await seen(light.presenter)).painted[-1][0]
    await _ends_at(light, last)
    name = "rate.three" if light.followers else "rate.one"
    per_page = [median(leg[at] for leg in legs) for at in range(len(light.pages))]
    return CASES[name].told(
        [min(leg) for leg in legs],
        presenter_per_s=per_page[0],
        **{f"follower{number}_per_s": each for number, each in enumerate(per_page[1:], start=1)},
        theirs_frames_per_s=median(ticks),
        ours="distinct pictures a second on the slowest of these pages",
        theirs="frames a second that this browser makes with nothing to do",
        verified="every slice read from the pixels that were drawn; all canvases show the same at the end",
    )


WAYS: Final[dict[str, Callable[[Light], Awaitable[Result]]]] = {
    "paint.prefetched": _prefetched,
    "paint.uncached": _uncached,
    "rate.one": _rates,
    "rate.three": _rates,
}
