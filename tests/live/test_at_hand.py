"""What a consult shows is brought near while the store answers, tried again when it does not, and let go at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

from server.live.at_hand import AtHand
from server.live.pictures import OpenedStack
from server.terms.errors import Unavailable
from server.terms.ids import InstanceId, SessionId, StudyId

SESSION, STUDY = SessionId("1" * 32), StudyId("2" * 32)


@dataclass
class Store:
    """A store that is away for its first so many calls, or never answers; remembers what was asked of it."""

    away_for: int = 0
    is_silent: bool = False
    kept: list[tuple[InstanceId, ...]] = field(default_factory=list)
    looked: int = 0
    gone: list[SessionId] = field(default_factory=list)
    is_away: bool = False

    async def keep_at_hand(self, session: SessionId, study: StudyId, instances: Sequence[InstanceId]) -> None:
        if self.is_silent:
            await asyncio.shield(asyncio.get_running_loop().create_future())
        self.away_for -= 1
        if self.away_for >= 0:
            raise Unavailable("storage_unavailable")
        self.kept.append(tuple(instances))

    def let_go(self, session: SessionId) -> None:
        self.gone.append(session)

    async def look(self, every_s: float) -> None:
        self.looked += 1


def stack(*instances: str) -> OpenedStack:
    frames = [SimpleNamespace(instance=InstanceId(each)) for each in instances]
    return cast("OpenedStack", SimpleNamespace(study=STUDY, frames=frames))


async def test_everything_is_fetched_once_and_the_store_is_asked_on() -> None:
    """X4(a): each stack once, each instance once, also after an outage in the middle; then only whether it answers."""
    store = Store(away_for=2)
    at_hand = AtHand(store, look_s=0.01)
    for _ in range(2):
        at_hand.keep(SESSION, [stack("a", "a", "b"), stack("c")])
    async with asyncio.timeout(10):
        while store.looked < 3:
            await asyncio.sleep(0.01)
    at_hand.let_go(SESSION)

    assert store.kept == [("a", "b"), ("c",)]
    assert store.gone == [SESSION]


async def test_no_end_waits_for_a_store_that_says_nothing() -> None:
    """X4(a): letting go returns at once, and what was held for the consult is given back."""
    store = Store(is_silent=True)
    at_hand = AtHand(store)
    at_hand.keep(SESSION, [stack("a")])
    await asyncio.sleep(0)

    at_hand.let_go(SESSION)

    assert store.gone == [SESSION]
