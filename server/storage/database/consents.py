"""Consents in SQL: the exact words sealed, and beside them what must be found: session, digest, language."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Row, String, Table, insert, select

from server.desk.people_rows import ConsentRow
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import ParticipantId, SessionId

consents = Table(
    "consents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("session", String(32), nullable=False),
    Column("participant", String(16), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("language", String(16), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("text", LargeBinary, nullable=False),
    Index(None, "session"),
    Index(None, "kind", "at_ms"),
)


class ConsentRepository:
    """Keeps consents; rows are only ever added."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def keep(self, consent: ConsentRow) -> None:
        """Keep the words of one consent or of another basis."""
        values = {name: getattr(consent, name) for name in ConsentRow.__slots__}
        async with self._db.write() as conn:
            await conn.execute(insert(consents).values(**values))

    async def of_session(self, session: SessionId) -> list[ConsentRow]:
        """Give all words kept in a session, oldest first."""
        query = select(consents).where(consents.c.session == session)
        async with self._db.read() as conn:
            rows = await conn.execute(query.order_by(consents.c.at_ms, consents.c.id))
            return [opened_consent(row) for row in rows]


def opened_consent(row: Row[tuple[object, ...]]) -> ConsentRow:
    """Give a row as the desk knows it; its words stay sealed."""
    return ConsentRow(
        id=row.id,
        session=SessionId(row.session),
        participant=ParticipantId(row.participant),
        at_ms=row.at_ms,
        kind=row.kind,
        language=row.language,
        digest=row.digest,
        text=row.text,
    )
