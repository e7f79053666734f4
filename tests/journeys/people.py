"""The people of a journey, each with a page of their own: what they do and read there, in words."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import pyotp
from playwright.async_api import Locator, Page, expect

from tests.journeys.browsers import PATIENCE_MS, Shown
from tests.journeys.server_process import OutsideServer

expect.set_options(timeout=PATIENCE_MS)
FAILED: Final = "failed"
DEVICE: Final = {"is_mobile": True, "has_touch": True, "device_scale_factor": 2}
"""A phone."""


@dataclass
class Person:
    """Somebody at a screen; `shots` keeps what they saw."""

    name: str
    page: Page
    shots: Path
    _taken: int = field(default=0, init=False)

    async def shot(self, what: str) -> None:
        """Keep what is on the screen where LIGHTBOX_SHOTS names a folder, and when something failed."""
        self._taken += 1
        folder = os.environ.get("LIGHTBOX_SHOTS") or (self.shots if what == FAILED else None)
        if folder:
            name = f"{self.name}-{self._taken:02}-{what}.png"
            await self.page.screenshot(path=Path(folder) / name, animations="disabled")

    def button(self, name: str | re.Pattern[str], *, exact: bool = True) -> Locator:
        """A button by what it says."""
        return self.page.get_by_role("button", name=name, exact=exact)

    async def presses(self, what: Locator) -> None:
        """Something that can be pressed."""
        await what.click()

    async def types(self, where: Locator, text: str) -> None:
        """Into a field, instead of what stands there."""
        await where.fill(text)

    async def chooses(self, where: Locator, value: str) -> None:
        """From a list."""
        await where.select_option(value)

    async def reads(self, words: str | re.Pattern[str]) -> None:
        """These words are on the page."""
        await expect(self.page.get_by_text(words).first).to_be_visible()

    # --- in the room ---

    async def writes(self, *texts: str) -> None:
        """Into the chat, line by line."""
        field_ = self.page.locator("[data-chat-input]")
        for text in texts:
            await self.types(field_, text)
            await field_.press("Enter")

    async def said(self) -> list[str]:
        """What stands in the chat, stored, in order."""
        lines = self.page.locator(".chat-line:not(.chat-waiting, .chat-refused) .chat-text")
        return [text.strip() for text in await lines.all_inner_texts()]

    async def has_heard(self, texts: list[str]) -> None:
        """The chat holds exactly these lines in this order."""
        await expect(self.page.locator(".chat-line .chat-text")).to_have_text(texts)
        await expect(self.page.locator(".chat-waiting")).to_have_count(0)

    async def sees(self) -> Shown:
        """The picture on this screen."""
        return await Shown.on(self.page)

    async def sees_a_picture(self) -> None:
        """A picture at rest is on this screen: nothing is said instead of it and nothing better is on its way."""
        await expect(self.page.locator("[data-stage]")).not_to_have_attribute("aria-label", "No picture is shown")
        await expect(self.page.locator(".stage-dark")).to_have_count(0)
        await self.picture_rests()

    async def picture_rests(self) -> None:
        """The picture is as good as it gets: lossless, or reduced to what this screen can show."""
        await expect(self.page.locator(".corner-quality")).to_have_text(re.compile(r"^(lossless.*|lossy 1/\d)?$"))

    async def is_locked_out(self) -> None:
        """Only the locked page is left."""
        await expect(self.page.locator("main[data-locked]")).to_be_visible()
        await expect(self.page.locator("canvas")).to_have_count(0)

    async def saves_the_receipt(self, folder: Path) -> Path:
        """A file, from the locked page or from the record; its name is the number."""
        async with self.page.expect_download() as download:
            await self.presses(self.button("Save the receipt"))
        kept = await download.value
        await self.reads("Saved. Keep this file.")
        path = folder / f"{self.name}-{kept.suggested_filename}"
        await kept.save_as(path)
        return path


@asynccontextmanager
async def kept_when_failing(*people: Person) -> AsyncIterator[None]:
    """What everybody saw when something went wrong."""
    try:
        yield
    except BaseException:
        await asyncio.gather(*(one.shot(FAILED) for one in people), return_exceptions=True)
        raise


@dataclass
class Provider(Person):
    """Steers, invites, lets in, ends."""

    async def sign_in(self, address: str, account: dict[str, Any]) -> None:
        """With name, password and this half minute's code."""
        await self.page.goto(address)
        await self.page.get_by_label("Name", exact=True).fill(account["login_name"])
        await self.page.get_by_label("Password").fill(account["password"])
        await self.page.get_by_label("Six-digit code").fill(pyotp.TOTP(account["totp_secret"]).now())
        await self.shot("sign-in")
        await self.button("Sign in").click()
        await expect(self.button("Sign out")).to_be_visible()

    async def goes_to(self, place: str) -> None:
        """One of the places beside the page."""
        link = self.page.get_by_role("navigation").get_by_role("link", name=re.compile(f"^{place}"))
        await link.click()
        await expect(link).to_have_attribute("aria-current", "page")

    async def thumbnails_are_there(self, count: int) -> None:
        """So many pictures of series have come."""
        await expect(self.page.locator(".tile-picture img.shown")).to_have_count(count)

    async def fills_in_a_consult(self, study: str, *series: str, specialists: tuple[str, ...] = ()) -> None:
        """From a study on the page: new consult, tick series; the patient is filled in already."""
        await self.page.get_by_role("article", name=study).get_by_role("link", name="New consult").click()
        await expect(self.page.get_by_role("checkbox").first).to_be_visible()
        assert await self.page.get_by_role("checkbox", checked=True).count() == 0, "no series is ticked beforehand"
        for title in series:
            await self.page.get_by_role("checkbox", name=re.compile(title)).check()
        for specialist in specialists:
            await self.button("Add a specialist").click()
            await self.page.get_by_label("Specialist, as others read it").last.fill(specialist)

    async def starts_now(self) -> None:
        """The consult's card is there."""
        await self.button("Start now").click()
        await expect(self.page.locator("article.guest").first).to_be_visible()

    def guest(self, name: str) -> Locator:
        """A guest's part of the card."""
        return self.page.locator("article.guest").filter(has=self.page.get_by_role("heading", name=name))

    async def link_of(self, name: str) -> str:
        """The guest's join link."""
        return (await self.guest(name).locator(".link-text").inner_text()).strip()

    async def code_for(self, name: str) -> str:
        """Show code: six digits to read out."""
        part = self.guest(name)
        digits = part.locator(".code-digits")
        former = await digits.inner_text() if await digits.count() else "none"
        await part.get_by_role("button", name=re.compile("Show code|New code")).click()
        await expect(digits).not_to_have_text(former)
        await expect(digits).to_have_text(re.compile(r"\d{3} \d{3}"))
        return (await digits.inner_text()).strip()

    async def code_for_another_device(self, name: str) -> str:
        """Somebody who is in wants to go on elsewhere: their code beside the name."""
        await self.button(f"More about {name}").click()
        await self.button("A code for another device").click()
        return await self._code_beside(name)

    async def code_in_room(self, name: str) -> str:
        """Somebody who is expected rings: their code beside the name, to read out without leaving the room."""
        await self.button(f"Show the code for {name}").click()
        return await self._code_beside(name)

    async def _code_beside(self, name: str) -> str:
        digits = self.page.locator("li.person", has_text=name).locator(".call-code")
        await expect(digits).to_be_focused()
        return (await digits.inner_text()).strip()

    async def opens_the_room(self) -> None:
        """From the card; the first series is on the light box."""
        await self.page.get_by_role("link", name=re.compile("room", re.IGNORECASE)).click()
        await self.sees_a_picture()

    async def lets_in(self, name: str, word: str, recognized: str = "Name and birth date matched") -> None:
        """Pick the word that the guest reads out, tick how they were recognized, admit."""
        card = self.page.get_by_role("region", name=f"{name} waits")
        await expect(card.get_by_role("button", name="Admit")).to_be_disabled()
        await card.get_by_role("button", name=re.compile(f"^{word}$", re.IGNORECASE)).click()
        await card.get_by_role("radio", name=recognized).check()
        await card.get_by_role("button", name="Admit").click()
        await expect(card).to_have_count(0)

    async def goes_to_image(self, number: int) -> None:
        """By the keyboard, as a report cites it."""
        await self.page.locator("[data-stage]").press("g")
        await self.page.get_by_label("Series/image").fill(str(number))
        await self.page.keyboard.press("Enter")
        await self.at_image(number)

    async def at_image(self, number: int) -> None:
        """The picture on the light box says so itself."""
        await expect(self.page.locator(".corner-caption")).to_contain_text(f"Im {number} ")
        await self.picture_rests()

    async def drags(self, dx: int, dy: int, button: Literal["left", "middle", "right"] = "left") -> None:
        """Across the picture, in a few steps."""
        box = await self.page.locator("[data-stage]").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        await self.page.mouse.move(x, y)
        await self.page.mouse.down(button=button)
        await self.page.mouse.move(x + dx, y + dy, steps=8)
        await self.page.mouse.up(button=button)

    async def ends(self) -> None:
        """End…, End now."""
        await self.button("End…").click()
        await self.button("End now").click()

    async def closes(self) -> None:
        """Nothing more to say: lock it now."""
        await self.button("Close…").click()
        await self.button("Close now").click()


@dataclass
class Guest(Person):
    """Comes by a link and a code; `born` is the birth date they say, the demo's patient's unless said otherwise."""

    born: tuple[str, str, str] = ("1968", "4", "12")

    async def opens(self, link: str) -> None:
        """A page without any name; nothing happened yet."""
        await self.page.goto(link)
        await expect(self.page.get_by_role("heading", level=1)).to_have_text("You have been invited to an online visit")
        assert "#" not in self.page.url, "the secret stays in the address bar"

    async def goes_on(self) -> None:
        """The one button."""
        await self.presses(self.button("Continue"))
        await expect(self.page.get_by_label("Six digits")).to_be_visible()

    async def enters(self, code: str) -> None:
        """The code that was read out."""
        await self.types(self.page.get_by_label("Six digits"), code)
        await self.presses(self.button("Go to the waiting room"))

    async def word(self) -> str:
        """What the waiting room tells to say; on the way there a patient says when they were born."""
        await expect(self.page.locator(".word, .birth-form").first).to_be_visible()
        if await self.page.locator(".birth-form").count():
            await self.says_birth_date()
        word = self.page.locator(".word")
        await expect(word).to_have_text(re.compile(r"\d [A-Z]+"))
        return (await word.inner_text()).strip()

    async def says_birth_date(self, born: tuple[str, str, str] | None = None) -> None:
        """Three fields."""
        year, month, day = born or self.born
        await self.types(self.page.get_by_label("Year"), year)
        await self.chooses(self.page.get_by_label("Month"), month)
        await self.types(self.page.get_by_label("Day"), day)
        await self.presses(self.button("Go to the waiting room"))

    async def comes_by(self, link: str, code: str) -> str:
        """From link to waiting room; gives the word."""
        await self.opens(link)
        await self.goes_on()
        await self.enters(code)
        return await self.word()

    async def receipt(self) -> str:
        """The number on the locked page."""
        words = self.page.get_by_text("Receipt number").locator("strong")
        await expect(words).to_have_text(re.compile(r"^\w{4}-\w{4}"))
        return (await words.inner_text()).strip()

    async def reads_the_notice(self) -> None:
        """What is kept and which rights there are; then the consent."""
        await expect(self.page.get_by_role("heading", level=1)).to_have_text("First, your privacy")
        await self.presses(self.button("Continue"))
        await expect(self.page.get_by_role("heading", level=1)).to_have_text("May we show your pictures?")

    async def agrees(self, *left_out: str) -> None:
        """Read notice (once) and consent, untick some of it, and say yes."""
        heading = self.page.get_by_role("heading", level=1)
        await expect(heading).to_have_text(re.compile("First, your privacy|May we show your pictures?"))
        if await heading.inner_text() == "First, your privacy":
            await self.reads_the_notice()
        for words in left_out:
            await self.page.get_by_role("checkbox", name=re.compile(words)).uncheck()
        await self.presses(self.button("I agree, show them"))
        await self.sees_a_picture()


async def stand_at_the_door(lee: Provider, guests: Mapping[str, Guest]) -> dict[str, str]:
    """Each by their own link and code, in this order, to the waiting room; gives their words."""
    return {
        name: await guest.comes_by(await lee.link_of(name), await lee.code_for(name)) for name, guest in guests.items()
    }


async def two_wait(lee: Provider, at: OutsideServer, martin: Guest, okafor: Guest) -> dict[str, str]:
    """A consult about the demo's chest that starts now, the specialist and then the patient in line; gives their words."""
    await lee.sign_in(at.address, at.demo["provider"])
    await lee.goes_to("Studies")
    await lee.fills_in_a_consult("chest", "Thorax contrast", specialists=("Dr Okafor",))
    await lee.starts_now()
    return await stand_at_the_door(lee, {"Dr Okafor": okafor, "Martin D": martin})
