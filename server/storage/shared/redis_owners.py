"""Who owns which session, in Redis: a key that has to be renewed, changed only by who holds it.

Redis decides who may *try*: two owners at once (a failover, an old primary that still takes writes, a forged key) are told
apart by the fence in the database. Keys of sessions carry a hash tag, so that one command renews many in a Cluster too.
"""

import asyncio
import re
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from itertools import chain
from typing import Final

from server.live.owning import OWNED_MS
from server.storage.shared.distrust import Distrust
from server.storage.shared.node_records import NodeRecords
from server.storage.shared.redis_line import Line
from server.terms.errors import Unavailable
from server.terms.ids import SessionId
from server.terms.nodes import Node, NodeId
from server.vault.deployment import DeploymentKey

OWNER_KEYS: Final = "lb:own:"
NODES_KEY: Final = "lb:node:all"
_NODE_ID: Final = re.compile(rb"[0-9a-f]{16}")

CLAIM: Final = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] and holder ~= ARGV[3] then return holder end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return false
"""
RENEW: Final = """
local kept = {}
for i, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then
    redis.call('PEXPIRE', key, ARGV[2])
    kept[#kept + 1] = i
  end
end
return kept
"""
RELEASE: Final = """
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then redis.call('DEL', key) end
end
return 0
"""
_NOW: Final = """
local time = redis.call('TIME')
local now_ms = time[1] * 1000 + math.floor(time[2] / 1000)
local function is_late(said)
  local at_ms = tonumber(string.match(said, '^(%d+) '))
  return not at_ms or now_ms - at_ms >= tonumber(ARGV[1])
end
"""
PRESENT: Final = (
    _NOW
    + """
redis.call('HSET', KEYS[1], ARGV[2], string.format('%.0f ', now_ms) .. ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if is_late(all[i + 1]) then redis.call('HDEL', KEYS[1], all[i]) end
end
return 0
"""
)
PRESENT_NOW: Final = (
    _NOW
    + """
local here = {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if not is_late(all[i + 1]) then
    here[#here + 1] = all[i]
    here[#here + 1] = string.match(all[i + 1], '^%d+ (.*)$')
  end
end
return here
"""
)


def wall_ms() -> int:
    """Wall clock, as other machines have it too."""
    return time.time_ns() // 1_000_000


class RedisOwners:
    """Ownership among all processes that share a Redis and a deployment key."""

    def __init__(
        self, line: Line, node: NodeId, dep: DeploymentKey, distrust: Distrust, clock: Callable[[], int] = wall_ms
    ) -> None:
        self._line = line
        self._node = node
        self._distrust = distrust
        self._records = NodeRecords(dep, distrust, clock)

    async def present(self, node: Node) -> None:
        """Say that this process is here, for 10 s; forget whoever has not said so for as long."""
        await self._line.ask("EVAL", PRESENT, 1, NODES_KEY, OWNED_MS, node.id, self._records.written(node))

    async def nodes(self) -> Sequence[Node]:
        """Every process that said so within 10 s."""
        said = await self._line.ask("EVAL", PRESENT_NOW, 1, NODES_KEY, OWNED_MS)
        if not isinstance(said, list):
            raise Unavailable("shared_unavailable")
        read = (self._records.read(name, record) for name, record in zip(said[::2], said[1::2], strict=True))
        return sorted((node for node in read if node is not None), key=lambda node: node.id)

    async def claim(self, session: SessionId, gone: NodeId | None = None) -> Node | None:
        """Make a session ours, or say whose it is."""
        async with self._line.within():
            holder = await self._line.ask("EVAL", CLAIM, 1, _key(session), self._node, OWNED_MS, gone or self._node)
            return None if holder is None else await self._known(holder)

    async def renew(self, sessions: Collection[SessionId]) -> frozenset[SessionId]:
        """Those that are still ours, for another 10 s: one command for a sixteenth of them."""
        return frozenset(chain.from_iterable(await asyncio.gather(*map(self._renewed, _by_tag(sessions)))))

    async def owner(self, session: SessionId) -> Node | None:
        """Whose it is."""
        async with self._line.within():
            holder = await self._line.ask("GET", _key(session))
            return None if holder is None else await self._known(holder)

    async def release(self, sessions: Collection[SessionId]) -> None:
        """Let go of what is ours."""
        await asyncio.gather(
            *(self._line.ask("EVAL", RELEASE, len(some), *map(_key, some), self._node) for some in _by_tag(sessions))
        )

    async def _renewed(self, some: list[SessionId]) -> list[SessionId]:
        """Of sessions that lie together."""
        answer = await self._line.ask("EVAL", RENEW, len(some), *map(_key, some), self._node, OWNED_MS)
        if not isinstance(answer, list):
            raise Unavailable("shared_unavailable")
        return [some[place - 1] for place in answer]

    async def _known(self, holder: object) -> Node:
        if not isinstance(holder, bytes) or _NODE_ID.fullmatch(holder) is None:
            self._distrust.refuse("owner_forged")
            raise Unavailable("shared_unavailable")
        name = NodeId(holder.decode())
        return next((node for node in await self.nodes() if node.id == name), Node(name, ""))


def _key(session: SessionId) -> str:
    return f"{OWNER_KEYS}{{{session[:1]}}}:{session}"


def _by_tag(sessions: Collection[SessionId]) -> list[list[SessionId]]:
    """Sessions whose keys lie together, however many shards there are."""
    tagged: defaultdict[str, list[SessionId]] = defaultdict(list)
    for session in sessions:
        tagged[session[:1]].append(session)
    return list(tagged.values())
