"""How long the clinic keeps what, and from when on something is due to be removed; every rule takes `now` from outside."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

DAY_MS: Final = 24 * 3600 * 1000
Part = Literal["chat", "note", "record"]
"""What can be removed of a consult that is over; `record` is everything that says who and what, chat and note as well."""


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """The clinic's lifetimes; 0 means until somebody removes it.

    Studies count from when they came in, everything of a consult from when it was locked. `studies_days_most` is how
    long a study's owner may have it kept instead of `studies_days`. A record is kept for `record_years` whole calendar
    years, as patients read it in the privacy notice; chat and note never outlive it.
    """

    studies_days: int = 0
    studies_days_most: int = 0
    chats_days: int = 0
    notes_days: int = 0
    record_years: int = 0

    def study_until_ms(self, added_ms: int, asked_ms: int | None = None) -> int | None:
        """When a study is due; `asked_ms` is until when its owner wants it kept. None: only its owner removes it."""
        longest = self.study_longest_ms(added_ms)
        if longest is None:
            return None
        usual = added_ms + self.studies_days * DAY_MS
        return min(max(usual, asked_ms or 0), longest)

    def study_longest_ms(self, added_ms: int) -> int | None:
        """Until when its owner may have a study kept; None: without end."""
        if self.studies_days == 0:
            return None
        return added_ms + max(self.studies_days, self.studies_days_most) * DAY_MS

    def part_until_ms(self, part: Part, locked_ms: int) -> int | None:
        """When a part of a consult is due; None: never by itself."""
        record = _years_later(locked_ms, self.record_years) if self.record_years else None
        days = {"chat": self.chats_days, "note": self.notes_days, "record": 0}[part]
        own = locked_ms + days * DAY_MS if days else None
        ends = [end for end in (own, record) if end is not None]
        return min(ends, default=None)

    def parts_locked_before_ms(self, part: Part, now_ms: int) -> int | None:
        """A bound: of which consults, by when they were locked, a part may be due now. None: of none."""
        days = {"chat": self.chats_days, "note": self.notes_days, "record": 0}[part]
        if days:
            return now_ms - days * DAY_MS
        return now_ms - self.record_years * 365 * DAY_MS if self.record_years else None


def _years_later(at_ms: int, years: int) -> int:
    """The same moment of the calendar (UTC) that many years later; 29 February becomes 1 March."""
    at = datetime.fromtimestamp(at_ms / 1000, UTC)
    try:
        later = at.replace(year=at.year + years)
    except ValueError:
        later = at.replace(year=at.year + years, month=3, day=1)
    return int(later.timestamp() * 1000)


FOR_EVER: Final = Lifetimes()
"""Nothing goes by itself."""
