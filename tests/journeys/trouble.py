"""A page while the server makes a mistake, is slow, or does not know one any more: never blank, never without a way on."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Final, Literal

import pyotp
from playwright.async_api import Route, expect

from tests.journeys.walk import ANSWERED_MS, LEE, Stop, Walk

ASKED: Final = re.compile(r"/api/(?!me$|hand$|light$)")
"""Whatever a page asks for itself; who is signed in, and whether a hand is there, is known."""
OWN: Final = frozenset(
    {"sign-in", "enroll-neutral", "enroll", "gallery", "neutral", "code", "no-link", "help", "nowhere", "audit-seen"}
)
"""Pages that ask nothing before something is pressed."""
PRESS: Final = "() => [...document.querySelectorAll('button')].find((one) => one.textContent === 'Try again')?.click()"
LINE: Final = "Your line is down; we connect you again"


async def in_trouble(day: Walk, stop: Stop) -> None:
    """The server makes a mistake: the page says so, and is soon there. The server is slow: its place is held."""
    if stop.name in OWN:
        return
    page = await day.page_of(stop.who)
    server = _Server()
    # the page before it asks no more: what it had asked for would be answered twice
    await page.goto("about:blank")
    await page.route(ASKED, server.answers)
    await page.goto(_address(day, stop))
    again = page.get_by_role("button", name="Try again", exact=True)
    if stop.name == "host":
        await expect(page.get_by_text(LINE)).to_be_visible()
    else:
        await expect(again).to_have_count(1)
        server.state = "well"
        # the page tries by itself as well, and may be there before the press
        await page.evaluate(PRESS)
        if stop.act is None:
            await expect(page.locator(stop.there).first).to_be_visible(timeout=ANSWERED_MS)
            await expect(again).to_have_count(0)
    await page.goto("about:blank")
    server.state = "slow"
    await page.goto(_address(day, stop))
    await expect(page.locator(".loading, [role=status]:text-is('One moment…')").first).to_be_visible()
    server.state = "well"
    server.woken.set()
    if stop.act is None:
        await expect(page.locator(stop.there).first).to_be_visible(timeout=ANSWERED_MS)
    await page.unroute_all(behavior="wait")


@dataclass
class _Server:
    """What stands before the real one."""

    state: Literal["mistaken", "slow", "well"] = "mistaken"
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    async def answers(self, route: Route) -> None:
        if self.state == "mistaken":
            await route.fulfill(status=500, json={"error": {"code": "internal", "facts": {}}})
            return
        if self.state == "slow":
            await self.woken.wait()
        await route.continue_()


async def signed_out(day: Walk) -> None:
    """A sign-in that ends while something is half filled in: signing in again finds the page as it was left."""
    stop = next(each for each in day.stops if each.name == "ask")
    page = await day.open(stop, "en")
    words = "Is this a vessel or a node?"
    question = page.locator("textarea").first
    await question.fill(words)
    await page.context.clear_cookies()
    await page.locator("form button[type=submit]").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    await expect(question).to_be_hidden()
    day.clinic.server.forget_codes()
    account = day.clinic.server.demo["provider"]
    await page.get_by_label("Name", exact=True).fill(LEE)
    await page.get_by_label("Password").fill(account["password"])
    await page.get_by_label("Six-digit code").fill(pyotp.TOTP(account["totp_secret"]).now())
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(question).to_be_visible()
    await expect(question).to_have_value(words)


def _address(day: Walk, stop: Stop) -> str:
    return f"{day.clinic.server.address}{stop.path}{'&' if '?' in stop.path else '?'}lang=en"
