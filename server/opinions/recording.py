"""How a decision becomes an entry of the record: ids, numbers and codes, never a word of question or answer."""

from server.opinions.effects import Record
from server.opinions.request import Opinion
from server.terms.entries import Entry, EntryFact


def record(opinion: Opinion, kind: str, now_ms: int, actor: str, **facts: EntryFact) -> Record:
    """The effect that appends one entry about this request; `kind` is one of `server.audit.kinds`."""
    return Record(Entry(kind, now_ms, actor, opinion.facts.session, facts))
