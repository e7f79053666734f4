"""Studies, series and instances in SQL: sealed headers found by keyed tags; never a readable name or UID."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    LargeBinary,
    RowMapping,
    Select,
    String,
    Table,
    UniqueConstraint,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from server.desk.study_rows import InstanceRow, NewInstance, NewStudy, StudyRow
from server.storage.database.engine import Database
from server.storage.database.schema import metadata
from server.storage.database.study_shares import study_shares
from server.storage.database.thumbnails import thumbnails
from server.terms.ids import InstanceId, PersonId, SeriesId, StudyId

studies = Table(
    "studies",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(32), nullable=False),
    Column("uid_tag", String(64), nullable=False),
    # Empty while the study is being deleted: from then on nothing of it can be opened, and nobody sees it.
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column("added_ms", BigInteger, nullable=False),
    Column("instances", Integer, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("summary", LargeBinary, nullable=False),
    Column("summary_version", Integer, nullable=False),
    # Until when its owner asked to have it kept; the policy has the last word.
    Column("keep_until_ms", BigInteger),
    UniqueConstraint("owner", "uid_tag"),
)
series = Table(
    "series",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("study", String(32), ForeignKey("studies.id"), nullable=False),
    Column("uid_tag", String(64), nullable=False),
    UniqueConstraint("study", "uid_tag"),
)
instances = Table(
    "instances",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("study", String(32), ForeignKey("studies.id"), nullable=False),
    Column("series", String(32), ForeignKey("series.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("sop_tag", String(64), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("object_name", String(32), nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("header", LargeBinary, nullable=False),
    UniqueConstraint("study", "sop_tag"),
    UniqueConstraint("study", "ordinal"),
)


class StudyRepository:
    """The shelf: finds studies and files instances."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def visible_to(self, person: PersonId) -> list[StudyRow]:
        """Give the studies this person owns or was given, newest first."""
        async with self._db.read() as conn:
            rows = await conn.execute(
                _present().where(_seen_by(person)).order_by(studies.c.added_ms.desc(), studies.c.id)
            )
            return [_study(row) for row in rows.mappings()]

    async def study(self, study: StudyId, *, seen_by: PersonId | None = None) -> StudyRow | None:
        """Give one study, unless it is gone or going, or (in the same statement: T-04) not `seen_by` this person."""
        query = _present().where(studies.c.id == study)
        if seen_by is not None:
            query = query.where(_seen_by(seen_by))
        async with self._db.read() as conn:
            row = (await conn.execute(query)).mappings().first()
            return None if row is None else _study(row)

    async def study_by_tag(self, owner: PersonId, uid_tag: str) -> StudyRow | None:
        """Give the owner's study of that Study Instance UID (by its tag)."""
        query = _present().where(studies.c.owner == owner, studies.c.uid_tag == uid_tag)
        async with self._db.read() as conn:
            row = (await conn.execute(query)).mappings().first()
            return None if row is None else _study(row)

    async def study_of_series(self, series_id: SeriesId, *, seen_by: PersonId) -> StudyRow | None:
        """Give the study a series belongs to, as `study` does."""
        query = _present().join(series, series.c.study == studies.c.id)
        async with self._db.read() as conn:
            row = (await conn.execute(query.where(series.c.id == series_id, _seen_by(seen_by)))).mappings().first()
            return None if row is None else _study(row)

    async def instances(self, study: StudyId, after: int = 0) -> list[InstanceRow]:
        """Give the instances that came after the `after`-th, in the order they came."""
        query = select(instances).where(instances.c.study == study, instances.c.ordinal > after)
        async with self._db.read() as conn:
            rows = await conn.execute(query.order_by(instances.c.ordinal))
            return [_instance(row) for row in rows.mappings()]

    async def instance(self, study: StudyId, instance: InstanceId) -> InstanceRow | None:
        """Give one instance of a study."""
        query = select(instances).where(instances.c.study == study, instances.c.id == instance)
        async with self._db.read() as conn:
            row = (await conn.execute(query)).mappings().first()
            return None if row is None else _instance(row)

    async def instance_by_tag(self, study: StudyId, sop_tag: str) -> InstanceRow | None:
        """Give the instance of that SOP Instance UID (by its tag) in a study."""
        query = select(instances).where(instances.c.study == study, instances.c.sop_tag == sop_tag)
        async with self._db.read() as conn:
            row = (await conn.execute(query)).mappings().first()
            return None if row is None else _instance(row)

    async def file(self, instance: NewInstance, study: NewStudy | None) -> SeriesId | None:
        """Add an instance, and with `study` first its study, in one transaction; None when the shelf says no.

        It says no when that SOP Instance UID (or that study) is there already, or the study is gone: nothing of
        the call is kept then.
        """
        try:
            async with self._db.write() as conn:
                if study is not None:
                    await conn.execute(insert(studies).values(**_new_study(study)))
                grown = await conn.execute(
                    update(studies)
                    .where(studies.c.id == instance.study, func.length(studies.c.wrapped_key) > 0)
                    .values(instances=studies.c.instances + 1, size_bytes=studies.c.size_bytes + instance.size_bytes)
                )
                if grown.rowcount != 1:
                    return None
                found = await conn.scalar(
                    select(series.c.id).where(series.c.study == instance.study, series.c.uid_tag == instance.series_tag)
                )
                series_id = SeriesId(found) if found is not None else instance.series_id
                if found is None:
                    await conn.execute(
                        insert(series).values(id=series_id, study=instance.study, uid_tag=instance.series_tag)
                    )
                ordinal = await conn.scalar(select(studies.c.instances).where(studies.c.id == instance.study))
                await conn.execute(insert(instances).values(**_new_instance(instance, series_id, ordinal)))
                return series_id
        except IntegrityError:
            return None

    async def keep_summary(self, study: StudyId, summary: bytes, version: int) -> None:
        """Keep the sealed series cards of a version, unless newer ones are kept already."""
        async with self._db.write() as conn:
            await conn.execute(
                update(studies)
                .where(studies.c.id == study, studies.c.summary_version <= version)
                .values(summary=summary, summary_version=version)
            )

    async def due(self, *, added_before_ms: int, longest_before_ms: int, now_ms: int, limit: int) -> list[StudyRow]:
        """Give studies that came in by then and that nobody keeps any longer, or may, oldest first."""
        is_kept = (studies.c.keep_until_ms > now_ms) & (studies.c.added_ms > longest_before_ms)
        query = _present().where(studies.c.added_ms <= added_before_ms, func.coalesce(~is_kept, True))
        async with self._db.read() as conn:
            rows = await conn.execute(query.order_by(studies.c.added_ms, studies.c.id).limit(limit))
            return [_study(row) for row in rows.mappings()]

    async def keep_until(self, study: StudyId, until_ms: int) -> bool:
        """Remember until when its owner wants a study kept; False when it is gone."""
        kept = update(studies).where(studies.c.id == study, func.length(studies.c.wrapped_key) > 0)
        async with self._db.write() as conn:
            return (await conn.execute(kept.values(keep_until_ms=until_ms))).rowcount == 1

    async def used_bytes(self, owner: PersonId) -> int:
        """Add up what an owner's studies take, in bytes."""
        async with self._db.read() as conn:
            total = await conn.scalar(select(func.sum(studies.c.size_bytes)).where(studies.c.owner == owner))
            return int(total or 0)

    async def object_names(self) -> set[str]:
        """Give the name of every object some row refers to."""
        async with self._db.read() as conn:
            found = await conn.execute(select(instances.c.object_name).union_all(select(thumbnails.c.object_name)))
            return {str(name) for name in found.scalars()}


def _present() -> Select[tuple[object, ...]]:
    return select(studies).where(func.length(studies.c.wrapped_key) > 0)


def _seen_by(person: PersonId) -> ColumnElement[bool]:
    shared = select(study_shares.c.study).where(study_shares.c.person == person)
    return or_(studies.c.owner == person, studies.c.id.in_(shared))


def _new_study(study: NewStudy) -> dict[str, object]:
    return {
        "id": study.id,
        "owner": study.owner,
        "uid_tag": study.uid_tag,
        "wrapped_key": study.wrapped_key,
        "header": study.header,
        "synthetic": study.synthetic,
        "added_ms": study.added_ms,
        "instances": 0,
        "size_bytes": 0,
        "summary": b"",
        "summary_version": 0,
    }


def _new_instance(instance: NewInstance, series_id: SeriesId, ordinal: int | None) -> dict[str, object]:
    return {
        "id": instance.id,
        "study": instance.study,
        "series": series_id,
        "ordinal": ordinal,
        "sop_tag": instance.sop_tag,
        "digest": instance.digest,
        "object_name": instance.object_name,
        "size_bytes": instance.size_bytes,
        "header": instance.header,
    }


def _study(row: RowMapping) -> StudyRow:
    return StudyRow(**row)


def _instance(row: RowMapping) -> InstanceRow:
    return InstanceRow(**row)
