"""A receipt one participant keeps: what an end destroyed, what remains, and their own entries, proven [AUD-20 … AUD-24].

Who has it needs nothing of ours to check it (`verify.py`), and nobody can take back what it says: its entries lead to
a signed tree that every other receipt of the consult, the witness and every export must agree with. It holds ids,
numbers and codes only, and no entry that somebody else made unless it is about this very person.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from server.audit.checkpoint import Signer
from server.audit.leaf import leaf
from server.audit.merkle import leaf_hash
from server.audit.port import Proven
from server.terms.entries import Entry
from server.terms.ids import ParticipantId, SessionId

FORMAT = "lightbox-receipt/1"
KIND = "participant"
"""What the signature says this is a receipt of."""
ENDINGS = frozenset({"lock.started", "chat.closed"})
"""What concerns everybody who was there."""
ABOUT = frozenset({"participant.admitted", "participant.denied", "participant.removed", "participant.recognized"})
"""What others decided about a person and that person may hold in their hand: how they came in and went."""
WITHHELD = frozenset({"security.alert", "birth.compared"})
"""What would tell somebody who is not the person how close they came."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What the end destroyed: `keys` by fingerprint, `entry` its place in the record, `digest` of that entry's payload."""

    at_ms: int
    reason: str
    frames: int
    size_bytes: int
    keys: tuple[str, ...]
    entry: int
    digest: str


@dataclass(frozen=True, slots=True)
class Remaining:
    """Something the end did not destroy, and until when it is kept; None: until the clinic deletes it."""

    what: str
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """All that a receipt says; `checkpoint` is the signed tree in which the paths of its entries end."""

    session: SessionId
    participant: ParticipantId
    given_ms: int
    destroyed: Destroyed | None
    remains: Sequence[Remaining]
    entries: Sequence[Proven]
    checkpoint: str


def is_for(entry: Entry, own: Collection[str]) -> bool:
    """Whether an entry belongs into the receipt of somebody with these ids [AUD-22]."""
    if entry.kind in ENDINGS:
        return True
    if entry.kind in WITHHELD:
        return False
    return entry.actor in own or (entry.kind in ABOUT and entry.facts.get("participant") in own)


def written(receipt: Receipt, signer: Signer) -> bytes:
    """Give the file: the content on one line, the signature over its bytes on the next."""
    content = _line(
        {
            "format": FORMAT,
            "origin": signer.origin,
            "key": signer.verifier_key,
            "session": receipt.session,
            "participant": receipt.participant,
            "given_ms": receipt.given_ms,
            "destroyed": None if receipt.destroyed is None else asdict(receipt.destroyed),
            "remains": [asdict(each) for each in receipt.remains],
            "entries": [_entry(each) for each in receipt.entries],
            "checkpoint": receipt.checkpoint,
        }
    )
    subject = f"{receipt.session}:{receipt.participant}"
    signature = signer.sign_receipt(KIND, subject, receipt.given_ms, content)
    return content + b"\n" + _line({"signature": signature.hex()}) + b"\n"


def _entry(proven: Proven) -> dict[str, object]:
    row = proven.row
    damaged = {"damaged": True} if row.is_damaged else {}
    return {
        **damaged,
        "n": row.index,
        "at_ms": row.at_ms,
        "session": row.session,
        "commitment": row.commitment.hex(),
        "leaf": leaf_hash(leaf(row.index, row.commitment)).hex(),
        "salt": None if row.salt is None else row.salt.hex(),
        "payload": None if row.payload is None else row.payload.decode("utf-8", "replace"),
        "proof": [step.hex() for step in proven.path],
    }


def _line(members: dict[str, object]) -> bytes:
    return json.dumps(members, separators=(",", ":"), sort_keys=True, ensure_ascii=True).encode()
