"""Verify an exported record, a receipt or a signed opinion: one file; the standard library and `cryptography`, nothing else.

    python verify.py EXPORT.jsonl [--key VERIFIER_KEY] [--earlier CHECKPOINT_OR_RECEIPT]
    python verify.py --receipt RECEIPT [EXPORT.jsonl] [--key VERIFIER_KEY] [--earlier CHECKPOINT_OR_RECEIPT]
    python verify.py --opinion OPINION [EXPORT.jsonl] [--key VERIFIER_KEY]

It says of every entry that was edited, deleted, swapped, reordered or added which index it has; of a record that was
cut short or replaced, that its signed checkpoint says otherwise. The formats are in `SPEC.md` beside it, [AUD-17] and
[AUD-20]. Exit code 0: everything verifies; 1: something does not; 2: it cannot be read.
"""

import argparse
import base64
import binascii
import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "lightbox-log/1"
RECEIPT = "lightbox-receipt/1"
OPINION = "lightbox-opinion/1"
SHOWN = 20
FACTS = ("reason", "frames", "size_bytes", "keys")
"""What a receipt says of an end and the entry about that end says too."""


@dataclass
class Report:
    """What was found. `problems` are (index or None, words); `checkpoint` is the size that was signed.

    `says`: what a receipt or an opinion that verifies says, line by line.
    """

    entries: int = 0
    checkpoint: int | None = None
    erased: int = 0
    is_opinion: bool = False
    says: list[str] = field(default_factory=list)
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
    """The file is neither an export of a record nor a receipt."""


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
        A checkpoint you kept from before (the witness), or a receipt: this record must be a continuation of it.

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
        kept, _ = _kept(earlier, trusted)
        _check_whole(rows, signed, kept, report)
        if earlier and kept is None:
            report.found(None, "the earlier checkpoint is not signed by that key")
    return report


def verify_receipt(text: str, *, key: str = "", earlier: str = "") -> Report:
    """Verify a receipt by itself.

    Parameters
    ----------
    text
        The whole file.
    key
        The verifier key you trust; without it the receipt's own is used.
    earlier
        A checkpoint of the same size or another receipt: both must be of one record.

    Raises
    ------
    UnreadableError
        It is no receipt.
    """
    line, content, signature = _receipt(text)
    rows = _listed(content, "entries")
    report = Report(entries=len(rows))
    trusted = key or str(content.get("key", ""))
    if key and content.get("key") != key:
        report.found(None, "the receipt names another key than the one you trust")
    if not _is_signed(line, content, signature, trusted):
        report.found(None, "the receipt is not signed by that key (edited, or somebody else's)")
    signed = _checkpoint(str(content.get("checkpoint", "")), trusted)
    if signed is None:
        report.found(None, "the checkpoint is not signed by that key")
    else:
        report.checkpoint = signed.size
    for row in rows:
        _check_entry(row, report)
        if row.get("session") != content.get("session"):
            report.found(_index(row), "an entry of another consult")
    _check_extract(rows, signed, report)
    _check_end(content, rows, report)
    if earlier:
        _compare(content, rows, signed, _kept(earlier, trusted), report)
    report.says = _words(content, rows)
    return report


def verify_opinion(text: str, *, key: str = "", export: Iterable[str] = ()) -> Report:
    """Verify a version of a second opinion by itself, and against the record when its export is at hand.

    Parameters
    ----------
    text
        The whole file.
    key
        The verifier key you trust; without it the file's own is used.
    export
        The lines of an export: the record must know of a version with this digest.

    Raises
    ------
    UnreadableError
        It is no opinion, or no export.
    """
    line, _, rest = text.partition("\n")
    stated, proof = _object(line), _object(rest.removesuffix("\n"))
    if stated.get("format") != OPINION:
        raise UnreadableError(f"not an opinion in the format {OPINION}")
    report = Report(is_opinion=True)
    trusted = key or str(proof.get("key", ""))
    if key and proof.get("key") != key:
        report.found(None, "the opinion names another key than the one you trust")
    public, signature = _public(trusted), _hex(proof.get("signature"), 64)
    whole = {"key": proof.get("key"), "signature": "" if signature is None else signature.hex()}
    is_whole = rest == json.dumps(whole, separators=(",", ":")) + "\n"
    if not is_whole or public is None or signature is None or not _verifies(public, signature, line):
        report.found(None, "the opinion is not signed by that key (edited, or somebody else's)")
    digest = hashlib.sha256(line.encode()).hexdigest()
    kept = list(export)
    if kept:
        _, rows, _ = _parts(kept)
        if not any(_knows(row, digest) for row in rows):
            report.found(None, "the record knows of no such version")
    report.says = _opinion_words(stated, digest)
    return report


def _verifies(public: Ed25519PublicKey, signature: bytes, statement: str) -> bool:
    try:
        public.verify(signature, _lp(b"lb1 opinion", statement.encode()))
    except (InvalidSignature, ValueError):
        return False
    return True


def _knows(row: dict[str, Any], digest: str) -> bool:
    """Whether an entry is about the signing of what has this digest."""
    entry = _object(str(row.get("payload") or ""))
    facts = entry.get("facts")
    return isinstance(facts, dict) and digest in facts.values()


def _receipt(text: str) -> tuple[str, dict[str, Any], str]:
    """The signed line, what it says, and the signature of 128 hex digits as it stands there ("" when there is none)."""
    line, _, rest = text.partition("\n")
    content = _object(line)
    if content.get("format") != RECEIPT:
        raise UnreadableError(f"not a receipt in the format {RECEIPT}")
    signature = _object(rest.removesuffix("\n")).get("signature")
    whole = isinstance(signature, str) and rest.removesuffix("\n") == f'{{"signature":"{signature}"}}'
    return line, content, str(signature) if whole else ""


def _is_signed(line: str, content: dict[str, Any], signature: str, key: str) -> bool:
    """Whether the key signed exactly this line [AUD-20]."""
    public, signed = _public(key), _hex(signature, 64)
    if (
        public is None
        or signed is None
        or signed.hex() != signature
        or content.get("origin") != key.split("+", maxsplit=1)[0]
    ):
        return False
    subject = f"{content.get('session')}:{content.get('participant')}"
    try:
        given = int(content.get("given_ms", "")).to_bytes(8, "big")
        bound = _lp(b"lb1 receipt", b"participant", subject.encode()) + given
        public.verify(signed, bound + _lp(line.encode()))
    except (InvalidSignature, ValueError, TypeError, OverflowError):
        return False
    return True


def _check_end(content: dict[str, Any], rows: list[dict[str, Any]], report: Report) -> None:
    """What the receipt says was destroyed against the entry about it, which must be among its own."""
    told = content.get("destroyed")
    if not isinstance(told, dict):
        return
    index = told.get("entry")
    row = next((each for each in rows if each.get("n") == index), None)
    if row is None:
        report.found(_index({"n": index}), "the entry about the end is not in the receipt")
    elif isinstance(row.get("payload"), str):
        entry = _object(row["payload"])
        facts = entry.get("facts")
        said = facts if isinstance(facts, dict) else {}
        same = all(said.get(name) == told.get(name) for name in FACTS) and entry.get("at_ms") == told.get("at_ms")
        same = same and hashlib.sha256(row["payload"].encode()).hexdigest() == told.get("digest")
        if entry.get("kind") != "lock.started" or not same:
            report.found(_index(row), "the entry about the end says something else than the receipt")


def _compare(
    content: dict[str, Any],
    rows: list[dict[str, Any]],
    signed: Checkpoint | None,
    kept: tuple[Checkpoint | None, dict[str, Any]],
    report: Report,
) -> None:
    """Two receipts, or a receipt and a checkpoint: what both know must be the same [AUD-24]."""
    earlier, other = kept
    if signed is None or earlier is None:
        report.found(None, "the earlier checkpoint is not signed by that key")
        return
    if signed.size == earlier.size and signed.root != earlier.root:
        report.found(None, f"two trees of {signed.size} entries are signed: two histories are told (forked)")
    leaves = {_index(each): each.get("leaf") for each in _listed(other, "entries")}
    shared = [each for each in rows if _index(each) in leaves]
    for row in shared:
        if leaves[_index(row)] != row.get("leaf"):
            report.found(_index(row), "the other receipt has another entry here (forked)")
    if signed.size != earlier.size and not shared:
        report.found(None, "nothing in it is in both: only an export of the record can tell whether they agree")
    if content.get("session") == other.get("session") and content.get("destroyed") != other.get("destroyed"):
        report.found(None, "the other receipt tells another end of the same consult")


def _kept(text: str, key: str) -> tuple[Checkpoint | None, dict[str, Any]]:
    """The checkpoint that somebody kept, alone or in a receipt, and what that receipt says."""
    if not text.startswith("{"):
        return _checkpoint(text, key), {}
    try:
        line, content, signature = _receipt(text)
    except UnreadableError:
        return None, {}
    if not _is_signed(line, content, signature, key):
        return None, {}
    return _checkpoint(str(content.get("checkpoint", "")), key), content


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
    if row.get("damaged"):
        report.found(index, "what was kept of it did not open (damaged)")
        return
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
    return hashlib.sha256(_lp(b"lb1 entry", salt, payload)).digest()


def _lp(*parts: bytes) -> bytes:
    """Each part behind its length as 4 bytes big-endian."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


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
    public, (origin, _, key_hash) = _public(key), key.partition("+")
    if public is None:
        return None
    try:
        text, signatures = note.split("\n\n", 1)
        name, size, root = text.split("\n")[:3]
        line = next(each for each in signatures.split("\n") if each.startswith(f"\u2014 {origin} "))
        signature = base64.b64decode(line.rsplit(" ", 1)[1], validate=True)
        if signature[:4].hex() != key_hash.split("+")[0] or name != origin:
            return None
        public.verify(signature[4:], f"{text}\n".encode())
        return Checkpoint(int(size), base64.b64decode(root, validate=True))
    except (ValueError, StopIteration, binascii.Error, InvalidSignature):
        return None


def _public(key: str) -> Ed25519PublicKey | None:
    """The public key of a verifier key `origin+hash+base64`, None when it is not one [AUD-15]."""
    try:
        origin, key_hash, encoded = key.split("+", 2)
        public = base64.b64decode(encoded, validate=True)
        expected = hashlib.sha256(origin.encode() + b"\n" + public).digest()[:4]
        if public[:1] != b"\x01" or expected.hex() != key_hash:
            return None
        return Ed25519PublicKey.from_public_bytes(public[1:])
    except (ValueError, binascii.Error):
        return None


def _index(row: dict[str, Any]) -> int | None:
    index = row.get("n")
    return index if isinstance(index, int) and not isinstance(index, bool) else None


def _object(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _listed(content: dict[str, Any], member: str) -> list[dict[str, Any]]:
    """The objects in a list, none when it is not one."""
    found = content.get(member)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _hex(value: object, size: int) -> bytes | None:
    try:
        read = bytes.fromhex(value) if isinstance(value, str) else b""
    except ValueError:
        return None
    return read if len(read) == size else None


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command line takes."""
    parser.add_argument("export", type=Path, nargs="?", help="the file that `lightbox export-log` wrote")
    parser.add_argument("--receipt", type=Path, help="the receipt of a participant; with an export: both must agree")
    parser.add_argument(
        "--opinion", type=Path, help="a signed version of a second opinion; with an export: it is in it"
    )
    parser.add_argument("--key", default="", help="the verifier key you trust")
    parser.add_argument("--earlier", type=Path, help="a checkpoint kept from before (a witness file), or a receipt")


def run(asked: argparse.Namespace) -> int:
    """Verify, say what was found; gives the exit code."""
    if asked.export is None and asked.receipt is None and asked.opinion is None:
        sys.stderr.write("name an export, a receipt with --receipt, or an opinion with --opinion\n")
        return 2
    reports = []
    try:
        earlier = asked.earlier.read_text(encoding="utf-8") if asked.earlier else ""
        if asked.receipt is not None:
            receipt = asked.receipt.read_text(encoding="utf-8")
            reports.append(verify_receipt(receipt, key=asked.key, earlier=earlier))
            earlier = receipt
        if asked.opinion is not None:
            lines = [] if asked.export is None else asked.export.read_text(encoding="utf-8").split("\n")
            reports.append(verify_opinion(asked.opinion.read_text(encoding="utf-8"), key=asked.key, export=lines))
        if asked.export is not None:
            with asked.export.open(encoding="utf-8") as lines:
                reports.append(verify(lines, key=asked.key, earlier=earlier))
    except (OSError, UnicodeDecodeError, UnreadableError) as error:
        sys.stderr.write(f"cannot be read: {error}\n")
        return 2
    return max([_said(report, trusted=bool(asked.key)) for report in reports])


def main(given: list[str] | None = None) -> int:
    """Be a command of its own, `lightbox-verify`."""
    parser = argparse.ArgumentParser(prog="lightbox-verify", description="Verify an exported record or a receipt.")
    arguments(parser)
    return run(parser.parse_args(given))


def _said(report: Report, *, trusted: bool) -> int:
    for index, words in report.problems[:SHOWN]:
        sys.stdout.write(f"{'record' if index is None else f'entry {index}'}: {words}\n")
    if len(report.problems) > SHOWN:
        sys.stdout.write(f"and {len(report.problems) - SHOWN} more\n")
    if not report.problems:
        sys.stdout.writelines(f"{words}\n" for words in report.says)
    signed = "no" if report.checkpoint is None else f"{report.checkpoint}"
    erased = f", {report.erased} erased" if report.erased else ""
    outcome = "does not verify" if report.problems else "verifies"
    of_what = "the opinion" if report.is_opinion else f"{report.entries} entries{erased}, {signed} signed"
    sys.stdout.write(f"{outcome}: {of_what}\n")
    if not report.problems and not trusted:
        sys.stdout.write("the key is the file's own: compare it with the one your clinic published (--key)\n")
    return 1 if report.problems else 0


def _words(content: dict[str, Any], rows: list[dict[str, Any]]) -> list[str]:
    """What a receipt says, in words; all of it is signed."""
    told = content.get("destroyed")
    said: list[str] = []
    if isinstance(told, dict):
        digits = str(told.get("digest")).upper()
        keys = told.get("keys")
        said.append(f"number {digits[:4]}-{digits[4:8]}, consult {content.get('session')}")
        said.append(
            f"{_moment(told.get('at_ms'))}: ended ({told.get('reason')}); destroyed {told.get('frames')} pictures"
            f" ({told.get('size_bytes')} bytes), {len(keys) if isinstance(keys, list) else 0} keys"
        )
    for each in _listed(content, "remains"):
        until = each.get("until_ms")
        said.append(f"remains: {each.get('what')}, until {_moment(until) if until else 'the clinic deletes it'}")
    kinds = [_object(str(row.get("payload") or "")).get("kind", "erased") for row in rows]
    said += [f"entry {row.get('n')}: {kind}" for row, kind in zip(rows, kinds, strict=True)]
    # a stranger's receipt, signed with a stranger's key, must not steer the terminal it is shown on
    return ["".join(each if " " <= each <= "~" else "?" for each in words) for words in said]


def _opinion_words(stated: dict[str, Any], digest: str) -> list[str]:
    """What an opinion says, in words; all of it is signed. Free text keeps its letters and loses what steers a terminal."""
    found = stated.get("answer")
    answer = found if isinstance(found, dict) else {}
    images = answer.get("images")
    said = [
        f"version {answer.get('version')}, signed {_moment(answer.get('signed_ms'))}, sha-256 {digest}",
        f"by: {stated.get('author_name')}",
        f"question: {stated.get('question')}",
        f"answer: {answer.get('position')}, confidence {answer.get('confidence')}, urgency {answer.get('urgency')}",
        f"next step: {answer.get('next_step')}; rests on {len(images) if isinstance(images, list) else 0} pictures",
        f"words: {answer.get('text')}",
        "given on consultation pictures, not a primary report",
    ]
    return ["".join(each if each.isprintable() else " " for each in words) for words in said]


def _moment(at_ms: object) -> str:
    try:
        return f"{datetime.fromtimestamp(int(str(at_ms)) / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC"
    except (ValueError, OverflowError, OSError):
        return "?"


if __name__ == "__main__":
    sys.exit(main())
