"""The installation as those see it who look after it."""

from server.transport.wire.http.bodies import Answer


class KeptCard(Answer, frozen=True):
    """How long what is kept; 0: until somebody removes it, for chats and notes: as long as the record."""

    studies_days: int
    studies_days_most: int
    chats_days: int
    notes_days: int
    record_years: int


class Installation(Answer, frozen=True):
    """GET /api/installation: health, policy and record in numbers and codes; nothing of anybody's work."""

    ok: bool
    checks: dict[str, str]
    version: str
    server_ms: int
    policy: str
    kept: KeptCard
    entries: int


class RecordLooked(Answer, frozen=True):
    """POST /api/installation/record: what a look at every entry of the record found."""

    at_ms: int
    entries: int
    root: str
    tree_same: bool
    damaged: list[int]
    damaged_count: int
    erased: int
    witness: str
