"""Where the sealed small pictures of a study lie, in SQL."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, delete, insert, select
from sqlalchemy.exc import IntegrityError

from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.terms.ids import InstanceId, StudyId

thumbnails = Table(
    "thumbnails",
    metadata,
    Column("study", String(32), ForeignKey("studies.id"), primary_key=True),
    Column("instance", String(32), ForeignKey("instances.id"), primary_key=True),
    Column("frame", Integer, primary_key=True),
    Column("size", String(8), primary_key=True),
    Column("object_name", String(32), nullable=False),
)


class ThumbnailRepository:
    """Keeps the object name of each small picture."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def thumbnail(self, study: StudyId, instance: InstanceId, frame: int, size: str) -> str | None:
        """Name the object that holds a frame's small picture."""
        query = select(thumbnails.c.object_name).where(
            thumbnails.c.study == study,
            thumbnails.c.instance == instance,
            thumbnails.c.frame == frame,
            thumbnails.c.size == size,
        )
        async with self._db.read() as conn:
            found = await conn.scalar(query)
            return None if found is None else str(found)

    async def keep_thumbnail(
        self, study: StudyId, instance: InstanceId, frame: int, size: str, object_name: str
    ) -> bool:
        """Remember where a small picture lies; False when one is remembered already or the study is gone."""
        row = {"study": study, "instance": instance, "frame": frame, "size": size, "object_name": object_name}
        try:
            async with self._db.write() as conn:
                await conn.execute(insert(thumbnails).values(**row))
        except IntegrityError:
            return False
        return True

    async def forget_thumbnail(self, study: StudyId, object_name: str) -> None:
        """Remember an object no more that would not open; harmless when it is gone."""
        named = (thumbnails.c.study == study) & (thumbnails.c.object_name == object_name)
        async with self._db.write() as conn:
            await conn.execute(delete(thumbnails).where(named))
