"""The notes of consults, a row per version."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0012"
branch_labels = None
depends_on = None
lost_going_back = {"versions of notes": "SELECT count(*) FROM notes"}


def upgrade() -> None:
    """Consults that exist have none."""
    op.create_table(
        "notes",
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("signed_ms", sa.BigInteger()),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name=op.f("fk_notes_session_sessions")),
        sa.PrimaryKeyConstraint("session", "version", name=op.f("pk_notes")),
    )


def downgrade() -> None:
    """What was written is gone."""
    op.drop_table("notes")
