"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first schema."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("login_tag", sa.String(length=64), nullable=False),
        sa.Column("profile", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("totp", sa.LargeBinary(), nullable=False),
        sa.Column("totp_step", sa.BigInteger(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("login_tag", name=op.f("uq_accounts_login_tag")),
    )
    op.create_table(
        "attempt_buckets",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("milli", sa.BigInteger(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempt_buckets")),
    )
    op.create_index(op.f("ix_attempt_buckets_at_ms"), "attempt_buckets", ["at_ms"], unique=False)
    op.create_table(
        "attempt_delays",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("not_before_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempt_delays")),
    )
    op.create_index(op.f("ix_attempt_delays_not_before_ms"), "attempt_delays", ["not_before_ms"], unique=False)
    op.create_table(
        "consents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("session", sa.String(length=32), nullable=False),
        sa.Column("participant", sa.String(length=16), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_session"), "consents", ["session"], unique=False)
    op.create_table(
        "entries",
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("session", sa.String(length=64), nullable=True),
        sa.Column("commitment", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_entries")),
    )
    op.create_index(op.f("ix_entries_session_n"), "entries", ["session", "n"], unique=False)
    op.create_table(
        "entry_count",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_count")),
    )
    op.create_table(
        "guest_logins",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("session", sa.String(length=32), nullable=False),
        sa.Column("participant", sa.String(length=16), nullable=False),
        sa.Column("invite", sa.String(length=32), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_logins")),
        sa.UniqueConstraint("digest", name=op.f("uq_guest_logins_digest")),
    )
    op.create_index(
        op.f("ix_guest_logins_session_participant"), "guest_logins", ["session", "participant"], unique=False
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("started_ms", sa.BigInteger(), nullable=False),
        sa.Column("finished_ms", sa.BigInteger(), nullable=True),
        sa.Column("next_seq", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("duplicate", sa.Integer(), nullable=False),
        sa.Column("not_an_image", sa.Integer(), nullable=False),
        sa.Column("unreadable", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_person_started_ms"), "imports", ["person", "started_ms"], unique=False)
    op.create_table(
        "invites",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("session", sa.String(length=32), nullable=False),
        sa.Column("participant", sa.String(length=16), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("not_after_ms", sa.BigInteger(), nullable=False),
        sa.Column("code_secret", sa.LargeBinary(), nullable=False),
        sa.Column("code_counter", sa.Integer(), nullable=False),
        sa.Column("code_expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("code_used", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("opened_ms", sa.BigInteger(), nullable=True),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invites")),
        sa.UniqueConstraint("session", "participant", name=op.f("uq_invites_session_participant")),
    )
    op.create_table(
        "logins",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("seen_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logins")),
        sa.UniqueConstraint("digest", name=op.f("uq_logins_digest")),
    )
    op.create_index(op.f("ix_logins_created_ms"), "logins", ["created_ms"], unique=False)
    op.create_table(
        "receipts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
    )
    op.create_index(op.f("ix_receipts_subject"), "receipts", ["subject"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("host", sa.String(length=32), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("starts_ms", sa.BigInteger(), nullable=False),
        sa.Column("locked_ms", sa.BigInteger(), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_host_starts_ms"), "sessions", ["host", "starts_ms"], unique=False)
    op.create_index(op.f("ix_sessions_phase"), "sessions", ["phase"], unique=False)
    op.create_table(
        "studies",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("uid_tag", sa.String(length=64), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("added_ms", sa.BigInteger(), nullable=False),
        sa.Column("instances", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("summary", sa.LargeBinary(), nullable=False),
        sa.Column("summary_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_studies")),
        sa.UniqueConstraint("owner", "uid_tag", name=op.f("uq_studies_owner_uid_tag")),
    )
    op.create_table(
        "study_deletions",
        sa.Column("receipt", sa.String(length=32), nullable=False),
        sa.Column("study", sa.String(length=32), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("objects", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("key_fingerprint", sa.String(length=16), nullable=False),
        sa.Column("entry", sa.BigInteger(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("receipt", name=op.f("pk_study_deletions")),
        sa.UniqueConstraint("study", name=op.f("uq_study_deletions_study")),
    )
    op.create_table(
        "chat_lines",
        sa.Column("session", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("author", sa.String(length=16), nullable=False),
        sa.Column("cid", sa.String(length=64), nullable=True),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name=op.f("fk_chat_lines_session_sessions")),
        sa.PrimaryKeyConstraint("session", "seq", name=op.f("pk_chat_lines")),
        sa.UniqueConstraint("session", "author", "cid", name=op.f("uq_chat_lines_session_author_cid")),
    )
    op.create_table(
        "deadlines",
        sa.Column("session", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until_ms", sa.BigInteger(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name=op.f("fk_deadlines_session_sessions")),
        sa.PrimaryKeyConstraint("session", "number", name=op.f("pk_deadlines")),
    )
    op.create_table(
        "entry_payloads",
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["n"], ["entries.n"], name=op.f("fk_entry_payloads_n_entries")),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_entry_payloads")),
    )
    op.create_table(
        "import_archives",
        sa.Column("import", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["import"], ["imports.id"], name=op.f("fk_import_archives_import_imports")),
        sa.PrimaryKeyConstraint("import", "number", name=op.f("pk_import_archives")),
    )
    op.create_table(
        "import_files",
        sa.Column("import", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("study", sa.String(length=32), nullable=True),
        sa.Column("series", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["import"], ["imports.id"], name=op.f("fk_import_files_import_imports")),
        sa.PrimaryKeyConstraint("import", "seq", name=op.f("pk_import_files")),
    )
    op.create_table(
        "import_studies",
        sa.Column("import", sa.String(length=32), nullable=False),
        sa.Column("study", sa.String(length=32), nullable=False),
        sa.Column("objects", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["import"], ["imports.id"], name=op.f("fk_import_studies_import_imports")),
        sa.PrimaryKeyConstraint("import", "study", name=op.f("pk_import_studies")),
    )
    op.create_table(
        "invite_links",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("invite", sa.String(length=32), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invite"], ["invites.id"], name=op.f("fk_invite_links_invite_invites")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_invite_links")),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("study", sa.String(length=32), nullable=False),
        sa.Column("uid_tag", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["study"], ["studies.id"], name=op.f("fk_series_study_studies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("study", "uid_tag", name=op.f("uq_series_study_uid_tag")),
    )
    op.create_table(
        "study_shares",
        sa.Column("study", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["study"], ["studies.id"], name=op.f("fk_study_shares_study_studies")),
        sa.PrimaryKeyConstraint("study", "person", name=op.f("pk_study_shares")),
    )
    op.create_index(op.f("ix_study_shares_person"), "study_shares", ["person"], unique=False)
    op.create_table(
        "instances",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("study", sa.String(length=32), nullable=False),
        sa.Column("series", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("sop_tag", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("object_name", sa.String(length=32), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_instances_series_series")),
        sa.ForeignKeyConstraint(["study"], ["studies.id"], name=op.f("fk_instances_study_studies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instances")),
        sa.UniqueConstraint("study", "ordinal", name=op.f("uq_instances_study_ordinal")),
        sa.UniqueConstraint("study", "sop_tag", name=op.f("uq_instances_study_sop_tag")),
    )
    op.create_table(
        "thumbnails",
        sa.Column("study", sa.String(length=32), nullable=False),
        sa.Column("instance", sa.String(length=32), nullable=False),
        sa.Column("frame", sa.Integer(), nullable=False),
        sa.Column("size", sa.String(length=8), nullable=False),
        sa.Column("object_name", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["instance"], ["instances.id"], name=op.f("fk_thumbnails_instance_instances")),
        sa.ForeignKeyConstraint(["study"], ["studies.id"], name=op.f("fk_thumbnails_study_studies")),
        sa.PrimaryKeyConstraint("study", "instance", "frame", "size", name=op.f("pk_thumbnails")),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("thumbnails")
    op.drop_table("instances")
    op.drop_index(op.f("ix_study_shares_person"), table_name="study_shares")
    op.drop_table("study_shares")
    op.drop_table("series")
    op.drop_table("invite_links")
    op.drop_table("import_studies")
    op.drop_table("import_files")
    op.drop_table("import_archives")
    op.drop_table("entry_payloads")
    op.drop_table("deadlines")
    op.drop_table("chat_lines")
    op.drop_table("study_deletions")
    op.drop_table("studies")
    op.drop_index(op.f("ix_sessions_phase"), table_name="sessions")
    op.drop_index(op.f("ix_sessions_host_starts_ms"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index(op.f("ix_receipts_subject"), table_name="receipts")
    op.drop_table("receipts")
    op.drop_index(op.f("ix_logins_created_ms"), table_name="logins")
    op.drop_table("logins")
    op.drop_table("invites")
    op.drop_index(op.f("ix_imports_person_started_ms"), table_name="imports")
    op.drop_table("imports")
    op.drop_index(op.f("ix_guest_logins_session_participant"), table_name="guest_logins")
    op.drop_table("guest_logins")
    op.drop_table("entry_count")
    op.drop_index(op.f("ix_entries_session_n"), table_name="entries")
    op.drop_table("entries")
    op.drop_index(op.f("ix_consents_session"), table_name="consents")
    op.drop_table("consents")
    op.drop_index(op.f("ix_attempt_delays_not_before_ms"), table_name="attempt_delays")
    op.drop_table("attempt_delays")
    op.drop_index(op.f("ix_attempt_buckets_at_ms"), table_name="attempt_buckets")
    op.drop_table("attempt_buckets")
    op.drop_table("accounts")
