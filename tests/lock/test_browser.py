"""LK-4, T-38, T-39, T-45, H8: a patient's browser with a profile on the disk, before the end, after it, and closed."""

import asyncio
import base64
import http.server
import io
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyotp
import pytest
from PIL import Image
from playwright.async_api import BrowserContext, Page, async_playwright, expect

from server.render.encode import encode_jpeg
from tests.journeys.browsers import PATIENCE_MS, QUIET, WATCH_POLICY, is_erased
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.people import DEVICE, Guest, kept_when_failing
from tests.journeys.server_process import running
from tests.lock import search
from tests.lock.consult import SIDE, SLICES, clinic_in, key_needles, secrets_in
from tests.lock.opener import SealedFrame, frame_key
from tests.programs import require_program

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

MINUTES: Final = 5
MINUTE_MS: Final = 60_000
KEEP_ALL: Final = """
(() => {
  const kept = (window.kept = { workers: [], said: [], heard: [] });
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      kept.workers.push(this);
      this.addEventListener("message", (event) => kept.heard.push(event.data));
    }
    postMessage(message, transfer) {
      kept.said.push(structuredClone(message));
      super.postMessage(message, transfer);
    }
  };
})();
"""
"""A script in the page that keeps all it can: the worker, every message to it (sealed frames copied), every answer."""
A_DAY_BACK: Final = """
() => {
  const real = Date;
  globalThis.Date = class extends real {
    constructor(...given) { given.length ? super(...given) : super(real.now() - 86_400_000); }
    static now() { return real.now() - 86_400_000; }
  };
  return Date.now();
}
"""
FRAMES_KEPT: Final = """
() => kept.said.filter(({ type, sealed }) => type === "frame" && sealed).map(({ meta, sealed }) => {
  let text = "";
  for (const byte of new Uint8Array(sealed)) text += String.fromCharCode(byte);
  return { meta, sealed: btoa(text) };
})
"""
KEYS_IN_HAND: Final = """
() => {
  const found = [];
  const look = (one, depth) => {
    if (one instanceof CryptoKey) found.push(one.algorithm.name);
    else if (one && typeof one === "object" && depth < 6) for (const each of Object.values(one)) look(each, depth + 1);
  };
  look([kept.said, kept.heard], 0);
  return found;
}
"""
SAY_ALL_AGAIN: Final = """
() => {
  const said = kept.said.filter(({ type }) => !["begin", "dark", "hide"].includes(type));
  kept.heard.length = 0;
  for (const message of said) kept.workers.at(-1).postMessage(structuredClone(message));
  kept.workers.at(-1).postMessage({ type: "show" });
  return said.length;
}
"""
HEARD: Final = "() => kept.heard.map(({ type }) => type)"


SIGN_IN: Final = """
async (account) => {
  const body = JSON.stringify(account);
  return (await fetch("/api/sign-in", { method: "POST", headers: { "Content-Type": "application/json" }, body })).status;
}
"""


@asynccontextmanager
async def phone(profile: Path, complaints: list[str]) -> AsyncIterator[BrowserContext]:
    """A phone's browser that keeps its profile in this folder."""
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            profile,
            executable_path=require_program("chromium"),
            args=list(QUIET),
            chromium_sandbox=False,
            viewport={"width": 390, "height": 844},
            locale="en-US",
            timezone_id="UTC",
            **DEVICE,  # type: ignore[arg-type]  # as keyword arguments
        )
        context.set_default_timeout(PATIENCE_MS)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        try:
            yield context
        finally:
            await context.close()


@contextmanager
def ordinary_page(picture: bytes) -> Iterator[str]:
    """A picture as most of the web serves one: the browser may keep it."""

    class Served(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer with the picture."""
            self.send_response(200)
            self.send_header("Content-Type", "image/jpeg")
            self.send_header("Cache-Control", "max-age=3600")
            self.end_headers()
            self.wfile.write(picture)

        def log_message(self, *_: Any) -> None:
            """Quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Served) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/picture.jpg"
        finally:
            server.shutdown()
            thread.join()


def processes_of(profile: Path) -> list[int]:
    """Every process of the browser with this profile."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().split(b"\0")
        except OSError:
            continue
        if f"--user-data-dir={profile}".encode() in words and not any(word.startswith(b"--type=") for word in words):
            main = int(path.parent.name)
            return [main, *search.family(main)]
    raise AssertionError("no such browser runs")


def in_processes(profile: Path, needles: search.Needles) -> Counter[str]:
    """What is in the memory of the whole browser."""
    return search.together(search.in_memory(process, needles) for process in processes_of(profile))


async def comes_in(consult: Consult, page: Page, shots: Path) -> Guest:
    """The patient by link and code, admitted by the host, agreeing, seeing."""
    martin = Guest("phone", page, shots)
    card = consult.card["guests"][0]
    path = f"/api/consults/{consult.id}/guests/{card['participant']}/code"
    code = (await consult.browser.must("POST", path, {}))["code"]
    word = (await martin.comes_by(card["invite"]["link"], code)).lower()
    admitted = await consult.host.say(
        "room:admit", {"participant": card["participant"], "recognized": "known", "word": word}
    )
    assert admitted["ok"], admitted
    await martin.agrees()
    return martin


async def pictures_kept(page: Page, room: str, secrets: list[bytes]) -> dict[str, bytes]:
    """Pieces of what this phone was sent, opened by us: encoded, and as the rows a browser decodes them to."""
    needles: dict[str, bytes] = {}
    for number, said in enumerate(await page.evaluate(FRAMES_KEPT)):
        frame = SealedFrame(room, said["meta"], base64.b64decode(said["sealed"]))
        (image,) = (image for secret in secrets if (image := frame.opened(frame_key(secret))))
        middle = len(image) // 2
        needles[f"{frame.meta['mime']} {number}"] = image[middle : middle + 48]
        display = np.asarray(Image.open(io.BytesIO(image)).convert("RGBA"))
        needles[f"row {number}"] = display[display.shape[0] // 2, 40:72].tobytes()
    return needles


def control_picture() -> bytes:
    """Noise that no consult shows."""
    return encode_jpeg(
        np.random.default_rng(77).integers(0, 255, (SIDE, SIDE), np.uint8), quality=90, subsampling="444"
    )


async def settles(look: Any, what: str, seconds: float) -> float:
    """Seconds until `look` gives something true; bounded."""
    begun = time.monotonic()
    while not await look():
        assert time.monotonic() - begun < seconds, f"waited {seconds:g} s for {what}"
        await asyncio.sleep(0.05)
    return time.monotonic() - begun


async def test_a_phone_keeps_nothing_of_a_consult(tmp_path: Path) -> None:
    """LK-4, T-39, H8; on the way T-38 (a script that kept all it could) and T-45 (the phone's clock a day back)."""
    profile, complaints, clinic = tmp_path / "profile", list[str](), clinic_in(tmp_path, drawn=tmp_path / "drawn")
    control = control_picture()
    with running(clinic.server), ordinary_page(control) as elsewhere:
        async with (
            phone(profile, complaints) as context,
            clinic.consult(noisy=(SLICES, SIDE), minutes=MINUTES) as consult,
        ):
            page = context.pages[0]
            await context.add_init_script(WATCH_POLICY + KEEP_ALL)
            await page.goto(elsewhere)
            await consult.open()
            martin = await comes_in(consult, page, tmp_path)
            async with kept_when_failing(martin):
                for pos in range(1, SLICES):
                    await consult.look(pos)
                await martin.sees_a_picture()
                needles = await seen_and_ended(clinic, consult, martin, profile, tmp_path / "drawn")
                needles |= await looked_at_the_desk(clinic, context)
                await back_and_forth(page)
        left = search.in_folder(profile, needles | {"control": control[len(control) // 2 :][:48], "JFIF": b"JFIF\0"})
    found = left.pop("control")
    assert found >= 1, "an ordinary picture was not found either, or this proves nothing"
    assert left == {"JFIF": found}, "every JPEG in the profile is the ordinary one"
    assert files_with(profile, b"\x89PNG\r\n") <= {"Favicons"}
    assert complaints == []


def files_with(folder: Path, content: bytes) -> set[str]:
    """The names of files that hold this."""
    return {path.name for path in folder.rglob("*") if path.is_file() and content in path.read_bytes()}


async def looked_at_the_desk(clinic: Clinic, context: BrowserContext) -> dict[str, bytes]:
    """A provider signed in with the same browser looks at studies; gives a piece of a small picture that came."""
    page = await context.new_page()
    await page.goto(clinic.server.address)
    clinic.server.forget_codes()
    account = clinic.account("lee")
    code = pyotp.TOTP(account.pop("totp_secret")).at(time.time() + clinic.moved_ms / 1000)
    assert await page.evaluate(SIGN_IN, {**account, "code": code}) == 200
    async with page.expect_response(lambda answer: answer.headers.get("content-type") == "image/jpeg") as answered:
        await page.goto(f"{clinic.server.address}/studies")
    small = await (await answered.value).body()
    await expect(page.locator(".tile-picture img.shown").first).to_be_visible()
    await page.close()
    return {"small": small[len(small) // 2 :][:48]}


async def seen_and_ended(
    clinic: Clinic, consult: Consult, martin: Guest, profile: Path, drawn: Path
) -> dict[str, bytes]:
    """Shown, ended by the server's clock, searched; gives what to look for in the profile."""
    page, secrets = martin.page, secrets_in(drawn)

    async def all_came() -> bool:
        return {said["meta"]["pos"] for said in await page.evaluate(FRAMES_KEPT)} == set(range(SLICES))

    await settles(all_came, "every slice", 20)
    pictures = await pictures_kept(page, consult.id, secrets)
    assert len(pictures) >= 2 * SLICES
    live = await asyncio.to_thread(in_processes, profile, keys_of(secrets) | dict(list(pictures.items())[-4:]))
    assert any("K_frame" in name for name in live), "the key was never in the browser, or this proves nothing"
    assert any("K_frame" not in name for name in live), "no picture was ever in the browser, or this proves nothing"
    assert search.in_folder(profile, keys_of(secrets) | pictures) == {}

    await kept_messages_open_nothing(consult, martin)
    await martin.sees_a_picture()
    await frozen_and_back(martin)
    await dark_by_the_servers_clock(clinic, page)
    # more time brings pictures back, under another key and in another worker
    assert (await consult.host.say("room:extend", {"minutes": MINUTES, "reason": "questions"}))["ok"]
    await martin.sees_a_picture()
    assert (await consult.host.say("room:end"))["ok"]
    await settles(lambda: workers_of(page), "the worker's end", 10)
    # with their worker keys leave memory at once; merely dropped they were there for minutes
    keys = keys_of(secrets_in(drawn))
    await settles(lambda: asyncio.to_thread(lambda: not in_processes(profile, keys)), "the key to leave memory", 60)
    clinic.move_clocks((MINUTES + 4) * MINUTE_MS, (MINUTES + 4) * MINUTE_MS)
    await martin.is_locked_out()
    return keys | pictures


def keys_of(secrets: list[bytes]) -> dict[str, bytes]:
    """The keys of frames of the newest three epochs, in halves: those that have ended, and perhaps one that lives."""
    return {name: needle for name, needle in list(key_needles(secrets))[-12:] if "K_frame" in name}


async def kept_messages_open_nothing(consult: Consult, martin: Guest) -> None:
    """T-38: in the dark, all that a script kept is said again to the worker, wrapped key and sealed frames: no picture."""
    page = martin.page
    assert await page.evaluate(KEYS_IN_HAND) == [], "a key came to the page"
    assert (await consult.host.say("room:pause"))["ok"]
    await settles(lambda: is_erased(page), "darkness", 10)
    await page.evaluate(SAY_ALL_AGAIN)
    answers = Counter[str]()
    until = time.monotonic() + 1.5
    while time.monotonic() < until or answers["stored"] < SLICES:
        answers = Counter(await page.evaluate(HEARD))
        assert not answers["keyed"], "a key that was kept opened again"
        assert not answers["bitmap"]
        await asyncio.sleep(0.05)
    assert (await consult.host.say("room:resume"))["ok"]


async def frozen_and_back(martin: Guest) -> None:
    """H8: a page that is told of being frozen keeps no key and no picture; when it runs again it gets new ones.

    Told by us: a browser under a driver keeps its page in sight, and one in sight is never frozen.
    """
    page = martin.page
    await page.evaluate("() => document.dispatchEvent(new Event('freeze'))")
    await settles(lambda: workers_of(page), "the worker's end", 10)
    assert await is_erased(page)
    await page.evaluate("() => document.dispatchEvent(new Event('resume'))")

    async def is_painted() -> bool:
        return not await is_erased(page)

    await settles(is_painted, "a picture again", 20)
    await martin.sees_a_picture()


async def dark_by_the_servers_clock(clinic: Clinic, page: Page) -> None:
    """T-45: the phone's clock goes a day back, for the page and for its worker; dark at the server's deadline."""
    for clock in (page, page.workers[0]):
        assert await clock.evaluate(A_DAY_BACK) < (time.time() - 86_000) * 1000
    clinic.move_clocks(MINUTES * MINUTE_MS + 1000, MINUTES * MINUTE_MS + 1000)
    assert await settles(lambda: is_erased(page), "darkness at the server's deadline", 20) < 3
    await settles(lambda: workers_of(page), "the worker's end", 10)


async def workers_of(page: Page) -> bool:
    """Whether none runs any more."""
    return not page.workers


async def back_and_forth(page: Page) -> None:
    """H8: back, forward and reload show that it is over."""
    locked = page.locator("main[data-locked]")
    await page.go_back()
    await page.go_forward()
    await expect(locked).to_be_visible()
    await page.reload()
    await expect(locked).to_be_visible()
    await expect(page.locator("canvas")).to_have_count(0)
