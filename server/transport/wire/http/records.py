"""What is kept of a consult."""

from typing import Literal

from server.transport.wire.http.bodies import Answer
from server.transport.wire.http.consults import Consult


class EntryCard(Answer, frozen=True):
    """One line of the record."""

    index: int
    at_ms: int
    kind: str
    actor: str
    actor_name: str
    facts: dict[str, str | int | float | bool | list[str | int] | None]


class TranscriptLine(Answer, frozen=True):
    """One line of the chat as kept."""

    seq: int
    at_ms: int
    author: str
    author_name: str
    kind: str
    text: str
    facts: dict[str, str | int | float | bool]
    channel: str = "talk"


class Kept(Answer, frozen=True):
    """What an end did not destroy (`what` as in `remains`), and until when it is kept; null: until somebody removes it."""

    what: str
    until_ms: int | None


class LockReceipt(Answer, frozen=True):
    """What the end destroyed and what remains.

    `standing`: `holds` (signed, and as the record has it), `unsigned` (from a former version), `owed` (being written),
    `changed`: somebody changed what was kept, and this is what the record says, or nothing but this where it cannot.
    """

    receipt: str = ""
    at_ms: int = 0
    reason: str = ""
    frames: int = 0
    size_bytes: int = 0
    key_fingerprints: list[str] = []
    entry: int = -1
    remains: list[str] = []
    standing: Literal["holds", "unsigned", "changed", "owed"] = "holds"
    kept: list[Kept] = []


class ErasureReceipt(Answer, frozen=True):
    """What was erased of a consult afterwards (`part`: chat, note or record), why (lifetime or asked), what remains."""

    receipt: str
    part: str
    why: str
    at_ms: int
    items: int
    size_bytes: int
    key_fingerprint: str
    entry: int
    remains: list[str]
    changed: bool = False


class TierSeen(Answer, frozen=True):
    """Pictures in one tier (empty: not recorded): ranges of positions, and how long in all (null: not recorded)."""

    tier: str
    ranges: list[tuple[int, int]]
    ms: int | None = 0


class SeenCard(Answer, frozen=True):
    """One person and one series of one consult: what could be sent, what was, and what their screen said it showed.

    `sent` and `pictures_sent` are null where that was not recorded yet.
    """

    consult: str
    person: str
    series_id: str
    authorized: list[tuple[int, int]]
    sent: list[TierSeen] | None
    shown: list[TierSeen]
    pictures_sent: int | None
    pictures_shown: int
    shown_ms: int | None
    first_ms: int | None
    last_ms: int | None


class Record(Answer, frozen=True):
    """GET /api/consults/{id}/record: entries, transcript and, once locked, the receipt; what was erased since.

    An entry of kind `entry.damaged` was changed behind our back; `damaged_lines` of the chat were, and are left out.
    `seen` is rolled up from all entries about pictures; the oldest `left_out` of them are not in `entries`.
    """

    consult: Consult
    entries: list[EntryCard]
    transcript: list[TranscriptLine]
    receipt: LockReceipt | None
    damaged_lines: int = 0
    erased: list[ErasureReceipt] = []
    seen: list[SeenCard] = []
    left_out: int = 0
