"""Tries at a birth date in SQL: counted for the link, decided for the browser; no date is ever here."""

from sqlalchemy import select, update

from server.identity.birth_dates import TRIES
from server.storage.database.engine import Database
from server.storage.database.invite_rows import invites
from server.storage.database.logins import guest_logins
from server.terms.ids import InviteId, LoginId
from server.terms.people import Birth


class BirthRows:
    """Counts and decides."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def count_birth_try(self, invite: InviteId) -> int | None:
        """Count a wrong answer in advance; gives how many are left after it, None when none was."""
        async with self._db.write() as conn:
            counted = await conn.execute(
                update(invites)
                .where(invites.c.id == invite, invites.c.birth_tries < TRIES)
                .values(birth_tries=invites.c.birth_tries + 1)
            )
            tries: int = (await conn.execute(select(invites.c.birth_tries).where(invites.c.id == invite))).scalar_one()
            return TRIES - tries if counted.rowcount == 1 else None

    async def decide_birth(self, login: LoginId, invite: InviteId, birth: Birth, *, given_back: bool) -> None:
        """Write down what this browser's answer came to, once; an answer that was not wrong gives its try back."""
        back = int(given_back)
        async with self._db.write() as conn:
            await conn.execute(
                update(guest_logins).where(guest_logins.c.id == login, guest_logins.c.birth == "").values(birth=birth)
            )
            await conn.execute(
                update(invites)
                .where(invites.c.id == invite, invites.c.birth_tries >= back)
                .values(birth_tries=invites.c.birth_tries - back)
            )
