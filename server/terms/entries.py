"""An entry of the record: what happened, by whom, in which session; facts only, kinds named as in DICOM PS3.15 A.5."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.terms.ids import SessionId

EntryFact = str | int | float | bool | tuple[str, ...] | tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened.

    `kind` is dotted and closed (`server.audit.kinds` lists them with their DCM codes), `actor` is an opaque id
    (person, participant or "system"), `facts` hold ids, numbers and codes, never names or UIDs.
    """

    kind: str
    at_ms: int
    actor: str
    session: SessionId | None = None
    facts: Mapping[str, EntryFact] = field(default_factory=dict)
