"""Staff accounts in SQL: found by a keyed tag, readable parts sealed, a TOTP step accepted once."""

from sqlalchemy import BigInteger, Boolean, Column, LargeBinary, Row, String, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.desk.people_rows import AccountRow, ProvedFactors
from server.storage.database.engine import Database
from server.storage.database.recovery_codes import recovery_codes, set_codes
from server.storage.database.schema import metadata
from server.storage.database.sign_in_failures import sign_in_failures
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
    Column("enrolled_ms", BigInteger),
    Column("reset_by", String(32)),
    Column("reset_ms", BigInteger),
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

    async def prove(self, person: PersonId, proved: ProvedFactors) -> None:
        """Make an account active: factors, recovery codes and the end of all failures in one transaction."""
        values: dict[str, object] = {
            "totp": proved.totp,
            "totp_step": proved.totp_step,
            "enrolled_ms": proved.enrolled_ms,
        }
        if proved.password_hash is not None:
            values["password_hash"] = proved.password_hash
        async with self._db.write() as conn:
            await conn.execute(update(accounts).where(accounts.c.id == person).values(**values))
            await set_codes(conn, person, proved.recovery)
            await conn.execute(delete(sign_in_failures).where(sign_in_failures.c.person == person))

    async def end_factor(self, person: PersonId) -> None:
        """Let no authenticator open this account; password and recovery codes stay."""
        async with self._db.write() as conn:
            await conn.execute(update(accounts).where(accounts.c.id == person).values(totp=b""))

    async def end_factors(self, person: PersonId, asked_by: PersonId, asked_ms: int) -> bool:
        """Let nothing open this account, if just this reset is still asked for: exactly one of many at once wins."""
        asked = (accounts.c.id == person, accounts.c.reset_by == asked_by, accounts.c.reset_ms == asked_ms)
        gone = {"password_hash": "", "totp": b"", "enrolled_ms": None, "reset_by": None, "reset_ms": None}
        async with self._db.write() as conn:
            won = (await conn.execute(update(accounts).where(*asked).values(**gone))).rowcount == 1
            if won:
                await conn.execute(delete(recovery_codes).where(recovery_codes.c.person == person))
                await conn.execute(delete(sign_in_failures).where(sign_in_failures.c.person == person))
            return won

    async def ask_reset(self, person: PersonId, by: PersonId | None, at_ms: int | None) -> None:
        """Write down who asks for a reset, or that nobody does (any more)."""
        async with self._db.write() as conn:
            await conn.execute(update(accounts).where(accounts.c.id == person).values(reset_by=by, reset_ms=at_ms))

    async def disable(self, person: PersonId, *, disabled: bool) -> None:
        """Let somebody in no more, or again."""
        async with self._db.write() as conn:
            await conn.execute(update(accounts).where(accounts.c.id == person).values(disabled=disabled))

    async def change_password(self, person: PersonId, password_hash: str) -> None:
        """Replace a password."""
        async with self._db.write() as conn:
            await conn.execute(update(accounts).where(accounts.c.id == person).values(password_hash=password_hash))


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
        enrolled_ms=row.enrolled_ms,
        reset_by=None if row.reset_by is None else PersonId(row.reset_by),
        reset_ms=row.reset_ms,
    )
