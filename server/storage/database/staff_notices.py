"""What a member of staff has to hear, in SQL, until they have read it."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table, insert, select, update

from server.desk.people_rows import NoticeRow
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import PersonId

staff_notices = Table(
    "staff_notices",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("person", String(32), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("read_ms", BigInteger),
    Index(None, "person"),
)


class NoticeRepository:
    """Keeps notices."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def add(self, notice: NoticeRow) -> None:
        """Keep a new notice."""
        values = {name: getattr(notice, name) for name in NoticeRow.__slots__}
        async with self._db.write() as conn:
            await conn.execute(insert(staff_notices).values(**values))

    async def unread(self, person: PersonId) -> list[NoticeRow]:
        """Give what a person has not read yet, oldest first."""
        mine = (staff_notices.c.person == person, staff_notices.c.read_ms.is_(None))
        query = select(staff_notices).where(*mine).order_by(staff_notices.c.at_ms, staff_notices.c.id)
        async with self._db.read() as conn:
            rows = await conn.execute(query)
            return [NoticeRow(row.id, PersonId(row.person), row.at_ms, row.sealed) for row in rows]

    async def read(self, person: PersonId, notice: str, now_ms: int) -> bool:
        """Write down that somebody read one of their own; False when there is none such unread."""
        this = (staff_notices.c.id == notice, staff_notices.c.person == person, staff_notices.c.read_ms.is_(None))
        async with self._db.write() as conn:
            return (await conn.execute(update(staff_notices).where(*this).values(read_ms=now_ms))).rowcount == 1
