"""Every table of the database: importing this makes `schema.metadata` complete, for migrations and for tests."""

from server.storage.database import (
    accounts,
    attempts,
    chat,
    checked_names,
    consents,
    deadlines,
    entries,
    imports,
    invites,
    logins,
    other_objects,
    receipts,
    sessions,
    studies,
    study_deletions,
    study_shares,
    thumbnails,
)
from server.storage.database.schema import metadata

NOUNS = (
    accounts,
    attempts,
    chat,
    checked_names,
    consents,
    deadlines,
    entries,
    imports,
    invites,
    logins,
    other_objects,
    receipts,
    sessions,
    studies,
    study_deletions,
    study_shares,
    thumbnails,
)

__all__ = ["NOUNS", "metadata"]
