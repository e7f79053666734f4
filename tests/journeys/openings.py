"""What opens on a page: found by what its buttons say of themselves, opened and closed by keys, with the focus watched.

A menu, a dialog, a second step: the focus goes in, Escape closes, and the focus is back on what opened it (WCAG 2.1.1,
2.1.2, 2.4.3).
"""

from collections.abc import AsyncIterator
from typing import Final

from playwright.async_api import Error, Locator, Page

from tests.journeys.walk import Stop

OVER: Final = "dialog[open], .popover"
OPENERS: Final = ":is(main, .room-place) [aria-haspopup=dialog]:enabled:visible"
"""Every button that opens something over the page says so."""
INNER: Final = f":is({OVER}) [aria-haspopup=dialog]:enabled:visible"
TABS: Final = "main [role=tab]"
STEPS: Final = "main .confirm > button:only-child:enabled:visible"
"""What asks once more, in place."""
FOLDED: Final = "main details:not([open]):not(details details)"
SOON_MS: Final = 8_000
IS_IN: Final = """
(over) => {
  const all = document.querySelectorAll(over);
  return all.length > 0 && all[all.length - 1].contains(document.activeElement);
}
"""
COUNT: Final = "([over, count]) => document.querySelectorAll(over).length === count"
HAS_FOCUS: Final = "(one) => one === document.activeElement"
ANY_HAS: Final = "() => document.activeElement !== document.body"
WHO_HAS: Final = """
() => {
  const one = document.activeElement;
  const words = one.ariaLabel ?? one.innerText ?? "";
  return one === document.body ? "nothing" : `${one.localName}.${one.className} ${words}`.slice(0, 90);
}
"""


class Openings:
    """One after the other what can be opened on a page; what was wrong about the focus is noted."""

    def __init__(self, page: Page, stop: Stop) -> None:
        self.page = page
        self.stop = stop
        self.lost: list[str] = []
        self._seen: set[str] = set()

    async def each(self) -> AsyncIterator[tuple[str, str]]:
        """Name of what is open now, and where it is."""
        if await self.page.locator(OVER).count() > 0:
            return  # the page itself is what was opened, and lies over everything else
        await self.page.evaluate(
            "(folded) => document.querySelectorAll(folded).forEach((one) => (one.open = true))", FOLDED
        )
        async for opened in self._over(OPENERS, 0):
            yield opened
        async for opened in self._steps():
            yield opened
        for number in range(await self.page.locator(TABS).count()):
            tab = self.page.locator(TABS).nth(number)
            if await tab.get_attribute("aria-selected") == "true":
                continue
            await tab.click()
            yield f"tab {await _said(tab)}", "main [role=tabpanel]:not([hidden])"
            async for opened in self._over(OPENERS, 0):
                yield opened

    async def _over(self, openers: str, depth: int) -> AsyncIterator[tuple[str, str]]:
        """What stands over the page, and over that."""
        for number in range(await self.page.locator(openers).count()):
            opener = self.page.locator(openers).nth(number)
            try:
                name = await _said(opener)
            except Error:
                continue
            if name in self._seen:
                continue
            self._seen.add(name)
            await opener.focus()
            await self.page.keyboard.press("Enter")
            if not await self._comes(IS_IN, OVER):
                self.lost.append(f"“{name}” opened, and {await self.page.evaluate(WHO_HAS)} has the focus")
            yield f"{name}", f":is({OVER})"
            if depth == 0:
                async for opened in self._over(INNER, 1):
                    yield opened
            await self.page.keyboard.press("Escape")
            if not await self._comes(COUNT, [OVER, depth]):
                self.lost.append(f"“{name}” does not close by Escape")
            elif not await self._has_it(opener):
                self.lost.append(f"“{name}” was closed, and {await self.page.evaluate(WHO_HAS)} has the focus")

    async def _steps(self) -> AsyncIterator[tuple[str, str]]:
        for number in range(await self.page.locator(STEPS).count()):
            step = self.page.locator(STEPS).nth(number)
            name = await _said(step)
            if name in self._seen:
                continue
            self._seen.add(name)
            row = step.locator("..")
            await step.focus()
            await self.page.keyboard.press("Enter")
            yield f"step {name}", "main"
            if await row.locator("button").count() != 2:
                row = self.page.locator("main .confirm:has(button + button)").first
            keep = row.locator("button").first
            if not await self._has_it(keep):
                self.lost.append(f"“{name}” asks, and {await self.page.evaluate(WHO_HAS)} has the focus")
            await keep.press("Enter")
            if not await self._comes(ANY_HAS, None):
                self.lost.append(f"“{name}” was kept, and nothing has the focus")

    async def _has_it(self, one: Locator) -> bool:
        return await self._comes(HAS_FOCUS, await one.element_handle())

    async def _comes(self, what: str, about: object) -> bool:
        try:
            await self.page.wait_for_function(what, arg=about, timeout=SOON_MS)
        except Error:
            return False
        return True


async def _said(button: Locator) -> str:
    said: str = await button.evaluate(
        "(one) => (one.ariaLabel ?? one.innerText).trim().replace(/\\s+/g, ' ')", timeout=1000
    )
    return said[:40]
