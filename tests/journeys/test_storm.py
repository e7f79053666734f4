"""Everybody's line drops at once, and everybody comes back."""

from pathlib import Path

import pytest

from bench.swarm.rig import rig

SESSIONS = 40
BACK_S = 30.0


@pytest.mark.hunt
@pytest.mark.slow
async def test_two_hundred_come_back_by_themselves(tmp_path: Path) -> None:
    """R15: all are back within half a minute, each with the cookie of their seat: nobody is asked for a code again."""
    async with rig(tmp_path, SESSIONS, 1) as running:
        gathered = await running.order("gather 8")
        assert (gathered["connected"], gathered["errors"]) == (5 * SESSIONS, 0)
        back = await running.order("storm 2")
        # the swarm knows no way in but the ticket its cookie gets: whoever were asked for a code would not be back
        assert (back["connected"], back["joins"], back["errors"]) == (5 * SESSIONS, 5 * SESSIONS, 0)
        assert back["back_last_s"] < BACK_S
