"""What staff have in hand, a row each."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None
lost_going_back = {"what staff have in hand at every desk": "SELECT count(*) FROM preferences"}


def upgrade() -> None:
    """It was kept by each browser alone before, and is brought by it."""
    op.create_table(
        "preferences",
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["accounts.id"], name=op.f("fk_preferences_person_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_preferences")),
    )


def downgrade() -> None:
    """Browsers have their copies."""
    op.drop_table("preferences")
