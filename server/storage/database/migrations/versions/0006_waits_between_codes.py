"""A wrong code makes the next one wait, over all processes."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Before when no code of an invite is compared."""
    with op.batch_alter_table("invites") as invites:
        invites.add_column(sa.Column("not_before_try_ms", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("invites") as invites:
        invites.drop_column("not_before_try_ms")
