"""`lightbox serve --demo`: its accounts and demo.json, whatever interrupted the start before."""

import os
from pathlib import Path

import pytest

from server.cli import demo
from server.desk.accounts import Accounts, NewAccount
from server.desk.hashing import Hashing
from server.identity.passwords import PasswordCost, Passwords
from server.storage.database.accounts import AccountRepository
from server.storage.database.engine import Database
from server.storage.database.tables import metadata
from server.terms.errors import Refused
from server.terms.ids import PersonId
from server.terms.people import StaffRole
from server.vault.deployment import DeploymentKey

ADDRESS = "http://localhost:8460"
NAMES = ["Dr Lee", "Dr Silva", "Probe"]


class InterruptedStartError(Exception):
    """Somebody pressed Ctrl-C."""


class Cut(Accounts):
    """Accounts of which only so many are made before the start is interrupted."""

    left: int = 3

    async def add_account(
        self,
        login_name: str,
        display_name: str,
        role: StaffRole,
        password: str,
        *,
        totp_secret: str | None = None,
        person: PersonId | None = None,
    ) -> NewAccount:
        if self.left == 0:
            raise InterruptedStartError
        self.left -= 1
        return await super().add_account(
            login_name, display_name, role, password, totp_secret=totp_secret, person=person
        )


def accounts_on(database: Database, kind: type[Accounts] = Accounts) -> Accounts:
    hashing = Hashing(Passwords(PasswordCost(memory_kib=64, passes=1)))
    dep = DeploymentKey(bytes(range(32)))
    return kind(AccountRepository(database), dep, hashing, clock=lambda: 0, random=os.urandom)


@pytest.mark.parametrize("made", [0, 1, 2, 3])
async def test_an_interrupted_first_start_goes_on(made: int, tmp_path: Path) -> None:
    """C1: after demo.json and after each account; the next start adds what is missing and changes nobody's sign-in."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'lightbox.db'}")
    await database.start()
    async with database.write() as conn:
        await conn.run_sync(metadata.create_all)
    cut = accounts_on(database, Cut)
    assert isinstance(cut, Cut)
    cut.left = made
    if made < len(NAMES):
        with pytest.raises(InterruptedStartError):
            await demo.prepare(cut, ADDRESS, tmp_path)
    planned = (tmp_path / demo.FILE).read_bytes() if made < len(NAMES) else b""

    accounts = accounts_on(database)
    shown = await demo.prepare(accounts, ADDRESS, tmp_path)

    assert [person.name for person in await accounts.people()] == NAMES
    assert planned in {b"", (tmp_path / demo.FILE).read_bytes()}
    lee = await accounts.by_login_name(shown.provider.login_name)
    assert lee is not None
    assert (lee.id, lee.totp_secret) == (shown.provider.person_id, shown.provider.totp_secret)
    assert await demo.prepare(accounts, ADDRESS, tmp_path) == shown
    await database.stop()


async def test_a_folder_of_real_people_is_no_demo(tmp_path: Path) -> None:
    """C1: refused before anything is written."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'lightbox.db'}")
    await database.start()
    async with database.write() as conn:
        await conn.run_sync(metadata.create_all)
    accounts = accounts_on(database)
    await accounts.invite("ada", "Ada", StaffRole.ADMINISTRATOR)

    with pytest.raises(Refused, match="not_a_demo"):
        await demo.prepare(accounts, ADDRESS, tmp_path)

    assert not (tmp_path / demo.FILE).exists()
    await database.stop()
