"""What a guest's browser answered when it was asked for the birth date, and whether it was here before."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tries are a link's, answers a browser's."""
    with op.batch_alter_table("invites") as invites:
        invites.add_column(sa.Column("birth_tries", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("guest_logins") as logins:
        logins.add_column(sa.Column("birth", sa.String(12), server_default="", nullable=False))
        logins.add_column(sa.Column("known", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Nobody is asked any more."""
    with op.batch_alter_table("guest_logins") as logins:
        logins.drop_column("known")
        logins.drop_column("birth")
    with op.batch_alter_table("invites") as invites:
        invites.drop_column("birth_tries")
