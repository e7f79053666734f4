"""Words of other bases than the patient's tap, over all consults, and which of them somebody has reviewed, in SQL."""

from sqlalchemy import BigInteger, Column, String, Table, insert, select
from sqlalchemy.exc import IntegrityError

from server.desk.people_rows import KeptBasis, Review
from server.storage.database.consents import consents, opened_consent
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import PersonId

basis_reviews = Table(
    "basis_reviews",
    metadata,
    # No foreign key: that something was reviewed outlives its words.
    Column("ref", String(32), primary_key=True),
    Column("person", String(32), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)


class BasisReviewRepository:
    """Finds bases and keeps their reviews; rows are only ever added."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def newest(self, *, limit: int) -> list[KeptBasis]:
        """Give the words of other bases, newest first, each with its review if there was one."""
        query = (
            select(consents, basis_reviews.c.person, basis_reviews.c.at_ms.label("reviewed_ms"))
            .outerjoin(basis_reviews, basis_reviews.c.ref == consents.c.id)
            .where(consents.c.kind == "basis")
            .order_by(consents.c.at_ms.desc(), consents.c.id)
            .limit(limit)
        )
        async with self._db.read() as conn:
            rows = (await conn.execute(query)).all()
        return [
            KeptBasis(
                opened_consent(row), None if row.person is None else Review(PersonId(row.person), row.reviewed_ms)
            )
            for row in rows
        ]

    async def reviewed(self, ref: str, review: Review) -> bool:
        """Keep a review, durable on return; False when there was one before."""
        try:
            async with self._db.write() as conn:
                await conn.execute(insert(basis_reviews).values(ref=ref, person=review.by, at_ms=review.at_ms))
        except IntegrityError:
            return False
        return True
