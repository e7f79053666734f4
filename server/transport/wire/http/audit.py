"""The record for auditors, and who looked at their pictures for patients. Nothing here is or opens a picture."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked, Id32
from server.transport.wire.http.records import EntryCard, SeenCard

Moment = Annotated[int, Meta(ge=0, le=2**53)]
AboutWhat = Literal["", "pictures", "alerts", "refusals", "consent", "coming_in", "staff", "record"]


class SearchRecord(Asked, frozen=True):
    """POST /api/audit/entries → `AuditPage`; POST /api/audit/export → lines.

    What is empty or null looks for everything. `who` is part of a name, or a whole id.
    """

    before: Moment | None = None
    from_ms: Moment | None = None
    until_ms: Moment | None = None
    who: Annotated[str, Meta(max_length=80)] = ""
    about: AboutWhat = ""
    consult: Id32 | None = None


class AuditEntry(EntryCard, frozen=True):
    """One entry of the record, with the consult it belongs to."""

    consult: str | None = None


class AuditPage(Answer, frozen=True):
    """Entries, newest first; `before` goes on from here, null at the beginning of the record."""

    entries: list[AuditEntry]
    names: dict[str, str]
    before: int | None


class SeenBetween(Asked, frozen=True):
    """POST /api/audit/seen → `SeenReport`: at most a year."""

    from_ms: Moment
    until_ms: Moment


class SeenReportLine(Answer, frozen=True):
    """One line of a report in words; what cannot be known any more is empty or null."""

    seen: SeenCard
    name: str
    role: str
    patient: str
    study_id: str
    modality: str
    number: int | None


class SeenReport(Answer, frozen=True):
    """Who could see, was sent and was shown which pictures."""

    lines: list[SeenReportLine]


class EmergencyUse(Answer, frozen=True):
    """Somebody let others see pictures because it was an emergency; `reason` as they said it."""

    ref: str
    consult: str
    at_ms: int
    by: str
    by_name: str
    reason: str
    reviewed_ms: int | None
    reviewer_name: str


class EmergencyUses(Answer, frozen=True):
    """GET /api/audit/emergencies; POST /api/audit/emergencies/{ref}/review → the same."""

    uses: list[EmergencyUse]


class LookedLine(Answer, frozen=True):
    """Who looked at one series of a patient's pictures; `me` is the patient."""

    name: str
    role: str
    me: bool
    modality: str
    number: int | None
    total: int
    pictures_sent: int | None
    pictures_shown: int
    shown_ms: int | None
    first_ms: int | None
    last_ms: int | None


class OwnSeen(Answer, frozen=True):
    """GET /api/join/seen: who looked at my pictures."""

    lines: list[LookedLine]
