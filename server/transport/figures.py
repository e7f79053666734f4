"""What answers and refusals count for operators: by part of the surface and class of status, never by path."""

import re
from dataclasses import dataclass, field
from typing import Final

from server.terms.figures import Spread, Tally

PARTS: Final = re.compile(r"/(api|f|assets|socket\.io|livez|healthz|readyz|version|metrics)(?:/|$)")
_NAMES: Final = {"f": "frame", "assets": "asset", "socket.io": "socket"}


def part_of(path: str) -> str:
    """Which part of the surface a path belongs to: `api`, `frame`, `asset`, `socket`, `page`, or a probe's name."""
    found = PARTS.match(path)
    return _NAMES.get(found[1], found[1]) if found else "page"


@dataclass(slots=True)
class DoorFigures:
    """One for a process."""

    answers: Tally = field(default_factory=Tally)
    """Requests by part and class of status (`2xx`)."""
    seconds: dict[str, Spread] = field(default_factory=dict)
    """How long answers took, by part; sockets live as long as they like and have none."""
    refused: Tally = field(default_factory=Tally)
    """By where (`http`, `room`) and code."""
    relayed: Tally = field(default_factory=Tally)
    """What was sent on to another process: a `request`, a `socket`."""

    def answered(self, path: str, status: int, seconds: float) -> None:
        """Count an answer."""
        part = part_of(path)
        self.answers.add(part, f"{status // 100}xx")
        if part != "socket":
            self.seconds.setdefault(part, Spread()).add(seconds)
