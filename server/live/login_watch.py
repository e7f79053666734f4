"""No screen outlives its login: closed at once when one ends here, and soon when one ended elsewhere or by itself."""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Final

import structlog

from server.live.clock import boot_ms_now
from server.live.directory import Directory
from server.live.owning import ControlMessage
from server.live.ports import LoginDesk, Viewer
from server.live.task import SessionTask
from server.sessions.commands import NeedCode, Proved
from server.sessions.phases import Phase
from server.terms.errors import LightboxError
from server.terms.ids import LoginId, PersonId

UNKNOWN_MS: Final = 8_000
"""So long pictures are shown to logins of which nobody can say whether they still stand."""
SWEEP_S: Final = 0.25
"""Twice this and a query is under the second in which a screen has to be closed (T-10)."""
CODE: Final = "signed_out"
MOVED: Final = "moved"
RUNNING: Final = frozenset({Phase.LIVE, Phase.PAUSED, Phase.CLOSING})
"""Somebody is with the host: who listens and talks has no hand on the machine."""
_log = structlog.get_logger()


@dataclass(slots=True)
class LoginWatch:
    """Asks of every open screen whether its login still stands.

    Who was put out by another device or removed is told so by the room itself; therefore a login has to be missing
    twice before its screen is closed from here.
    """

    directory: Directory
    desk: LoginDesk
    boot_ms: Callable[[], int] = boot_ms_now
    _known_ms: int = 0
    _missing: frozenset[LoginId] = frozenset()
    _sweep: asyncio.Task[None] | None = None
    _is_failing: bool = False
    _has_frozen: bool = False
    _closing: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self) -> None:
        """Begin to ask."""
        self._known_ms = self.boot_ms()
        self._sweep = asyncio.create_task(self._sweeping())

    async def stop(self) -> None:
        """No further question."""
        if self._sweep is not None:
            self._sweep.cancel()
            await asyncio.wait({self._sweep, *self._closing})

    async def login_ended(self, login: LoginId) -> None:
        """Close every screen of a login that is over, in every process."""
        self._close(frozenset({login}))
        await self.directory.holding.tell(None, ControlMessage("login_ended", subject=login))

    async def proved(self, login: LoginId, person: PersonId) -> None:
        """Bring pictures back to a member of staff who proved themselves; another login's screen stays as it is."""
        for task in list(self.directory.tasks.values()):
            for seat in task.session.seats:
                screen = task.stage.screens.get(seat.id)
                is_theirs = seat.person == person and (screen is None or screen.viewer.login == login)
                if is_theirs and task.session.presence_of(seat.id).code_due_ms is not None:
                    await task.act(Proved(seat.id))
        await self.directory.holding.tell(None, ControlMessage("proved", subject=person))

    async def heard(self, message: ControlMessage) -> None:
        """What happened to a login in another process; who proved themselves is looked up, not believed."""
        if message.kind == "login_ended":
            self._close(frozenset({LoginId(message.subject)}))
            return
        for task in list(self.directory.tasks.values()):
            for seat in task.session.seats:
                screen = task.stage.screens.get(seat.id)
                owes = task.session.presence_of(seat.id).code_due_ms is not None
                if seat.person != message.subject or screen is None or not owes:
                    continue
                login = screen.viewer.login
                if login in await self.desk.in_use({login}, ()) and not await self.desk.unattended({login}):
                    await task.act(Proved(seat.id))

    def _close(self, logins: Collection[LoginId]) -> None:
        """Nobody waits for this: a screen is closed at once, that its seat is empty is decided when it is its turn."""
        for task, viewer in self._open():
            if viewer.login in logins:
                # put out by another device, and a busy session has not come to say so: nobody is told to come again
                code = CODE if task.session.knock_of(viewer.participant) is None else MOVED
                closing = asyncio.create_task(task.sign_off(viewer, code))
                self._closing.add(closing)
                closing.add_done_callback(self._closing.discard)

    def _open(self) -> list[tuple[SessionTask, Viewer]]:
        tasks = self.directory.tasks.values()
        return [(task, screen.viewer) for task in tasks for screen in task.stage.screens.values()]

    async def _sweeping(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_S)
            asked_ms = self.boot_ms()
            try:
                await self._look()
            except LightboxError as error:
                self._failed(code=error.code)
            except Exception as error:  # noqa: BLE001  (a bug of ours in one look must not leave every later one out)
                self._failed(exc_info=error)
            else:
                self._known(asked_ms)

    def _failed(self, **why: Any) -> None:
        """A moment of it ends nothing; longer, and whoever was put out elsewhere would still look [SES-260]."""
        if not self._is_failing:
            _log.error("logins_not_known", **why)
        self._is_failing = True
        if self.boot_ms() - self._known_ms >= UNKNOWN_MS:
            self._has_frozen = True
            for task in list(self.directory.tasks.values()):
                task.freeze("logins")

    def _known(self, asked_ms: int) -> None:
        self._known_ms = asked_ms
        if self._has_frozen and not self._is_failing:
            # the second look in a row: whoever was put out meanwhile has been missing twice, and is gone
            self._has_frozen = False
            for task in list(self.directory.tasks.values()):
                task.thaw("logins")
        self._is_failing = False

    async def _look(self) -> None:
        """Thousands of screens are looked at four times a second: what can be asked of a session is asked once."""
        asked, running = set[LoginId](), set[LoginId]()
        for task in self.directory.tasks.values():
            logins = [screen.viewer.login for screen in task.stage.screens.values()]
            asked.update(logins)
            if task.session.phase in RUNNING:
                running.update(logins)
        missing = asked - await self.desk.in_use(asked, running) if asked else asked
        if gone := missing & self._missing:
            self._close(gone)
        self._missing = frozenset(missing)
        await self._look_at_lobbies()

    async def _look_at_lobbies(self) -> None:
        """A host alone with pictures before anybody is let in: without a hand they go dark, as on the desk."""
        lobbies = [task for task in self.directory.tasks.values() if task.session.phase is Phase.LOBBY]
        alone = [(task, viewer) for task in lobbies for viewer in _alone(task)]
        unattended = await self.desk.unattended({viewer.login for _, viewer in alone}) if alone else frozenset()
        for task, viewer in alone:
            if viewer.login in unattended:
                await task.act(NeedCode(viewer.participant))


def _alone(task: SessionTask) -> list[Viewer]:
    """The host of a lobby, who has not been asked for a code yet."""
    screen = task.stage.screens.get(task.session.host.id)
    if screen is None or task.session.presence_of(task.session.host.id).code_due_ms is not None:
        return []
    return [screen.viewer]
