"""No screen outlives its login."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, field

import pytest
import pytest_asyncio

from server.live.login_watch import UNKNOWN_MS, LoginWatch
from server.live.notices import KeyGiven
from server.sessions.commands import KnockAgain
from server.terms.errors import Unavailable
from server.terms.ids import LoginId
from tests.live.light_stand import HOST, LOGIN, PATIENT, Eye, LightStand
from tests.live.test_owned_rooms import is_dark, line
from tests.live.test_task import shared
from tests.stopwatch import Stopwatch


@dataclass
class Book:
    """Which logins do not stand any more, and how often it was asked."""

    over: set[LoginId] = field(default_factory=set)
    is_down: bool = False
    asked: int = 0
    is_deserted: bool = False
    running: frozenset[LoginId] = frozenset()

    async def in_use(self, asked: Collection[LoginId], running: Collection[LoginId]) -> frozenset[LoginId]:
        """All but those that are over."""
        self.running = frozenset(running)
        self.asked += 1
        if self.is_down:
            raise Unavailable("storage_unavailable")
        return frozenset(asked) - self.over

    async def unattended(self, asked: Collection[LoginId]) -> frozenset[LoginId]:
        """All, once nobody is there."""
        return frozenset(asked) if self.is_deserted else frozenset()


@pytest.fixture
def book() -> Book:
    """Everybody's login stands."""
    return Book()


@pytest_asyncio.fixture(loop_scope="session")
async def watch(stand: LightStand, book: Book) -> AsyncIterator[LoginWatch]:
    """Over the stand's rooms, asking."""
    watch = LoginWatch(stand.rooms.directory, book)
    watch.start()
    yield watch
    await watch.stop()


async def looked(eye: Eye, book: Book, times: int) -> None:
    """The book was asked so often from now on."""
    before = book.asked
    await eye.until(lambda: book.asked >= before + times)


async def test_a_login_that_ends_here_darkens_its_screens_at_once(stand: LightStand, watch: LoginWatch) -> None:
    """T-10: dark before the goodbye, and the seat is empty."""
    host, _ = await shared(stand)
    await watch.login_ended(LOGIN)
    await host.until(lambda: host.closed)
    assert (host.closed, host.is_dark) == ("signed_out", True)
    await host.until(lambda: HOST.id not in stand.rooms.online(host.room.session))


async def test_a_login_that_ended_elsewhere_is_noticed(stand: LightStand, watch: LoginWatch, book: Book) -> None:
    """T-10: asked of the book, not told."""
    host, _ = await shared(stand)
    watched = Stopwatch()
    book.over.add(LOGIN)
    await host.until(lambda: host.closed)
    assert watched.own_s <= 1
    assert host.closed == "signed_out"


async def test_a_book_that_cannot_be_read_ends_nobodys_talk(stand: LightStand, watch: LoginWatch, book: Book) -> None:
    """A disk that fails for a moment takes no consult down; afterwards it is asked again."""
    host, _ = await shared(stand)
    book.is_down = True
    await looked(host, book, 2)
    assert host.closed == ""
    book.is_down = False
    book.over.add(LOGIN)
    await host.until(lambda: host.closed)


async def test_a_book_that_cannot_be_read_for_long_darkens_everybody(
    stand: LightStand, watch: LoginWatch, book: Book
) -> None:
    """[SES-260] R12: dark before 15 s are over, keys gone, the talk goes on; then pictures under a new epoch."""
    host, patient = await shared(stand)
    epoch, now_ms = host.room.session.epoch, watch.boot_ms()
    watch.boot_ms = lambda: now_ms
    await looked(host, book, 2)
    book.is_down = True
    await looked(host, book, 2)
    now_ms += UNKNOWN_MS - 1
    await looked(host, book, 2)
    assert not is_dark(patient), "for eight seconds somebody who was put out may look on"
    now_ms += 1
    await patient.until(lambda: is_dark(patient))
    assert not stand.keys.epochs(host.room.session.id)
    assert (await host.room.talk.unkept.say(line("still here", "d" * 32))).text == "still here"
    book.is_down = False
    await patient.until(lambda: not is_dark(patient))
    await patient.until(lambda: patient.frames[-1].epoch > epoch)
    assert patient.closed == ""


async def test_whoever_was_put_out_in_the_dark_sees_nothing_afterwards(
    stand: LightStand, watch: LoginWatch, book: Book
) -> None:
    """[SES-260] T-10: known again, everybody else has pictures; who is missing gets no key, and is closed."""
    host, patient = await shared(stand)
    patient.login, now_ms = LoginId("2" * 32), watch.boot_ms()
    watch.boot_ms = lambda: now_ms
    book.is_down = True
    await looked(host, book, 2)
    now_ms += UNKNOWN_MS + 1
    await patient.until(lambda: is_dark(patient))
    keys = len(patient.told(KeyGiven))
    book.over.add(patient.login)
    book.is_down = False
    await patient.until(lambda: patient.closed)
    await host.until(lambda: not is_dark(host))
    assert patient.closed == "signed_out"
    assert len(patient.told(KeyGiven)) == keys


async def test_who_lost_the_seat_to_another_device_is_not_told_to_come_again(
    stand: LightStand, watch: LoginWatch, book: Book
) -> None:
    """T-01, JU1: where the session has not come to say so itself, the watch says that the visit goes on elsewhere."""
    _, patient = await shared(stand)
    await patient.room.act(KnockAgain(PATIENT.id))
    book.over.add(patient.login)
    await patient.until(lambda: patient.closed)
    assert patient.closed == "moved"


async def test_a_login_missing_once_is_asked_for_again(stand: LightStand, watch: LoginWatch, book: Book) -> None:
    """Who is put out by another device is told so by the room, which needs a moment for it."""
    host, _ = await shared(stand)
    await looked(host, book, 1)
    book.over.add(LOGIN)
    await looked(host, book, 1)
    book.over.clear()
    await looked(host, book, 2)
    assert host.closed == ""
