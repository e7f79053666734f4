"""Receipts of what was destroyed: signed as they are kept."""

import pytest
from sqlalchemy import update

from server.storage.database.engine import Database
from server.storage.database.receipts import Receipt, ReceiptRows, receipts
from server.vault.deployment import DeploymentKey

ONE = "1" * 32


async def test_receipts_are_kept_by_subject_in_order(db: Database, dep: DeploymentKey) -> None:
    """Each session or study has its own receipts, oldest first."""
    rows = ReceiptRows(db, dep)
    await rows.add("lock", ONE, b'{"frames":3}', 10)
    await rows.add("lock", "2" * 32, b"{}", 11)
    await rows.add("study", ONE, b"{}", 12)
    assert await rows.of(ONE) == [
        Receipt("lock", ONE, b'{"frames":3}', 10, "signed"),
        Receipt("study", ONE, b"{}", 12, "signed"),
    ]
    assert await rows.of("3" * 32) == []


@pytest.mark.parametrize(
    ("edit", "seal"),
    [
        ({"receipt": b'{"frames":4}'}, "broken"),
        ({"at_ms": 11}, "broken"),
        ({"at_ms": -1}, "broken"),
        ({"kind": "study"}, "broken"),
        ({"signature": bytes(64)}, "broken"),
        ({"signature": b""}, "broken"),
        ({"signature": None}, "unsigned"),
    ],
    ids=["content", "time", "no time", "kind", "signature", "empty signature", "no signature"],
)
async def test_an_edited_receipt_is_not_what_was_signed(
    db: Database, dep: DeploymentKey, edit: dict[str, object], seal: str
) -> None:
    """AUD-19: every column is under the signature; one without any is from a former version, or says it is."""
    rows = ReceiptRows(db, dep)
    await rows.add("lock", ONE, b'{"frames":3}', 10)
    async with db.write() as conn:
        await conn.execute(update(receipts).values(edit))
    assert [each.seal for each in await rows.of(ONE)] == [seal]


async def test_another_installation_signs_nothing_of_ours(db: Database, dep: DeploymentKey) -> None:
    """AUD-19: the record-signing key is this installation's."""
    await ReceiptRows(db, DeploymentKey(bytes(range(32, 64)))).add("lock", ONE, b"{}", 10)
    assert [each.seal for each in await ReceiptRows(db, dep).of(ONE)] == ["broken"]
