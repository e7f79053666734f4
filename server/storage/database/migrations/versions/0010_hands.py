"""When a hand was last on a login, and since when its pictures are lit."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Logins from before have had no hand since they began."""
    with op.batch_alter_table("logins") as logins:
        logins.add_column(sa.Column("hand_ms", sa.BigInteger(), server_default="0", nullable=False))
        logins.add_column(sa.Column("lit_ms", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("logins") as logins:
        logins.drop_column("lit_ms")
        logins.drop_column("hand_ms")
