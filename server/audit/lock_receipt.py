"""The receipt of a lock, made of the entry about it and of nothing else, so that one can be held against the other.

[AUD-19] Content: JSON with `at_ms`, `reason`, `frames`, `size_bytes`, `key_fingerprints`, `entry` (its index), `remains`
and `digest`, the SHA-256 of the entry's payload in hex. Its number, which people compare, is the first eight digits of it.
"""

from dataclasses import dataclass
from hashlib import sha256

import msgspec

from server.audit.leaf import encode
from server.terms.entries import Entry

LOCKED = "lock.started"
"""The kind of the entries that receipts are made of."""
REMAINS = ("originals", "chat", "note", "record")


class LockFacts(msgspec.Struct, frozen=True):
    """What an end destroyed, when and why, and what remains.

    `entry` was -1 and `digest` empty in receipts of former versions.
    """

    at_ms: int
    reason: str
    frames: int
    size_bytes: int
    key_fingerprints: tuple[str, ...]
    entry: int
    remains: tuple[str, ...]
    digest: str = ""

    def says_the_same(self, other: "LockFacts") -> bool:
        """Whether both tell of one end, and the same of it; what remains may be said in another version's words."""
        apart = {"entry": 0, "remains": (), "digest": ""}
        return msgspec.structs.replace(self, **apart) == msgspec.structs.replace(other, **apart)


@dataclass(frozen=True, slots=True)
class LockReceipt:
    """What people get to keep of an end: JSON without patient data, and when it was."""

    content: bytes
    at_ms: int


def lock_facts(entry: Entry, index: int) -> LockFacts:
    """Read what a `lock.started` entry at this index tells."""
    keys = entry.facts.get("keys", ())
    return LockFacts(
        at_ms=entry.at_ms,
        reason=str(entry.facts.get("reason", "")),
        frames=_count(entry, "frames"),
        size_bytes=_count(entry, "size_bytes"),
        key_fingerprints=tuple(str(each) for each in keys) if isinstance(keys, tuple) else (),
        entry=index,
        remains=REMAINS,
        digest=sha256(encode(entry)).hexdigest(),
    )


def lock_receipt(entry: Entry, index: int) -> LockReceipt:
    """Make the receipt of a `lock.started` entry that is durable at this index."""
    return LockReceipt(msgspec.json.encode(lock_facts(entry, index)), entry.at_ms)


def number_of(digest: str) -> str:
    """Give the number people compare: eight characters in two groups."""
    return f"{digest[:4]}-{digest[4:8]}".upper()


def _count(entry: Entry, fact: str) -> int:
    value = entry.facts.get(fact, 0)
    return value if isinstance(value, int) else 0
