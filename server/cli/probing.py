"""The steps of a probe: a provider and a patient go through a whole consult and believe nothing they do not see."""

import asyncio
import hashlib
import io
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np
import pyotp
from PIL import Image

from server.cli.visitor import Browser, Json, Seat, UnexpectedError, agreed
from server.studies.synthetic import CT_SLICES, NODULE

MINUTES: Final = 5
LUNG: Final[Json] = {"center": -600.0, "width": 1500.0, "function": "LINEAR"}
VIEWS: Final = tuple(range(12, 12 + 5 * 22, 5))
"""Positions steered to: 22 of them, far enough apart that no neighbor sent ahead is mistaken for the picture."""
CHAT_LINES: Final = 26
DARK_S: Final = 1.0
PATIENCE_MS: Final = 700


@dataclass(frozen=True, slots=True)
class Credentials:
    """Which server, and who signs in."""

    address: str
    login_name: str
    password: str
    totp_secret: str


@dataclass(slots=True)
class Consult:
    """One synthetic consult, step by step."""

    host: Browser
    guest: Browser
    credentials: Credentials
    through_deadline: bool = False
    card: Json = field(default_factory=dict)
    secret: str = ""
    admitted_ms: int = 0
    addresses: set[str] = field(default_factory=set)
    provider: Seat = field(init=False)
    patient: Seat = field(init=False)

    def __post_init__(self) -> None:
        """Two seats on two browsers."""
        self.provider, self.patient = Seat(self.host), Seat(self.guest)

    def steps(self) -> list[tuple[str, Callable[[], Awaitable[None]]]]:
        """Name → what is done and held, in order."""
        return [
            ("reachable", self.reachable),
            ("sign_in", self.sign_in),
            ("create", self.create),
            ("link_is_neutral", self.link_is_neutral),
            ("code_works_once", self.code_works_once),
            ("waiting_learns_nothing", self.waiting_learns_nothing),
            ("admit", self.admit),
            ("consent_gate", self.consent_gate),
            ("agree", self.agree),
            ("deadline", self.deadline),
            ("steer", self.steer),
            ("picture_content", self.picture_content),
            ("chat", self.chat),
            ("end", self.end),
            ("talk_after_end", self.talk_after_end),
            ("locked", self.locked),
            ("receipt", self.receipt),
        ]

    async def tidy(self) -> None:
        """Close both lines; a consult that failed halfway is cancelled."""
        with suppress(UnexpectedError, OSError, TimeoutError):
            await self.provider.leave()
            await self.patient.leave()
            if self.card:
                await self.host.ask("POST", f"/api/consults/{self.card['id']}/cancel", {})

    async def reachable(self) -> None:
        """The server lives and speaks our protocol."""
        version = await self.host.must("GET", "/version")
        _hold(1 in version["proto"], "the server speaks another protocol")
        _hold((await self.host.must("GET", "/livez"))["ok"], "not alive")

    async def sign_in(self) -> None:
        """A wrong code is refused, the right one signs in."""
        wrong = {"login_name": self.credentials.login_name, "password": self.credentials.password, "code": "000000"}
        refused = await self.host.ask("POST", "/api/sign-in", wrong)
        _hold(refused.status in {401, 429}, f"a wrong code answered {refused.status}")
        refusal = ""
        for _ in range(6):
            code = pyotp.TOTP(self.credentials.totp_secret).now()
            answered = await self.host.ask("POST", "/api/sign-in", {**wrong, "code": code})
            if answered.status == 200:
                return
            # asked to slow down; or another probe used this half minute's code, which is good once
            await asyncio.sleep(answered.facts.get("retry_ms", 15_000) / 1000 + 0.1)
            refusal = f"{answered.status} {answered.code}"
        raise UnexpectedError(f"sign-in: {refusal}")

    async def create(self) -> None:
        """A consult about the synthetic CT, starting now."""
        for _ in range(240):
            series = [
                one
                for study in (await self.host.must("GET", "/api/studies"))["studies"]
                for one in study["series"]
                if study["synthetic"]
            ]
            chosen = [one for one in series if one["modality"] == "CT" and one["count"] >= CT_SLICES]
            if chosen:
                break
            await asyncio.sleep(0.5)
        else:
            raise UnexpectedError("no synthetic CT")
        others = [one for one in series if one["modality"] in {"CR", "DX"}][:1]
        body: Json = {
            "series_ids": [one["id"] for one in (*chosen[:1], *others)],
            "guests": [{"role": "patient", "name": "Probe Patient"}],
            "minutes": MINUTES,
        }
        self.card = await self.host.must("POST", "/api/consults", body)
        self.secret = self.card["guests"][0]["invite"]["link"].rpartition("#")[2]

    async def link_is_neutral(self) -> None:
        """GET changes nothing and names nobody; opening says only that a code is needed."""
        status, page = await self.guest.fetch("/join")
        _hold(status == 200 and b"Probe Patient" not in page, "the join page")
        state = await self.guest.must("POST", "/api/join/open", {"secret": self.secret})
        _hold(state["needs_code"] and state["state"] == "open", "the link does not ask for a code")
        unknown = await self.guest.ask("POST", "/api/join/open", {"secret": "A" * 43})
        _hold(unknown.status == 404, "an unknown link is known")

    async def code_works_once(self) -> None:
        """A wrong code fails, the right one opens the lobby, the same one again does not."""
        seat = self.card["guests"][0]["participant"]
        code = (await self.host.must("POST", f"/api/consults/{self.card['id']}/guests/{seat}/code", {}))["code"]
        wrong = f"{(int(code) + 1) % 1_000_000:06}"
        refused = await self.guest.ask("POST", "/api/join/code", {"secret": self.secret, "code": wrong})
        _hold(refused.status == 403, f"a wrong code answered {refused.status}")
        await asyncio.sleep(refused.facts.get("retry_ms", 0) / 1000 + 0.1)
        entered = await self.guest.must("POST", "/api/join/code", {"secret": self.secret, "code": code})
        if entered["asks_birth_date"]:
            await self.guest.must("POST", "/api/join/birth-date", await self._born())
        async with Browser(self.credentials.address) as other:
            again = await other.ask("POST", "/api/join/code", {"secret": self.secret, "code": code})
        _hold(again.status != 200, "the same code was accepted twice")

    async def _born(self) -> Json:
        """The birth date of the synthetic patient, as the host reads it."""
        studies = (await self.host.must("GET", "/api/studies"))["studies"]
        shown = {one["id"] for one in self.card["series"]}
        study = next(each for each in studies if shown & {one["id"] for one in each["series"]})
        date = study["patient"]["birth_date"]
        return {"year": date[:4], "month": date[4:6], "day": date[6:]}

    async def waiting_learns_nothing(self) -> None:
        """Who waits has a word and nothing else; the host has the picture already."""
        await self.provider.enter(await self.host.must("POST", f"/api/consults/{self.card['id']}/ticket", {}))
        await self._steer(0)
        await self.provider.until(lambda: self.provider.frames, "the host's first picture")
        await self.patient.enter(await self.guest.must("POST", "/api/join/ticket", {}))
        await asyncio.sleep(PATIENCE_MS / 1000)
        leaked = {name for name, _ in self.patient.heard} & {"manifest", "view", "frame", "key", "chat", "presence"}
        _hold(not leaked and not self.patient.frames, f"who waits heard {sorted(leaked)}")

    async def admit(self) -> None:
        """A wrong word is refused, the right one lets in, and the clock starts."""
        word = self.patient.told("room:welcome")[-1]["word"]
        asked: Json = {"participant": self.patient.participant, "recognized": "known"}
        refused = await self.provider.say("room:admit", {**asked, "word": "0 nobody"})
        _hold(not refused["ok"], "a wrong word let somebody in")
        admitted = await self.provider.say("room:admit", {**asked, "word": word})
        _hold(admitted["ok"], f"not admitted: {admitted.get('code')}")
        await self.patient.until(lambda: self.patient.state.get("phase") == "live", "live")
        self.admitted_ms = self.patient.state["server_ms"]

    async def consent_gate(self) -> None:
        """No key, no picture before the patient agreed, however the host steers."""
        await self.patient.asked()
        await self._steer(3)
        await asyncio.sleep(PATIENCE_MS / 1000)
        _hold(not self.patient.frames and not self.patient.unopened, "a picture came before consent")
        _hold(not self.patient.told("key"), "a key came before consent")

    async def agree(self) -> None:
        """After agreeing the picture in view is there."""
        form = self.patient.told("consent")[-1]
        stale = await self.patient.say("consent:answer", {"digest": "0" * 64, "agree": True, "stacks": []})
        _hold(not stale["ok"], "an answer to another text counted")
        given = await self.patient.say("consent:answer", agreed(form))
        _hold(given["ok"], f"consent: {given.get('code')}")
        await self.patient.until(lambda: self.patient.frames, "the first picture")

    async def steer(self) -> None:
        """Every view reaches the patient as its own picture: no two positions may look the same."""
        seen: dict[str, int] = {}
        for pos in VIEWS:
            await self._steer(pos)
            image = await self._picture(pos)
            digest = hashlib.sha256(image).hexdigest()
            _hold(digest not in seen, f"position {pos} shows the picture of {seen.get(digest)}")
            seen[digest] = pos

    async def picture_content(self) -> None:
        """The nodule is where the study has it, bright in dark lung, and is gone a few slices further."""
        contrast = {}
        for pos in (NODULE.slice, NODULE.slice + 12):
            await self._steer(pos, LUNG)
            values = np.asarray(Image.open(io.BytesIO(await self._picture(pos, LUNG))).convert("L"), dtype=np.float32)
            factor = 512 // values.shape[0]
            row, column = NODULE.row // factor, NODULE.column // factor
            inner = values[row - 2 : row + 3, column - 2 : column + 3]
            around = values[row - 24 : row + 25, column - 24 : column + 25]
            contrast[pos] = float(inner.mean() - np.median(around))
            _hold(float(np.median(values[:12, :12])) < 80, f"air at {pos} is not dark")
        _hold(contrast[NODULE.slice] > 60, f"no nodule (contrast {contrast[NODULE.slice]:.0f})")
        _hold(contrast[NODULE.slice] > contrast[NODULE.slice + 12] + 40, "the nodule is on every slice")

    async def chat(self) -> None:
        """Fifty lines and more, both ways: each acknowledged, each once, in one order, without a gap, on both sides."""
        said: dict[int, str] = {}

        async def talk(seat: Seat, who: str) -> None:
            for number in range(CHAT_LINES):
                text = f"{who} {number}"
                stored = await seat.chat(text)
                _hold(stored["ok"], f"chat: {stored.get('code')}")
                said[stored["seq"]] = text
                await asyncio.sleep(0.35 if number > 8 else 0)

        await asyncio.gather(talk(self.provider, "provider"), talk(self.patient, "patient"))
        for seat in (self.provider, self.patient):
            await seat.until(partial(_has_lines, seat, said), "every line of the chat", 3)
            _hold(all(seat.lines[seq]["text"] == text for seq, text in said.items()), "chat lines differ")
            first = min(seat.lines)
            _hold(sorted(seat.lines) == list(range(first, first + len(seat.lines))), "the chat has a gap")

    async def deadline(self) -> None:
        """Viewing ends when it was granted to end, and no lease reaches past it."""
        until_ms = self.patient.state["until_ms"]
        granted_ms = self.admitted_ms + MINUTES * 60_000
        _hold(
            abs(until_ms - granted_ms) < 2_000,
            f"viewing ends {(until_ms - granted_ms) / 1000:+.0f} s from what was granted",
        )
        await self.patient.until(lambda: self.patient.told("lease"), "a lease")
        leases = self.patient.told("lease")
        _hold(all(lease["until_ms"] <= until_ms for lease in leases), "a lease passes the end of viewing")
        _hold(all(lease["until_ms"] - lease["server_ms"] <= 30_000 for lease in leases), "a lease over 30 s")

    async def end(self) -> None:
        """At the end (the host's, or the deadline) every screen is dark within a second."""
        await self._big_picture()
        if self.through_deadline:
            until_ms = self.patient.state["until_ms"]
            now = (await self.patient.say("time:ping", {"t0": 0}))["t1"]
            await self.patient.until(lambda: self.patient.is_dark, "the deadline", (until_ms - now) / 1000 + 20)
            late_ms = (await self.patient.say("time:ping", {"t0": 0}))["t1"] - until_ms
            _hold(late_ms <= DARK_S * 1000 + 500, f"dark {late_ms} ms after the deadline")
        else:
            _hold((await self.provider.say("room:end"))["ok"], "the host could not end")
        for seat in (self.provider, self.patient):
            await seat.until(partial(getattr, seat, "is_dark"), "darkness", DARK_S)
            await seat.until(partial(_is_in, seat, "closing"), "closing", DARK_S)
        count = len(self.patient.frames) + self.patient.unopened
        await asyncio.sleep(PATIENCE_MS / 1000)
        _hold(len(self.patient.frames) + self.patient.unopened == count, "a picture came after the end")

    async def talk_after_end(self) -> None:
        """The talk stays open for a goodbye."""
        _hold((await self.patient.chat("Thank you."))["ok"], "no chat while closing")

    async def locked(self) -> None:
        """The second end locks: sockets close, and every former address and ticket says so."""
        await self.provider.say("room:end")
        for seat in (self.provider, self.patient):
            await seat.until(partial(getattr, seat, "closed"), "the goodbye", 3)
        for address in sorted(self.addresses):
            status, _ = await self.guest.fetch(address)
            _hold(status == 423, f"an old frame address answered {status}")
        for path in ("/api/join/ticket", f"/api/consults/{self.card['id']}/ticket"):
            browser = self.guest if "join" in path else self.host
            answered = await browser.ask("POST", path, {})
            _hold(answered.status == 423, f"a ticket after the end answered {answered.status}")
        opened = await self.guest.ask("POST", "/api/join/open", {"secret": self.secret})
        _hold(opened.body.get("state") == "ended" or opened.status in {403, 423}, "the link still opens")

    async def receipt(self) -> None:
        """The record names every key that was made, and the receipt that the last one was destroyed."""
        record = await self.host.must("GET", f"/api/consults/{self.card['id']}/record")
        made = {key for entry in record["entries"] if entry["kind"] == "key.created" for key in entry["facts"]["keys"]}
        gone = {
            key for entry in record["entries"] if entry["kind"] == "key.destroyed" for key in entry["facts"]["keys"]
        }
        receipt = record["receipt"]
        _hold(receipt is not None, "no receipt")
        gone |= set(receipt["key_fingerprints"])
        _hold(bool(made) and made == gone, "a key was made and not destroyed")
        _hold(receipt["frames"] > 0, "the receipt counts no frame")
        kinds = [entry["kind"] for entry in record["entries"]]
        for kind in ("consent.given", "participant.admitted", "instances.authorized", "lock.started"):
            _hold(kind in kinds, f"no {kind} entry")

    async def _steer(self, pos: int, voi: Json | None = None, stack: int = 0) -> None:
        token = self.provider.told("room:welcome")[-1]["token"]
        cseq, token_epoch = time.monotonic_ns() // 1_000_000, token["token_epoch"]
        answered = await self.provider.look(stack, pos, cseq=cseq, token_epoch=token_epoch, voi=voi)
        _hold(answered["ok"], f"steering: {answered.get('code')}")

    async def _picture(self, pos: int, voi: Json | None = None, stack: int = 0) -> bytes:
        """The newest picture of a position that the patient got after it was in view."""

        def found() -> list[bytes]:
            return [
                frame.image
                for frame in self.patient.frames
                if (frame.meta["stack"], frame.meta["pos"]) == (stack, pos) and _same(frame.meta["voi"], voi)
            ]

        await self.patient.until(found, f"picture {pos}")
        view = self.patient.told("view")[-1]["view"]["viewports"][0]
        _hold((view["stack"], view["pos"]) == (stack, pos), "the view is another one")
        return found()[-1]

    async def _big_picture(self) -> None:
        """A picture too large for the socket is announced and fetched: its address is tried again after the end."""
        manifest = self.patient.told("manifest")[-1]["stacks"]
        large = [stack for stack in manifest if stack["columns"] * stack["rows"] > 2_000_000]
        if not large:
            return
        await self._steer(0, stack=large[0]["id"])
        await self.patient.until(self._fetched, "a large picture", 20)
        self.addresses.update(self._fetched())

    def _fetched(self) -> set[str]:
        return {body["href"] for body in self.patient.told("frame") if body.get("href")}


def _has_lines(seat: Seat, said: dict[int, str]) -> bool:
    return said.keys() <= seat.lines.keys()


def _is_in(seat: Seat, phase: str) -> bool:
    return bool(seat.state.get("phase") == phase)


def _same(one: Json | None, other: Json | None) -> bool:
    keys = ("center", "width")
    return (one is None) == (other is None) and (not one or not other or all(one[key] == other[key] for key in keys))


def _hold(condition: object, why: str) -> None:
    if not condition:
        raise UnexpectedError(why)
