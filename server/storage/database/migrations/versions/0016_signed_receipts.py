"""Receipts are signed by the installation; those made before stay unsigned, and say so."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0019"
branch_labels = None
depends_on = None
lost_going_back = {"signatures of receipts": "SELECT count(*) FROM receipts WHERE signature IS NOT NULL"}


def upgrade() -> None:
    """Whoever edits one from now on is found."""
    with op.batch_alter_table("receipts") as receipts:
        receipts.add_column(sa.Column("signature", sa.LargeBinary(64), nullable=True))


def downgrade() -> None:
    """No signatures."""
    with op.batch_alter_table("receipts") as receipts:
        receipts.drop_column("signature")
