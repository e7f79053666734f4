"""What processes tell each other, over Redis' channels: one for all, one for each process.

Channels forget: whoever is not listening, or whose line is cut, hears nothing of it. A line that says nothing for 3 s is
asked whether it still lives, so that one cut without a word is noticed and opened anew.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

import structlog
from redis.exceptions import RedisError

from server.live.owning import ControlMessage
from server.storage.shared.control_messages import Ear, Pen
from server.storage.shared.distrust import Distrust
from server.storage.shared.in_process import Heard
from server.storage.shared.redis_line import CALL_S, Line
from server.storage.shared.redis_owners import wall_ms
from server.terms.nodes import NodeId
from server.vault.deployment import DeploymentKey

CHANNEL: Final = "lb:ctl"
SILENCE_S: Final = 3.0
AGAIN_S: Final = 0.5
_log = structlog.get_logger()


class RedisControl:
    """Says and hears messages; `start` before anything is heard from others."""

    def __init__(
        self, line: Line, node: NodeId, dep: DeploymentKey, distrust: Distrust, clock: Callable[[], int] = wall_ms
    ) -> None:
        self._line = line
        self._node = node
        self._distrust = distrust
        self._pen = Pen(node, dep, clock)
        self._ear = Ear(node, dep, clock)
        self._heard = Heard()
        self._listening: asyncio.Task[None] | None = None
        self._is_heard = asyncio.Event()
        self._is_deaf = False
        self._is_over = False

    async def tell(self, to: NodeId | None, message: ControlMessage) -> None:
        """Tell one process, or all; this one hears it at once, whatever becomes of the others."""
        if to in {None, self._node}:
            self._heard.put(replace(message, sender=self._node))
        if to != self._node:
            channel = CHANNEL if to is None else f"{CHANNEL}:{to}"
            await self._line.ask("PUBLISH", channel, self._pen.written(to, message))

    def heard(self) -> AsyncIterator[ControlMessage]:
        """What this process is told and believes."""
        return self._heard.messages()

    async def start(self) -> None:
        """Begin to listen; returns when the channels are heard, or after 2 seconds without Redis."""
        self._listening = asyncio.create_task(self._keep_listening(), name="control")
        with suppress(TimeoutError):
            await asyncio.wait_for(self._is_heard.wait(), CALL_S)

    async def stop(self) -> None:
        """Hear nothing more. A line that is just being closed may swallow being told so once: it is told until it hears."""
        self._is_over = True
        while self._listening is not None and not self._listening.done():
            self._listening.cancel()
            await asyncio.wait({self._listening}, timeout=0.2)

    async def _keep_listening(self) -> None:
        while not self._is_over:
            try:
                await self._listen()
            except (RedisError, OSError, TimeoutError) as error:
                self._said_deaf(type(error).__name__)
            except Exception as error:  # noqa: BLE001  (a task's root: what a bug made of one message stops no other)
                self._said_deaf(type(error).__name__, error)
            finally:
                self._is_heard.clear()
            await asyncio.sleep(AGAIN_S)

    def _said_deaf(self, why: str, bug: Exception | None = None) -> None:
        """Say it once, not with every try."""
        if not self._is_deaf:
            self._is_deaf = True
            _log.warning("control_not_heard", why=why, exc_info=bug)

    async def _listen(self) -> None:
        async with self._line.ears() as ears:
            channels = (CHANNEL, f"{CHANNEL}:{self._node}")
            async with asyncio.timeout(CALL_S):
                await ears.subscribe(*channels)
            is_asked = False
            while True:
                said = await ears.get_message(timeout=SILENCE_S)
                if said is None and is_asked:
                    raise TimeoutError
                is_asked = said is None
                if said is None:
                    async with asyncio.timeout(CALL_S):
                        await ears.ping("lb")
                elif said["type"] == "message":
                    self._take(said["data"])
                elif said["type"] == "subscribe" and said["data"] == len(channels):
                    self._is_heard.set()
                    self._is_deaf = False

    def _take(self, received: bytes) -> None:
        match self._ear.judged(received):
            case ControlMessage() as message:
                self._heard.put(message)
            case str() as why:
                self._distrust.refuse(why)
            case None:
                pass
