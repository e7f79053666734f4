"""Staff prove who they are: one-time links, recovery codes, failures in a row, notices."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whoever had an account has proved both factors: the secret was active from the beginning."""
    with op.batch_alter_table("accounts") as accounts:
        accounts.add_column(sa.Column("enrolled_ms", sa.BigInteger(), nullable=True))
        accounts.add_column(sa.Column("reset_by", sa.String(32), nullable=True))
        accounts.add_column(sa.Column("reset_ms", sa.BigInteger(), nullable=True))
    op.execute("UPDATE accounts SET enrolled_ms = created_ms")
    op.create_table(
        "account_links",
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("not_after_ms", sa.BigInteger(), nullable=False),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_account_links")),
    )
    op.create_index(op.f("ix_account_links_person"), "account_links", ["person"])
    op.create_table(
        "recovery_codes",
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person", "number", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("tried_ms", sa.BigInteger(), nullable=False),
        sa.Column("half_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_sign_in_failures")),
    )
    op.create_table(
        "staff_notices",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("read_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_notices")),
    )
    op.create_index(op.f("ix_staff_notices_person"), "staff_notices", ["person"])


def downgrade() -> None:
    """Who has not proved both factors cannot be kept: before, every account was active."""
    for table in ("staff_notices", "sign_in_failures", "recovery_codes", "account_links"):
        op.drop_table(table)
    op.execute("DELETE FROM accounts WHERE enrolled_ms IS NULL OR password_hash = ''")
    with op.batch_alter_table("accounts") as accounts:
        for column in ("reset_ms", "reset_by", "enrolled_ms"):
            accounts.drop_column(column)
