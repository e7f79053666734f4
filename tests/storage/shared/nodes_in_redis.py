"""Processes that have a Redis in common, as tests start them: their live state, and what they distrusted."""

import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from server.storage.shared.distrust import Why
from server.storage.shared.live_state import new_node
from server.storage.shared.place import Login, place_of
from server.storage.shared.redis_state import InRedis, Users
from server.terms.ids import SessionId
from server.terms.nodes import Node
from server.vault.deployment import DeploymentKey

KEY = DeploymentKey(bytes(range(32)))


PASSWORD = "a-password-of-the-tests"
OURS = Users(*(Login(f"lightbox-{purpose}", PASSWORD) for purpose in ("owners", "tickets", "control")))
"""The users of docs/operations.md."""


def some_session() -> SessionId:
    """A session no other test knows."""
    return SessionId(os.urandom(16).hex())


@dataclass
class Process:
    """One process: its live state and its alerts."""

    state: InRedis
    alerts: list[Why] = field(default_factory=list)

    @property
    def node(self) -> Node:
        """As it presents itself."""
        return Node(self.state.node, "http://127.0.0.1:9001")


@asynccontextmanager
async def processes(
    url: str, count: int = 2, *, key: DeploymentKey = KEY, users: Users | None = None
) -> AsyncIterator[list[Process]]:
    """So many processes that listen; closed at the end."""
    async with AsyncExitStack() as stack:
        started = []
        for _ in range(count):
            alerts: list[Why] = []
            state = InRedis.of(place_of(url), new_node(), key, alerts.append, users=users)
            stack.push_async_callback(state.stop)
            await state.start()
            started.append(Process(state, alerts))
        yield started
