"""A consult is shared with colleagues by name."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody was let in before."""
    op.create_table(
        "session_people",
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("added_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name=op.f("fk_session_people_session_sessions")),
        sa.PrimaryKeyConstraint("session", "person", name=op.f("pk_session_people")),
    )
    op.create_index(op.f("ix_session_people_person"), "session_people", ["person"])


def downgrade() -> None:
    """Undo it."""
    op.drop_index(op.f("ix_session_people_person"), "session_people")
    op.drop_table("session_people")
