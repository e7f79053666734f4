"""The phase diagram and the whole table as Markdown, drawn from `TRANSITIONS`: `python -m server.sessions.diagram`."""

import sys
from typing import Final

from server.sessions.events import Event
from server.sessions.phases import TRANSITIONS, Cell, Phase, Verdict

_TITLE: Final = """# The life of a session

Drawn from `TRANSITIONS` in `server/sessions/phases.py` by `python -m server.sessions.diagram`; a test fails when this
page is stale. The rules behind it are numbered in `server/sessions/SPEC.md`.
"""


def document() -> str:
    """The page `docs/phases.md`."""
    return f"{_TITLE}\n```mermaid\n{mermaid()}\n```\n\n{table()}\n"


def mermaid() -> str:
    """The state diagram; what leaves a phase as it is stands in the table only."""
    lines = ["stateDiagram-v2", "    [*] --> scheduled"]
    for source in Phase:
        for target in Phase:
            events = [
                event.value for event in Event if source is not target and target in TRANSITIONS[event][source].to
            ]
            if events:
                lines.append(f"    {source.value} --> {target.value}: {', '.join(events)}")
    lines.append("    locked --> [*]")
    return "\n".join(lines)


def table() -> str:
    """Every event in every phase."""
    head = f"| event | {' | '.join(phase.value for phase in Phase)} |"
    rule = f"|{'---|' * (len(Phase) + 1)}"
    rows = [
        f"| {event.value} | {' | '.join(_cell(TRANSITIONS[event][phase], phase) for phase in Phase)} |"
        for event in Event
    ]
    return "\n".join([head, rule, *rows])


def _cell(cell: Cell, phase: Phase) -> str:
    match cell.verdict:
        case Verdict.REFUSES:
            return f"✘ `{cell.code}`"
        case Verdict.NOTHING:
            return Verdict.NOTHING.value
        case Verdict.ACTS:
            targets = " or ".join("stays" if target is phase else target.value for target in cell.to)
            return ": ".join(part for part in (f"→ {targets}" if targets else "", cell.words) if part)


if __name__ == "__main__":
    sys.stdout.write(document())
