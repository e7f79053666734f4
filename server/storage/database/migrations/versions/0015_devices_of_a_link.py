"""How many devices a link lets in is the consult's type's to say."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Links that exist keep the five they were made with."""
    with op.batch_alter_table("invites") as invites:
        invites.add_column(sa.Column("uses_max", sa.Integer(), server_default="5", nullable=False))


def downgrade() -> None:
    """Five for all again."""
    with op.batch_alter_table("invites") as invites:
        invites.drop_column("uses_max")
