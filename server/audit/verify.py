"""Verify an exported record: one file, the standard library and `cryptography`, nothing else of ours [AUD-17].

    python verify.py EXPORT.jsonl [--key VERIFIER_KEY] [--earlier CHECKPOINT_FILE]

It says of every entry that was edited, deleted, swapped, reordered or added which index it has; of a record that was
cut short or replaced, that its signed checkpoint says otherwise. The format is in `SPEC.md` beside it.
Exit code 0: everything verifies; 1: something does not; 2: it cannot be read.
"""

import argparse
import base64
import binascii
import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "lightbox-log/1"
SHOWN = 20


@dataclass
class Report:
    """What was found. `problems` are (index or None, words); `checkpoint` is the size that was signed."""

    entries: int = 0
    checkpoint: int | None = None
    erased: int = 0
    problems: list[tuple[int | None, str]] = field(default_factory=list)

    def found(self, index: int | None, words: str) -> None:
        """Note a problem."""
        self.problems.append((index, words))


@dataclass(frozen=True)
class Checkpoint:
    """Size and root of a tree, as signed."""

    size: int
    root: bytes


class UnreadableError(Exception):
    """The file is not an export of a record."""


def verify(lines: Iterable[str], *, key: str = "", earlier: str = "") -> Report:
    """Verify an export.

    Parameters
    ----------
    lines
        The lines of the file.
    key
        The verifier key you trust (`origin+hash+base64`); without it the export's own is used, which proves that the
        file is whole and not who signed it.
    earlier
        A checkpoint you kept from before (a receipt, the witness): this record must be a continuation of it.

    Raises
    ------
    UnreadableError
        It is no export.
    """
    header, rows, note = _parts(lines)
    report = Report(entries=len(rows))
    trusted = key or str(header.get("key", ""))
    if key and header.get("key") != key:
        report.found(None, "the export names another key than the one you trust")
    signed = _checkpoint(note, trusted)
    if signed is None:
        report.found(None, "the checkpoint is not signed by that key")
    else:
        report.checkpoint = signed.size
    for row in rows:
        _check_entry(row, report)
    if header.get("extract"):
        _check_extract(rows, signed, report)
    else:
        _check_whole(rows, signed, _checkpoint(earlier, trusted) if earlier else None, report)
        if earlier and _checkpoint(earlier, trusted) is None:
            report.found(None, "the earlier checkpoint is not signed by that key")
    return report


def _parts(lines: Iterable[str]) -> tuple[dict[str, Any], list[dict[str, Any]], str]:
    """Header, entries, checkpoint."""
    try:
        parsed = [json.loads(line) for line in lines if line.strip()]
    except ValueError as error:
        raise UnreadableError("a line is not JSON") from error
    if not parsed or not all(isinstance(each, dict) for each in parsed) or parsed[0].get("format") != FORMAT:
        raise UnreadableError(f"not a record in the format {FORMAT}")
    notes = [each["checkpoint"] for each in parsed[1:] if isinstance(each.get("checkpoint"), str)]
    return parsed[0], [each for each in parsed[1:] if "checkpoint" not in each], notes[-1] if notes else ""


def _check_entry(row: dict[str, Any], report: Report) -> None:
    """An entry against its commitment, and the commitment against its leaf."""
    index = row.get("n")
    if not isinstance(index, int) or isinstance(index, bool) or index < 0:
        report.found(None, "an entry without an index")
        return
    committed, leaf = _hex(row.get("commitment"), 32), _hex(row.get("leaf"), 32)
    if committed is None or leaf is None:
        report.found(index, "commitment or leaf is missing")
        return
    if leaf_hash(index, committed) != leaf:
        report.found(index, "leaf is not that of this index and commitment (edited or moved)")
    if row.get("payload") is None and row.get("salt") is None:
        report.erased += 1
        return
    salt, payload = _hex(row.get("salt"), 32), row.get("payload")
    if salt is None or not isinstance(payload, str) or commitment(salt, payload.encode()) != committed:
        report.found(index, "payload is not what was committed to (edited or swapped)")
        return
    told = _object(payload)
    if told.get("at_ms") != row.get("at_ms") or told.get("session") != row.get("session"):
        report.found(index, "time or session is not that of the payload (edited)")


def _check_whole(
    rows: list[dict[str, Any]], signed: Checkpoint | None, earlier: Checkpoint | None, report: Report
) -> None:
    """The order of all entries, and their tree against what was signed."""
    leaves: list[bytes] = []
    in_order = True
    for place, row in enumerate(rows):
        index = row.get("n")
        if index != place and in_order:
            in_order = False
            missing = isinstance(index, int) and index > place
            report.found(place, f"expected here, found {index} ({'deleted' if missing else 'reordered or added'})")
        leaves.append(_hex(row.get("leaf"), 32) or b"")
    if signed is None:
        return
    if len(rows) < signed.size:
        report.found(len(rows), f"the record ends here, {signed.size} entries were signed (cut short)")
    elif tree_root(leaves[: signed.size]) != signed.root:
        report.found(None, f"the tree of the first {signed.size} entries is not the one that was signed")
    if earlier is None:
        return
    if len(rows) < earlier.size:
        report.found(
            len(rows), f"the record ends here, an earlier checkpoint knew {earlier.size} entries (rolled back)"
        )
    elif tree_root(leaves[: earlier.size]) != earlier.root:
        report.found(None, f"the first {earlier.size} entries are not those of the earlier checkpoint (forked)")


def _check_extract(rows: list[dict[str, Any]], signed: Checkpoint | None, report: Report) -> None:
    """Some entries, each with its proof that it is in the signed tree; nothing is learnt of the others."""
    for row in rows:
        index, leaf, proof = row.get("n"), _hex(row.get("leaf"), 32), row.get("proof")
        path = [_hex(step, 32) for step in proof] if isinstance(proof, list) else [None]
        if signed is None or not isinstance(index, int) or leaf is None or None in path:
            report.found(index if isinstance(index, int) else None, "no proof that it is in the record")
        elif not is_included(leaf, index, signed, [step for step in path if step is not None]):
            report.found(index, "the proof does not lead to the signed tree")


def commitment(salt: bytes, payload: bytes) -> bytes:
    """SHA-256 over three parts, each behind its length as 4 bytes big-endian [AUD-4]."""
    parts = (b"lb1 entry", salt, payload)
    return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def leaf_hash(index: int, committed: bytes) -> bytes:
    """The leaf's hash: RFC 6962's 0x00 before the 48 bytes of [AUD-5]."""
    return hashlib.sha256(b"\x00lb1 leaf" + index.to_bytes(8, "big") + committed).digest()


def tree_root(leaves: list[bytes]) -> bytes:
    """The tree head of RFC 6962, 2.1, over leaf hashes."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = leaves
    while len(level) > 1:
        pairs = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def is_included(leaf: bytes, index: int, signed: Checkpoint, path: list[bytes]) -> bool:
    """Whether the audit path leads from the leaf to the signed root. RFC 9162, 2.1.3.2."""
    if not 0 <= index < signed.size:
        return False
    at, last, climbed = index, signed.size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            climbed = _node(sibling, climbed)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            climbed = _node(climbed, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and climbed == signed.root


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _checkpoint(note: str, key: str) -> Checkpoint | None:
    """Size and root of a C2SP checkpoint whose Ed25519 signature verifies, else None."""
    try:
        origin, key_hash, encoded = key.split("+", 2)
        public = base64.b64decode(encoded, validate=True)
        text, signatures = note.split("\n\n", 1)
        name, size, root = text.split("\n")[:3]
        line = next(each for each in signatures.split("\n") if each.startswith(f"\u2014 {origin} "))
        signature = base64.b64decode(line.rsplit(" ", 1)[1], validate=True)
        expected = hashlib.sha256(origin.encode() + b"\n" + public).digest()[:4]
        if public[:1] != b"\x01" or expected.hex() != key_hash or signature[:4] != expected or name != origin:
            return None
        Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature[4:], f"{text}\n".encode())
        return Checkpoint(int(size), base64.b64decode(root, validate=True))
    except (ValueError, StopIteration, binascii.Error, InvalidSignature):
        return None


def _object(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _hex(value: object, size: int) -> bytes | None:
    try:
        read = bytes.fromhex(value) if isinstance(value, str) else b""
    except ValueError:
        return None
    return read if len(read) == size else None


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line takes."""
    parser.add_argument("export", type=Path, help="the file that `lightbox export-log` wrote")
    parser.add_argument("--key", default="", help="the verifier key you trust")
    parser.add_argument("--earlier", type=Path, help="a checkpoint kept from before (a witness file, a receipt)")


def run(asked: argparse.Namespace) -> int:
    """Verify, say what was found; gives the exit code."""
    try:
        earlier = asked.earlier.read_text(encoding="utf-8") if asked.earlier else ""
        with asked.export.open(encoding="utf-8") as lines:
            report = verify(lines, key=asked.key, earlier=earlier)
    except (OSError, UnicodeDecodeError, UnreadableError) as error:
        sys.stderr.write(f"cannot be read: {error}\n")
        return 2
    return _said(report, trusted=bool(asked.key))


def main(given: list[str] | None = None) -> int:
    """Be a command of its own, `lightbox-verify`."""
    parser = argparse.ArgumentParser(prog="lightbox-verify", description="Verify an exported record.")
    arguments(parser)
    return run(parser.parse_args(given))


def _said(report: Report, *, trusted: bool) -> int:
    for index, words in report.problems[:SHOWN]:
        sys.stdout.write(f"{'record' if index is None else f'entry {index}'}: {words}\n")
    if len(report.problems) > SHOWN:
        sys.stdout.write(f"and {len(report.problems) - SHOWN} more\n")
    signed = "no" if report.checkpoint is None else f"{report.checkpoint}"
    erased = f", {report.erased} erased" if report.erased else ""
    outcome = "does not verify" if report.problems else "verifies"
    sys.stdout.write(f"{outcome}: {report.entries} entries{erased}, {signed} signed\n")
    if not report.problems and not trusted:
        sys.stdout.write("the key is the export's own: compare it with the one your clinic published (--key)\n")
    return 1 if report.problems else 0


if __name__ == "__main__":
    sys.exit(main())
