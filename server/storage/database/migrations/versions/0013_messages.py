"""Links and codes can be sent: by which ways, to where, and what became of each message; links have a beginning."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0014"
branch_labels = None
depends_on = None

_ADDED = ("not_before_ms", "link_by", "code_by", "language", "link_to", "code_to")


def upgrade() -> None:
    """Invites that exist are handed over and read out, as they were, and work at once."""
    with op.batch_alter_table("invites") as invites:
        invites.add_column(sa.Column("not_before_ms", sa.BigInteger(), server_default="0", nullable=False))
        invites.add_column(sa.Column("link_by", sa.String(8), server_default="hand", nullable=False))
        invites.add_column(sa.Column("code_by", sa.String(8), server_default="read", nullable=False))
        invites.add_column(sa.Column("language", sa.String(8), server_default="en", nullable=False))
        invites.add_column(sa.Column("link_to", sa.LargeBinary()))
        invites.add_column(sa.Column("code_to", sa.LargeBinary()))
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("participant", sa.String(16), nullable=False),
        sa.Column("invite", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("not_after_ms", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_ms", sa.BigInteger(), nullable=False),
        sa.Column("sent_ms", sa.BigInteger()),
        sa.Column("failed_ms", sa.BigInteger()),
        sa.Column("trouble", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["invite"], ["invites.id"], name=op.f("fk_deliveries_invite_invites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
    )
    op.create_index(op.f("ix_deliveries_channel_next_ms"), "deliveries", ["channel", "next_ms"])
    op.create_index(op.f("ix_deliveries_session"), "deliveries", ["session"])
    op.create_index(op.f("ix_deliveries_invite_created_ms"), "deliveries", ["invite", "created_ms"])


def downgrade() -> None:
    """What is on its way is not sent any more."""
    op.drop_table("deliveries")
    with op.batch_alter_table("invites") as invites:
        for name in _ADDED:
            invites.drop_column(name)
