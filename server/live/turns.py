"""One turn at a time: whoever wants something of a running session waits in line; time goes before every one.

A turn may hang on a disk for seconds. While it does, `watch` is called, so that what must not wait does not.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

import structlog

from server.terms.errors import Unavailable

LINE: Final = 512
"""How many may wait; beyond, whoever comes is told `busy`."""
WATCH_S: Final = 0.2
"""How often `watch` is called while a turn lasts."""
AFTER_BUG_S: Final = 1.0
"""How long to rest when nobody can say how long."""
STOP_S: Final = 2.0
"""How long a turn may go on when the process stops."""
Result = TypeVar("Result")
Job = Callable[[], Awaitable[Result]]
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Waiting:
    run: Callable[[], Awaitable[None]]
    refuse: Callable[[BaseException], None]


@dataclass(slots=True)
class Turns:
    """The line before one session, and the task that lets in one after the other.

    `before` and `after` frame every turn and run by themselves when `rest_s` seconds pass without one and something
    `is_due`; otherwise only `watch` is called, for a thousand quiet sessions rest at once. They answer nobody, so what
    they raise is said in the log and ends nothing.
    """

    before: Callable[[], Awaitable[None]]
    after: Callable[[], Awaitable[None]]
    rest_s: Callable[[], float]
    watch: Callable[[], None]
    is_due: Callable[[], bool] = lambda: True
    is_busy: bool = False
    """Whether a turn is being taken at this moment."""
    is_over: bool = False
    _line: asyncio.Queue[_Waiting | None] = field(default_factory=asyncio.Queue)
    _running: asyncio.Task[None] | None = None
    _rested: asyncio.TimerHandle | None = None
    """Looks after a session to which nobody comes."""

    def start(self) -> None:
        """Let the first one in."""
        self._running = asyncio.create_task(self._run())

    def queue(self, job: Job[Result], *, always: bool = False) -> asyncio.Future[Result]:
        """Get in line; the answer carries what the job gives or raises. `always`: however long the line is.

        Raises
        ------
        Unavailable
            `busy`; `draining` once it is over.
        """
        if self.is_over:
            raise Unavailable("draining")
        if self._line.qsize() >= LINE and not always:
            raise Unavailable("busy")
        answer: asyncio.Future[Result] = asyncio.get_running_loop().create_future()

        def refuse(error: BaseException) -> None:
            if not answer.done():
                answer.set_exception(error)

        async def run() -> None:
            try:
                result = await job()
            except asyncio.CancelledError:
                refuse(Unavailable("draining"))
                raise
            except Exception as error:  # noqa: BLE001  (whoever asked gets it, a bug of ours too)
                refuse(error)
            else:
                if not answer.done():
                    answer.set_result(result)

        self._line.put_nowait(_Waiting(run, refuse))
        return answer

    def close(self) -> None:
        """Nobody else gets a turn: who waits is refused, the loop ends after the present turn."""
        self.is_over = True
        while not self._line.empty():
            waiting = self._line.get_nowait()
            if waiting is not None:
                waiting.refuse(Unavailable("draining"))
        self._line.put_nowait(None)

    async def stop(self) -> None:
        """Close, give the present turn a moment to finish, then end it."""
        self.close()
        if self._running is not None:
            await asyncio.wait({self._running}, timeout=STOP_S)
            self._running.cancel()
            await asyncio.wait({self._running})

    async def _run(self) -> None:
        while not self.is_over:
            waiting = await self._next()
            self.is_busy = True
            turn = asyncio.create_task(self._take(waiting))
            try:
                while not turn.done():
                    await asyncio.wait({turn}, timeout=WATCH_S)
                    _calmly(self.watch, None)
            finally:
                self.is_busy = False
                turn.cancel()
                await asyncio.wait({turn})

    async def _next(self) -> _Waiting | None:
        """Who is next in line; None when time itself wants a turn."""
        self._rest()
        try:
            return await self._line.get()
        finally:
            if self._rested is not None:
                self._rested.cancel()

    def _rest(self) -> None:
        # a timer and no waiting task: a thousand quiet sessions wake nobody
        self._rested = asyncio.get_running_loop().call_later(_calmly(self.rest_s, AFTER_BUG_S), self._look_after)

    def _look_after(self) -> None:
        if not self._line.empty():
            return
        if _calmly(self.is_due, True):
            self._line.put_nowait(None)
        else:
            _calmly(self.watch, None)
            self._rest()

    async def _take(self, waiting: _Waiting | None) -> None:
        await _quietly(self.before)
        if waiting is not None:
            await waiting.run()
        await _quietly(self.after)


async def _quietly(work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except Exception as error:  # noqa: BLE001  (a bug of ours must not end the loop that ends the session)
        _log.error("turn_failed", exc_info=error)


def _calmly(ask: Callable[[], Result], otherwise: Result) -> Result:
    try:
        return ask()
    except Exception as error:  # noqa: BLE001  (as above)
        _log.error("turn_failed", exc_info=error)
        return otherwise
