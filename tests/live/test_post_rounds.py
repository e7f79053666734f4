"""Going round: every channel by itself, again and again, whatever happens in one round."""

import asyncio
from dataclasses import dataclass, field

from structlog.testing import capture_logs

from server.live.post_rounds import PostRounds
from server.terms.errors import Unavailable
from server.terms.people import Channel


@dataclass
class Desk:
    """Counts rounds; one channel hangs, the other's first rounds fail."""

    channels: tuple[Channel, ...] = ("mail", "text")
    failures: list[Exception] = field(default_factory=list)
    rounds: int = 0
    tidied: int = 0

    async def deliver_due(self, channel: Channel) -> int:
        if channel == "mail":
            await asyncio.Event().wait()
        if self.failures:
            raise self.failures.pop(0)
        self.rounds += 1
        return 1 if self.rounds % 2 else 0

    async def tidy(self) -> None:
        self.tidied += 1


async def test_a_channel_that_hangs_holds_up_no_other() -> None:
    """And a failed round, of another machine or of ours, is said once and not the last one."""
    desk = Desk(failures=[Unavailable("storage_unavailable"), ValueError("a bug"), Unavailable("storage_unavailable")])
    rounds = PostRounds(desk, round_s=0.001)
    with capture_logs() as logged:
        rounds.start()
        async with asyncio.timeout(10):
            while desk.rounds < 4 or not desk.tidied:
                await asyncio.sleep(0.001)
        await rounds.stop()
    assert [line["event"] for line in logged] == ["post_round_failed"]


async def test_without_channels_nobody_goes_round_but_what_is_over_is_forgotten() -> None:
    desk = Desk(channels=())
    rounds = PostRounds(desk, round_s=0.001)
    rounds.start()
    async with asyncio.timeout(10):
        while not desk.tidied:
            await asyncio.sleep(0.001)
    await rounds.stop()
    assert desk.rounds == 0
