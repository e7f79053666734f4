"""One browser has a guest's seat and one knocks, whatever happens at the same moment; wrong codes count by network."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0008"
branch_labels = None
depends_on = None

UNIQUE = "uq_guest_logins_session_participant_knocking"
INDEX = "ix_guest_logins_session_participant"


def upgrade() -> None:
    """Nobody who has a seat now loses it: one writer made the rows."""
    with op.batch_alter_table("guest_logins") as logins:
        logins.drop_index(INDEX)
        logins.create_unique_constraint(UNIQUE, ["session", "participant", "knocking"])
    op.create_table(
        "invite_places",
        sa.Column("invite", sa.String(32), nullable=False),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invite"], ["invites.id"], name=op.f("fk_invite_places_invite_invites")),
        sa.PrimaryKeyConstraint("invite", "place", name=op.f("pk_invite_places")),
    )


def downgrade() -> None:
    """Failures of an invite are counted on its own row as well."""
    op.drop_table("invite_places")
    with op.batch_alter_table("guest_logins") as logins:
        logins.drop_constraint(UNIQUE, type_="unique")
        logins.create_index(INDEX, ["session", "participant"])
