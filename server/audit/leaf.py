"""From an entry to the bytes that are proven: payload, salted commitment, leaf [AUD-1 … AUD-5].

* payload: JSON in UTF-8, members sorted, no spaces:
  ``{"actor","at_ms","facts","kind","session","v":1}``. The stored bytes are what counts, nobody re-encodes them.
* commitment: ``SHA-256(lp("lb1 entry") ‖ lp(salt) ‖ lp(payload))``, salt of 32 random bytes; ``lp(x)`` is the length
  of x as 4 bytes big-endian, then x. Without the salt a commitment says nothing about its payload, not even to
  somebody who guesses it; so erasing salt and payload erases the entry, and the tree still verifies.
* leaf: ``"lb1 leaf" (8) ‖ index (8 bytes big-endian) ‖ commitment (32)``, 48 bytes. The tree hashes leaves as RFC 6962
  says (`merkle.leaf_hash`).
"""

import hashlib
import json
import math
import re
from dataclasses import dataclass

from server.audit.kinds import KINDS
from server.terms.entries import Entry, EntryFact
from server.terms.ids import SessionId

SALT_BYTES = 32
VERSION = 1
TEXT_MAX = 64
FACTS_MAX = 24
TUPLE_MAX = 4_096

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FACT_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
_FACT_TEXT = re.compile(r"[A-Za-z0-9_.:/+=-]{0,64}")
_UID = re.compile(r"[0-9]+(\.[0-9]+){3,}")


@dataclass(frozen=True, slots=True)
class Committed:
    """An entry ready to be stored: what may be erased (salt, payload) and what stays (the rest)."""

    at_ms: int
    session: SessionId | None
    commitment: bytes
    salt: bytes
    payload: bytes


def commit(entry: Entry, salt: bytes) -> Committed:
    """Build what is stored of an entry.

    Raises
    ------
    ValueError
        The kind is not in `KINDS`, or a fact is not an id, a number or a code: a bug of ours, found before it is
        durable, because a name that got into the record could not be taken out again.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt has 32 bytes")
    payload = encode(entry)
    return Committed(entry.at_ms, entry.session, commitment(salt, payload), salt, payload)


def encode(entry: Entry) -> bytes:
    """Give the payload bytes of an entry; raises `ValueError` as `commit`."""
    if entry.kind not in KINDS:
        raise ValueError(f"not a kind of entry: {entry.kind!r}")
    if not _ID.fullmatch(entry.actor) or not (entry.session is None or _ID.fullmatch(entry.session)):
        raise ValueError(f"{entry.kind}: actor and session are opaque ids")
    if len(entry.facts) > FACTS_MAX:
        raise ValueError(f"{entry.kind}: more than {FACTS_MAX} facts")
    for name, fact in entry.facts.items():
        if not _FACT_NAME.fullmatch(name) or not _is_opaque(fact):
            # The value itself is not repeated: it may be exactly what must not be written anywhere.
            raise ValueError(f"{entry.kind}: fact {name[:32]!r} is not an id, a number or a code")
    members = {
        "actor": entry.actor,
        "at_ms": entry.at_ms,
        "facts": dict(entry.facts),
        "kind": entry.kind,
        "session": entry.session,
        "v": VERSION,
    }
    return json.dumps(members, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def decode(payload: bytes) -> Entry:
    """Read an entry back from its payload bytes; raises `ValueError` for anything `encode` did not make."""
    members = json.loads(payload)
    if not isinstance(members, dict) or members.get("v") != VERSION:
        raise ValueError("not a payload of this version")
    try:
        facts = {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in members["facts"].items()}
        return Entry(members["kind"], members["at_ms"], members["actor"], members["session"], facts)
    except (KeyError, AttributeError) as error:
        raise ValueError("not a payload") from error


def commitment(salt: bytes, payload: bytes) -> bytes:
    """Give the 32 bytes that bind an entry and hide it."""
    parts = (b"lb1 entry", salt, payload)
    return hashlib.sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def leaf(index: int, committed: bytes) -> bytes:
    """Give the 48 bytes of the entry's leaf in the tree."""
    return b"lb1 leaf" + index.to_bytes(8, "big") + committed


def _is_opaque(fact: EntryFact) -> bool:
    match fact:
        case None | bool() | int():
            return True
        case float():
            return math.isfinite(fact)
        case str():
            return _FACT_TEXT.fullmatch(fact) is not None and _UID.fullmatch(fact) is None
        case tuple():
            return len(fact) <= TUPLE_MAX and all(_is_opaque(each) for each in fact)
