"""One-time links of staff in SQL, by the hash of their secret; of a person only the newest is kept."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table, delete, insert, select, update

from server.identity.account_links import AccountLink
from server.storage.database.accounts import accounts
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import PersonId

account_links = Table(
    "account_links",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True),
    Column("person", String(32), nullable=False),
    Column("purpose", String(16), nullable=False),
    Column("not_after_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger),
    Index(None, "person"),
)


class AccountLinkRepository:
    """Keeps links."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def replace(self, link: AccountLink, digest: bytes) -> None:
        """Keep a new link; every former one of this person opens nothing from now on."""
        async with self._db.write() as conn:
            # the account's row first: of two links made at the same moment only the later one is kept
            await conn.execute(select(accounts.c.id).where(accounts.c.id == link.person).with_for_update())
            await conn.execute(delete(account_links).where(account_links.c.person == link.person))
            await conn.execute(
                insert(account_links).values(
                    digest=digest, person=link.person, purpose=link.purpose, not_after_ms=link.not_after_ms
                )
            )

    async def find(self, digest: bytes) -> AccountLink | None:
        """Give the link of a secret, good or not."""
        async with self._db.read() as conn:
            row = (await conn.execute(select(account_links).where(account_links.c.digest == digest))).first()
            if row is None:
                return None
            return AccountLink(PersonId(row.person), row.purpose, row.not_after_ms, row.used_ms)

    async def take(self, digest: bytes, now_ms: int) -> bool:
        """Use a link up: of any number at once exactly one wins."""
        good = (
            account_links.c.digest == digest,
            account_links.c.used_ms.is_(None),
            account_links.c.not_after_ms > now_ms,
        )
        async with self._db.write() as conn:
            return (await conn.execute(update(account_links).where(*good).values(used_ms=now_ms))).rowcount == 1

    async def give_back(self, digest: bytes) -> None:
        """Let a link be used after all: what it was taken for could not be done."""
        async with self._db.write() as conn:
            await conn.execute(update(account_links).where(account_links.c.digest == digest).values(used_ms=None))

    async def end(self, person: PersonId) -> None:
        """Let no link of this person open anything."""
        async with self._db.write() as conn:
            await conn.execute(delete(account_links).where(account_links.c.person == person))
