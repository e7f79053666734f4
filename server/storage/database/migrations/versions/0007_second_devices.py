"""A second device of a guest waits beside the first."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whether a browser has the seat or only asks for it."""
    with op.batch_alter_table("guest_logins") as logins:
        logins.add_column(sa.Column("knocking", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Who only asked never had the seat."""
    op.execute("DELETE FROM guest_logins WHERE knocking")
    with op.batch_alter_table("guest_logins") as logins:
        logins.drop_column("knocking")
