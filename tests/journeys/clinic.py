"""A server of its own with two providers and small studies, and consults held in it through its public surface."""

import asyncio
import io
import json
import os
import struct
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyotp

from server.cli.visitor import Browser, Json, Seat, agreed
from server.vault.deployment import DeploymentKey
from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.server_process import FORGIVEN, ServerProcess

PASSWORD = "correct horse battery staple"
LARGE = (2, 1024)
"""Two pictures too large to be pushed, and therefore announced and fetched."""


@dataclass
class Clinic:
    """A steered server, who is signed in, and the series that were brought in."""

    server: ServerProcess
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    base_ms: int = 0
    moved_ms: int = 0
    """How far its wall clock stands from ours now."""
    series: dict[tuple[str, tuple[int, ...], int], list[str]] = field(default_factory=dict)

    @classmethod
    def in_folder(
        cls, folder: Path, *, words: tuple[str, ...] = ("serve",), database: str = "", **settings: str
    ) -> "Clinic":
        """A server over a fresh folder (and a fresh database of PostgreSQL), not started."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "clocks").write_bytes(bytes(16))
        DeploymentKey.create(folder / "keys" / "deployment.key", os.urandom)
        # its studies are of many patients, and what a test is about is seldom their birth date
        more = {"LIGHTBOX_TEST_STEERING": str(folder), "LIGHTBOX__POLICY__ASK_BIRTH_DATE": "false"} | {
            f"LIGHTBOX__{name}": value for name, value in settings.items()
        }
        return cls(ServerProcess(folder, module="tests.journeys.steered", words=words, more=more, database=database))

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self.server.process is not None
        return self.server.process.pid

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server.port

    def move_clocks(self, wall_ms: int, boot_ms: int) -> None:
        """Both clocks of the server now stand so far from where they stood."""
        with (self.server.folder / "clocks").open("r+b") as file:
            file.write(struct.pack("<qq", self.base_ms + wall_ms, self.base_ms + boot_ms))
        self.moved_ms = self.base_ms + wall_ms
        self.attend()

    def attend(self, later_ms: int = 24 * 3600 * 1000) -> None:
        """A hand is on every desk, and for so long: tests that move clocks are about something else."""
        at_ms = time.time_ns() // 1_000_000 + later_ms
        self.server.change(f"UPDATE logins SET hand_ms = {at_ms}, lit_ms = {at_ms}")  # noqa: S608  (a number)

    def settle_clocks(self, later_ms: int) -> None:
        """Time goes on from there: both clocks agree again, later than any test has moved them by the boot clock."""
        self.base_ms += later_ms
        self.move_clocks(0, 0)

    def rss_kb(self) -> int:
        """Resident memory of the server itself."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise AssertionError("no VmRSS")

    def open_files(self) -> int:
        """How many files and sockets the server has open."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def forgive(self) -> None:
        """Forget who tried how often: a test's people all come from one address."""
        self.server.change(*FORGIVEN)

    @asynccontextmanager
    async def browser(self, name: str = "") -> AsyncIterator[Browser]:
        """A browser; with a name, that provider's, signed in."""
        async with Browser(self.server.address) as browser:
            if name:
                if name not in self.cookies:
                    self.cookies[name] = await self._signed_in(browser, name)
                browser._cookies.update(self.cookies[name])
                self.attend()
            yield browser

    def account(self, name: str) -> dict[str, str]:
        """What this provider signs in with."""
        secret = json.loads((self.server.folder / "people.json").read_text())[name]
        return {"login_name": name, "password": PASSWORD, "totp_secret": secret}

    async def _signed_in(self, browser: Browser, name: str) -> dict[str, str]:
        secret = self.account(name)["totp_secret"]
        await browser.must(
            "POST", "/api/sign-in", {"login_name": name, "password": PASSWORD, "code": pyotp.TOTP(secret).now()}
        )
        return dict(browser._cookies)

    async def series_of(self, browser: Browser, *counts: int, side: int = 64, owner: str = "lee") -> list[str]:
        """Ids of series with these numbers of slices, all of one study of this owner; brought in once."""
        key = (owner, counts, side)
        if key not in self.series:
            study = f"{ROOT}.{100 + len(self.series)}"
            files = [
                slice_file(
                    number,
                    side=side,
                    StudyInstanceUID=study,
                    SeriesInstanceUID=f"{study}.{series}",
                    SOPInstanceUID=f"{study}.{series}.{number}",
                    SeriesNumber=series,
                )
                for series, count in enumerate(counts, start=1)
                for number in range(1, count + 1)
            ]
            reports = await self.bring(browser, files)
            self.series[key] = list(dict.fromkeys(report["series_id"] for report in reports))
        return self.series[key]

    async def noisy_series(self, browser: Browser, count: int, side: int, *, owner: str = "lee") -> list[str]:
        """A series of noise, which no encoder makes small: about a byte per pixel as JPEG."""
        key = (owner, (count,), side)
        if key not in self.series:
            study = f"{ROOT}.{100 + len(self.series)}"
            noise = np.random.default_rng(1).integers(-1000, 1000, (side, side), dtype="<i2")
            files = [
                slice_file(
                    number,
                    StudyInstanceUID=study,
                    SeriesInstanceUID=f"{study}.1",
                    SOPInstanceUID=f"{study}.1.{number}",
                    Rows=side,
                    Columns=side,
                    WindowWidth=2000,
                    PixelData=np.roll(noise, 7 * number).tobytes(),
                )
                for number in range(1, count + 1)
            ]
            reports = await self.bring(browser, files)
            self.series[key] = list(dict.fromkeys(report["series_id"] for report in reports))
        return self.series[key]

    async def bring(self, browser: Browser, files: list[bytes], name: str = "IM") -> list[Json]:
        """Import files; gives their reports."""
        import_id = (await browser.must("POST", "/api/imports"))["id"]
        reports = []
        for number, content in enumerate(files, start=1):
            headers = {**browser.headers, "Lightbox-File-Name": f"{name}{number}"}
            async with browser.session.post(
                f"{browser.address}/api/imports/{import_id}/files", data=io.BytesIO(content), headers=headers
            ) as answer:
                reports.append((await answer.json())["files"][-1])
        await browser.must("POST", f"/api/imports/{import_id}/finish")
        return reports

    async def bring_archive(self, browser: Browser, content: bytes, name: str) -> None:
        """Import a zip and wait until its members are in."""
        import_id = (await browser.must("POST", "/api/imports"))["id"]
        headers = {**browser.headers, "Lightbox-File-Name": name}
        async with browser.session.post(
            f"{browser.address}/api/imports/{import_id}/files", data=io.BytesIO(content), headers=headers
        ) as answer:
            assert answer.status == 200, await answer.text()
        async with asyncio.timeout(20):
            while (await browser.must("GET", f"/api/imports/{import_id}"))["working"]:
                await asyncio.sleep(0.05)

    @asynccontextmanager
    async def consult(
        self,
        *counts: int,
        guests: tuple[str, ...] = ("patient",),
        minutes: int = 20,
        host: str = "lee",
        side: int = 64,
        noisy: tuple[int, int] | None = None,
        series: Sequence[str] = (),
        kind: type[Seat] = Seat,
    ) -> AsyncIterator["Consult"]:
        """A consult about fresh series of these lengths (or about these `series`) that starts now; nobody has entered."""
        self.forgive()
        async with self.browser(host) as browser:
            if series:
                ids = list(series)
            elif noisy is None:
                ids = await self.series_of(browser, *(counts or (6,)), side=side, owner=host)
            else:
                ids = await self.noisy_series(browser, *noisy, owner=host)
            asked = [{"role": role, "name": f"Guest {number}"} for number, role in enumerate(guests)]
            card = await browser.must("POST", "/api/consults", {"series_ids": ids, "guests": asked, "minutes": minutes})
            consult = Consult(self, browser, card, kind=kind)
            try:
                yield consult
            finally:
                await consult.close()


@dataclass
class Consult:
    """One consult: its host's browser and seat, and its guests'."""

    clinic: Clinic
    browser: Browser
    card: Json
    host: Seat = field(init=False)
    seats: list[Seat] = field(default_factory=list)
    born: tuple[str, ...] = ("1961", "2", "3")
    """What a patient says where the clinic asks; empty: nothing yet."""
    kind: type[Seat] = Seat
    """What everybody sits on."""

    def __post_init__(self) -> None:
        """The host has a seat from the start."""
        self.host = self.kind(self.browser)

    @property
    def id(self) -> str:
        """The room."""
        return str(self.card["id"])

    async def close(self) -> None:
        """Everybody drops off."""
        for seat in (self.host, *self.seats):
            await seat.leave()
            if seat is not self.host:
                await seat.browser.__aexit__()

    async def ticket(self) -> Json:
        """A ticket for the host."""
        return await self.browser.must("POST", f"/api/consults/{self.id}/ticket", {})

    async def open(self, *, pos: int = 0, look: bool = True) -> Seat:
        """The host enters and has a picture up."""
        await self.host.enter(await self.ticket())
        if look:
            await self.look(pos)
            await self.host.until(lambda: self.host.frames, "the host's first picture")
        return self.host

    async def proven(self, number: int = 0, browser: Browser | None = None) -> Seat:
        """A guest's browser that showed link and code."""
        guest = self.card["guests"][number]
        secret = guest["invite"]["link"].rpartition("#")[2]
        path = f"/api/consults/{self.id}/guests/{guest['participant']}/code"
        code = (await self.browser.must("POST", path, {}))["code"]
        browser = await (browser or Browser(self.clinic.server.address)).__aenter__()
        seat = self.kind(browser)
        self.seats.append(seat)
        entered = await browser.must("POST", "/api/join/code", {"secret": secret, "code": code})
        if entered["asks_birth_date"] and self.born:
            await browser.must(
                "POST", "/api/join/birth-date", dict(zip(("year", "month", "day"), self.born, strict=True))
            )
        return seat

    async def waiting(self, number: int = 0, browser: Browser | None = None) -> Seat:
        """A guest who waits."""
        seat = await self.proven(number, browser)
        await seat.enter(await seat.browser.must("POST", "/api/join/ticket", {}))
        return seat

    async def admitted(self, number: int = 0, browser: Browser | None = None) -> Seat:
        """A guest in the talk."""
        seat = await self.waiting(number, browser)
        await self.admit(seat)
        return seat

    async def admit(self, seat: Seat) -> None:
        """The host picks the right word."""
        word = seat.told("room:welcome")[-1]["word"]
        body = {"participant": seat.participant, "recognized": "known", "word": word}
        answer = await self.host.say("room:admit", body)
        assert answer["ok"], answer

    async def agree(self, seat: Seat, *, stacks: list[int] | None = None, persons: list[str] | None = None) -> None:
        """The patient agrees to everything, or to these stacks and these people, and sees the picture."""
        given = agreed(await seat.asked())
        given["stacks"] = stacks or given["stacks"]
        given["persons"] = given["persons"] if persons is None else persons
        answer = await seat.say("consent:answer", given)
        assert answer["ok"], answer

    async def seeing(self, number: int = 0) -> Seat:
        """A patient who sees pictures."""
        seat = await self.admitted(number)
        await self.agree(seat)
        await seat.until(lambda: seat.frames, "the guest's first picture")
        return seat

    async def address(self, seat: Seat) -> str:
        """The address of a large frame announced to somebody."""

        def announced() -> list[Json]:
            return [body for body in seat.told("frame") if body.get("href")]

        await seat.until(announced, "an announced frame")
        return str(announced()[-1]["href"])

    async def look(self, pos: int, *, stack: int = 0, voi: Json | None = None, cseq: int = 0) -> Json:
        """The host steers."""
        token = (self.host.told("control") or self.host.told("room:welcome"))[-1]["token"]
        answer = await self.host.look(stack, pos, cseq=cseq or pos + 1, token_epoch=token["token_epoch"], voi=voi)
        assert answer["ok"], answer
        return answer

    async def locked(self) -> None:
        """The host ends it, twice."""
        await self.host.say("room:end")
        await self.host.say("room:end")
        await self.host.until(lambda: self.host.closed, "the end")


async def poll(condition: Any, what: str, seconds: float = 10.0) -> None:
    """Wait, bounded, for something outside this process."""
    try:
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"waited {seconds:g} s for {what}") from None
