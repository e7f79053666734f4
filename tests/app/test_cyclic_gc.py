"""When Python looks for garbage in cycles: seldom where that takes long, often where it is cheap, and never for nothing."""

import asyncio
import gc
import weakref

import pytest

from server.app import cyclic_gc
from server.app.cyclic_gc import LEAST_S, SHARE, CyclicGc, rest_s


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize(("took_s", "rests_s"), [(0.0, LEAST_S), (0.02, LEAST_S), (0.1, 50.0), (1.7, 850.0)])
def test_a_pass_comes_when_it_is_paid_for(took_s: float, rests_s: float) -> None:
    """A process that is gone through in 20 ms is so every ten seconds; one that takes 1.7 s, every quarter of an hour."""
    assert rest_s(took_s) == pytest.approx(rests_s)
    assert took_s / rests_s <= SHARE


async def test_what_became_a_cycle_is_found_in_the_next_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """An old cycle is no leak; the process that stops leaves the collector as it found it."""
    monkeypatch.setattr(cyclic_gc, "LEAST_S", 0.01)
    monkeypatch.setattr(cyclic_gc, "SHARE", 1.0)
    before = gc.get_threshold()
    collector = CyclicGc.started()
    try:
        assert gc.get_threshold() == (cyclic_gc.YOUNG, cyclic_gc.MIDDLE, cyclic_gc.NEVER)
        ring = Ring()
        gone = weakref.ref(ring)
        del ring
        async with asyncio.timeout(10):
            while gone() is not None:
                await asyncio.sleep(0.01)
    finally:
        await collector.stop()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
