"""What goes wrong in a consult, on three real screens: JU3, JU4, JU5, JU10, JU11 and JU16 one after the other."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.async_api import FilePayload, Locator, Page, WebSocket, expect

from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.browsers import chromium, dark_after_s, is_erased, watch_dark
from tests.journeys.clinic import Clinic
from tests.journeys.conftest import copy_of
from tests.journeys.people import DEVICE, Guest, Person, Provider, kept_when_failing, stand_at_the_door
from tests.journeys.server_process import ServerProcess, running
from tests.stopwatch import Stopwatch

pytestmark = [pytest.mark.slow, pytest.mark.timeout(480)]
MINUTE_MS: Final = 60_000
REVOKED_S: Final = 1.0
"""Security: a picture is gone from the screen of somebody who was taken out."""
SLACK_S: Final = 1.0
"""What that promise is given on top of what the machine gave to others."""
STUDY: Final = f"{ROOT}.9"
KEEP_SOCKETS: Final = """
window.sockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...given) { super(...given); window.sockets.push(this); }
};
"""
"""What anybody can do who opens their browser's own tools."""
HOSTS_OWN: Final[dict[str, dict[str, object]]] = {
    "room:extend": {"minutes": 5},
    "room:blank": {"on": True},
    "room:pause": {},
    "control:take": {},
    "room:end": {},
}
"""As the host's page says them when it does; so that nothing but the role is wrong with them."""
FIRST_ID: Final = 90_000
"""Far from the numbers that the page itself gives its packets."""


@pytest.fixture
def clinic(prepared: Path, tmp_path: Path) -> Iterator[Clinic]:
    """The demo's clinic, whose clocks can be moved."""
    folder = tmp_path / "clinic"
    copy_of(prepared, folder)
    (folder / "clocks").write_bytes(bytes(16))
    more = {"LIGHTBOX_TEST_STEERING": str(folder), "LIGHTBOX__METRICS__NETWORKS": "127.0.0.0/8"}
    server = ServerProcess(folder, module="tests.journeys.steered", words=("serve", "--demo"), more=more)
    server.forget_codes()
    with running(server):
        yield Clinic(server)


@dataclass
class Packets:
    """What went over somebody's socket: the events that the page sent, and what was answered to which packet."""

    sent: dict[str, Any] = field(default_factory=dict)
    answered: dict[int, dict[str, Any]] = field(default_factory=dict)

    def of(self, page: Page) -> "Packets":
        """From now on."""
        page.on("websocket", self._opened)
        return self

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._answered)

    def _sent(self, payload: str | bytes) -> None:
        if isinstance(payload, str) and (found := re.match(r"42/room,\d*(\[.*)$", payload, re.DOTALL)):
            name, *more = json.loads(found[1])
            self.sent[name] = more[0] if more else {}

    def _answered(self, payload: str | bytes) -> None:
        if isinstance(payload, str) and (found := re.match(r"43/room,(\d+)\[(.*)\]$", payload, re.DOTALL)):
            self.answered[int(found[1])] = json.loads(found[2])


@dataclass
class Room:
    """The three and their sockets."""

    clinic: Clinic
    lee: Provider
    martin: Guest
    okafor: Guest
    packets: dict[str, Packets]

    @property
    def everybody(self) -> tuple[Person, ...]:
        """All three."""
        return (self.lee, self.martin, self.okafor)


@pytest.fixture
async def room(clinic: Clinic, tmp_path: Path) -> AsyncIterator[Room]:
    """Three windows, none of which complains."""
    async with chromium() as browser:
        pages = {
            "provider": await browser.person("provider", 1440, 900),
            "patient": await browser.person("patient", 390, 844, **DEVICE),
            "specialist": await browser.person("specialist", 1280, 800),
        }
        packets = {name: Packets().of(page) for name, page in pages.items()}
        for name in ("patient", "specialist"):
            await pages[name].context.add_init_script(KEEP_SOCKETS)
        lee = Provider("provider", pages["provider"], tmp_path)
        martin, okafor = (Guest(name, pages[name], tmp_path) for name in ("patient", "specialist"))
        async with kept_when_failing(lee, martin, okafor):
            yield Room(clinic, lee, martin, okafor, packets)
        assert browser.complaints == []


async def test_what_goes_wrong_is_said_and_nobody_sees_too_much(room: Room) -> None:
    """JU3–JU5, JU10, JU11, JU16: another birth date, a broken file, a race, strange packets, taken out, a host gone."""
    await _another_birth_date_means_no_picture(room)
    await _a_broken_file_names_itself_while_live(room)
    await _both_steer_and_one_wins(room)
    await _packets_of_another_role_are_refused(room)
    await _taken_out_while_looking(room)
    await _the_host_never_returns(room)


async def _another_birth_date_means_no_picture(room: Room) -> None:
    """JU4: three times another one: in the talk, told to nobody but the host, no picture until the host vouches."""
    lee, martin, okafor = room.lee, room.martin, room.okafor
    await lee.sign_in(room.clinic.server.address, room.clinic.server.demo["provider"])
    room.clinic.attend()
    await lee.goes_to("Studies")
    await lee.fills_in_a_consult("chest", "Thorax contrast", specialists=("Dr Okafor",))
    await lee.starts_now()
    words = await stand_at_the_door(lee, {"Dr Okafor": okafor})
    await martin.opens(await lee.link_of("Martin D"))
    await martin.goes_on()
    await martin.enters(await lee.code_for("Martin D"))
    for day in ("1", "2", "3"):
        async with martin.page.expect_response("**/api/join/birth-date"):
            await martin.says_birth_date(("1968", "4", day))
    words["Martin D"] = await martin.word()
    await lee.opens_the_room()
    for name, word in words.items():
        await lee.lets_in(name, word, "I know the voice or face")
    await lee.reads("Birth date: another one, three times. No picture is shown to Martin D.")
    await expect(lee.button("Ask again")).to_have_count(0)
    await martin.writes("Is this my scan?")
    await lee.has_heard(["Is this my scan?"])
    await expect(martin.button("I agree, show them")).to_have_count(0)
    assert (await martin.sees()).is_dark
    await asyncio.gather(*(one.shot("another-birth-date") for one in (lee, martin)))
    await lee.button("I know who this is…").click()
    await (
        lee.page.get_by_role("dialog")
        .get_by_role("textbox")
        .fill("Known here for years; the archive has a typing error.")
    )
    await lee.page.get_by_role("dialog").get_by_role("button", name="Vouch for Martin D").click()
    await martin.agrees()
    await okafor.sees_a_picture()


async def _a_broken_file_names_itself_while_live(room: Room) -> None:
    """JU5: what arrives cut is named with its reason, the whole one beside it is in, and the room goes on."""
    lee, okafor = room.lee, room.okafor
    whole = slice_file(
        1, side=64, StudyInstanceUID=STUDY, SeriesInstanceUID=f"{STUDY}.1", SOPInstanceUID=f"{STUDY}.1.1"
    )
    desk = Provider("desk", await lee.page.context.new_page(), lee.shots)
    await desk.page.goto(f"{room.clinic.server.address}/studies")
    files = [
        FilePayload(name="IM1", mimeType="application/dicom", buffer=whole),
        FilePayload(name="IM2", mimeType="application/dicom", buffer=whole[: len(whole) // 2]),
    ]
    await desk.page.locator("[data-choose=files]").set_input_files(files)
    outcomes = desk.page.get_by_role("group", name="What became of each file")
    await expect(outcomes.get_by_role("listitem").filter(has_text="IM2")).to_contain_text("ends too early")
    await expect(desk.page.get_by_role("article", name="Planted study words")).to_contain_text("1 picture")
    await desk.shot("broken-file")
    await desk.page.close()
    await lee.goes_to_image(30)
    await expect(okafor.page.locator(".corner-caption")).to_contain_text("Im 30 ")


async def _both_steer_and_one_wins(room: Room) -> None:
    """JU11: the host takes back while the specialist scrolls on; all three agree who steers and on which picture."""
    lee, okafor = room.lee, room.okafor
    await lee.button("Hand over").click()
    await expect(okafor.button("Give back")).to_be_visible()
    theirs = okafor.page.locator("[data-stage]")
    await theirs.focus()
    await asyncio.gather(
        lee.page.locator("[data-stage]").press("h"), *(okafor.page.keyboard.press("ArrowDown") for _ in range(12))
    )
    await expect(lee.button("Hand over")).to_be_visible()
    await expect(okafor.button("Ask to steer")).to_be_visible()
    await lee.goes_to_image(40)
    await _all_at(room, 40)


async def _all_at(room: Room, image: int) -> None:
    """The host and the specialist read the number; what is on the phone, by its own receipts, is read at the host's."""
    for one in (room.lee, room.okafor):
        await expect(one.page.locator(".corner-caption")).to_contain_text(f"Im {image} ")
    await expect(_sight_of(room, "Martin D")).to_contain_text(f"Im {image} ")


def _sight_of(room: Room, name: str) -> Locator:
    """What the host reads beside somebody's name."""
    return room.lee.page.locator("li.person", has_text=name).locator(".sees")


async def _packets_of_another_role_are_refused(room: Room) -> None:
    """JU16: what the host's page sent, and what only a host may, out of two guests' consoles: refused, counted, nothing moved."""
    sent = room.packets["provider"].sent
    replayed = {name: sent[name] for name in ("view:set", "birth:override", "room:admit")}
    takes_out = {"room:remove": {"participant": sent["room:admit"]["participant"]}}
    everything = replayed | takes_out | HOSTS_OWN
    before = _refusals(await _figures(room))
    for name, guest in (("patient", room.martin), ("specialist", room.okafor)):
        answered = room.packets[name].answered
        for number, (event, body) in enumerate(everything.items(), FIRST_ID):
            packet = f"42/room,{number}{json.dumps([event, body])}"
            await guest.page.evaluate("(packet) => window.sockets.at(-1).send(packet)", packet)
        async with asyncio.timeout(20):
            while not all(number in answered for number in range(FIRST_ID, FIRST_ID + len(everything))):
                await asyncio.sleep(0.05)
        told = {event: answered[number] for number, event in enumerate(everything, FIRST_ID)}
        assert {event: answer["ok"] for event, answer in told.items()} == dict.fromkeys(everything, False), told
    assert _refusals(await _figures(room)) - before == 2 * len(everything)
    await _all_at(room, 40)
    await expect(room.lee.button("Hand over")).to_be_visible()


async def _figures(room: Room) -> str:
    async with room.clinic.browser() as browser:
        return (await browser.fetch("/metrics"))[1].decode()


def _refusals(figures: str) -> int:
    """How often something in a room was refused."""
    counts = re.findall(r'^lightbox_refused_total\{[^}]*where="room"[^}]*\} ([\d.]+)$', figures, re.MULTILINE)
    return int(sum(map(float, counts)))


async def _taken_out_while_looking(room: Room) -> None:
    """JU3: within a second the canvas is black to the last pixel, the page says so, and the others look on."""
    lee, okafor = room.lee, room.okafor
    await watch_dark(okafor.page)
    await lee.button("More about Dr Okafor").click()
    await lee.page.evaluate('() => addEventListener("click", () => (window.lastClick = Date.now()), true)')
    watch = Stopwatch()
    await lee.button("Take Dr Okafor out").click()
    took_s = await dark_after_s(lee.page, okafor.page) - watch.others_s
    assert took_s <= REVOKED_S + SLACK_S, f"{took_s:.2f} s"
    await expect(okafor.page.get_by_role("heading", level=1)).to_have_text("You have left this visit")
    await okafor.shot("taken-out")
    await lee.goes_to_image(20)
    await expect(_sight_of(room, "Martin D")).to_contain_text("Im 20 ")
    await lee.shot("without")


async def _the_host_never_returns(room: Room) -> None:
    """JU10: the line is gone, the pictures are put away, viewing ends, the room locks; each is said in words."""
    lee, martin = room.lee, room.martin
    await lee.page.close()
    await martin.reads(re.compile(r"reconnecting, \d+ s left"))
    room.clinic.move_clocks(2 * MINUTE_MS, 2 * MINUTE_MS)
    await martin.reads("The provider's line is down")
    assert await is_erased(martin.page)
    await martin.shot("line-down")
    room.clinic.move_clocks(18 * MINUTE_MS, 18 * MINUTE_MS)
    await martin.reads("Your pictures are no longer shown to anyone here. You can still say goodbye.")
    await martin.shot("viewing-ended")
    room.clinic.move_clocks(40 * MINUTE_MS, 40 * MINUTE_MS)
    await martin.is_locked_out()
    await martin.reads("The pictures had been put away for too long.")
    await martin.reads("can no longer be opened from it")
    await martin.shot("locked")
