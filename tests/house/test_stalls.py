"""The measure itself: a loop that blocks is told from a machine that is busy."""

import asyncio
import time

from tests.stalls import stalls


async def test_a_loop_that_blocks_is_found_out() -> None:
    async with stalls() as found:
        await asyncio.sleep(0.05)
        time.sleep(0.4)  # noqa: ASYNC251  (what no server of ours may do)
    assert found.own_s > 0.2


async def test_a_loop_that_waits_is_free() -> None:
    async with stalls() as found:
        await asyncio.sleep(0.2)
    assert found.own_s < 0.2
