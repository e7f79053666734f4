"""A guest before a closed door asks the clinic."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """When they asked, until somebody helped."""
    with op.batch_alter_table("invites") as invites:
        invites.add_column(sa.Column("asked_ms", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("invites") as invites:
        invites.drop_column("asked_ms")
