"""What a running consult shows is brought near while the store answers, and the store is asked whether it still does.

Decided for X4(a): decoded and sealed frames are made for a window and leave after a while, so they do not carry a room
through an outage; the stored objects do, as they lie in the store. They are fetched once, when the pictures of a consult
are first opened, and dropped when it is over. Beyond the budget (`cache.objects_mb`) what did not fit is missing while the
store is away, picture by picture.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import structlog

from server.live.pictures import OpenedStack
from server.terms.errors import LightboxError
from server.terms.ids import InstanceId, SessionId, StudyId

LOOK_S: Final = 3.0
"""How often the store is asked while pictures are open, and again what could not be fetched."""
_log = structlog.get_logger()


class PictureStore(Protocol):
    """The store of pictures, as far as it may be away."""

    @property
    def is_away(self) -> bool:
        """Whether it did not answer when it was asked last."""
        ...

    async def keep_at_hand(self, session: SessionId, study: StudyId, instances: Sequence[InstanceId]) -> None:
        """Fetch what these consist of, so that it is here while the store is away; `Unavailable` when it is already."""
        ...

    def let_go(self, session: SessionId) -> None:
        """What was kept for a session is not needed any more."""
        ...

    async def look(self, every_s: float) -> None:
        """Ask whether it answers, unless it did so lately; `Unavailable` when not."""
        ...


@dataclass(slots=True)
class AtHand:
    """Everything for the consults whose pictures are open in this process; one look at the store for all of them."""

    store: PictureStore
    look_s: float = LOOK_S
    _open: dict[SessionId, list[asyncio.Task[None]]] = field(default_factory=dict)
    """Who fetches, for each consult: one for what it was made with, one for each time pictures were added."""
    _kept: dict[SessionId, int] = field(default_factory=dict)
    """How many stacks of a consult are fetched, or about to be."""
    _looking: asyncio.Task[None] | None = None
    _ending: set[asyncio.Task[None]] = field(default_factory=set)
    """Cancelled, and held up by a thread that still waits for the store."""

    @property
    def is_away(self) -> bool:
        """Whether the store did not answer when it was asked last."""
        return self.store.is_away

    def keep(self, session: SessionId, stacks: Sequence[OpenedStack]) -> None:
        """Fetch everything the stacks of a consult consist of, once; later ones only ever come behind those before."""
        missing = list(stacks[self._kept.get(session, 0) :])
        if missing:
            self._kept[session] = len(stacks)
            fetching = asyncio.create_task(self._fetch(session, missing), name="at hand")
            self._open.setdefault(session, []).append(fetching)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look(), name="store")

    def let_go(self, session: SessionId) -> None:
        """The consult is over, or goes on elsewhere. No end waits for a store that does not answer."""
        self._kept.pop(session, None)
        for task in self._open.pop(session, []):
            self._end(task)
        if not self._open and self._looking is not None:
            self._end(self._looking)
            self._looking = None
        self.store.let_go(session)

    def _end(self, task: asyncio.Task[None]) -> None:
        task.cancel()
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def _fetch(self, session: SessionId, missing: list[OpenedStack]) -> None:
        while missing:
            instances = tuple(dict.fromkeys(frame.instance for frame in missing[0].frames))
            if await _tried(self.store.keep_at_hand(session, missing[0].study, instances)):
                del missing[0]
                _log.debug("at_hand", count=len(instances))
            else:
                await asyncio.sleep(self.look_s)

    async def _look(self) -> None:
        while True:
            await _tried(self.store.look(self.look_s))
            await asyncio.sleep(self.look_s)


async def _tried(asking: Awaitable[None]) -> bool:
    """Whether to go on to the next: not when the store is away; a bug of ours must not leave every later one out."""
    try:
        await asking
    except LightboxError as error:
        _log.debug("not_at_hand", code=error.code)
        return False
    except Exception as error:  # noqa: BLE001  (as above)
        _log.error("not_at_hand", exc_info=error)
    return True
