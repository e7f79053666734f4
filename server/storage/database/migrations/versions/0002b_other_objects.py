"""What came in with a study and is no picture, counted by kind."""

import sqlalchemy as sa
from alembic import op

revision = "0002b"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row per object."""
    op.create_table(
        "other_objects",
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("study_tag", sa.String(length=64), nullable=False),
        sa.Column("sop_tag", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("owner", "study_tag", "sop_tag", name=op.f("pk_other_objects")),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("other_objects")
