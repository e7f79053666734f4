"""What is left of a consult whose record was erased."""

from dataclasses import replace

import msgspec
import pytest

from server.sessions.commands import KeepView
from server.sessions.erasing import what_stays
from server.sessions.phases import LockReason, Phase
from server.terms.errors import Refused
from tests.sessions.consult import HOST, sharing

NOW = 1_000


def test_nobody_but_the_host_is_left() -> None:
    """[SES-234] Times, kind and end stay; guests, pictures and every word are gone, wherever they stood."""
    held = sharing().looks(pos=3).does(KeepView(HOST, "Canary", True, None)).session
    over = replace(held, phase=Phase.LOCKED, lock_reason=LockReason.ENDED, locked_ms=NOW)

    left = what_stays(over)

    assert (left.id, left.host, left.starts_ms, left.locked_ms) == (over.id, over.host, over.starts_ms, NOW)
    assert left.lock_reason is LockReason.ENDED
    written = msgspec.json.encode(left).decode()
    assert [seat.name for seat in over.guests if seat.name in written or seat.id in written] == []
    assert [ref.series for ref in over.stacks if ref.series in written] == []
    assert "Canary" not in written
    assert what_stays(left) == left


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.LOCKED])
def test_what_is_not_over_keeps_everything(phase: Phase) -> None:
    """[SES-234] Also a consult that is closing."""
    with pytest.raises(Refused, match="conflict"):
        what_stays(replace(sharing().session, phase=phase))
