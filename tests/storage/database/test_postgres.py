"""PostgreSQL: durable commits, TLS by default, and no call without an end, whatever becomes of the server or the line."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from server.audit.log import Log
from server.cli import authority
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.postgres import tls_of
from server.terms.entries import Entry
from server.terms.errors import Malformed, Unavailable
from server.vault.deployment import DeploymentKey
from tests.journeys.relay import Relay, relay
from tests.postgres_server import PostgresServer

CALL_S = 1.0


@pytest.fixture
async def line(postgres: PostgresServer) -> AsyncIterator[Relay]:
    """A line to the server that may break."""
    async with relay(postgres.port) as made:
        yield made


@pytest.fixture
async def far(line: Relay, fresh_postgres: str) -> AsyncIterator[Database]:
    """A database at the other end of it."""
    database = Database(
        f"postgresql://lightbox@127.0.0.1:{line.port}/{fresh_postgres.rpartition('/')[2]}", call_s=CALL_S
    )
    await database.start()
    yield database
    await database.stop()


async def counted(db: Database) -> int:
    """Something that is written and read back."""
    async with db.write() as conn:
        await conn.exec_driver_sql(
            "INSERT INTO entry_count VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET size = entry_count.size + 1"
        )
    async with db.read() as conn:
        return int((await conn.exec_driver_sql("SELECT size FROM entry_count")).scalar_one())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("synchronous_commit", "on"),
        ("transaction_isolation", "read committed"),
        ("statement_timeout", "8s"),
        ("lock_timeout", "8s"),
        ("idle_in_transaction_session_timeout", "8s"),
    ],
)
async def test_what_a_transaction_is_given(fresh_postgres: str, name: str, value: str) -> None:
    """AUD-7: a commit is on the disk when it returns; R10: a process that hangs holds its locks no longer than a call."""
    db = Database(fresh_postgres)
    await db.start()
    async with db.write() as conn:
        assert (await conn.exec_driver_sql(f"SHOW {name}")).scalar() == value
    await db.stop()


async def test_a_read_sees_one_snapshot_and_writes_nothing(far: Database) -> None:
    """Two statements of one read agree, whoever commits between them."""
    assert await counted(far) == 1
    async with far.read() as conn:
        before = (await conn.exec_driver_sql("SELECT size FROM entry_count")).scalar()
        assert await counted(far) == 2
        assert (await conn.exec_driver_sql("SELECT size FROM entry_count")).scalar() == before
        assert (await conn.exec_driver_sql("SHOW transaction_read_only")).scalar() == "on"


async def test_a_server_that_went_away_and_came_back_is_found_again(far: Database, line: Relay) -> None:
    """R6: while it is away every call says so at once; afterwards the next one works, without a restart."""
    assert await counted(far) == 1
    line.is_cut = True
    line.reset()
    for _ in range(3):
        with pytest.raises(Unavailable, match="storage_unavailable"):
            await counted(far)
    line.is_cut = False
    assert await counted(far) == 2


async def test_a_call_into_silence_ends(far: Database, line: Relay) -> None:
    """R12: packets that are dropped, not refused: each call ends in its time, and the line's return is enough."""
    assert await counted(far) == 1
    line.up.swallows = line.down.swallows = True
    before = time.monotonic()
    heard = await asyncio.gather(*(counted(far) for _ in range(4)), return_exceptions=True)
    assert [type(each) for each in heard] == [Unavailable] * 4
    assert time.monotonic() - before < CALL_S + 15, "bounded; the product's bound is asserted in the journey"
    line.up.swallows = line.down.swallows = False
    line.reset()
    assert await counted(far) == 2


async def test_who_breaks_off_while_the_server_is_silent_is_free(far: Database, line: Relay) -> None:
    """R12: a caller that gives up in the middle of a statement waits for no answer to its giving up."""
    assert await counted(far) == 1
    line.up.swallows = line.down.swallows = True
    calling = asyncio.create_task(counted(far))
    await asyncio.wait({calling}, timeout=0.1)
    calling.cancel()
    done, _ = await asyncio.wait({calling}, timeout=CALL_S + 15)
    assert done


async def test_processes_that_append_at_once_make_one_record(fresh_postgres: str) -> None:
    """AUD-6, T-51: indexes without a gap, one tree, whoever of them is asked."""
    databases = [Database(fresh_postgres) for _ in range(3)]
    for each in databases:
        await each.start()
    logs = [Log(EntryRows(each, DeploymentKey(bytes(range(32)))), bytes) for each in databases]
    firsts = await asyncio.gather(
        *(log.append([Entry("key.created", at, "system")] * (1 + at % 3)) for at in range(20) for log in logs)
    )
    size = sum(1 + at % 3 for at in range(20)) * len(logs)
    spans = sorted(firsts)
    assert len(set(spans)) == len(firsts)
    assert [each.index for each in await logs[0].read()] == list(range(size))
    heads = [await log.head() for log in logs]
    assert heads == [heads[0]] * len(logs)
    assert heads[0].size == size
    for each in databases:
        await each.stop()


@pytest.mark.parametrize(
    ("address", "verify", "names_checked"),
    [
        ("postgresql://lb@127.0.0.1/lb", None, None),
        ("postgresql:///lb?host=/run/postgresql", None, None),
        ("postgresql://lb@database.clinic.example/lb", ssl.CERT_REQUIRED, True),
        ("postgresql://lb@database.clinic.example/lb?sslmode=disable", None, None),
        ("postgresql://lb@database.clinic.example/lb?sslmode=require", ssl.CERT_NONE, False),
        ("postgresql://lb@database.clinic.example/lb?sslmode=verify-ca", ssl.CERT_REQUIRED, False),
        ("postgresql://lb@127.0.0.1/lb?sslmode=verify-full", ssl.CERT_REQUIRED, True),
    ],
)
def test_another_machine_is_spoken_to_by_tls(address: str, verify: int | None, names_checked: bool | None) -> None:  # noqa: FBT001
    """R: in the clear only on this machine, or where the operator says so; else its certificate is checked."""
    context = tls_of(make_url(address))
    if verify is None:
        assert context is False
    else:
        assert isinstance(context, ssl.SSLContext)
        assert (context.verify_mode, context.check_hostname) == (verify, names_checked)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://lb:hush@db.example/lb?sslmode=prefer",
        "postgresql://lb:hush@db.example/lb?sslrootcert=/nowhere.pem",
        "postgresql://lb:hush@db.example/lb?command_timeout=0",
        "mysql://lb:hush@db.example/lb",
        "lb:hush@db.example",
    ],
)
async def test_an_address_nobody_can_follow_is_said_without_its_password(address: str) -> None:
    """Refused at the start, and the complaint can be shown."""
    with pytest.raises(Malformed, match="bad_settings") as said:
        await Database(address).start()
    assert "hush" not in str(said.value)


@pytest.fixture
def shown(postgres: PostgresServer, tmp_path: Path) -> Iterator[Path]:
    """The server has a certificate for `localhost` and speaks TLS; gives its authority."""
    made = authority.ensure(tmp_path / "tls", ("localhost",))
    postgres.speak_tls(made.certificate, made.key)
    yield made.authority
    postgres.speak_no_tls()


@pytest.mark.parametrize(
    ("host", "mode", "is_reached"),
    [
        ("localhost", "verify-full", True),
        ("127.0.0.1", "verify-ca", True),
        ("127.0.0.1", "verify-full", False),
    ],
)
async def test_whoever_shows_no_certificate_of_ours_is_not_spoken_to(
    postgres: PostgresServer, shown: Path, host: str, mode: str, *, is_reached: bool
) -> None:
    """The line is encrypted; a certificate for another name, or of another authority, is no server of ours."""
    place = f"postgresql://lightbox@{host}:{postgres.port}/postgres?sslmode={mode}"
    other = Database(place)
    with pytest.raises(Unavailable, match="storage_unavailable"):
        await other.start()
    await other.stop()
    db = Database(f"{place}&sslrootcert={shown}")
    if is_reached:
        await db.start()
        async with db.read() as conn:
            query = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
            assert (await conn.exec_driver_sql(query)).scalar() is True
    else:
        with pytest.raises(Unavailable, match="storage_unavailable"):
            await db.start()
    await db.stop()
