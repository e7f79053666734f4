"""A whole consult in real Chromium, from sign-in to locked: three people, three screens, real pixels."""

import asyncio
import re
import time
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Page, expect

from server.studies.synthetic import NODULE
from tests.journeys.browsers import Shown, chromium, clicked_ms, dark_after_s, is_erased, watch_dark
from tests.journeys.people import DEVICE, Guest, Person, Provider, kept_when_failing
from tests.journeys.server_process import OutsideServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
ALIKE = 5.0
"""Mean difference in grey levels between screens: scaling, and the patient's faint mark."""
LUNG = (250, 130)
"""Row and column of an image pixel that lies in lung on many slices."""


async def test_a_consult_from_sign_in_to_locked(clinic_site: OutsideServer, tmp_path: Path) -> None:
    """JP01–JP13, JM01–JM07, JM09–JM12: study, invitations, words, consent, one picture for three, chat, the end, the record."""
    async with chromium(clinic_site.certificate) as browser:
        lee = Provider("provider", await browser.person("provider", 1440, 900), tmp_path)
        martin = Guest("patient", await browser.person("patient", 390, 844, **DEVICE), tmp_path)
        okafor = Guest("specialist", await browser.person("specialist", 1280, 800), tmp_path)
        fetched: list[str] = []
        okafor.page.on("request", lambda request: fetched.append(request.url) if "/f/" in request.url else None)
        async with kept_when_failing(lee, martin, okafor):
            await lee.sign_in(clinic_site.address, clinic_site.demo["provider"])
            links = await _arrange(lee, martin, okafor)
            await _agree(lee, martin, okafor)
            await _steer(lee, martin, okafor, fetched)
            await _talk(lee, martin, okafor)
            await _write_the_note(lee)
            old_tab = await _go_on_in_another_tab(okafor)
            await _end(lee, martin, okafor, clinic_site)
            await _stay_locked(lee, martin, okafor, old_tab, links["Martin D"])
            await _old_frames_are_locked(okafor, fetched)
            await _read_the_record(lee, await martin.receipt(), clinic_site)
    assert browser.complaints == []


async def _arrange(lee: Provider, martin: Guest, okafor: Guest) -> dict[str, str]:
    """A consult about two series for a patient and a specialist; both wait and have a word."""
    await lee.goes_to("Studies")
    await lee.thumbnails_are_there(3)
    await lee.shot("studies")
    await lee.fills_in_a_consult("chest", "Thorax contrast", "Chest PA", specialists=("Dr Okafor",))
    await lee.shot("new-consult")
    await lee.starts_now()
    await lee.shot("card")
    words, links = {}, {}
    for guest, name in ((martin, "Martin D"), (okafor, "Dr Okafor")):
        links[name] = await lee.link_of(name)
        await guest.opens(links[name])
        await guest.shot("neutral")
        assert "Lee" not in await guest.page.inner_text("body"), "a neutral page names nobody"
        await guest.goes_on()
        await guest.enters(await lee.code_for(name))
        words[name] = await guest.word()
        await guest.shot("waiting")
    await lee.shot("card-with-code")
    await lee.opens_the_room()
    await lee.shot("lobby")
    for name, word in words.items():
        await lee.lets_in(name, word)
    return links


async def _agree(lee: Provider, martin: Guest, okafor: Guest) -> None:
    """Nobody but the host sees a picture before the patient said yes; then everybody sees the same."""
    await martin.reads_the_notice()
    await martin.reads("Dr Okafor, a specialist invited by your provider. The clinic has not checked")
    await martin.shot("consent")
    assert (await okafor.sees()).is_dark
    await okafor.reads("No picture yet")
    await martin.agrees()
    await okafor.sees_a_picture()
    await _same(lee, martin, okafor)


async def _steer(lee: Provider, martin: Guest, okafor: Guest, fetched: list[str]) -> None:
    """Wheel, keys, bar, window, presets, zoom and pan move one picture on three screens."""
    await lee.page.get_by_label("Position in the series").fill(str(NODULE.slice))
    await lee.at_image(NODULE.slice + 1)
    for shown in await _same(lee, martin, okafor):
        assert shown.at(NODULE.row, NODULE.column) > 90, "the nodule is bright on its slice"
        assert shown.at(*LUNG) < 20, "lung is black in a soft-tissue window"
    before = await lee.sees()

    stage = lee.page.locator("[data-stage]")
    await stage.hover()
    await lee.page.mouse.wheel(0, 300)
    await lee.at_image(NODULE.slice + 4)
    await stage.press("PageDown")
    await stage.press("ArrowUp")
    await lee.at_image(NODULE.slice + 13)
    moved = await _same(lee, martin, okafor)
    assert moved[0].difference(before) > 3, "another slice looks different"

    await lee.goes_to_image(NODULE.slice + 1)
    await lee.button("Lung").click()
    for shown in await _same(lee, martin, okafor, changed_from=before):
        assert 40 < shown.at(*LUNG, reach=4) < 140, "lung is grey in its own window"
        assert shown.at(NODULE.row, NODULE.column) > 190, "the nodule is brighter than lung"

    lung = await lee.sees()
    await lee.drags(dx=160, dy=0)
    await _same(lee, martin, okafor, changed_from=lung)
    await stage.press("1")
    whole = (await _same(lee, martin, okafor, changed_from=lung))[0]
    await stage.press("+")
    await stage.press("+")
    await lee.drags(dx=60, dy=40, button="middle")
    await _same(lee, martin, okafor, changed_from=whole)
    await lee.shot("zoomed")
    await lee.button("Fit").click()
    await lee.page.get_by_role("navigation", name="Series").get_by_text("Chest PA").click()
    await _same(lee, martin, okafor, changed_from=whole)
    await asyncio.gather(*(one.shot("radiograph") for one in (lee, martin, okafor)))
    await _fetches_one(fetched)
    await lee.page.get_by_role("navigation", name="Series").get_by_text("Thorax contrast").click()
    await _same(lee, martin, okafor)


async def _fetches_one(fetched: list[str]) -> None:
    """A radiograph is fetched by its address as soon as the line is known to carry it; a busy machine knows it late."""
    async with asyncio.timeout(40):
        while not fetched:
            await asyncio.sleep(0.1)


SAID = (
    "This round spot is what the report calls a nodule. It is 9 mm wide.",
    "Is it dangerous?",
    "Most of them are harmless. I would look at it again in three months.",
)


async def _talk(lee: Provider, martin: Guest, okafor: Guest) -> None:
    """Both ways, also over a line that breaks: nothing lost, nothing twice, one order."""
    for person, text in zip((lee, martin, okafor), SAID, strict=True):
        await person.writes(text)
        await expect(lee.page.get_by_text(text)).to_be_visible()
    for person in (martin, okafor):
        await person.has_heard([*SAID])
    await lee.goes_to_image(NODULE.slice + 1)
    await lee.button("Lung").click()
    await lee.page.locator("[data-stage]").press("+")
    await _same(lee, martin, okafor)
    await asyncio.gather(*(one.shot("talk") for one in (lee, martin, okafor)))
    await martin.page.context.set_offline(True)
    gone = time.monotonic()
    await lee.writes("one", "two", "three")
    await martin.writes("four", "five")
    await okafor.has_heard([*SAID, "one", "two", "three"])
    while time.monotonic() - gone < 6:
        await lee.writes(f"after {round(time.monotonic() - gone)} s")
        await asyncio.sleep(1)
    await martin.page.context.set_offline(False)
    await expect(martin.page.locator(".chat-line .chat-text", has_text="five")).to_be_visible()
    await expect(martin.page.locator(".chat-waiting")).to_have_count(0)
    await expect(lee.page.locator(".chat-line .chat-text", has_text="five")).to_be_visible()
    heard = await lee.said()
    assert [line for line in heard if line in {"one", "two", "three", "four", "five"}] == [
        "one", "two", "three", "four", "five",
    ]  # fmt: skip
    for person in (martin, okafor):
        await person.has_heard(heard)
    await martin.sees_a_picture()


NOTE = "A nodule of 9 mm in the right upper lobe."
AMENDED = "It was 8 mm."


async def _write_the_note(lee: Provider) -> None:
    """JP12: a view is kept and starred, words save themselves, a reload of the panel finds them."""
    place = lee.page.get_by_role("tablist", name="Where to read and write")
    await place.get_by_role("tab", name="Kept views").click()
    await lee.button("Keep this view").last.click()
    await lee.page.get_by_label("Name of the view").fill("Nodule")
    await lee.page.keyboard.press("Enter")
    await lee.button("Key picture").click()
    await expect(lee.button("Key picture")).to_have_attribute("aria-pressed", "true")
    await place.get_by_role("tab", name="Note").click()
    await lee.reads("It names the one picture you starred.")
    await lee.page.get_by_label("Note", exact=True).last.fill(NOTE)
    await lee.shot("note-written")
    await expect(lee.page.get_by_text(re.compile("^Saved .*A draft until you sign"))).to_be_visible()
    await place.get_by_role("tab", name="Everybody").click()


async def _sign(lee: Provider, site: OutsideServer) -> None:
    """With what the authenticator shows now; the code that signed in was another half minute's."""
    await lee.button("Sign…").click()
    site.forget_codes()
    code = pyotp.TOTP(site.demo["provider"]["totp_secret"]).now()
    await lee.page.get_by_label("Code from your authenticator").fill(code)
    await lee.shot("signing")
    await lee.button("Sign", exact=True).click()


async def _end(lee: Provider, martin: Guest, okafor: Guest, site: OutsideServer) -> None:
    """+5 for all; then dark within a second, a last word and a signature, locked for good."""
    everybody: tuple[Person, ...] = (lee, martin, okafor)
    left = lee.page.locator(".time-figure")
    before = _minutes(await left.inner_text())
    await lee.button("+5 min").click()
    await expect(left).to_have_text(re.compile(rf"^({before + 4}|{before + 5}):"))
    await watch_dark(*(one.page for one in everybody))
    for person in everybody:
        assert not (await person.sees()).is_dark, "darkness would be noticed"
    films = [asyncio.create_task(_photographs(one)) for one in everybody]
    await lee.ends()
    for person, film in zip(everybody, films, strict=True):
        assert await dark_after_s(lee.page, person.page) <= 1.0
        late_ms = await clicked_ms(lee.page) + 1000
        assert all(shown.is_dark for begun_ms, shown in await film if begun_ms >= late_ms)
        assert await is_erased(person.page)
        await person.reads("Viewing has ended")
    await asyncio.gather(*(one.shot("dark") for one in everybody))
    await martin.writes("Thank you, goodbye.")
    await expect(lee.page.get_by_text("Thank you, goodbye.")).to_be_visible()
    await lee.page.get_by_role("tab", name="Note").click()
    await expect(lee.page.get_by_label("Note", exact=True).last).to_have_value(NOTE)
    await _sign(lee, site)
    await expect(lee.button("Amend")).to_be_visible()
    await lee.shot("signed")
    await martin.page.locator("[data-chat-input]").fill("What about the")
    await martin.page.wait_for_function("() => sessionStorage.getItem('lightbox.unsent.room')")
    await lee.closes()
    for person in everybody:
        await person.is_locked_out()
        await person.shot("locked")
    assert await martin.page.evaluate("() => ({...sessionStorage})") == {}, (
        "a patient's phone keeps half a line after the lock"
    )


async def _go_on_in_another_tab(okafor: Guest) -> Page:
    """The same visit in a second tab: the first one says so and shows nothing any more."""
    old_tab = okafor.page
    okafor.page = await old_tab.context.new_page()
    await okafor.page.goto(old_tab.url)
    await okafor.sees_a_picture()
    await expect(old_tab.get_by_text("This visit goes on in another window")).to_be_visible()
    await expect(old_tab.locator("canvas")).to_have_count(0)
    return old_tab


async def _stay_locked(lee: Provider, martin: Guest, okafor: Guest, old_tab: Page, link: str) -> None:
    """JM12, JP13: back, forward, reload, an old tab and the link itself all lead to the locked page."""
    for person in (lee, martin, okafor):
        await person.page.reload()
        await person.is_locked_out()
    await martin.page.go_back()
    await martin.page.go_forward()
    await martin.is_locked_out()
    await lee.page.go_back()
    await expect(lee.page.get_by_text("locked").first).to_be_visible()
    await expect(lee.page.get_by_role("link", name=re.compile("room"))).to_have_count(0)
    await lee.page.go_forward()
    await lee.is_locked_out()
    await old_tab.reload()
    await expect(old_tab.locator("main[data-locked]")).to_be_visible()
    stranger = Guest("link-again", await old_tab.context.new_page(), martin.shots)
    # it says so by itself: there is nothing left to go on to
    await stranger.page.goto(link)
    await stranger.is_locked_out()
    await stranger.shot("locked")
    assert "Martin" not in await stranger.page.inner_text("body"), "a link that is over names nobody"


async def _old_frames_are_locked(okafor: Guest, fetched: list[str]) -> None:
    """The address of a picture that was shown answers 423 now."""
    status = await okafor.page.evaluate("url => fetch(url).then(answer => answer.status)", fetched[-1])
    assert status == 423


async def _read_the_record(lee: Provider, receipt: str, site: OutsideServer) -> None:
    """The host's second visit: the note and what belongs to it, receipt, who saw what, transcript, what happened."""
    await lee.page.get_by_role("link", name="Record", exact=True).click()
    await expect(lee.page.get_by_role("heading", level=2, name="Lock receipt")).to_be_visible()
    await expect(lee.page.locator(".receipt-number")).to_have_text(receipt)
    await expect(lee.page.locator(".paper")).to_contain_text("Signed by Dr Lee")
    record = await lee.page.inner_text("main")
    for words in (
        *SAID,
        "Thank you, goodbye.",
        NOTE,
        "Signed by Dr Lee",
        "Dr Lee recognized Martin D by name and birth date",
        "Martin D agreed to share 2 series",
        "Dr Lee added 5 minutes",
        "Viewing ended: the provider ended it. Keys and pictures were destroyed.",
    ):
        assert words in record, words
    await lee.shot("record")
    starred = lee.page.locator(".paper-part", has_text="Key pictures")
    cited = rf"Nodule.*Se.1...Im.{NODULE.slice + 1}.*W.1500.L..600.*(lossless|lossy)"
    await expect(starred).to_contain_text(re.compile(cited, re.DOTALL))
    assert await lee.page.locator(".paper img, .paper canvas").count() == 0
    pdf = await lee.page.get_by_role("link", name="PDF", exact=True).get_attribute("href")
    begins = await lee.page.evaluate(
        "path => fetch(path).then(answer => answer.text()).then(text => text.slice(0, 5))", pdf
    )
    assert begins == "%PDF-"
    await lee.button("Amend").click()
    await lee.page.get_by_label("Note", exact=True).last.fill(AMENDED)
    await _sign(lee, site)
    await lee.reads("Version 2, amends version 1.")
    assert NOTE in await lee.page.inner_text("main"), "what was signed stays readable"
    await lee.shot("amended")


async def _photographs(person: Person) -> list[tuple[float, Shown]]:
    """The screen every 200 ms until it is dark, each photograph with the time (ms) at which it was begun."""
    taken: list[tuple[float, Shown]] = []
    end = time.monotonic() + 20
    while time.monotonic() < end:
        taken.append((time.time() * 1000, await person.sees()))
        if taken[-1][1].is_dark:
            return taken
        await asyncio.sleep(0.2)
    raise AssertionError(f"{person.name}'s screen stayed bright")


async def _same(*people: Person, changed_from: Shown | None = None, seconds: float = 15) -> list[Shown]:
    """Wait until all screens show one picture at rest; the first one's differs from `changed_from`."""
    end = time.monotonic() + seconds
    while True:
        for person in people:
            await person.picture_rests()
        shown = [await person.sees() for person in people]
        apart = [shown[0].difference(other) for other in shown[1:]]
        # A screen that still shows the former picture is nearer to that one than to the host's.
        changed = changed_from is None or all(
            changed_from.difference(one) > 1.5 * limit for one, limit in zip(shown, [1.0, *apart], strict=True)
        )
        if changed and max(apart) < ALIKE:
            return shown
        assert time.monotonic() < end, f"the screens differ by {apart} grey levels, changed: {changed}"


def _minutes(figure: str) -> int:
    return int(figure.partition(":")[0])
