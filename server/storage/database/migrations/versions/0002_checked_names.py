"""Series somebody has looked through for names."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row per series."""
    op.create_table(
        "checked_names",
        sa.Column("series", sa.String(length=32), nullable=False),
        sa.Column("study", sa.String(length=32), nullable=False),
        sa.Column("decided", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_checked_names_series_series")),
        sa.ForeignKeyConstraint(["study"], ["studies.id"], name=op.f("fk_checked_names_study_studies")),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_checked_names")),
    )
    op.create_index(op.f("ix_checked_names_study"), "checked_names", ["study"], unique=False)


def downgrade() -> None:
    """Undo it."""
    op.drop_index(op.f("ix_checked_names_study"), table_name="checked_names")
    op.drop_table("checked_names")
