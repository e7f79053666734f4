"""Who besides its owner may look at a study, in SQL."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table

from server.storage.database.engine import Database
from server.storage.database.let_in import LetIn
from server.storage.database.schema import metadata
from server.terms.ids import StudyId

study_shares = Table(
    "study_shares",
    metadata,
    Column("study", String(32), ForeignKey("studies.id"), primary_key=True),
    Column("person", String(32), primary_key=True),
    Column("at_ms", BigInteger, nullable=False),
    Index(None, "person"),
)


class StudyShareRepository(LetIn[StudyId]):
    """Keeps which colleagues may look at a study."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, study_shares, subject=study_shares.c.study, since=study_shares.c.at_ms)
