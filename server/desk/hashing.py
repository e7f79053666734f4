"""Password hashing off the event loop, few at a time: each takes 46 MiB and a tenth of a second on purpose."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from server.identity import recovery
from server.identity.passwords import Passwords
from server.terms.errors import Refused

AT_ONCE = 2
WAITING_MAX = 16
"""Beyond, people are asked to try again: a flood of sign-ins must not queue for minutes."""


class Hashing:
    """Runs `Passwords` in threads."""

    def __init__(self, passwords: Passwords, *, at_once: int = AT_ONCE, waiting_max: int = WAITING_MAX) -> None:
        self._passwords = passwords
        self._turns = asyncio.Semaphore(at_once)
        self._most = at_once + waiting_max
        self._inside = 0
        """Owned by `_turn`: how many run or wait."""

    async def hashed(self, password: str) -> str:
        """Hash a new password; raises as `Passwords.hashed`."""
        async with self._turn():
            return await asyncio.to_thread(self._passwords.hashed, password)

    async def is_right(self, password: str, hashed: str | None) -> bool:
        """Check a password; None costs the same and is wrong.

        Raises
        ------
        Refused
            `slow_down` {retry_ms} when too many wait already.
        """
        async with self._turn():
            return await asyncio.to_thread(self._passwords.is_right, password, hashed)

    async def recovery_hashed(self, codes: Sequence[str], salt: bytes) -> tuple[str, ...]:
        """Hash a new set of recovery codes."""
        async with self._turn():
            return tuple(await asyncio.to_thread(recovery.hashed, codes, salt, self._passwords.cost))

    async def which_recovery(self, typed: str, kept: Sequence[str]) -> int | None:
        """Say which of a set's hashes a code belongs to; an empty set costs the same and has none.

        Raises
        ------
        Refused
            `slow_down` {retry_ms} when too many wait already.
        """
        async with self._turn():
            return await asyncio.to_thread(recovery.which, typed, kept, self._passwords.cost)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if self._inside >= self._most:
            raise Refused("slow_down", retry_ms=1000)
        self._inside += 1
        try:
            async with self._turns:
                yield
        finally:
            self._inside -= 1
