"""Which colleagues a consult was shared with, in SQL."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table

from server.storage.database.engine import Database
from server.storage.database.let_in import LetIn
from server.storage.database.schema import metadata
from server.terms.ids import SessionId

session_people = Table(
    "session_people",
    metadata,
    Column("session", String(32), ForeignKey("sessions.id"), primary_key=True),
    Column("person", String(32), primary_key=True),
    Column("added_ms", BigInteger, nullable=False),
    Index(None, "person"),
)


class SessionPeopleRepository(LetIn[SessionId]):
    """Keeps which colleagues were let in to a consult."""

    def __init__(self, database: Database) -> None:
        columns = session_people.c
        super().__init__(database, session_people, subject=columns.session, since=columns.added_ms)
