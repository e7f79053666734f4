"""Requests for second opinions, a row each."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None
lost_going_back = {"requests for opinions": "SELECT count(*) FROM opinions"}


def upgrade() -> None:
    """Nobody was asked before."""
    op.create_table(
        "opinions",
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("asked_by", sa.String(32), nullable=False),
        sa.Column("asked_of", sa.String(32)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("asked_ms", sa.BigInteger(), nullable=False),
        sa.Column("due_ms", sa.BigInteger(), nullable=False),
        sa.Column("overdue_ms", sa.BigInteger()),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name=op.f("fk_opinions_session_sessions")),
        sa.PrimaryKeyConstraint("session", name=op.f("pk_opinions")),
    )
    for columns in (("asked_by", "asked_ms"), ("asked_of", "asked_ms"), ("state", "due_ms")):
        op.create_index(op.f(f"ix_opinions_{'_'.join(columns)}"), "opinions", list(columns))


def downgrade() -> None:
    """What was asked and answered is gone."""
    op.drop_table("opinions")
