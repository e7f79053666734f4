"""People without a pointer: everything is reached by Tab, seen to have the focus, and pressed or typed by key."""

from dataclasses import dataclass
from typing import Final

from playwright.async_api import Locator, expect

from tests.journeys.people import Guest, Person

STEPS: Final = 60
"""More stops than any page of a guest's has: who has not found it by then never will."""


@dataclass
class KeyPerson(Person):
    """Somebody who never touches mouse or screen."""

    async def reaches(self, what: Locator) -> None:
        """Tab until it has the focus, visibly."""
        await expect(what).to_be_visible()
        for _ in range(STEPS):
            if await what.evaluate("(one) => one === document.activeElement"):
                assert await what.evaluate("(one) => one.matches(':focus-visible')"), "the focus is not shown"
                return
            await self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by Tab: {what}")

    async def presses(self, what: Locator) -> None:
        """Reach it, Enter."""
        await self.reaches(what)
        await self.page.keyboard.press("Enter")

    async def types(self, where: Locator, text: str) -> None:
        """Reach it, select what stands there, type."""
        await self.reaches(where)
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.type(text)

    async def chooses(self, where: Locator, value: str) -> None:
        """Reach it, down to it."""
        await self.reaches(where)
        for _ in range(STEPS):
            if await where.input_value() == value:
                return
            await self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"not reached by arrows: {value}")


@dataclass
class KeyGuest(KeyPerson, Guest):
    """A guest of whom that is true."""
