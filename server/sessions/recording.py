"""How a decision becomes an entry of the record: ids, numbers and codes, never names."""

import re
from typing import Final

from server.sessions.effects import Record
from server.sessions.session import Grant, Session
from server.terms.entries import Entry, EntryFact
from server.terms.errors import Malformed

SYSTEM: Final = "system"
"""Actor of what time or the owning process did."""

REFERENCE: Final = re.compile(r"(?![0-9]+(\.[0-9]+){3,}$)[A-Za-z0-9_.:/+=-]{0,64}")
"""The same texts that `server.audit.leaf` records: no blank, no caret, not a UID."""


def record(session: Session, kind: str, now_ms: int, actor: str = SYSTEM, **facts: EntryFact) -> Record:
    """The effect that appends one entry about this session; `kind` is one of `server.audit.kinds`."""
    return Record(Entry(kind=kind, at_ms=now_ms, actor=actor, session=session.id, facts=facts))


def record_grant(session: Session, grant: Grant, now_ms: int) -> Record:
    """The entry about a grant on another basis than the patient's tap."""
    return record(
        session, "grant.recorded", now_ms, grant.by,
        number=grant.number, basis=grant.basis.value, stacks=grant.stacks, persons=grant.persons,
        until_ms=grant.until_ms, purpose=grant.purpose, note_ref=grant.note_ref,
    )  # fmt: skip


def reference(value: str, field: str) -> str:
    """A code or the id of something stored, as it may stand in an entry.

    Free text (a name, a sentence) and UIDs cannot pass: at most 64 characters of an id, or empty.

    Raises
    ------
    Malformed
        `bad_value` {field}.
    """
    if REFERENCE.fullmatch(value) is None:
        raise Malformed("bad_value", field=field)
    return value
