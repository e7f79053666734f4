"""What other processes tell this one, each to whom it concerns."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import structlog

from server.live.owning import Control, ControlKind, ControlMessage
from server.terms.errors import LightboxError
from server.terms.nodes import NodeId

Hear = Callable[[ControlMessage], Awaitable[None]]
_log = structlog.get_logger()


@dataclass(slots=True)
class Hearing:
    """Listens; what one message breaks keeps no other from being heard. Our own words were acted upon when they were said."""

    control: Control
    here: NodeId
    who: Mapping[ControlKind, Hear]
    _listening: asyncio.Task[None] | None = None
    _acting: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self) -> None:
        """Begin to listen."""
        self._listening = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        """Hear nothing more."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.wait({self._listening, *self._acting})

    async def _listen(self) -> None:
        async for message in self.control.heard():
            hear = self.who.get(message.kind)
            if hear is not None and message.sender != self.here:
                # a session that is busy holds up nobody else's news
                acting = asyncio.create_task(self._act(hear, message))
                self._acting.add(acting)
                acting.add_done_callback(self._acting.discard)

    async def _act(self, hear: Hear, message: ControlMessage) -> None:
        try:
            await hear(message)
        except LightboxError as error:
            _log.error("not_acted_upon", kind=message.kind, code=error.code)
        except Exception as error:  # noqa: BLE001  (a bug of ours costs this message)
            _log.error("not_acted_upon", kind=message.kind, exc_info=error)
