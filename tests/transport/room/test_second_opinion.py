"""A second opinion through the public surface alone: asked, read blind, signed, amended; with a link and with a login."""

import base64
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp
import pyotp
import pytest

from server.audit.verify import verify_opinion
from server.cli.visitor import Browser, Json, Seat
from tests.journeys.clinic import Clinic
from tests.transport.room.test_logins_end import signed_in_anew, sql

REPORT = "ZQFIRSTREPORT benign hamartoma"
OTHER = "ZQOTHERS-ANSWER biopsy at once"
NAMES = (b"Planted", b"Patience", b"PLANTED-ID-77", b"19610203", b"Canary")
HOUR_MS = 3600 * 1000
ANSWER: Json = {
    "position": "differ",
    "confidence": "moderate",
    "urgency": "soon",
    "next_step": "tissue",
    "text": "Spiculated; biopsy.",
}


@dataclass
class Wire(Browser):
    """A browser that keeps every byte it was given: bodies, headers' values and socket packets."""

    given: list[bytes] = field(default_factory=list)

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.given = []

    async def __aenter__(self) -> Self:
        trace = aiohttp.TraceConfig()

        async def received(
            _session: object, _context: object, params: aiohttp.TraceResponseChunkReceivedParams
        ) -> None:
            self.given.append(params.chunk)

        trace.on_response_chunk_received.append(received)
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), trace_configs=[trace])
        return self

    async def socket(self, room: str) -> Any:
        opened = await super().socket(room)
        receive = opened.receive

        async def kept(within_s: float | None = None) -> aiohttp.WSMessage:
            message = await receive(within_s)
            if isinstance(message.data, str):
                self.given.append(message.data.encode())
            elif isinstance(message.data, bytes):
                self.given.append(message.data)
            return message

        opened.receive = kept  # type: ignore[assignment, method-assign]
        return opened

    def has(self, *planted: bytes) -> list[bytes]:
        """Which of these words came over the wire, as they are, as JSON escapes or as base64."""
        everything = b"\n".join(self.given)
        return [
            each
            for each in planted
            if each in everything or base64.b64encode(each)[:-4] in everything or each.hex().encode() in everything
        ]


def asking(series: list[str], **more: object) -> Json:
    """A request about these series, blind unless said otherwise."""
    return {
        "question": "Follow-up or biopsy?",
        "urgency": "urgent",
        "due_ms": time.time_ns() // 1_000_000 + 4 * HOUR_MS,
        "minutes": 30,
        "basis": "documented",
        "basis_words": {"reference": "Letter of 5 May"},
        "series_ids": series,
        "name": "Dr Stone",
        "first_report": REPORT,
        "blind": True,
        **more,
    }


@asynccontextmanager
async def reader_by_link(clinic: Clinic, asker: Browser, request: Json) -> AsyncIterator[Wire]:
    """Somebody outside who proved link and code."""
    clinic.forgive()
    secret = await link_of(asker, request)
    async with Wire(clinic.server.address) as browser:
        assert (await browser.must("POST", "/api/join/open", {"secret": secret}))["state"] == "open"
        await browser.must("POST", "/api/join/code", {"secret": secret, "code": await code_for(asker, request)})
        yield browser


async def link_of(asker: Browser, request: Json) -> str:
    """The secret in the link of whoever was asked."""
    card = await asker.must("GET", f"/api/consults/{request['id']}")
    return str(card["guests"][0]["invite"]["link"].rpartition("#")[2])


async def code_for(asker: Browser, request: Json) -> str:
    """A code that whoever asked reads out."""
    path = f"/api/consults/{request['id']}/guests/{request['participant']}/code"
    return str((await asker.must("POST", path, {}))["code"])


async def begun(browser: Browser, ticket: str, begin: str, pos: int = 2) -> Seat:
    """A reader who waits in the reading, begins, and has this picture up."""
    seat = Seat(browser)
    await seat.enter(await browser.must("POST", ticket, {}))
    assert seat.is_dark
    assert seat.told("room:welcome")[-1]["reading"]
    await browser.must("POST", begin, {})
    await seat.until(lambda: seat.told("key"), "the key")
    await seat.until(lambda: [each for each in seat.told("control") if _is_mine(seat, each)], "control")
    token = seat.told("control")[-1]["token"]
    assert (await seat.look(0, pos, cseq=1, token_epoch=token["token_epoch"]))["ok"]
    await was_on_screen(seat, pos)
    return seat


async def was_on_screen(seat: Seat, pos: int) -> None:
    """A picture came, and the server has read that it was shown: one line is read in its order."""
    await seat.until(lambda: [each for each in seat.frames if each.meta["pos"] == pos], f"picture {pos}")
    assert (await seat.say("time:ping", {"t0": 1}))["ok"]


def _is_mine(seat: Seat, control: Json) -> bool:
    return bool(control["token"]["holder"] == seat.participant)


async def test_from_link_to_signed_opinion_blind(clinic: Clinic) -> None:
    """[OPN-30] [OPN-31] [OPN-32] F4, F6, H6: no byte of the first report, of others' answers or of a name before the commit."""
    async with clinic.browser("lee") as lee:
        (series,) = await clinic.series_of(lee, 6)
        first = await lee.must("POST", "/api/opinions", asking([series], name="Dr Moor", blind=False, first_report=""))
        async with reader_by_link(clinic, lee, first) as moor:
            await moor.must("POST", "/api/opinion/accept", {})
            said = {**ANSWER, "text": OTHER, "code": await code_for(lee, first)}
            assert (await moor.must("POST", "/api/opinion/sign", said))["state"] == "answered"

        request = await lee.must("POST", "/api/opinions", asking([series], others_shown=True))
        assert request["subject"] == {"age": "063Y", "sex": "F"}
        async with reader_by_link(clinic, lee, request) as stone:
            owed = await stone.must("GET", "/api/opinion")
            assert (owed["state"], owed["asker_name"], owed["first_report"]) == ("asked", "Dr Lee", "")
            assert (await stone.must("GET", "/api/join/me"))["reading"]
            assert (await stone.ask("POST", "/api/opinion/begin", {})).code == "conflict"
            assert (await stone.must("POST", "/api/opinion/accept", {}))["clock"]["accepted_ms"]
            seat = await begun(stone, "/api/join/ticket", "/api/opinion/begin")
            assert (await seat.say("bookmark:put", {"name": "the spicule", "star": True}))["ok"]
            assert (await stone.ask("POST", "/api/opinion/reveal", {})).code == "hidden"
            for path in ("/api/opinion", "/api/join/me"):
                await stone.must("GET", path)
            assert stone.has(REPORT.encode(), OTHER.encode(), *NAMES) == []
            assert stone.has(b"room:welcome", b"Follow-up or biopsy?") == [b"room:welcome", b"Follow-up or biopsy?"]

            wrong = await stone.ask("POST", "/api/opinion/sign", {**ANSWER, "code": "000000"})
            assert wrong.code in {"wrong_code", "no_code_yet", "code_used"}
            clinic.forgive()
            image = {
                "stack": 0,
                "pos": 2,
                "window": {"center": 40, "width": 400},
                "display": "laptop",
                "caption": "here",
            }
            said = {**ANSWER, "code": await code_for(lee, request), "images": [image]}
            answered = await stone.must("POST", "/api/opinion/sign", said)
            assert stone.has(REPORT.encode(), OTHER.encode(), *NAMES) == []
            cited = answered["answers"][0]["images"][0]
            assert (cited["series_number"], cited["image_number"], cited["display"]) == (1, 3, "laptop")
            # also of what came up a moment ago: what screens showed is recorded before it is cited
            assert cited["quality"] in {"preview", "lossy", "lossless"}

            revealed = await stone.must("POST", "/api/opinion/reveal", {})
            assert revealed["first_report"] == REPORT
            assert [each["answers"][0]["text"] for each in revealed["others"]] == [OTHER]
            assert stone.has(REPORT.encode(), OTHER.encode()) == [REPORT.encode(), OTHER.encode()]
            assert stone.has(*NAMES) == []
            amended = {**said, "position": "agree", "over": 1, "reason": "Seen the report.", "images": []}
            clinic.forgive()
            amended["code"] = await code_for(lee, request)
            both = await stone.must("POST", "/api/opinion/sign", amended)
            assert [(each["version"], each["position"], each["revealed"]) for each in both["answers"]] == [
                (1, "differ", False),
                (2, "agree", True),
            ]
            await seat.leave()
        read = await lee.must("GET", f"/api/opinions/{request['id']}")
        assert [each["text"] for each in read["answers"]] == [ANSWER["text"]] * 2
        card = await lee.must("GET", f"/api/consults/{request['id']}")
        assert card["reading"]
        assert "Planted" in card["patient_name"]
        kinds = [each["kind"] for each in (await lee.must("GET", f"/api/consults/{request['id']}/record"))["entries"]]
        assert [each.removeprefix("opinion.") for each in kinds if each.startswith("opinion.")] == [
            "asked", "request_read", "accepted", "begun", "request_read", "signed", "revealed", "amended",
            "mind_changed", "read",
        ]  # fmt: skip


async def test_a_colleague_answers_with_their_own_factor(clinic: Clinic) -> None:
    """[OPN-15] F8, JS01: asked, seen in both queues, accepted, looked at, signed with a fresh TOTP; to others it does not exist."""
    async with clinic.browser("lee") as lee, clinic.browser("roe") as roe:
        await signed_in_anew(clinic, "sol")
        (series,) = await clinic.series_of(lee, 6)
        people = (await lee.must("GET", "/api/colleagues"))["colleagues"]
        sol_id = next(each["id"] for each in people if each["name"] == "Dr Sol")
        async with clinic.browser("sol") as sol:
            request = await lee.must("POST", "/api/opinions", asking([series], colleague_id=sol_id))
            address = f"/api/opinions/{request['id']}"
            queue = await sol.must("GET", "/api/opinions")
            assert [each["id"] for each in queue["owed"] if each["state"] == "asked"] == [request["id"]]
            assert REPORT not in json.dumps(queue)
            assert "opinion_asked" in [each["kind"] for each in queue["news"]]
            for path in ("", "/owed"):
                assert (await roe.ask("GET", address + path)).status == 404
            # neither the consult nor its record, which have the name, are the reader's
            for path in ("", "/record", "/paper", "/note"):
                assert (await sol.ask("GET", f"/api/consults/{request['id']}{path}")).status == 404
            assert (await sol.ask("POST", f"{address}/ticket", {})).code == "conflict"
            await sol.must("POST", f"{address}/accept", {})
            seat = await begun(sol, f"{address}/ticket", f"{address}/begin")
            assert [each for each in NAMES if each in json.dumps(seat.heard).encode()] == []
            sql(clinic, "UPDATE accounts SET totp_step = 0")
            clinic.forgive()
            secret = clinic.account("sol")["totp_secret"]
            assert (await sol.ask("POST", f"{address}/sign", {**ANSWER, "code": "x"})).code == "factor_wrong"
            clinic.forgive()
            said = {**ANSWER, "code": pyotp.TOTP(secret).now()}
            assert (await seat.say("bookmark:put", {"name": "the nodule"}))["ok"]
            answered = await sol.must("POST", f"{address}/sign", said)
            assert (answered["state"], answered["code_by"]) == ("answered", "authenticator")
            assert [(each["name"], each["image_number"]) for each in answered["kept"]] == [("the nodule", 3)]
            # the same code signs nothing a second time
            clinic.forgive()
            again = {**said, "over": 1, "reason": "more"}
            assert (await sol.ask("POST", f"{address}/sign", again)).code == "factor_wrong"
            await seat.leave()
        mine = next(each for each in (await lee.must("GET", "/api/opinions"))["asked"] if each["id"] == request["id"])
        # no list tells an answer: that it was read is an entry
        assert (mine["state"], mine["answers"], mine["clock"]["read_ms"]) == ("answered", [], None)
        read = await lee.must("GET", address)
        assert read["answers"][0]["position"] == "differ"
        assert read["clock"]["read_ms"]
    await signed_in_anew(clinic, "sol")


async def test_whoever_signs_asks_for_a_code_that_is_read_out(clinic: Clinic) -> None:
    """JS10: who asked sees on the guest's card that a code is needed, also when the reading is over; then it signs."""
    async with clinic.browser("lee") as lee:
        (series,) = await clinic.series_of(lee, 6)
        request = await lee.must("POST", "/api/opinions", asking([series]))
        async with reader_by_link(clinic, lee, request) as stone:
            await stone.must("POST", "/api/opinion/accept", {})
            await lee.must("POST", f"/api/consults/{request['id']}/end-now", {})
            over = await stone.ask("GET", "/api/join/me")
            assert (over.code, over.facts["reading"]) == ("locked", True)
            assert (await stone.must("POST", "/api/opinion/code", {}))["channel"] == "read"
            card = await lee.must("GET", f"/api/consults/{request['id']}")
            assert card["guests"][0]["invite"]["asked_ms"] is not None
            said = {**ANSWER, "code": await code_for(lee, request)}
            assert (await stone.must("POST", "/api/opinion/sign", said))["state"] == "answered"


async def test_both_sides_save_what_was_signed_and_nobody_else(clinic: Clinic) -> None:
    """[OPN-70] JS10: one file for asker and reader, which verifies; having it is having read it; to others it does not exist."""
    async with clinic.browser("lee") as lee, clinic.browser("roe") as roe:
        (series,) = await clinic.series_of(lee, 6)
        request = await lee.must("POST", "/api/opinions", asking([series]))
        address = f"/api/opinions/{request['id']}"
        async with reader_by_link(clinic, lee, request) as stone:
            await stone.must("POST", "/api/opinion/accept", {})
            for browser, path in ((lee, address), (stone, "/api/opinion")):
                assert (await browser.fetch(f"{path}/versions/1/signed"))[0] == 404
            await stone.must("POST", "/api/opinion/sign", {**ANSWER, "code": await code_for(lee, request)})
            status, mine = await stone.fetch("/api/opinion/versions/1/signed")
        assert (status, verify_opinion(mine.decode()).problems) == (200, [])
        assert REPORT not in mine.decode()
        assert await lee.fetch(f"{address}/versions/1/signed") == (200, mine)
        listed = next(each for each in (await lee.must("GET", "/api/opinions"))["asked"] if each["id"] == request["id"])
        assert listed["clock"]["read_ms"]
        for path in ("", "/owed"):
            assert (await roe.fetch(f"{address}{path}/versions/1/signed"))[0] == 404


async def test_declined_and_withdrawn_requests_lock_their_reading(clinic: Clinic) -> None:
    """[OPN-9] [OPN-10] F8: the reason is read, the room is locked at once, and nothing is accepted any more."""
    async with clinic.browser("lee") as lee:
        (series,) = await clinic.series_of(lee, 6)
        request = await lee.must("POST", "/api/opinions", asking([series]))
        async with reader_by_link(clinic, lee, request) as stone:
            assert (await stone.ask("POST", "/api/opinion/decline", {"reason": "other"})).code == "bad_value"
            await stone.must("POST", "/api/opinion/decline", {"reason": "other", "words": "I operated on her."})
            assert (await stone.ask("POST", "/api/opinion/accept", {})).code == "conflict"
            assert (await stone.ask("POST", "/api/join/ticket", {})).code == "locked"
        read = await lee.must("GET", f"/api/opinions/{request['id']}")
        assert (read["decline_reason"], read["decline_words"], read["reading"]["phase"]) == (
            "other",
            "I operated on her.",
            "locked",
        )
        other = await lee.must("POST", "/api/opinions", asking([series]))
        gone = await lee.must("POST", f"/api/opinions/{other['id']}/withdraw", {})
        assert (gone["state"], gone["reading"]["phase"]) == ("withdrawn", "locked")
        assert (await lee.ask("POST", f"/api/opinions/{other['id']}/withdraw", {})).code == "conflict"


async def test_out_of_a_running_consult(clinic: Clinic) -> None:
    """Issue 8, *Asking*: the pictures of the consult one is in, while it runs; of somebody else's nothing."""
    async with clinic.consult(6) as consult, clinic.browser("roe") as roe:
        await consult.open()
        body = asking([], consult_id=consult.id)
        assert (await roe.ask("POST", "/api/opinions", body)).status == 404
        request = await consult.browser.must("POST", "/api/opinions", body)
        assert request["consult_id"] == consult.id
        async with reader_by_link(clinic, consult.browser, request) as stone:
            assert [each["frames"] for each in (await stone.must("GET", "/api/opinion"))["stacks"]] == [6]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"basis": "patient_tap"}, "bad_value"),
        ({"basis_words": {}}, "bad_value"),
        ({"due_ms": 1}, "bad_value"),
        ({"minutes": 239}, "minutes_out_of_range"),
        ({"question": " "}, "bad_value"),
        ({"name": ""}, "bad_name"),
        ({"series_ids": ["0" * 32]}, "not_found"),
        ({"colleague_id": "0" * 32}, "not_found"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
async def test_what_cannot_be_asked(clinic: Clinic, more: Json, code: str) -> None:
    """[OPN-3] [OPN-4] Refused before anything is made for it."""
    async with clinic.browser("lee") as lee:
        (series,) = await clinic.series_of(lee, 6)
        before = len((await lee.must("GET", "/api/consults"))["consults"])
        assert (await lee.ask("POST", "/api/opinions", {**asking([series]), **more})).code == code
        assert len((await lee.must("GET", "/api/consults"))["consults"]) == before
