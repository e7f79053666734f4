"""Receipts of what was destroyed."""

from server.storage.database.engine import Database
from server.storage.database.receipts import Receipt, ReceiptRows


async def test_receipts_are_kept_by_subject_in_order(db: Database) -> None:
    """Each session or study has its own receipts, oldest first."""
    rows = ReceiptRows(db)
    await rows.add("lock", "1" * 32, b'{"frames":3}', 10)
    await rows.add("lock", "2" * 32, b"{}", 11)
    await rows.add("study", "1" * 32, b"{}", 12)
    assert await rows.of("1" * 32) == [
        Receipt("lock", "1" * 32, b'{"frames":3}', 10),
        Receipt("study", "1" * 32, b"{}", 12),
    ]
    assert await rows.of("3" * 32) == []
