"""What every scene needs: where the pictures lie, and how one is taken of a screen."""

import re
from typing import Final

from playwright.async_api import expect

from server.studies.synthetic import NODULE
from tests.journeys.people import Person
from tests.journeys.server_process import REPOSITORY
from tests.pictures import paper

PICTURES: Final = REPOSITORY / "docs" / "pictures"
DESK: Final = (1440, 900)
PHONE: Final = (390, 844)


async def shot(one: Person) -> bytes:
    """What is on this screen, without a cursor that blinks; nothing has the focus."""
    await one.page.evaluate("() => document.activeElement?.blur()")
    return await one.page.screenshot(animations="disabled", caret="hide")


async def keep(one: Person, name: str) -> None:
    paper.desk(await shot(one), PICTURES / f"{name}.png")


async def measures_the_spot(one: Person) -> None:
    """From rim to rim of the nodule: the picture lies as a square in the middle of its place."""
    stage = one.page.locator("[data-stage]")
    box = await stage.bounding_box()
    assert box is not None
    side = min(box["width"], box["height"])
    x = box["x"] + box["width"] / 2 + (NODULE.column + 0.5 - 256) * side / 512
    y = box["y"] + box["height"] / 2 + (NODULE.row + 0.5 - 256) * side / 512
    reach = 9 * side / 512
    await stage.press("m")
    await one.page.mouse.move(x - reach, y + reach / 2)
    await one.page.mouse.down()
    await one.page.mouse.move(x + reach, y - reach / 2, steps=6)
    await one.page.mouse.up()
    await stage.press("Escape")
    await expect(stage).to_have_attribute("aria-label", re.compile(r"\d mm"))
