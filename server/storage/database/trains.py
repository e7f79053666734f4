"""One durable commit for many writers: whoever comes while another writes rides in the same transaction.

SQLite has one writer, and a commit waits for the disk. When everybody waits for a commit of their own, a hundred small
writes take a hundred waits, one after the other. Here each writer has a savepoint of its own within a shared transaction:
what fails in one is undone for it alone; and nobody is told that theirs is kept before the commit they share is durable.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from aiosqlite import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.terms.errors import Unavailable

RIDERS_MAX: Final = 64
"""Writers in one transaction; the next ones take the next."""


@dataclass(slots=True, eq=False)
class _Train:
    """A transaction that is open: its connection, how many have written, and what came of its commit."""

    conn: AsyncConnection
    riders: int = 0
    arrived: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Trains:
    """The shared transactions of one database; `turn` lets one writer in at a time."""

    def __init__(self, engine: AsyncEngine, turn: Callable[[], AbstractAsyncContextManager[None]]) -> None:
        self._engine = engine
        self._turn = turn
        self._train: _Train | None = None
        """Owned by whoever has the turn."""
        self._waiting = 0
        self._is_taken = False
        """Whether somebody has the turn and writes."""
        self._ending: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def ride(self) -> AsyncIterator[AsyncConnection]:
        """Give the shared transaction; what was written in it is durable when the block has been left.

        Raises
        ------
        Unavailable
            `storage_unavailable` when the commit that was shared failed.
        """
        self._waiting += 1
        is_waiting = True
        try:
            async with self._turn():
                self._waiting, is_waiting, self._is_taken = self._waiting - 1, False, True
                try:
                    train = self._train = self._train or _Train(await self._opened())
                    try:
                        async with _own_savepoint(train.conn):
                            yield train.conn
                    finally:
                        train.riders += 1
                        # also when whoever is last was cancelled: the others' rows depend on it
                        if not await _is_open(train.conn) or not self._waiting or train.riders >= RIDERS_MAX:
                            self._train = None
                            await self._shielded(train)
                finally:
                    self._is_taken = False
        finally:
            self._waiting -= is_waiting
            if is_waiting and not self._waiting and not self._is_taken and self._train is not None:
                # who was to be the last gave up waiting: those before still have to arrive
                train, self._train = self._train, None
                await self._shielded(train)
        await asyncio.shield(train.arrived)

    async def stop(self) -> None:
        """Wait for what is being committed."""
        if self._ending:
            await asyncio.wait(self._ending)

    async def _opened(self) -> AsyncConnection:
        plain = await self._engine.connect()
        try:
            conn = await plain.execution_options(lightbox_writer=True)
            await conn.begin()
        except BaseException:
            await plain.close()
            raise
        return conn

    async def _shielded(self, train: _Train) -> None:
        ending = asyncio.create_task(self._end(train))
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        # the turn is held until it is over, whoever is cancelled meanwhile
        while not ending.done():
            try:
                await asyncio.shield(ending)
            except asyncio.CancelledError:
                await asyncio.wait({ending})
                raise

    async def _end(self, train: _Train) -> None:
        """Commit for all who wrote, and tell them."""
        try:
            try:
                # a full disk may have taken all of it back already, and then a commit says nothing at all
                await _must_be_open(train.conn)
                await train.conn.commit()
            except BaseException:
                # nobody knows in what state it is: the next train has a connection of its own
                await train.conn.invalidate()
                raise
            finally:
                await train.conn.close()
        except BaseException as error:  # noqa: BLE001  (whoever rode along hears it)
            train.arrived.set_exception(error)
            train.arrived.exception()  # there may be nobody left to hear it
        else:
            train.arrived.set_result(None)


@asynccontextmanager
async def _own_savepoint(conn: AsyncConnection) -> AsyncIterator[None]:
    """What fails inside is undone for this writer alone. SQLAlchemy's own savepoints cost as much as the row that is written."""
    await conn.exec_driver_sql("SAVEPOINT rider")
    try:
        yield
    except BaseException:
        if await _is_open(conn):
            await conn.exec_driver_sql("ROLLBACK TO rider")
            await conn.exec_driver_sql("RELEASE rider")
        raise
    await conn.exec_driver_sql("RELEASE rider")


async def _is_open(conn: AsyncConnection) -> bool:
    """Whether SQLite still has the transaction."""
    driver = (await conn.get_raw_connection()).driver_connection
    return isinstance(driver, Connection) and driver.in_transaction


async def _must_be_open(conn: AsyncConnection) -> None:
    if not await _is_open(conn):
        raise Unavailable("storage_unavailable")
