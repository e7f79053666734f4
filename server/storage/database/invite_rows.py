"""An invite as a row: its codes' secret and its addresses sealed, its links by their hash."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    UniqueConstraint,
    exists,
    select,
)

from server.identity.invites import PLACE_FAILURES_MAX, Invite
from server.storage.database.schema import metadata
from server.terms.ids import InviteId, ParticipantId, SessionId

invites = Table(
    "invites",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("session", String(32), nullable=False),
    Column("participant", String(16), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("not_after_ms", BigInteger, nullable=False),
    Column("code_secret", LargeBinary, nullable=False),
    Column("code_counter", Integer, nullable=False),
    Column("code_expires_ms", BigInteger, nullable=False),
    Column("code_used", Boolean, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("opened_ms", BigInteger),
    Column("revoked_ms", BigInteger),
    Column("asked_ms", BigInteger),
    Column("not_before_try_ms", BigInteger, nullable=False, server_default="0"),
    Column("not_before_ms", BigInteger, nullable=False, server_default="0"),
    Column("uses_max", Integer, nullable=False, server_default="5"),
    Column("link_by", String(8), nullable=False, server_default="hand"),
    Column("code_by", String(8), nullable=False, server_default="read"),
    Column("language", String(8), nullable=False, server_default="en"),
    Column("link_to", LargeBinary),
    Column("code_to", LargeBinary),
    Column("birth_tries", Integer, nullable=False, server_default="0"),
    UniqueConstraint("session", "participant"),
)
links = Table(
    "invite_links",
    metadata,
    # Former links stay known, so that who holds one is told that it was renewed, not that it never was.
    Column("digest", LargeBinary(32), primary_key=True),
    Column("invite", String(32), ForeignKey("invites.id"), nullable=False),
    Column("generation", Integer, nullable=False),
)
places = Table(
    "invite_places",
    metadata,
    # Wrong codes by the network they came from, a keyed tag; changed only together with the invite's own row.
    Column("invite", String(32), ForeignKey("invites.id"), primary_key=True),
    Column("place", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
)

IS_STOPPED_SOMEWHERE = exists().where(places.c.invite == invites.c.id, places.c.failures >= PLACE_FAILURES_MAX)
KEPT = [column for column in invites.columns if column.name not in {"code_secret", "birth_tries"}]
"""What an invite and its row have in common."""
WITH_PLACES = select(invites, IS_STOPPED_SOMEWHERE.label("place_stopped"))
"""Invites with the one thing that is found in another table."""


def invite_of(row: Row[tuple[object, ...]]) -> Invite:
    """Give the invite of a row of `WITH_PLACES`."""
    return Invite(
        id=InviteId(row.id),
        session=SessionId(row.session),
        participant=ParticipantId(row.participant),
        generation=row.generation,
        not_after_ms=row.not_after_ms,
        code_counter=row.code_counter,
        code_expires_ms=row.code_expires_ms,
        code_used=row.code_used,
        failures=row.failures,
        uses=row.uses,
        claims=row.claims,
        opened_ms=row.opened_ms,
        revoked_ms=row.revoked_ms,
        asked_ms=row.asked_ms,
        not_before_try_ms=row.not_before_try_ms,
        not_before_ms=row.not_before_ms,
        uses_max=row.uses_max,
        place_stopped=row.place_stopped,
        link_by=row.link_by,
        code_by=row.code_by,
        language=row.language,
        link_to=row.link_to,
        code_to=row.code_to,
    )
