"""A consult that is lived through to its end, with everything kept that somebody could keep, before and after."""

import asyncio
import io
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from server.cli.visitor import Frame, Json, Seat
from tests.journeys.clinic import Clinic, Consult
from tests.lock import search
from tests.lock.disk import Disk
from tests.lock.opener import SealedFrame, frame_key

SLICES: Final = 6
SIDE: Final = 256
PATIENCE_S: Final = 15.0
"""Within 5 s of the end nothing may be in memory (LK-3); one look takes so long on a slow machine that it gets three."""


@dataclass(slots=True)
class Hoarder(Seat):
    """A client that keeps every sealed frame as it came."""

    hoard: list[SealedFrame] = field(default_factory=list)

    async def _frame(self, meta: Json, sealed: bytes) -> None:
        self.hoard.append(SealedFrame(self.room, meta, sealed))
        await Seat._frame(self, meta, sealed)


@dataclass(slots=True)
class Evidence:
    """What was found where and when, and everything that was kept."""

    clinic: Clinic
    drawn: Path
    before: Path
    """The server's folders (data, key, logs) as they were while pictures were shown."""
    after: Path
    disk: Disk | None
    """What its folders lie on."""
    live: dict[str, Counter[str]] = field(default_factory=dict)
    """What was found where while pictures were shown: server, workers, disk."""
    ended: dict[str, Counter[str]] = field(default_factory=dict)
    locked: dict[str, Counter[str]] = field(default_factory=dict)
    killed: Counter[str] = field(default_factory=Counter)
    hoard: list[SealedFrame] = field(default_factory=list)
    elsewhere: list[SealedFrame] = field(default_factory=list)
    """Frames of another room about the same pictures."""
    needles: dict[str, bytes] = field(default_factory=dict)

    @property
    def secrets(self) -> list[bytes]:
        """Every session key this server ever drew."""
        return secrets_in(self.drawn)

    def look(self, *, memory: bool) -> dict[str, Counter[str]]:
        """What is found now."""
        found = {"disk": search.in_folder(self.clinic.server.folder, self.needles)}
        if memory:
            workers = search.family(self.clinic.pid)
            found["server"] = search.in_memory(self.clinic.pid, self.needles)
            found["workers"] = search.together(search.in_memory(each, self.needles) for each in workers)
        return found


def secrets_in(drawn: Path) -> list[bytes]:
    """The session keys that a server of `clinic_in` drew, oldest first."""
    content = drawn.read_bytes()
    return [content[at : at + 32] for at in range(0, len(content), 32)]


def clinic_in(folder: Path, *, drawn: Path, **more: str) -> Clinic:
    """A server whose temporary files lie below its folder too, whose keys are known to the test."""
    clinic = Clinic.in_folder(folder / "server", LOG__LEVEL="debug")
    temporary = clinic.server.folder / "tmp"
    temporary.mkdir()
    clinic.server.more |= {"TMPDIR": str(temporary), "LIGHTBOX_TEST_DRAWN": str(drawn), **more}
    return clinic


def key_needles(secrets: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """Both halves of every key: what an allocator wrote over the beginning of is found by its end."""
    for number, secret in enumerate(secrets):
        for name, key in (("SK", secret), ("K_frame", frame_key(secret))):
            yield f"{name} {number} first half", key[:16]
            yield f"{name} {number} second half", key[16:]


def picture_needles(frames: list[Frame]) -> Iterator[tuple[str, bytes]]:
    """A piece out of the middle of encoded pictures, and of the display values of a lossless one."""
    for number, frame in enumerate(frames):
        middle = len(frame.image) // 2
        yield f"{frame.meta['mime']} {number}", frame.image[middle : middle + 48]
        if frame.meta["mime"] == "image/png":
            display = np.asarray(Image.open(io.BytesIO(frame.image)).convert("L"))
            yield f"display {number}", display[SIDE // 2, SIDE // 4 : SIDE // 4 + 48].tobytes()


def stored_needle() -> tuple[str, bytes]:
    """Stored values that every slice of the noise holds somewhere."""
    noise = np.random.default_rng(1).integers(-1000, 1000, (SIDE, SIDE), dtype="<i2")
    return "stored values", noise[SIDE // 2, :32].tobytes()


async def shown(consult: Consult) -> list[Hoarder]:
    """Host and patient have all slices, and the one in view without loss."""
    await consult.open()
    await consult.seeing()
    for pos in range(1, SLICES):
        await consult.look(pos)
    seats = [consult.host, *consult.seats]
    for seat in seats:
        await seat.until(lambda seat=seat: {each.meta["pos"] for each in seat.frames} == set(range(SLICES)), "all")  # type: ignore[misc]
        await seat.until(lambda seat=seat: any(each.meta["tier"] == "lossless" for each in seat.frames), "lossless")  # type: ignore[misc]
    return [seat for seat in seats if isinstance(seat, Hoarder)]


def few(seats: list[Hoarder]) -> list[Frame]:
    """Of each person two pictures that were shown in motion, and the one at rest: every one more is searched for, too."""
    chosen: list[Frame] = []
    for seat in seats:
        moving = [each for each in seat.frames if each.meta["tier"] != "lossless"]
        chosen += [*moving[-2:], next(each for each in reversed(seat.frames) if each.meta["tier"] == "lossless")]
    return chosen


def kept(clinic: Clinic, where: Path) -> None:
    """A copy of everything the server has on its disks."""
    shutil.copytree(clinic.server.folder, where, ignore=shutil.ignore_patterns("*-shm"))


async def cancelled(consult: Consult) -> None:
    """A consult nobody was let into is locked at once."""
    await consult.host.say("room:end")
    await consult.host.until(lambda: consult.host.closed, "the end")


async def lived_through(evidence: Evidence, *, memory: bool) -> None:
    """From the first picture to locked, with a look while it lives, once it has ended, once it is locked."""
    clinic = evidence.clinic
    async with clinic.consult(noisy=(SLICES, SIDE), kind=Hoarder) as other:
        await other.open()
        if isinstance(other.host, Hoarder):
            evidence.elsewhere = list(other.host.hoard)
        await cancelled(other)
    async with clinic.consult(noisy=(SLICES, SIDE), kind=Hoarder) as consult:
        seats = await shown(consult)
        # the newest two epochs: one that has ended already, and the one that lives
        newest = list(key_needles(evidence.secrets))[-8:]
        evidence.needles = dict([*newest, *picture_needles(few(seats)), stored_needle()])
        evidence.live = await asyncio.to_thread(evidence.look, memory=memory)
        await asyncio.to_thread(kept, clinic, evidence.before)
        evidence.hoard = [frame for seat in seats for frame in seat.hoard]
        assert (await consult.host.say("room:end"))["ok"]
        await consult.host.until(lambda: consult.host.state["phase"] == "closing", "closing")
        patience = time.monotonic() + PATIENCE_S
        evidence.ended = await asyncio.to_thread(evidence.look, memory=memory)
        while any(evidence.ended.values()) and time.monotonic() < patience:
            evidence.ended = await asyncio.to_thread(evidence.look, memory=memory)
        await consult.host.say("room:end")
        await consult.host.until(lambda: consult.host.closed, "locked")
        evidence.locked = await asyncio.to_thread(evidence.look, memory=memory)
        await asyncio.to_thread(kept, clinic, evidence.after)
