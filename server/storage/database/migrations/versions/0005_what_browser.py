"""A person knows their own logins again by the browser."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sealed; logins from before have none."""
    with op.batch_alter_table("logins") as logins:
        logins.add_column(sa.Column("about", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("logins") as logins:
        logins.drop_column("about")
