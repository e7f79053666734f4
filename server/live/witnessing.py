"""Keeping the record's witness up to date, and refusing a record that is shorter or other than its witness says."""

import asyncio
import contextlib
from typing import Final

import structlog

from server.audit.checkpoint import Head, Signer
from server.audit.log import Log
from server.audit.port import Witness
from server.terms.errors import Refused, Tampered, Unavailable

EVERY_S: Final = 1.0
"""How far the witness may lag behind a record that grows."""

_log = structlog.get_logger()


class Witnessing:
    """Owns one task: whenever the record has grown, its checkpoint goes to the witness.

    `start` is to be called before anything is appended or shown.
    """

    def __init__(self, log: Log, signer: Signer, witness: Witness) -> None:
        self._log = log
        self._signer = signer
        self._witness = witness
        self._kept: Head | None = None
        self._task: asyncio.Task[None] | None = None
        self.failing = ""
        """Code of what keeps the witness from being told, empty while all is well."""

    async def start(self) -> None:
        """Hold the record against what the witness remembers, then keep it told [AUD-16].

        Raises
        ------
        Refused
            `log_rolled_back` {witnessed, found}: entries the witness knows of are gone; `log_forked` {witnessed}: the
            entries are others; `witness_not_ours`: it is not a checkpoint of this installation.
        Unavailable
            `witness_unavailable`: it cannot be read, so nothing is known.
        """
        note = await self._witness.last()
        if note is not None:
            await self._hold_against(note)
        await self._tell()
        self._task = asyncio.create_task(self._keep_telling(), name="witness")

    async def stop(self) -> None:
        """Tell the witness the end of the record, once everything has been appended."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._tell_or_say()

    async def _hold_against(self, note: str) -> None:
        try:
            witnessed = self._signer.read(note)
        except Tampered as error:
            raise Refused("witness_not_ours") from error
        found = await self._log.head_at(witnessed.size)
        if found.size < witnessed.size:
            raise Refused("log_rolled_back", witnessed=witnessed.size, found=found.size)
        if found.root != witnessed.root:
            raise Refused("log_forked", witnessed=witnessed.size)

    async def _keep_telling(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            await self._tell_or_say()

    async def _tell_or_say(self) -> None:
        """The record goes on without its witness; that it does is in the log and in /readyz."""
        try:
            await self._tell()
        except Unavailable as error:
            if self.failing != error.code:
                _log.error("witness_not_told", code=error.code)
            self.failing = error.code
        else:
            self.failing = ""

    async def _tell(self) -> None:
        head = await self._log.head()
        if head != self._kept:
            await self._witness.keep(self._signer.sign(head))
            self._kept = head
