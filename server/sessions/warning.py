"""Minutes left, said once."""

from dataclasses import replace

from server.sessions.clock import next_warning
from server.sessions.effects import LineCode, Save, Stepped, SystemLine, TellState
from server.sessions.session import Session


def warn(session: Session, now_ms: int) -> Stepped:
    """Announce the smallest number of minutes that is due; a larger one that comes too late is skipped."""
    minutes = 0
    warned = session
    while (warning := next_warning(warned)) is not None and warning[0] <= now_ms:
        warned = replace(warned, warned_until_ms=warning[0])
        minutes = warning[1]
    line = SystemLine(LineCode.WARNING, {"minutes": minutes})
    return Stepped(warned, (Save(), line, TellState()))
