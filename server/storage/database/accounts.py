"""Staff accounts in SQL: found by a keyed tag, readable parts sealed, a TOTP step accepted once."""

from sqlalchemy import BigInteger, Boolean, Column, LargeBinary, Row, String, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.desk.people_rows import AccountRow
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import PersonId
from server.terms.people import StaffRole

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("login_tag", String(64), nullable=False, unique=True),
    Column("profile", LargeBinary, nullable=False),
    Column("role", String(16), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("totp", LargeBinary, nullable=False),
    Column("totp_step", BigInteger, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
)


class AccountRepository:
    """Keeps accounts."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, account: AccountRow) -> bool:
        """Keep a new account; False when its login name is taken."""
        values = {name: getattr(account, name) for name in AccountRow.__slots__} | {"role": account.role.value}
        try:
            async with self._db.write() as conn:
                await conn.execute(insert(accounts).values(**values))
        except IntegrityError:
            return False
        return True

    async def by_tag(self, login_tag: str) -> AccountRow | None:
        """Give the account of a login name, by its tag."""
        async with self._db.read() as conn:
            row = (await conn.execute(select(accounts).where(accounts.c.login_tag == login_tag))).first()
            return None if row is None else _account(row)

    async def find(self, person: PersonId) -> AccountRow | None:
        """Give one account."""
        async with self._db.read() as conn:
            row = (await conn.execute(select(accounts).where(accounts.c.id == person))).first()
            return None if row is None else _account(row)

    async def all(self) -> list[AccountRow]:
        """Give every account, oldest first."""
        async with self._db.read() as conn:
            rows = await conn.execute(select(accounts).order_by(accounts.c.created_ms, accounts.c.id))
            return [_account(row) for row in rows]

    async def accept_step(self, person: PersonId, step: int) -> bool:
        """Take a TOTP step if none as late was taken before: of any number at once exactly one wins (T-06)."""
        async with self._db.write() as conn:
            won = await conn.execute(
                update(accounts).where(accounts.c.id == person, accounts.c.totp_step < step).values(totp_step=step)
            )
            return won.rowcount == 1


def _account(row: Row[tuple[object, ...]]) -> AccountRow:
    return AccountRow(
        id=PersonId(row.id),
        login_tag=row.login_tag,
        profile=row.profile,
        role=StaffRole(row.role),
        password_hash=row.password_hash,
        totp=row.totp,
        totp_step=row.totp_step,
        disabled=row.disabled,
        created_ms=row.created_ms,
    )
