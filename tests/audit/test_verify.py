"""The stand-alone verifier against exports that were tampered with, each in another way (T-48, T-49, T-50, T-53)."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.audit import verify as verifier
from server.audit.checkpoint import Signer
from server.audit.export import export
from server.audit.log import Log
from server.audit.verify import UnreadableError, verify
from server.terms.entries import Entry
from server.terms.ids import SessionId
from tests.contract.log_store import MemoryLogStore

ONE, TWO = SessionId("1" * 32), SessionId("2" * 32)
SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
SIZE = 11
Lines = list[dict[str, Any]]


async def exported(
    *,
    session: SessionId | None = None,
    change: str = "key.created",
    erase: SessionId | None = None,
    damage: int | None = None,
) -> Lines:
    store = MemoryLogStore()
    log = Log(store, bytes)
    for at in range(SIZE):
        kind = change if at == 4 else "key.created"
        await log.append([Entry(kind, at, "system", ONE if at % 3 else TWO, {"epoch": at})])
    if erase is not None:
        await store.erase(erase)
    if damage is not None:
        store.rows[damage] = replace(store.rows[damage], salt=None, payload=None, is_damaged=True)
    return [json.loads(line) async for line in export(log, store, SIGNER, session=session)]


def problems(lines: Lines, **told: str) -> list[tuple[int | None, str]]:
    return verify([json.dumps(line) for line in lines], **told).problems


async def test_untouched_record_verifies() -> None:
    """AUD-17: a whole export verifies against the key its clinic published."""
    lines = await exported()
    report = verify([json.dumps(line) for line in lines], key=SIGNER.verifier_key)
    assert (report.problems, report.entries, report.checkpoint) == ([], SIZE, SIZE)


async def test_erased_payloads_leave_the_record_valid() -> None:
    """T-53: erasing what was said about one session leaves every proof valid."""
    report = verify([json.dumps(line) for line in await exported(erase=ONE)])
    assert (report.problems, report.erased) == ([], sum(1 for at in range(SIZE) if at % 3))


async def test_extract_proves_its_entries_and_tells_nothing_of_others() -> None:
    """I3: one session's entries verify alone; nothing of another session is in the file."""
    lines = await exported(session=TWO)
    assert problems(lines) == []
    assert ONE not in json.dumps(lines)
    assert [line["n"] for line in lines[1:-1]] == [0, 3, 6, 9]


@pytest.mark.parametrize("session", [None, TWO], ids=["whole", "extract"])
async def test_a_damaged_entry_is_exported_and_named(session: SessionId | None) -> None:
    """AUD-18, T-48: a row that does not open takes no other hostage; the verifier names it and counts none as erased."""
    report = verify([json.dumps(line) for line in await exported(session=session, damage=3)])
    assert report.problems == [(3, "what was kept of it did not open (damaged)")]
    assert (report.entries, report.erased) == (SIZE if session is None else 4, 0)


def edit(field: str, value: object) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        lines[5][field] = value

    return change


def swap(*fields: str) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        for field in fields:
            lines[5][field], lines[6][field] = lines[6][field], lines[5][field]

    return change


def cut(lines: Lines) -> None:
    del lines[-2]


def remove(lines: Lines) -> None:
    del lines[5]


def reorder(lines: Lines) -> None:
    lines[5], lines[6] = lines[6], lines[5]


def repeat(lines: Lines) -> None:
    lines.insert(5, dict(lines[5]))


TAMPERED: dict[str, tuple[Callable[[Lines], None], int | None]] = {
    "payload edited": (edit("payload", '{"kind":"other"}'), 4),
    "payload not JSON": (edit("payload", "x"), 4),
    "salt edited": (edit("salt", "00" * 31 + "01"), 4),
    "commitment edited": (edit("commitment", "00" * 32), 4),
    "leaf edited": (edit("leaf", "00" * 32), 4),
    "time edited": (edit("at_ms", 5_000), 4),
    "session edited": (edit("session", "f" * 32), 4),
    "payloads swapped": (swap("payload", "salt"), 4),
    "entries swapped, numbers kept": (swap("payload", "salt", "commitment", "at_ms", "session", "leaf"), 4),
    "entry deleted": (remove, 4),
    "entries reordered": (reorder, 4),
    "entry added": (repeat, 5),
    "record cut short": (cut, SIZE - 1),
}


@pytest.mark.parametrize("way", TAMPERED)
async def test_tampering_is_found_and_named(way: str) -> None:
    """T-48, T-49, JU14: what was edited, deleted, swapped, cut or reordered is found, and its index said."""
    change, index = TAMPERED[way]
    lines = await exported()
    change(lines)
    found = problems(lines)
    assert index in {at for at, _ in found}, found


async def test_forged_entry_with_its_own_hashes_is_not_what_was_signed() -> None:
    """T-48: whoever recomputes every hash still has no signature."""
    lines, forged = await exported(), await exported(change="key.destroyed")
    forged[-1] = lines[-1]
    assert [words for _, words in problems(forged)] == [
        f"the tree of the first {SIZE} entries is not the one that was signed"
    ]


async def test_record_signed_by_another_key_is_found() -> None:
    """T-50: a whole record of somebody else's does not verify under the key you trust."""
    other = Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))
    assert problems(await exported(), key=other.verifier_key)


async def test_fork_is_found_by_an_earlier_checkpoint() -> None:
    """T-50: two histories of one length: who kept a checkpoint of the first knows the second is another."""
    kept = (await exported())[-1]["checkpoint"]
    forked = await exported(change="key.destroyed")
    assert problems(forked, earlier=kept) == [
        (None, f"the first {SIZE} entries are not those of the earlier checkpoint (forked)")
    ]
    assert problems(await exported(), earlier=kept) == []


@pytest.mark.parametrize("lines", [[], ["x"], ["[]"], ['{"format":"other"}'], ['{"a":'], ["1", "2"]])
def test_what_is_no_export_is_said_to_be_none(lines: list[str]) -> None:
    """Any other file is unreadable, not wrong."""
    with pytest.raises(UnreadableError):
        verify(lines)


async def test_every_flipped_character_of_an_entry_is_found() -> None:
    """T-48: flip any character of an entry: something does not verify, or the file is no export any more."""
    lines = [json.dumps(line, separators=(",", ":")) for line in await exported()]
    assert verify(lines).problems == []
    entry = lines[5]
    for at in range(len(entry)):
        lines[5] = entry[:at] + chr(ord(entry[at]) ^ 1) + entry[at + 1 :]
        try:
            assert verify(lines).problems, lines[5]
        except UnreadableError:
            continue


def test_one_file_alone_is_enough(tmp_path: Path) -> None:
    """AUD-17: the verifier runs as one file, with nothing of ours installed beside it."""
    alone = tmp_path / "lightbox_verify.py"
    alone.write_text(Path(verifier.__file__).read_text())
    lines = asyncio.run(exported())
    (tmp_path / "good.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    lines[3]["at_ms"] = 99
    (tmp_path / "bad.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    said = [
        subprocess.run(
            [sys.executable, "-I", str(alone), str(tmp_path / name)], capture_output=True, text=True, check=False
        )
        for name in ("good.jsonl", "bad.jsonl", "absent.jsonl")
    ]
    assert [each.returncode for each in said] == [0, 1, 2]
    assert "entry 2:" in said[1].stdout
