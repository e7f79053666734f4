"""Several processes work over one database: who is here, whose unfinished work is whose, and under which key all rests."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0018"
branch_labels = None
depends_on = None
lost_going_back: dict[str, str] = {}  # only what processes that run now are about

WORK = ("import_archives", "study_deletions", "erasures")


def upgrade() -> None:
    """What was unfinished belonged to the one process there was, which is gone."""
    op.create_table(
        "processes",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("beats", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processes")),
    )
    op.create_table(
        "rounds",
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_rounds")),
    )
    for name in WORK:
        with op.batch_alter_table(name) as work:
            work.add_column(sa.Column("process", sa.String(16), server_default="", nullable=False))
    with op.batch_alter_table("imports") as imports:
        imports.add_column(sa.Column("summed", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("imports") as imports:
        imports.drop_column("summed")
    for name in WORK:
        with op.batch_alter_table(name) as work:
            work.drop_column("process")
    op.drop_table("rounds")
    op.drop_table("processes")
