"""What is counted by the house as a whole while it works."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from server.live.figures import LoopLag
from server.terms.entries import Entry
from server.terms.figures import OTHER, Tally
from server.transport.figures import DoorFigures


@dataclass(slots=True)
class RecordFigures:
    """What was recorded by this process, as it is recorded."""

    entries: Tally = field(default_factory=Tally)
    """By kind."""
    alerts: Tally = field(default_factory=Tally)
    """By code."""
    ends: Tally = field(default_factory=Tally)
    """Consults that ended, by reason."""

    def written(self, entries: Sequence[Entry]) -> None:
        """Count entries that are durable."""
        for entry in entries:
            self.entries.add(entry.kind)
            if entry.kind == "security.alert":
                self.alerts.add(str(entry.facts.get("code", OTHER)))
            elif entry.kind == "lock.started":
                self.ends.add(str(entry.facts.get("reason", OTHER)))


@dataclass(frozen=True, slots=True)
class Counted:
    """One of each for a process."""

    record: RecordFigures = field(default_factory=RecordFigures)
    answers: DoorFigures = field(default_factory=DoorFigures)
    lag: LoopLag = field(default_factory=LoopLag)
    objects: Tally = field(default_factory=Tally)
    """What the store of studies could not do, by code."""
