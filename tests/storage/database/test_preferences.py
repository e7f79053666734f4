"""What staff have in hand at rest: sealed, one writer at a time, gone with the account."""

from dataclasses import replace

import pytest
from sqlalchemy import delete

from server.desk.own_preferences import KeySlot, KindWindows, OwnPreferences, Preferences
from server.desk.people_rows import AccountRow, PreferenceRow
from server.storage.database.accounts import AccountRepository, accounts
from server.storage.database.engine import Database
from server.storage.database.preferences import PreferenceRepository
from server.terms.errors import Tampered
from server.terms.ids import PersonId
from server.terms.people import StaffRole
from server.vault.deployment import DeploymentKey
from tests.storage.database.conftest import AtRest

LEE, ROE = PersonId("a" * 32), PersonId("b" * 32)
FIRST = PreferenceRow(LEE, 1, b"sealed")


@pytest.fixture
async def shelf(db: Database) -> PreferenceRepository:
    """Two people who have changed nothing."""
    for person in (LEE, ROE):
        row = AccountRow(person, person, b"p", StaffRole.PROVIDER, "h", b"t", 0, False, 0, None, None, None)
        assert await AccountRepository(db).add(row)
    return PreferenceRepository(db)


async def test_one_of_two_writers_is_told_to_look_again(shelf: PreferenceRepository) -> None:
    """C1: only over the version one has read, and never a second row."""
    assert await shelf.keep(FIRST, over=0)
    assert not await shelf.keep(FIRST, over=0)
    second = replace(FIRST, version=2, sealed=b"other")
    assert not await shelf.keep(second, over=2)
    assert await shelf.keep(second, over=1)
    assert not await shelf.keep(replace(second, version=2), over=1)
    assert await shelf.of(LEE) == second
    assert await shelf.of(ROE) is None


async def test_they_go_with_the_account(shelf: PreferenceRepository, db: Database) -> None:
    """T-53: nothing is left of who has no account, and nobody without one has any."""
    assert await shelf.keep(FIRST, over=0)
    assert not await shelf.keep(replace(FIRST, person=PersonId("c" * 32)), over=0)
    async with db.write() as conn:
        await conn.execute(delete(accounts).where(accounts.c.id == LEE))
    assert await shelf.of(LEE) is None


async def test_they_rest_sealed_and_open_for_their_person_alone(
    shelf: PreferenceRepository, dep: DeploymentKey, at_rest: AtRest
) -> None:
    """T-23: names given to windows are in no file of the database; a row put under somebody else's name is tampering."""
    own = OwnPreferences(shelf, dep)
    await own.change(LEE, Preferences(windows=(KindWindows("CT", "HU", (), (KeySlot("unmistakable", 0),)),)))
    assert b"unmistakable" not in at_rest()
    kept = await shelf.of(LEE)
    assert kept is not None
    assert await shelf.keep(replace(kept, person=ROE), over=0)
    with pytest.raises(Tampered, match="sealed_value"):
        await own.of(ROE)
