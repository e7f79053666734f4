"""Every page there is, in a state worth looking at: one clinic, set up over its public surface, and where each page is.

Whoever walks says what to do on each; a page is opened anew for every language, as by somebody who came to it.
"""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyotp
from playwright.async_api import Page, expect

from server.cli.visitor import Browser, Json, Seat
from tests.journeys.browsers import WATCH_SHIFTS, Chromium, drawn
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.conftest import copy_of
from tests.journeys.people import DEVICE
from tests.journeys.server_process import REPOSITORY, ServerProcess

LEE: Final = "dr.lee"
DESK: Final = (1440, 900)
PHONE: Final = (390, 844)
ANSWERED_MS: Final = 30_000
DEVELOPER: Final = "developer"
GUESTS: Final = ("Martin D", "Dr Okafor", "Dr Osei")
Act = Callable[[Page], Awaitable[None]]


@dataclass(frozen=True)
class Stop:
    """A page: who looks at it, where it is, what shows that it is all there, and what is done on it first."""

    name: str
    who: str
    path: str
    there: str
    act: Act | None = None
    stays: bool = False
    """It stays in the language it was opened in: the server words it, or it is painted."""


@dataclass
class Walk:
    """The clinic, whoever looks at pages of it, and the pages."""

    clinic: Clinic
    browser: Chromium
    stops: list[Stop] = field(default_factory=list)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    on_phones: bool | None = None
    """Everybody, or nobody; None: guests."""
    pages: dict[str, Page] = field(default_factory=dict)

    async def page_of(self, who: str) -> Page:
        """The window of somebody: staff at a desk, guests on a phone."""
        if who not in self.pages:
            phone = who.startswith("guest") if self.on_phones is None else self.on_phones
            page = await self.browser.person(who, *(PHONE if phone else DESK), **(DEVICE if phone else {}))
            await page.context.add_init_script(WATCH_SHIFTS)
            await page.context.add_cookies(
                [
                    {"name": name, "value": value, "domain": "localhost", "path": "/", "secure": True, "httpOnly": True}
                    for name, value in self.cookies.get(who, {}).items()
                ]
            )
            self.pages[who] = page
        return self.pages[who]

    async def open(self, stop: Stop, language: str) -> Page:
        """The page as somebody finds it who reads that language."""
        page = await self.page_of(stop.who)
        address, _, secret = stop.path.partition("#")
        asked = f"{self.clinic.server.address}{address}{'&' if '?' in address else '?'}lang={language}"
        # a page that differs in its fragment alone would not be loaded again
        await page.goto("about:blank")
        await page.goto(f"{asked}#{secret}" if secret else asked)
        await expect(page.locator("html")).to_have_attribute("lang", language)
        if stop.act:
            await stop.act(page)
        return await self._there(page, stop)

    async def in_turn(self, stop: Stop, languages: Sequence[str]) -> AsyncIterator[tuple[str, Page]]:
        """The page in one language after the other; opened anew only where the server words it."""
        for language in languages:
            if stop.stays or language == languages[0]:
                page = await self.open(stop, language)
            else:
                page = await self.page_of(stop.who)
                await page.evaluate("(language) => readIn(language)", language)
                await expect(page.locator("html")).to_have_attribute("lang", language)
                await self._there(page, stop)
                await drawn(page)
            yield language, page

    async def _there(self, page: Page, stop: Stop) -> Page:
        await expect(page.locator(stop.there).first).to_be_visible(timeout=ANSWERED_MS)
        await expect(page.locator(".loading:not(.gallery *)")).to_have_count(0)
        return page


def built_for_developers(folder: Path) -> None:
    """The pages as `make dev` builds them: the gallery of controls is there, and nobody's language."""
    words = ["run", "--silent", "gallery", "--", "--outDir", str(folder), "--emptyOutDir"]
    subprocess.run([sys.executable, "hatch_build.py", *words], cwd=REPOSITORY, check=True)


@asynccontextmanager
async def walk(prepared: Path, folder: Path, pages: Path, browser: Chromium) -> AsyncIterator[Walk]:
    """A clinic in the middle of its day, and everybody who looks at its pages."""
    copy_of(prepared, folder)
    (folder / "clocks").write_bytes(bytes(16))
    more = {"LIGHTBOX_TEST_STEERING": str(folder), "LIGHTBOX_TEST_PAGES": str(pages)}
    server = ServerProcess(folder, module="tests.journeys.steered", words=("serve", "--demo"), more=more)
    clinic = Clinic(server)
    server.forget_codes()
    await asyncio.to_thread(server.start)
    try:
        async with AsyncExitStack() as stack:
            made = Walk(clinic, browser)
            await _a_day(made, stack)
            yield made
    finally:
        await asyncio.to_thread(server.kill)


async def _a_day(made: Walk, stack: AsyncExitStack) -> None:
    """One consult that is live, one whose patient reads, one whose patient waits, one planned, one over."""
    clinic = made.clinic
    lee = await stack.enter_async_context(Browser(clinic.server.address))
    account = clinic.server.demo["provider"]
    code = pyotp.TOTP(account["totp_secret"]).now()
    await lee.must("POST", "/api/sign-in", {"login_name": LEE, "password": account["password"], "code": code})
    clinic.cookies[LEE] = made.cookies["lee"] = dict(lee._cookies)
    for name in ("ada", "aud"):
        async with clinic.browser(name) as browser:
            made.cookies[name] = dict(browser._cookies)
    async with clinic.browser("ada") as browser:
        new = {"login_name": "new", "name": "Dr New", "role": "provider"}
        added = await browser.must("POST", "/api/people", new)
    studies = (await lee.must("GET", "/api/studies"))["studies"]
    study = max(studies, key=lambda one: len(one["series"]))
    series = [one["id"] for one in study["series"] if one["modality"] == "CT"][:1]

    live = await _consult(clinic, stack, series, ("patient", "specialist", "specialist"))
    made.cookies["guest-patient"] = await _comes_and_goes(live, 0, agree=True)
    made.cookies["okafor"] = await _comes_and_goes(live, 1)
    await live.waiting(2)
    await live.host.chat("Good morning")

    reading = await _consult(clinic, stack, series, ("patient",))
    made.cookies["guest-reader"] = await _comes_and_goes(reading, 0)
    agreeing = await _consult(clinic, stack, series, ("patient",))
    made.cookies["guest-agreeing"] = await _comes_and_goes(agreeing, 0)
    lobby = await _consult(clinic, stack, series, ("patient",))
    made.cookies["guest-waiting"] = await _comes_and_goes(lobby, 0, admit=False)
    unborn = await _consult(clinic, stack, series, ("patient",))
    unborn.born = ()
    made.cookies["guest-unborn"] = dict((await unborn.proven()).browser._cookies)

    over = await _consult(clinic, stack, series, ("patient",))
    made.cookies["guest-locked"] = await _comes_and_goes(over, 0, agree=True)
    await over.host.chat("Goodbye")
    await over.locked()
    unused = await _consult(clinic, stack, series, ("patient",), start_ms=int((await _now(lee)) + 26 * 3600_000))
    link = unused.card["guests"][0]["invite"]["link"].rpartition("#")[2]
    opinion = await _opinion(made, lee, series)
    ids = {
        "study": study["id"],
        "live": live.id,
        "over": over.id,
        "opinion": opinion,
        **await _readers(made, lee, series),
    }
    made.stops = _stops(ids, link, added)


async def _now(browser: Browser) -> int:
    return int((await browser.must("GET", "/api/hand"))["server_ms"])


async def _consult(
    clinic: Clinic, stack: AsyncExitStack, series: Sequence[str], guests: Sequence[str], **asked: Any
) -> Consult:
    clinic.forgive()
    browser = await stack.enter_async_context(clinic.browser(LEE))
    people = [{"role": role, "name": name} for role, name in zip(guests, GUESTS, strict=False)]
    body = {"series_ids": list(series), "guests": people, "minutes": 60, **asked}
    made = Consult(clinic, browser, await browser.must("POST", "/api/consults", body), born=("1968", "4", "12"))
    stack.push_async_callback(made.close)
    if not asked:
        await made.open()
    return made


async def _opinion(made: Walk, lee: Browser, series: Sequence[str]) -> str:
    """An opinion somebody outside was asked for and signed."""
    request = await _asked(made, lee, series, name="Dr Silva")
    answer: Json = {
        "position": "differ",
        "confidence": "high",
        "urgency": "soon",
        "next_step": "tissue",
        "text": "Probe",
        "images": [{"stack": 0, "pos": 1, "window": {"center": 40, "width": 400}}],
    }
    async with Browser(made.clinic.server.address) as silva:
        await _comes_to_read(lee, silva, request)
        await silva.must("POST", "/api/opinion/accept", {})
        await silva.must("POST", "/api/opinion/sign", {**answer, "code": await _code(lee, request)})
        made.cookies["guest-answered"] = dict(silva._cookies)
    return str(request["id"])


async def _readers(made: Walk, lee: Browser, series: Sequence[str]) -> dict[str, str]:
    """Somebody outside who reads what is asked; a colleague with one request to answer, and one accepted to look at."""
    request = await _asked(made, lee, series, name="Dr Silva", blind=True, first_report="Probe")
    async with Browser(made.clinic.server.address) as outside:
        await _comes_to_read(lee, outside, request)
        made.cookies["guest-asked"] = dict(outside._cookies)
    colleagues = (await lee.must("GET", "/api/colleagues"))["colleagues"]
    silva = next(one["id"] for one in colleagues if one["name"] == "Dr Silva")
    owed, looked = [await _asked(made, lee, series, colleague_id=silva) for _ in range(2)]
    account = made.clinic.server.demo["colleague"]
    async with Browser(made.clinic.server.address) as reader:
        code = pyotp.TOTP(account["totp_secret"]).now()
        signs = {"login_name": account["login_name"], "password": account["password"], "code": code}
        await reader.must("POST", "/api/sign-in", signs)
        await reader.must("POST", f"/api/opinions/{looked['id']}/accept", {})
        made.cookies["silva"] = dict(reader._cookies)
    return {"owed": str(owed["id"]), "looked": str(looked["id"])}


async def _asked(made: Walk, lee: Browser, series: Sequence[str], **by: Any) -> Json:
    made.clinic.forgive()
    asked: Json = {
        "question": "Probe",
        "due_ms": await _now(lee) + 4 * 3600_000,
        "minutes": 30,
        "basis": "documented",
        "basis_words": {"reference": "Probe"},
        "series_ids": list(series),
        **by,
    }
    return await lee.must("POST", "/api/opinions", asked)


async def _comes_to_read(lee: Browser, reader: Browser, request: Json) -> None:
    """By link and code."""
    card = await lee.must("GET", f"/api/consults/{request['id']}")
    secret = card["guests"][0]["invite"]["link"].rpartition("#")[2]
    await reader.must("POST", "/api/join/code", {"secret": secret, "code": await _code(lee, request)})


async def _code(lee: Browser, request: Json) -> str:
    guest = f"/api/consults/{request['id']}/guests/{request['participant']}"
    return str((await lee.must("POST", f"{guest}/code", {}))["code"])


async def _comes_and_goes(consult: Consult, number: int, *, admit: bool = True, agree: bool = False) -> dict[str, str]:
    """A guest comes so far, and goes on in a browser of their own: gives its cookies."""
    seat: Seat = await consult.waiting(number)
    if admit:
        await consult.admit(seat)
    if agree:
        await consult.agree(seat)
    await seat.leave()
    return dict(seat.browser._cookies)


async def _onward(page: Page) -> None:
    """The one button of a neutral page."""
    await page.locator(".button-primary").click()


async def _looks(page: Page) -> None:
    """From the request into the room; a reload leads back there by itself."""
    await page.locator(".reading-onward .button-primary, canvas.stage-canvas").first.click()


async def _to_the_form(page: Page) -> None:
    """The notice of privacy is read once in each language; then the form of consent."""
    await expect(page.locator(".button-primary")).to_be_visible()
    if await page.locator("input[type=checkbox]").count() == 0:
        await page.locator(".button-primary").click()


async def _signs(page: Page) -> None:
    """In the room of a reading everything is filled in, so that the code can be asked for."""
    await _looks(page)
    await expect(page.locator("canvas.stage-canvas")).to_be_visible()
    await page.locator(".cite-button:enabled:visible").first.click()
    # on a small screen the place to answer is a sheet
    folded = page.locator("[aria-controls=side][aria-expanded=false]:visible")
    if await folded.count() > 0:
        await folded.click()
    answer = page.locator(".answer")
    for name in ("position", "confidence", "urgency"):
        await answer.locator(f"[data-field={name}] input").first.check()
    await answer.locator("[data-field=next_step] select").select_option("tissue")
    await answer.locator("[data-field=text] textarea").fill("Probe")
    await answer.locator("button[type=submit]").click()


def _stops(ids: dict[str, str], link: str, added: Json) -> list[Stop]:
    enroll = added["link"].rpartition("#")[2]
    study, live, over, opinion = ids["study"], ids["live"], ids["over"], ids["opinion"]
    return [
        # first: an account that nobody uses for five minutes is covered
        Stop("owed", "silva", f"/opinions/{ids['owed']}/read", ".reading-onward .button-primary"),
        Stop("reading", "silva", f"/opinions/{ids['looked']}/read", "canvas.stage-canvas", _looks, stays=True),
        Stop("signing", "silva", f"/opinions/{ids['looked']}/read", "dialog[open]", _signs, stays=True),
        Stop("today", "lee", "/", ".desk-page article"),
        Stop("studies", "lee", "/studies", ".tile-picture"),
        Stop("study", "lee", f"/studies/{study}", ".desk-page h1"),
        Stop("new-consult", "lee", f"/consults/new?study={study}", ".desk-page input[type=checkbox]"),
        Stop("consult", "lee", f"/consults/{live}", "article.guest"),
        Stop("ask", "lee", f"/opinions/new?study={study}", ".desk-page textarea"),
        Stop("opinion", "lee", f"/opinions/{opinion}", ".version"),
        Stop("records", "lee", "/records", ".desk-page article, .desk-page .list-row"),
        Stop("record", "lee", f"/records/{over}", ".receipt-number"),
        Stop("logins", "lee", "/logins", "li.login"),
        Stop("help", "lee", "/help", ".help-keys"),
        Stop("nowhere", "lee", "/studies/" + 32 * "0", ".desk-page, .nothing, .banner"),
        Stop("host", "lee", f"/consults/{live}/room", "canvas.stage-canvas", stays=True),
        Stop("people", "ada", "/people", ".logins"),
        Stop("installation", "ada", "/installation", ".facts"),
        Stop("audit", "aud", "/audit", ".audit-search"),
        Stop("audit-consult", "aud", f"/audit/consults/{over}", ".audit-search"),
        Stop("audit-seen", "aud", "/audit/seen", ".audit-search"),
        Stop("audit-emergencies", "aud", "/audit/emergencies", ".desk-page"),
        Stop("sign-in", "nobody", "/", "input[type=password]"),
        Stop("enroll-neutral", "nobody", f"/enroll#{enroll}", ".button-primary"),
        Stop("enroll", "nobody", f"/enroll#{enroll}", ".door-secret", _onward),
        Stop("gallery", DEVELOPER, "/_gallery", ".gallery-kinds"),
        Stop("neutral", "guest-new", f"/join#{link}", ".button-primary"),
        Stop("code", "guest-new", f"/join#{link}", ".code-input", _onward),
        Stop("no-link", "guest-new", "/join", "h1"),
        Stop("birth-date", "guest-unborn", "/join", ".birth-form"),
        Stop("lobby", "guest-waiting", "/join", ".word", stays=True),
        Stop("privacy", "guest-reader", "/join", ".button-primary", stays=True),
        Stop("consent", "guest-agreeing", "/join", "input[type=checkbox]", _to_the_form, stays=True),
        Stop("patient", "guest-patient", "/join", "canvas.stage-canvas", stays=True),
        Stop("specialist", "okafor", "/join", "canvas.stage-canvas", stays=True),
        Stop("locked", "guest-locked", "/join", "[data-locked]"),
        Stop("asked", "guest-asked", "/join", ".reading-onward .button-primary"),
        Stop("answered", "guest-answered", "/join", ".version"),
    ]
