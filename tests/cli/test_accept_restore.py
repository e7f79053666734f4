"""`lightbox accept-restore`: what was over by then stays over, and the record says that an older copy was accepted."""

import asyncio
import io
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest

from server.audit.checkpoint import Head, Signer
from server.audit.log import Log, Recorded
from server.cli import main
from server.exchange.witness import WitnessFile
from server.live.witnessing import Witnessing
from server.sessions.phases import LockReason, Phase
from server.sessions.session import DeadlineRow, PresenceState, Session
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.migrate import upgrade
from server.storage.database.receipts import Receipt, ReceiptRows
from server.storage.database.sessions import SessionRows
from server.terms.entries import Entry
from server.terms.ids import ParticipantId
from server.vault.deployment import DeploymentKey
from tests.contract.consults import NOW, a_session
from tests.postgres_server import PostgresServer

LATER = NOW + 100 * 365 * 86_400_000
PLANNED = a_session("1", starts_ms=LATER)
LIVE = replace(
    a_session("2", starts_ms=LATER),
    presence=tuple(replace(here, state=PresenceState.ADMITTED, last_seen_ms=LATER) for here in a_session("2").presence),
    phase=Phase.LIVE,
    keyed=True,
    epoch=1,
    latest_end_ms=LATER + 1_000,
    deadlines=(DeadlineRow(1, LATER + 1_000, NOW, ParticipantId("d" * 16), 20),),
)
OVER = replace(a_session("3"), phase=Phase.LOCKED, lock_reason=LockReason.ENDED, locked_ms=NOW)


class Installation:
    """Its settings, and its data as a copy left it: one consult is planned, one goes on, one is over."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.url = url or f"sqlite+aiosqlite:///{folder / 'data' / 'lightbox.db'}"
        self.witness = folder / "elsewhere" / "witness"
        self.key = DeploymentKey.create(folder / "keys" / "deployment.key", os.urandom)
        (folder / "data").mkdir()

    async def fill(self) -> None:
        await upgrade(self.url)
        async with Opened(self) as data:
            for session in (PLANNED, LIVE, OVER):
                await data.sessions.add(session)
            made = Entry("key.created", NOW, "system", LIVE.id, {"epoch": 1, "keys": ("ab12",)})
            await data.log.append([made])

    def witnessed(self, size: int) -> None:
        """What the witness says of a record that was longer, and whose end the copy has not."""
        self.witness.parent.mkdir(exist_ok=True)
        self.witness.write_text(Signer(self.key.signing_key()).sign(replace(asyncio.run(self.head()), size=size)))

    async def head(self) -> Head:
        """The record's tree."""
        async with Opened(self) as data:
            return await data.log.head()


class Opened:
    """The installation's database, for as long as a block lasts."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.database = Database(installation.url)
        self.log = Log(EntryRows(self.database, installation.key), os.urandom)
        self.sessions = SessionRows(self.database, installation.key)
        self.receipts = ReceiptRows(self.database, installation.key)

    async def __aenter__(self) -> Self:
        await self.database.start()
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self.log.stop()
        await self.database.stop()

    async def check(self) -> None:
        """What a start asks before anything else."""
        signer = Signer(self.installation.key.signing_key())
        await Witnessing(self.log, signer, WitnessFile(self.installation.witness)).check()


async def found_in(installation: Installation) -> tuple[list[Session], list[Recorded], list[list[Receipt]]]:
    async with Opened(installation) as data:
        await data.check()
        sessions = [await data.sessions.load(each.id) for each in (PLANNED, LIVE, OVER)]
        return sessions, await data.log.read(), [await data.receipts.of(each.id) for each in sessions]


@pytest.fixture
def restored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """A copy that was put back; the witness is not there."""
    return installed(tmp_path, monkeypatch)


def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str = "") -> Installation:
    """Settings and data."""
    monkeypatch.chdir(tmp_path)
    installation = Installation(tmp_path, url)
    monkeypatch.setenv("LIGHTBOX__DATABASE__URL", url)
    monkeypatch.setenv("LIGHTBOX__DATA__FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("LIGHTBOX__KEYS__DEPLOYMENT", str(tmp_path / "keys" / "deployment.key"))
    monkeypatch.setenv("LIGHTBOX__AUDIT__WITNESS", str(installation.witness))
    asyncio.run(installation.fill())
    return installation


@pytest.mark.parametrize("witnessed", [None, 40], ids=["witness gone", "witness knows more"])
def test_what_was_not_over_is_locked_before_anybody_can_ask(
    restored: Installation, witnessed: int | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """T-42, K4: planned and live ones are locked as failed, with entry and receipt; the record starts again."""
    if witnessed is not None:
        restored.witnessed(witnessed)
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    assert main(["accept-restore"]) == 0
    said = capsys.readouterr().out
    assert "has 1 entries" in said
    assert "2 consults were locked" in said
    sessions, record, receipts = asyncio.run(found_in(restored))
    assert [(each.phase, each.lock_reason) for each in sessions] == [
        (Phase.LOCKED, LockReason.FAILED), (Phase.LOCKED, LockReason.FAILED), (Phase.LOCKED, LockReason.ENDED),
    ]  # fmt: skip
    (accepted,) = [each.entry.facts for each in record if each.entry.kind == "record.restored"]
    assert accepted == {"witnessed": -1 if witnessed is None else witnessed, "found": 1}
    locks = {each.entry.session: each.entry.facts for each in record if each.entry.kind == "lock.started"}
    assert locks[LIVE.id]["keys"] == ("ab12",)
    assert [len(each) for each in receipts] == [1, 1, 1]
    kept = list(restored.witness.parent.glob("witness.evidence-*"))
    assert [each.name for each in kept] == ([] if witnessed is None else ["witness.evidence-40"])


def test_nothing_is_changed_before_the_number_is_typed(
    restored: Installation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """T-49: a start stays refused, and so does one with a wrong number."""
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert main(["accept-restore"]) == 2
    assert main(["accept-restore", "--found", "7"]) == 2
    assert "Nothing was changed" in capsys.readouterr().err
    assert not restored.witness.exists()
    assert asyncio.run(restored.head()).size == 1


def test_where_nothing_is_lost_there_is_nothing_to_accept(
    restored: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    """T-42: nobody locks a whole clinic's consults by a slip."""
    restored.witnessed(1)
    assert main(["accept-restore", "--found", "1"]) == 2
    assert "nothing to accept" in capsys.readouterr().err


@contextmanager
def by_dump(server: PostgresServer, name: str, folder: Path, then: Callable[[], None]) -> Iterator[str]:
    """The address of a database restored from `pg_dump`, made before `then`."""
    server.dumped(name, folder / "copy.dump")
    then()
    restored = server.restored(folder / "copy.dump")
    yield server.url(restored)
    server.release(restored)


@contextmanager
def by_files(server: PostgresServer, name: str, _folder: Path, then: Callable[[], None]) -> Iterator[str]:
    """The same from `pg_basebackup`."""
    with server.twin() as twin:
        then()
        yield twin.url(name)


@pytest.mark.parametrize("copied", [by_dump, pytest.param(by_files, marks=pytest.mark.hunt)])
def test_an_older_copy_of_postgresql_is_locked_as_any_other(
    copied: Callable[..., AbstractContextManager[str]],
    postgres: PostgresServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """T-42: a consult that went on when the copy was made, and ended since, is over; the record verifies."""
    name = postgres.fresh()
    installation = installed(tmp_path, monkeypatch, postgres.url(name))

    def since() -> None:
        """What came after the copy, which the witness knows of."""
        asyncio.run(_ended(installation))
        installation.witness.parent.mkdir()
        head = asyncio.run(installation.head())
        installation.witness.write_text(Signer(installation.key.signing_key()).sign(head))

    with copied(postgres, name, tmp_path, since) as url:
        installation.url = url
        monkeypatch.setenv("LIGHTBOX__DATABASE__URL", url)
        assert main(["accept-restore", "--found", "1"]) == 0
        assert "knows of 3 entries" in capsys.readouterr().out
        sessions, record, _ = asyncio.run(found_in(installation))
        assert [each.phase for each in sessions] == [Phase.LOCKED] * 3
        assert record[0].entry.kind == "key.created"
        assert "record.restored" in {each.entry.kind for each in record}
        assert main(["export-log", "record.txt"]) == 0
        key = capsys.readouterr().out.rpartition("--key ")[2].strip().strip("'")
        assert main(["verify-log", "record.txt", "--key", key]) == 0
    postgres.release(name)


async def _ended(installation: Installation) -> None:
    """The consult that went on ends."""
    async with Opened(installation) as data:
        fence = await data.sessions.claim(LIVE.id)
        over = replace(LIVE, phase=Phase.LOCKED, lock_reason=LockReason.ENDED, locked_ms=LATER)
        await data.sessions.save(over, fence=fence)
        await data.log.append([Entry("key.created", NOW, "system", LIVE.id, {"epoch": 2, "keys": ("cd34",)})] * 2)
