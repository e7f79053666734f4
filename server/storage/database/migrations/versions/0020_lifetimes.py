"""What is kept has a lifetime: what was erased of a consult, until when a study is kept, why it went."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0016"
branch_labels = None
depends_on = None
lost_going_back = {
    "what was erased of consults and why": "SELECT count(*) FROM erasures",
    "studies somebody asked to have kept": "SELECT count(*) FROM studies WHERE keep_until_ms IS NOT NULL",
    "reasons of deletions": "SELECT count(*) FROM study_deletions WHERE why <> 'owner'",
}


def upgrade() -> None:
    """Nothing was erased before; studies were deleted by their owners alone."""
    op.create_table(
        "erasures",
        sa.Column("receipt", sa.String(32), nullable=False),
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("part", sa.String(8), nullable=False),
        sa.Column("why", sa.String(16), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("entry", sa.BigInteger(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("receipt", name=op.f("pk_erasures")),
        sa.UniqueConstraint("session", "part", name=op.f("uq_erasures_session_part")),
    )
    op.create_index(op.f("ix_erasures_done"), "erasures", ["done"])
    op.create_index(op.f("ix_sessions_locked_ms"), "sessions", ["locked_ms"])
    with op.batch_alter_table("studies") as studies:
        studies.add_column(sa.Column("keep_until_ms", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("study_deletions") as deletions:
        deletions.add_column(sa.Column("why", sa.String(16), server_default="owner", nullable=False))


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("study_deletions") as deletions:
        deletions.drop_column("why")
    with op.batch_alter_table("studies") as studies:
        studies.drop_column("keep_until_ms")
    op.drop_index(op.f("ix_sessions_locked_ms"), "sessions")
    op.drop_index(op.f("ix_erasures_done"), "erasures")
    op.drop_table("erasures")
