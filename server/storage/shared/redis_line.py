"""A line to Redis for one purpose: every call answers within 2 seconds, and whatever goes wrong is `Unavailable`.

Nothing is tried again here but what a Cluster or a failover asks for: who calls knows better whether it still matters.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, Literal

import structlog
from redis.asyncio import Redis, RedisCluster
from redis.asyncio.client import PubSub
from redis.asyncio.cluster import ClusterNode
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel
from redis.backoff import ConstantBackoff, NoBackoff
from redis.exceptions import RedisError

from server.storage.shared.place import Login, Place
from server.terms.errors import Unavailable

CALL_S: Final = 2.0
ANSWER_S: Final = 1.5
"""Of one server: less than a call has, so that a connection that hangs is closed by whoever opened it."""
SENTINEL_S: Final = 0.4
"""Of one Sentinel: a call has time to ask three more when the first is gone without a word."""
AT_ONCE: Final = 16
"""Calls under way on one line; the others wait their turn within their 2 seconds."""
Purpose = Literal["owners", "tickets", "control"]
Options = dict[str, Any]
"""What a client of redis-py takes by name."""
_log = structlog.get_logger()


class Line:
    """A client of its own, with the user of its purpose; connections are opened when they are needed."""

    def __init__(self, place: Place, purpose: Purpose, login: Login, *, authority: str, sentinels: Login) -> None:
        self._opened = _opened(place, login, sentinels, authority)
        self._purpose = purpose
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._is_away = False

    @property
    def is_away(self) -> bool:
        """Whether the last call failed."""
        return self._is_away

    async def ask(self, *words: str | bytes | int) -> object:
        """Send one command; gives what Redis answers, as bytes.

        Raises
        ------
        Unavailable
            `shared_unavailable`: no answer within 2 seconds, or a refusal.
        """
        try:
            async with asyncio.timeout(CALL_S), self._turns:
                answer: object = await self._opened.client.execute_command(*words)
        except (RedisError, OSError, TimeoutError, ValueError) as error:
            self._went_away(error)
            raise Unavailable("shared_unavailable") from error
        if self._is_away:
            self._is_away = False
            _log.warning("shared_is_back", purpose=self._purpose)
        return answer

    @asynccontextmanager
    async def within(self) -> AsyncIterator[None]:
        """Several questions that are answered within 2 seconds together, or `Unavailable`."""
        try:
            async with asyncio.timeout(CALL_S):
                yield
        except TimeoutError as error:
            self._went_away(error)
            raise Unavailable("shared_unavailable") from error

    @asynccontextmanager
    async def ears(self) -> AsyncIterator[PubSub]:
        """A connection that can hear channels; raises what redis-py raises."""
        client = self._opened.client
        if isinstance(client, RedisCluster):
            async with asyncio.timeout(CALL_S):
                await client.initialize()
        ears: PubSub = client.pubsub()
        try:
            yield ears
        finally:
            with suppress(RedisError, OSError):
                await ears.aclose()  # type: ignore[no-untyped-call]

    async def stop(self) -> None:
        """Hang up; what does not let itself be closed within 2 seconds is left to end with the process."""
        try:
            async with asyncio.timeout(CALL_S):
                await self._opened.client.aclose()
                for other in self._opened.others:
                    await other.aclose()
        except (RedisError, OSError, TimeoutError) as error:
            _log.warning("shared_not_closed", purpose=self._purpose, why=type(error).__name__)

    def _went_away(self, error: Exception) -> None:
        """Said once, not with every call: the error's own words may name hosts and users."""
        if not self._is_away:
            self._is_away = True
            _log.warning("shared_is_away", purpose=self._purpose, why=type(error).__name__)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A client, and what else has to be closed with it."""

    client: Redis | RedisCluster
    others: tuple[Redis, ...] = ()


def _opened(place: Place, login: Login, sentinels: Login, authority: str) -> _Opened:
    user = login if login.name or login.password else place.login
    secure: Options = {}
    if place.is_secure:
        secure = {"ssl": True, "ssl_ca_certs": authority or None, "ssl_min_version": ssl.TLSVersion.TLSv1_2}
    match place.kind:
        case "single":
            host, port = place.hosts[0]
            return _Opened(Redis(host=host, port=port, db=place.database, **_usual(user), **secure))
        case "sentinel":
            asked = _usual(sentinels) | {"socket_timeout": SENTINEL_S, "socket_connect_timeout": SENTINEL_S}
            watching = Sentinel(list(place.hosts), sentinel_kwargs=asked | secure)  # type: ignore[no-untyped-call]
            primary: Redis = watching.master_for(place.primary, **_usual(user), **secure)
            return _Opened(primary, tuple(watching.sentinels))
        case "cluster":
            nodes = [ClusterNode(host, port) for host, port in place.hosts]
            # a slot that moves, or whose primary is being replaced, is asked for again
            again = _usual(user) | {"retry": Retry(ConstantBackoff(0.2), 4), "socket_connect_timeout": SENTINEL_S}
            return _Opened(RedisCluster(startup_nodes=nodes, require_full_coverage=False, **again, **secure))


def _usual(user: Login) -> Options:
    return {
        "username": user.name or None,
        "password": user.password or None,
        "socket_timeout": ANSWER_S,
        "socket_connect_timeout": ANSWER_S,
        "max_connections": 4 * AT_ONCE,
        "protocol": 2,
        "driver_info": None,
        "retry": Retry(NoBackoff(), 0),
    }
