"""The record is looked through by time, and emergencies are reviewed."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0020"
branch_labels = None
depends_on = None
lost_going_back = {"reviews of emergencies": "SELECT count(*) FROM basis_reviews"}


def upgrade() -> None:
    """Nothing was reviewed before."""
    op.create_index(op.f("ix_entries_at_ms"), "entries", ["at_ms"])
    op.create_index(op.f("ix_consents_kind_at_ms"), "consents", ["kind", "at_ms"])
    op.create_table(
        "basis_reviews",
        sa.Column("ref", sa.String(32), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_basis_reviews")),
    )


def downgrade() -> None:
    """What was reviewed stays in the record."""
    op.drop_table("basis_reviews")
    op.drop_index(op.f("ix_consents_kind_at_ms"), "consents")
    op.drop_index(op.f("ix_entries_at_ms"), "entries")
