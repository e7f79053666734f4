"""The patient's way on a small phone: big words, big targets, one thing at a time, and a line that breaks."""

import asyncio
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import expect

from server.audit import verify
from tests.journeys.browsers import chromium, dark_after_s, hard_to_use, is_erased, watch_dark
from tests.journeys.people import DEVICE, Guest, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

WATCH_AWAKE: Final = """
(() => {
  window.awake = 0;
  if (!window.isSecureContext) return;
  const real = WakeLock.prototype.request;
  WakeLock.prototype.request = async function (kind) {
    const lock = await real.call(this, kind);
    window.awake += 1;
    lock.addEventListener("release", () => (window.awake -= 1));
    return lock;
  };
})();
"""
"""How many locks of this page keep the screen awake."""
OUT_OF_SIGHT: Final = """
(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}
"""


async def test_a_patient_on_a_small_phone(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """JM01–JM05, JM10–JM12: neutral, code, birth date, waiting, consent, not now, agreed, a tunnel, stopped, shared, locked."""
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1280, 800), tmp_path)
        martin = Guest("phone", await browser.person("phone", 360, 640, **DEVICE), tmp_path)
        await martin.page.context.add_init_script(WATCH_AWAKE)
        hard: dict[str, list[str]] = {}
        async with kept_when_failing(lee, martin):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            await lee.goes_to("Studies")
            await lee.fills_in_a_consult("chest", "Thorax contrast", "Echo")
            await lee.starts_now()
            link = await lee.link_of("Martin D")
            await martin.opens(link)
            await _look(martin, "neutral", hard)
            await _reads_it_in_arabic(martin, hard)
            await martin.goes_on()
            await _look(martin, "code", hard)
            await martin.enters("000000")
            await expect(martin.page.locator(".field-error")).to_be_visible()
            await _look(martin, "wrong-code", hard)
            await martin.enters(await lee.code_for("Martin D"))
            await expect(martin.page.locator(".birth-form")).to_be_visible()
            await _look(martin, "birth-date", hard)
            await martin.says_birth_date(("1968", "4", "13"))
            await martin.reads("you can try 2 more times")
            await _look(martin, "birth-date-wrong", hard)
            word = await martin.word()
            await _look(martin, "waiting", hard)
            await _in_another_language_and_back(martin, word)
            await lee.opens_the_room()
            await lee.lets_in("Martin D", word)
            await expect(martin.button("Continue")).to_be_visible()
            await _look(martin, "privacy", hard)
            await martin.reads_the_notice()
            await _look(martin, "consent", hard)
            await _say_not_now_then_agree(lee, martin, hard)
            await _through_a_tunnel(lee, martin, hard)
            await _awake(lee, martin)
            await _blank(lee, martin)
            await _stop_sharing(lee, martin, hard)
            await lee.ends()
            await lee.closes()
            await martin.is_locked_out()
            assert await martin.page.evaluate("() => window.awake") == 0, "nothing keeps the screen awake any more"
            await _keep_receipts(lee, martin, tmp_path)
            await _look(martin, "locked", hard)
            await _opens_it_again(martin, link)
    assert hard == {}
    assert browser.complaints == []


async def _reads_it_in_arabic(martin: Guest, hard: dict[str, list[str]]) -> None:
    """JM01: the page is drawn again in the language that was chosen on it, and the link is still held."""
    heading = martin.page.get_by_role("heading", level=1)
    await martin.button("العربية").tap()
    await expect(heading).to_have_text("أنت مدعو إلى زيارة عبر الإنترنت")
    await _look(martin, "neutral-ar", hard)
    await martin.button("English").tap()
    await expect(heading).to_have_text("You have been invited to an online visit")


async def _opens_it_again(martin: Guest, link: str) -> None:
    """JM12: the link of a visit that is over says so by itself, and when it ended: no button, no picture, no name."""
    await martin.page.goto("about:blank")
    await martin.page.goto(link)
    await martin.is_locked_out()
    await martin.reads("It ended on")
    await expect(martin.button("Continue")).to_have_count(0)


async def _who_sees_what(martin: Guest) -> None:
    """Screens: what each person here sees is one tap on their names away, in words; what a finger can do lies over nothing."""
    page = martin.page
    rows = {round(box["y"]) for one in await page.locator(".signal").all() if (box := await one.bounding_box())}
    assert len(rows) == 1, "the words to tap are one row"
    hint = page.locator(".chat-lines .chat-system", has_text="Hold a finger on the picture")
    await expect(hint).to_have_count(1)
    await expect(page.locator(".said-line")).to_have_count(0)
    await page.get_by_role("button", name="who can see me, and what").tap()
    await martin.reads("holds your pictures and shows them.")
    await martin.reads("it has no camera and no microphone")
    await martin.shot("who-sees")
    await page.keyboard.press("Escape")


async def _keep_receipts(lee: Provider, martin: Guest, folder: Path) -> None:
    """JM12, L5, I3: both save theirs, also after a reload; one file of ours checks them offline, and they agree."""
    number = await martin.receipt()
    await martin.reads("are kept until the clinic deletes them")
    await martin.page.reload()
    mine = await martin.saves_the_receipt(folder)
    assert mine.name.endswith(f"lightbox-receipt-{number}.txt")
    await lee.page.get_by_role("link", name="Record", exact=True).click()
    hosts = await lee.saves_the_receipt(folder)
    await lee.shot("record-receipt")
    said = await asyncio.to_thread(_checked_offline, folder, mine, hosts)
    for told in (f"number {number}", "consent.given", "instances.shown", "remains: originals", "verifies: "):
        assert told in said, said


def _checked_offline(folder: Path, mine: Path, other: Path) -> str:
    """What the verifier says of two receipts that agree: one file, isolated, nothing of ours beside it."""
    alone = folder / "verify.py"
    alone.write_text(Path(verify.__file__).read_text())
    asked = [sys.executable, "-I", str(alone), "--receipt", str(mine), "--earlier", str(other)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


async def _look(martin: Guest, what: str, hard: dict[str, list[str]]) -> None:
    """Keep the page, and what is wrong with it for a hand and for eyes."""
    await martin.shot(what)
    if found := await hard_to_use(martin.page):
        hard[what] = found


async def _in_another_language_and_back(martin: Guest, word: str) -> None:
    """One tap, in the waiting room too: the same number, the word and all else in their own language."""
    page = martin.page
    await page.get_by_role("link", name="Español").tap()
    await expect(page.locator("html")).to_have_attribute("lang", "es")
    await expect(page.locator(".word")).to_have_text(re.compile(rf"^{word.split(maxsplit=1)[0]} "))
    await martin.shot("waiting-es")
    await page.get_by_role("link", name="English").tap()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    assert await martin.word() == word


async def _say_not_now_then_agree(lee: Provider, martin: Guest, hard: dict[str, list[str]]) -> None:
    """JM05: without a yes the talk goes on without pictures; the host can ask again."""
    await martin.button("Not now").tap()
    await martin.reads("You said not now; the talk goes on.")
    await martin.reads("Your pictures are not shared.")
    await martin.writes("I would rather talk first.")
    await lee.has_heard(["I would rather talk first."])
    assert await is_erased(martin.page)
    await _look(martin, "not-now", hard)
    await lee.reads("said not now")
    await lee.button("Ask again").click()
    await martin.agrees()
    await _look(martin, "room", hard)
    await _who_sees_what(martin)
    assert not (await martin.sees()).is_dark


async def _through_a_tunnel(lee: Provider, martin: Guest, hard: dict[str, list[str]]) -> None:
    """JM10: offline 10 s → blurred with words, 30 s → dark; back → continues within 2 s.

    Counted from the last lease, which was up to 3 s old when the line broke.
    """
    await watch_dark(martin.page)
    await martin.page.context.set_offline(True)
    gone = time.monotonic()
    await expect(martin.page.locator(".stage-blurred")).to_be_visible()
    assert 6 < time.monotonic() - gone < 14.5
    await martin.reads("Waiting for your line…")
    await _look(martin, "tunnel-blurred", hard)
    await lee.goes_to_image(40)
    await expect(martin.page.locator(".stage-dark")).to_be_visible(timeout=25_000)
    assert 26 < time.monotonic() - gone < 34.5
    assert await is_erased(martin.page)
    await _look(martin, "tunnel-dark", hard)
    await martin.page.context.set_offline(False)
    back = time.monotonic()
    await martin.sees_a_picture()
    # two seconds are promised; six more for a machine that does other things too
    assert time.monotonic() - back < 2 + 6
    assert (await martin.sees()).difference(await lee.sees()) < 6


async def _awake(lee: Provider, martin: Guest) -> None:
    """Issue 9, the hands: while a picture is shown the screen does not go to sleep; out of sight the lock is given back.

    The host is not told that somebody sees a picture whose phone lies locked on the table.
    """
    page = martin.page
    assert await page.evaluate("() => window.awake") == 1
    for hidden in (True, False):
        await page.evaluate(OUT_OF_SIGHT, hidden)
        await page.wait_for_function("(held) => window.awake === held", arg=0 if hidden else 1)
        assert await is_erased(page) or not hidden
        away = lee.page.get_by_text("has locked the screen, or looks at another page")
        await expect(away).to_have_count(1 if hidden else 0)
    await martin.sees_a_picture()


async def _blank(lee: Provider, martin: Guest) -> None:
    """JP07: the host blanks the pictures and shows them again; the talk goes on."""
    await watch_dark(lee.page, martin.page)
    await lee.button("Pause for everybody").click()
    assert await dark_after_s(lee.page, martin.page) <= 1.0
    await martin.reads("The provider has put the pictures away for a moment.")
    await lee.button("Show pictures again").click()
    await martin.sees_a_picture()


async def _stop_sharing(lee: Provider, martin: Guest, hard: dict[str, list[str]]) -> None:
    """JM11: one tap, no question: dark for all within a second; the talk goes on; asked again, agreed again."""
    await watch_dark(lee.page, martin.page)
    await martin.button("Stop sharing my pictures").tap()
    for page in (lee.page, martin.page):
        assert await dark_after_s(martin.page, page) <= 1.0
    await lee.shot("stopped")
    await _look(martin, "stopped", hard)
    await martin.writes("Enough for today.")
    await expect(lee.page.get_by_text("Enough for today.")).to_be_visible()
    await lee.button("Ask again").click()
    await martin.button("I agree, show them").tap()
    await lee.button("Show pictures again").click()
    await martin.sees_a_picture()
    await lee.sees_a_picture()
