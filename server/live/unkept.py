"""Lines that are said and not stored yet: one writer, in order, each stored once and acknowledged only then.

A disk that stalls or refuses does not silence the talk: whoever reads a line's channel is shown it as not yet kept, and
it is tried again until it is stored or this process ends. No turn of the session waits for it.
"""

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import structlog

from server.live import telling
from server.live.holding import FENCED
from server.live.keeping import Keeper
from server.live.stage import Stage
from server.sessions.chat import Channel, ChatMessage, as_seen_by
from server.terms.errors import LightboxError, Unavailable
from server.terms.ids import ParticipantId

SOON_S: Final = 0.3
"""A line that is not stored by then is shown as not yet kept; a disk that is well takes a hundredth of it."""
RETRY_S: Final = 0.5
"""Between tries of a disk that refuses at once; one that stalls is waited for by the database itself."""
STOP_S: Final = 2.0
"""How long lines may still be stored when the process stops."""
WAITING_MAX: Final = 200
"""Lines of one session that may wait."""
OF_ONE_MAX: Final = 50
"""… of one person, so that nobody takes the place of all others."""
_log = structlog.get_logger()
_Key = tuple[Channel, ParticipantId, str]


@dataclass(eq=False, slots=True)
class _Said:
    message: ChatMessage
    kept: asyncio.Future[ChatMessage]
    is_shown: bool = False
    """Told as not yet kept."""

    @property
    def key(self) -> _Key:
        return self.message.channel, self.message.author, self.message.cid


@dataclass(slots=True)
class Unkept:
    """What is said in one session and waits for the disk; the only writer of its chat."""

    stage: Stage
    keeper: Keeper
    _waiting: list[_Said] = field(default_factory=list)
    _writing: asyncio.Task[None] | None = None
    _is_down: bool = False
    """What is said now is shown at once as not yet kept."""
    _closed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def waits(self) -> bool:
        """Whether anything is not stored yet."""
        return bool(self._waiting)

    async def say(self, message: ChatMessage) -> ChatMessage:
        """The line as stored, once it is; the same channel, author and `cid` again is the same line.

        Raises
        ------
        Unavailable
            `busy` when too many wait; `draining` when the process stopped before it was stored.
        """
        return await asyncio.shield(self._add(message))

    async def follow(self, message: ChatMessage) -> None:
        """A line that a decision brings with it: stored by itself when the disk takes longer than `SOON_S`."""
        kept = self._add(message)
        await asyncio.wait({kept}, timeout=SOON_S)

    def shown_to(self, participant: ParticipantId) -> tuple[ChatMessage, ...]:
        """Lines not yet kept, as somebody who comes now may have them."""
        stage, now_ms = self.stage, self.stage.now_ms()
        seen = (as_seen_by(stage.session, participant, one.message, now_ms) for one in self._waiting if one.is_shown)
        return tuple(line for line in seen if line is not None)

    def close(self) -> None:
        """Nothing more is taken; what waits is tried once more and then refused."""
        self._closed.set()

    async def stop(self) -> None:
        """Close, and give the disk a moment for what waits."""
        self.close()
        if self._writing is not None:
            await asyncio.wait({self._writing}, timeout=STOP_S)
            self._writing.cancel()
            await asyncio.wait({self._writing})
        self._refuse_rest()

    def _add(self, message: ChatMessage) -> asyncio.Future[ChatMessage]:
        said = _Said(message, asyncio.get_running_loop().create_future())
        if message.cid and (same := next((one for one in self._waiting if one.key == said.key), None)) is not None:
            return same.kept
        if self._closed.is_set():
            raise Unavailable("draining")
        by = Counter(one.message.author for one in self._waiting)
        if len(self._waiting) >= WAITING_MAX or by[message.author] >= OF_ONE_MAX:
            raise Unavailable("busy")
        # whoever said it may be gone when it fails: then nobody asks
        said.kept.add_done_callback(lambda kept: kept.cancelled() or kept.exception())
        self._waiting.append(said)
        if self._is_down:
            self._show()
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return said.kept

    async def _write(self) -> None:
        while self._waiting:
            said = self._waiting[0]
            try:
                stored, is_new = await self._stored(said.message)
            except Unavailable as error:
                if not self._is_down:
                    _log.warning("chat_not_kept", code=error.code)
                self._show()
                if self._closed.is_set():
                    self._refuse_rest()
                with suppress(TimeoutError):
                    async with asyncio.timeout(RETRY_S):
                        await self._closed.wait()
            except LightboxError as error:
                if error.code == FENCED:
                    # somebody else's session by now: whoever said it says it again there
                    self.close()
                    self._refuse_rest()
                    break
                self._drop(said, error)
            except Exception as error:  # noqa: BLE001  (a bug of ours costs this line, not every later one)
                _log.error("chat_not_kept", exc_info=error)
                self._drop(said, error)
            else:
                self._waiting.remove(said)
                # stored by a former try whose answer was lost: whoever was shown it hears that it is kept
                if is_new or said.is_shown:
                    telling.tell_line(self.stage, stored)
                said.kept.set_result(stored)
        self._is_down = False

    async def _stored(self, message: ChatMessage) -> tuple[ChatMessage, bool]:
        trying = asyncio.ensure_future(self.keeper.say(message))
        try:
            done, _ = await asyncio.wait({trying}, timeout=SOON_S)
            if not done:
                self._show()
            return await trying
        finally:
            trying.cancel()

    def _show(self) -> None:
        """Everything that waits is shown as not yet kept; lines of the system only once they are."""
        self._is_down = True
        fresh = [one for one in self._waiting if not one.is_shown and one.message.kind != "system"]
        for one in fresh:
            one.is_shown = True
        telling.tell_unkept(self.stage, [one.message for one in fresh], [])

    def _drop(self, said: _Said, error: Exception) -> None:
        self._waiting.remove(said)
        if said.is_shown:
            telling.tell_unkept(self.stage, [], [said.message])
        if not said.kept.done():
            said.kept.set_exception(error)

    def _refuse_rest(self) -> None:
        waiting, self._waiting = self._waiting, []
        for said in waiting:
            if not said.kept.done():
                said.kept.set_exception(Unavailable("draining"))
