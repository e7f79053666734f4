"""Which logins still stand, asked for thousands of screens at once: in one value, on either database."""

import pytest
from sqlalchemy import update

from server.desk.people_rows import AccountRow
from server.identity.logins import GuestLogin, Login
from server.storage.database.accounts import AccountRepository, accounts
from server.storage.database.engine import Database
from server.storage.database.logins import GuestLoginRepository, LoginRepository
from server.terms.ids import InviteId, LoginId, ParticipantId, PersonId, SessionId
from server.terms.people import StaffRole

MANY = 2_000
"""More than SQLite takes as values of one statement by older defaults (999), and more than anybody writes out."""
LEE, ROE = PersonId("1" * 32), PersonId("2" * 32)


def _id(number: int) -> LoginId:
    return LoginId(f"{number:032}")


async def _signed_in(db: Database, number: int, person: PersonId) -> LoginId:
    await LoginRepository(db).add(Login(_id(number), person, 1_000, 1_000), number.to_bytes(32), b"sealed")
    return _id(number)


async def _seated(db: Database, number: int, *, claim: int = 1) -> LoginId:
    session, seat = SessionId(f"{number:032}"), ParticipantId("a" * 16)
    guest = GuestLogin(_id(100 * claim + number), session, seat, InviteId("1" * 32), claim, 1_000)
    return (await GuestLoginRepository(db).add(guest, (100 * claim + number).to_bytes(32))).id


@pytest.fixture
async def people(db: Database) -> Database:
    """Two of the staff may come in."""
    for person in (LEE, ROE):
        await AccountRepository(db).add(
            AccountRow(person, f"tag {person[0]}", b"", StaffRole.PROVIDER, "", b"", 0, disabled=False, created_ms=1)
        )
    return db


async def test_staff_whose_logins_stand_are_found_among_many(people: Database) -> None:
    """T-10: ended, unknown and a disabled person's are missing; nobody asked is nobody found."""
    shelf = LoginRepository(people)
    stands, ended, disabled = [
        await _signed_in(people, number, person) for number, person in enumerate((LEE, LEE, ROE), start=1)
    ]
    assert {each.id for each in await shelf.kept([stands, ended, disabled])} == {stands, ended, disabled}
    await shelf.end(ended)
    async with people.write() as conn:
        await conn.execute(update(accounts).where(accounts.c.id == ROE).values(disabled=True))
    unknown = [_id(number) for number in range(1_000, 1_000 + MANY)]
    assert [each.id for each in await shelf.kept([stands, ended, disabled, *unknown])] == [stands]
    assert await shelf.kept([]) == []


async def test_guests_who_have_their_seats_are_found_among_many(db: Database) -> None:
    """T-10: who only knocks, who was put out and who never was are missing; all that stand is one count."""
    shelf = GuestLoginRepository(db)
    seated = [await _seated(db, number) for number in range(1, 4)]
    assert await shelf.kept(seated) == set(seated)
    knocking = await _seated(db, 1, claim=2)
    await shelf.end(SessionId(f"{3:032}"), ParticipantId("a" * 16), "all")
    unknown = [_id(number) for number in range(1_000, 1_000 + MANY)]
    assert await shelf.kept([*seated, knocking, *unknown]) == set(seated[:2])
    assert await shelf.kept([]) == set()
