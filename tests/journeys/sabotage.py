"""A server broken on purpose: `python -m tests.journeys.sabotage` does what LIGHTBOX_SABOTAGE names, then serves."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

from sqlalchemy import update

from server.cli import main
from server.live import renderer, telling
from server.live.stage import Stage
from server.sessions import seeing
from server.storage.database.invite_rows import invites
from server.storage.database.invites import InviteRepository
from server.vault.session_keys import KeyRing, KeysDestroyed


def lock_keeps_its_key() -> None:
    """The end destroys no key."""
    KeyRing.destroy = lambda *_: KeysDestroyed((), ())  # type: ignore[method-assign]


def consent_gate_is_off() -> None:
    """Whoever is in the talk sees everything."""
    seeing.granted_stacks = lambda session, *_: tuple(range(len(session.stacks)))


def old_frame_is_served() -> None:
    """Whatever is asked for, the pixels are those of the first picture that was made at that quality."""
    first: dict[tuple[str, int], Any] = {}
    real: Any = vars(renderer)["render_frame"]

    def stale(*stored: Any, **options: Any) -> Any:
        made = real(*stored, **options)
        old = first.setdefault((options["tier"], options["level"]), made)
        return replace(made, content=old.content, mime=old.mime)

    setattr(renderer, "render_frame", stale)  # noqa: B010  (not an export of that module)


def deadline_is_a_minute_late() -> None:
    """Viewing ends 60 s after it should."""
    real = seeing.viewing_ends_ms

    def late(session: Any) -> int | None:
        ends_ms = real(session)
        return None if ends_ms is None else ends_ms + 60_000

    import server.live.lights
    import server.sessions.clock
    import server.transport.room.projection

    for module in (seeing, server.sessions.clock, server.live.lights, server.transport.room.projection):
        module.viewing_ends_ms = late  # type: ignore[attr-defined]


def code_is_reusable() -> None:
    """A code that was used is as good as new."""
    real = InviteRepository.claim

    async def claim(self: InviteRepository, invite: Any, code_counter: int, place: str, **more: bool) -> int | None:
        claims = await real(self, invite, code_counter, place, **more)
        async with self._db.write() as conn:
            await conn.execute(update(invites).where(invites.c.id == invite).values(code_used=False))
        return claims

    InviteRepository.claim = claim  # type: ignore[method-assign]


def chat_drops_one_in_fifty() -> None:
    """Every fiftieth line is acknowledged and told to nobody."""
    real, numbers = telling.tell_line, count(1)

    def tell(stage: Stage, line: Any) -> None:
        if next(numbers) % 50:
            real(stage, line)

    telling.tell_line = tell


WAYS: dict[str, Callable[[], None]] = {
    way.__name__: way
    for way in (
        lock_keeps_its_key,
        consent_gate_is_off,
        old_frame_is_served,
        deadline_is_a_minute_late,
        code_is_reusable,
        chat_drops_one_in_fifty,
    )
}

if __name__ == "__main__":
    WAYS[os.environ["LIGHTBOX_SABOTAGE"]]()
    sys.exit(main())
