"""The clinicians' channel of the chat, numbered by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The same columns as the talk's lines."""
    op.create_table(
        "clinician_lines",
        sa.Column("session", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("author", sa.String(length=16), nullable=False),
        sa.Column("cid", sa.String(length=64), nullable=True),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name=op.f("fk_clinician_lines_session_sessions")),
        sa.PrimaryKeyConstraint("session", "seq", name=op.f("pk_clinician_lines")),
        sa.UniqueConstraint("session", "author", "cid", name=op.f("uq_clinician_lines_session_author_cid")),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("clinician_lines")
