"""A viewer that stops reading, and one on a poor line: what each costs, and that nobody else pays."""

import asyncio
import time

import pytest

from server.cli.visitor import Seat
from server.transport.room.outbox import ANSWERS, UNANSWERED_BYTES, UNANSWERED_MESSAGES, Outbox
from server.transport.wire.room_out import Dark, FrameFailed, Lease, OwnView, PointerShown
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.haste import PING_S
from tests.journeys.relay import RelayedBrowser, relay

SPECIALISTS = ("patient", "specialist", "specialist", "specialist", "specialist")
NOISE = (24, 192)
LONG = (110, 160)
FOUR_MBIT = 500_000.0


class DeafSocket:
    """The other end of an outbox whose writer never runs."""

    def __init__(self) -> None:
        self.alive = True
        self.is_leaving = False
        self.is_free = False
        self.joined = asyncio.Event()
        self.written: list[bytes] = []

    def abort(self) -> None:
        """Cut."""
        self.alive = False

    def write(self, text: bytes) -> None:
        """Take it."""
        self.written.append(text)

    async def taken(self) -> None:
        """At once, once it is free."""

    async def close(self) -> None:
        """Politely."""
        self.alive = False


@pytest.mark.parametrize("number", [0, 10**9], ids=["answers nothing", "answers in advance"])
def test_who_reads_nothing_is_cut_whatever_it_answers(number: int) -> None:
    """Live review §4.2: 256 unanswered messages; acknowledging what was never written opens no window."""
    socket = DeafSocket()
    outbox = Outbox(socket)  # type: ignore[arg-type]  # all of it that an outbox asks for without its writer
    for told in range(1, UNANSWERED_MESSAGES + 2):
        assert socket.alive, told
        outbox.tell(Dark(reason="paused"))
        outbox.acked(number)
    assert not socket.alive


def test_who_leaves_a_mebibyte_unanswered_is_cut() -> None:
    """Live review §4.2: of one large message nobody dies; what follows more than 1 MiB without an answer ends the line."""
    large = Dark(reason="x" * UNANSWERED_BYTES)
    socket = DeafSocket()
    outbox = Outbox(socket)  # type: ignore[arg-type]  # as above
    outbox.tell(large)
    assert socket.alive
    outbox.tell(Dark(reason="paused"))
    assert not socket.alive


def test_who_asks_on_and_reads_no_answer_is_cut() -> None:
    """T-17: acknowledgements wait for somebody who talks but never reads, so many and no more."""
    socket = DeafSocket()
    outbox = Outbox(socket)  # type: ignore[arg-type]  # as above
    for _ in range(ANSWERS):
        outbox.answer(b"43/room,1[]")
    assert socket.alive
    for _ in range(2):
        outbox.answer(b"43/room,1[]")
    assert (socket.alive, socket.written) == (False, [])


async def test_an_answer_goes_out_before_what_waits_and_after_the_goodbye_it_caused() -> None:
    """Live review §4.2: whoever leaves hears that they may; an answer overtakes messages that wait for the socket."""
    socket = DeafSocket()
    socket.joined.set()
    outbox = Outbox(socket)  # type: ignore[arg-type]  # as above
    outbox.tell(Dark(reason="paused"))
    outbox.answer(b"first")
    socket.is_free = True
    writing = asyncio.create_task(outbox.run())
    async with asyncio.timeout(10):
        while len(socket.written) < 2:
            await asyncio.sleep(0)
        assert socket.written[0] == b"first"
        outbox.close("left")
        while len(socket.written) < 3:
            await asyncio.sleep(0)
        outbox.answer(b"last")
        await writing
    assert b'"bye"' in socket.written[2]
    assert socket.written[3] == b"last"
    assert not socket.alive


async def test_what_is_answered_counts_no_more() -> None:
    """Live review §4.2: cumulatively: with the newest answered, the line is as good as new."""
    socket = DeafSocket()
    socket.is_free = True
    socket.joined.set()
    outbox = Outbox(socket)  # type: ignore[arg-type]  # as above
    for told in range(1, 2 * UNANSWERED_MESSAGES):
        outbox.tell(Dark(reason="x" * 10_000))
        outbox.acked(told)
    assert socket.alive


def test_slots_hold_one_message_each() -> None:
    """P13: ten thousand views for a reader who is gone are one view."""
    outbox = Outbox(DeafSocket())  # type: ignore[arg-type]  # as above
    for until_ms in range(10_000):
        outbox.slot(Lease(epoch=1, until_ms=until_ms, server_ms=0))
    assert [message.until_ms for message in outbox._slots.values() if isinstance(message, Lease)] == [9_999]


def test_nothing_of_pictures_waits_behind_the_dark() -> None:
    """T-43, C15: a view, a pointer or a failure that a slow line has not taken yet is gone with the pictures."""
    outbox = Outbox(DeafSocket())  # type: ignore[arg-type]  # as above
    outbox.slot(Lease(epoch=1, until_ms=1, server_ms=0))
    outbox.slot(PointerShown(by="a" * 16, stack=0), "a" * 16)
    outbox.slot(FrameFailed(stack=0, pos=3, code="object"))
    outbox.slot(OwnView(view=None))
    outbox.darken()
    assert [message.event for message in outbox._slots.values()] == ["view:mine"]


async def five(consult: Consult, stalled: RelayedBrowser) -> tuple[Seat, list[Seat]]:
    """Four who read, and one behind a line that will stop."""
    await consult.open()
    patient = await consult.seeing()
    others = [await consult.admitted(number) for number in (1, 2, 3)]
    assert (
        await consult.host.say("consent:basis", {"basis": "documented", "words": {"reference": "letter of 3 May"}})
    )["ok"]
    last = await consult.admitted(4, stalled)
    for seat in (*others, last):
        await seat.until(lambda seat=seat: seat.frames, "a picture")  # type: ignore[misc]  # bound now, on purpose
    return last, [consult.host, patient, *others]


def online(consult: Consult, seat: Seat) -> bool:
    """Whether the host is told that somebody is here."""
    people = consult.host.told("presence")[-1]["participants"]
    return bool(next(each["online"] for each in people if each["id"] == seat.participant))


def shown(seat: Seat) -> int:
    """The position somebody was last told to look at."""
    return int(seat.told("view")[-1]["view"]["viewports"][0]["pos"])


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_a_stalled_viewer_costs_little_and_delays_nobody(clinic: Clinic) -> None:
    """R9, P13, P14: one of five stops reading while the host scrolls: memory, the others' pictures, and the cut.

    Window, slots and counted messages bound what waits; a ping that is not answered ends the connection (here after
    twice 4 s, in earnest after twice 10 s).
    """
    async with clinic.consult(guests=SPECIALISTS, noisy=NOISE) as consult, relay(clinic.port) as line:
        stalled, others = await five(consult, RelayedBrowser(clinic.server.address, line))
        for step in range(2 * NOISE[0]):
            await consult.look(step % NOISE[0], cseq=step + 10)
        before_kb = clinic.rss_kb()
        line.stall()
        begun, most_kb, step = time.monotonic(), 0, 100
        while online(consult, stalled) and time.monotonic() - begun < 4 * PING_S:
            step += 1
            await consult.look(step % NOISE[0], cseq=step)
            most_kb = max(most_kb, clinic.rss_kb() - before_kb)
            if step % 20 == 0:
                for seat in others:
                    await seat.until(lambda seat=seat, step=step: shown(seat) == step % NOISE[0], "the view", 1)  # type: ignore[misc]
            await asyncio.sleep(0.05)
        assert most_kb < 4096, most_kb
        assert not online(consult, stalled)
        assert time.monotonic() - begun <= 2 * PING_S + 3
        for seat in others:
            seen = len(seat.frames)
            await consult.look((step + 5) % NOISE[0], cseq=step + 1000, voi={"center": 0, "width": 500 + seen})
            await seat.until(lambda seat=seat, seen=seen: len(seat.frames) > seen, "a picture", 3)  # type: ignore[misc]


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_a_slow_line_shows_the_last_picture_soon(clinic: Clinic) -> None:
    """Live review §10.6: 4 Mbit/s and 80 ms: after a scroll of 100 changes the final slice is there within 400 ms."""
    async with (
        clinic.consult(guests=("patient",), noisy=LONG) as consult,
        relay(clinic.port, bytes_per_s=FOUR_MBIT, delay_s=0.04) as line,
    ):
        await consult.open()
        slow = await consult.admitted(0, RelayedBrowser(clinic.server.address, line))
        await consult.agree(slow)
        await slow.until(lambda: slow.frames, "a picture")
        late_s = [await _scrolled(consult, slow, first, last) for first, last in ((5, 40), (40, 72), (72, 105))]
    assert sorted(late_s)[1] <= 0.4, late_s


async def _scrolled(consult: Consult, slow: Seat, first: int, last: int) -> float:
    """How long after the last change of a 30 Hz scroll its picture arrives."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    for pos in range(first, last + 1):
        due += 1 / 30
        await consult.look(pos, cseq=pos)
        await asyncio.sleep(max(0.0, due - loop.time()))
    changed = time.monotonic()
    await slow.until(lambda: any(frame.meta["pos"] == last for frame in slow.frames), "the last picture")
    return next(frame.at_s for frame in slow.frames if frame.meta["pos"] == last) - changed
