"""One database behind two doors: `write` is a durable transaction, `read` a consistent snapshot.

Only this floor knows SQL. SQLite (the default) is opened in WAL mode with `synchronous=FULL`, so a commit is on the
disk when it returns; foreign keys are on; its file and its WAL have mode 0600; it has one writer at a time. PostgreSQL
has as many as there are connections, in any number of processes: what has to happen one after the other takes the lock
of a row first.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import asyncpg
from sqlalchemy import URL, exc, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from server.storage.database import calm, postgres, sqlite
from server.storage.database.trains import Trains
from server.terms.errors import Malformed, Unavailable
from server.terms.figures import Tally

WRITE_TURN_S = 15.0
"""How long a writer waits for its turn behind the other writers of this process (SQLite)."""
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}


class Database:
    """A database by its address (`sqlite:///…`, `postgresql://…`), not open until `start`.

    Parameters
    ----------
    connections
        How many this process may have open at PostgreSQL.
    call_s
        How long a transaction may take there.
    has_references
        Whether SQLite looks at references between rows; only what changes tables does without.

    Raises
    ------
    Malformed
        `bad_settings`: an address nobody can follow.
    """

    def __init__(
        self,
        url: str,
        *,
        connections: int = postgres.CONNECTIONS,
        call_s: float = postgres.CALL_S,
        has_references: bool = True,
    ) -> None:
        self._url = address(url)
        self._connections = connections
        self._call_s = call_s
        self._has_references = has_references
        self.failures = Tally()
        """What could not be done, by code."""
        self._engine: AsyncEngine | None = None
        self._turn = asyncio.Lock()
        """Owned by `write`: one writer at a time, so SQLite never answers "locked" to ourselves."""
        self._trains: Trains | None = None
        """The shared transactions of SQLite's writers; PostgreSQL shares commits by itself."""

    @property
    def is_postgres(self) -> bool:
        """Whether it is PostgreSQL, where others write at the same time."""
        return self._url.get_backend_name() == "postgresql"

    @property
    def engine(self) -> AsyncEngine:
        """The open engine.

        Raises
        ------
        Unavailable
            `storage_unavailable` before `start` and after `stop`.
        """
        if self._engine is None:
            raise Unavailable("storage_unavailable")
        return self._engine

    async def start(self) -> None:
        """Open the pool and prove that one statement works."""
        if self.is_postgres:
            self._engine = postgres.engine_of(self._url, connections=self._connections, call_s=self._call_s)
        else:
            sqlite.make_private_file(self._url.database)
            path = self._url.database or ":memory:"
            self._engine = create_async_engine(self._url, async_creator=lambda *_, **__: calm.connect(path))
            sqlite.tame(self._engine, has_references=self._has_references)
            self._trains = Trains(self._engine, self._my_turn)
        async with self.read() as conn:
            await conn.exec_driver_sql("SELECT 1")

    async def stop(self) -> None:
        """Close every connection; harmless when not started."""
        engine, self._engine = self._engine, None
        if self._trains is not None:
            await self._trains.stop()
            self._trains = None
        if engine is not None:
            await engine.dispose()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Give a writer's transaction: committed durably at the end of the block, rolled back on any exception.

        Raises
        ------
        Unavailable
            `storage_full` when the disk is full, `storage_unavailable` when the database cannot be reached, or the
            transaction took too long or stood in another's way. An answer that was lost may have been a success.
        """
        with _spoken(self.failures):
            if self._trains is not None:
                async with self._trains.ride() as conn:
                    yield conn
                return
            async with self.engine.connect() as plain:
                conn = await plain.execution_options(isolation_level="READ COMMITTED")
                async with conn.begin():
                    yield conn

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection whose reads see one snapshot; nothing it does is kept.

        Raises
        ------
        Unavailable
            `storage_unavailable` when the database cannot be reached.
        """
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if self.is_postgres else {}
        with _spoken(self.failures):
            async with self.engine.connect() as plain:
                yield await plain.execution_options(**options)

    async def settle(self) -> bool:
        """Bring everything committed into the database's own file and empty SQLite's write-ahead log.

        Until then the log still has what was erased. False when a reader was in the way for `sqlite.SETTLE_MS`: nothing
        is lost, another try will do it. PostgreSQL takes care of its own log.
        """
        if self.is_postgres:
            return True
        async with self._my_turn():
            with _spoken(self.failures):
                async with self.engine.connect() as plain:
                    return await sqlite.empty_log(plain)

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(WRITE_TURN_S):
                await self._turn.acquire()
        except TimeoutError as late:
            raise Unavailable("storage_unavailable") from late
        try:
            yield
        finally:
            self._turn.release()


def address(url: str) -> URL:
    """Give an address with the driver we have for it; what is wrong with one is said without repeating it."""
    try:
        made = make_url(url)
    except exc.ArgumentError:
        raise Malformed("bad_settings", complaint="database.url is not an address of a database") from None
    driver = _DRIVERS.get(made.drivername, made.drivername)
    if driver not in _DRIVERS.values():
        raise Malformed("bad_settings", complaint="database.url begins with sqlite:// or postgresql://")
    return made.set(drivername=driver)


@contextmanager
def _spoken(failures: Tally) -> Iterator[None]:
    """Turn the driver's operational failures into our words and count them; broken rules of the schema stay what they are."""
    try:
        yield
    except exc.IntegrityError:
        raise
    except (exc.SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError) as error:
        said = list(_causes(error))
        if not _is_outage(error, said):
            raise
        is_full = any(sqlite.is_full(each) or postgres.is_full(each) for each in said)
        failure = Unavailable("storage_full" if is_full else "storage_unavailable")
        failures.add(failure.code)
        raise failure from error


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What the driver itself said, and what that came from."""
    seen: BaseException | None = error.orig if isinstance(error, exc.DBAPIError) and error.orig is not None else error
    while seen is not None:
        yield seen
        seen = seen.__cause__


def _is_outage(error: BaseException, said: list[BaseException]) -> bool:
    if isinstance(error, exc.TimeoutError) or (isinstance(error, exc.DBAPIError) and error.connection_invalidated):
        return True
    if any(postgres.is_outage(each) for each in said):
        return True
    is_from_postgres = any(type(each).__module__.startswith("asyncpg") for each in said)
    return isinstance(error, exc.OperationalError | exc.InterfaceError) and not is_from_postgres
