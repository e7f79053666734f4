"""Keeping the record's witness up to date, and refusing a record that is shorter or other than its witness says."""

import asyncio
import contextlib
from typing import Final

import structlog

from server.audit.checkpoint import Signer
from server.audit.log import Log
from server.audit.port import Witness
from server.terms.errors import Refused, Tampered, Unavailable

EVERY_S: Final = 1.0
"""How far the witness may lag behind a record that grows."""

_log = structlog.get_logger()


class Witnessing:
    """Owns one task: whenever the record has grown beyond what the witness says, its checkpoint goes there.

    `start` is to be called before anything is appended or shown. Several processes may tell one witness: each looks at
    what it says first, so that it goes on and never back. Processes on different machines have a witness each.
    """

    def __init__(self, log: Log, signer: Signer, witness: Witness) -> None:
        self._log = log
        self._signer = signer
        self._witness = witness
        self._task: asyncio.Task[None] | None = None
        self.failing = ""
        """Code of what keeps the witness from being told, empty while all is well."""

    async def start(self) -> None:
        """Hold the record against what the witness remembers, then keep it told [AUD-16]; raises as `check`."""
        await self.check()
        await self._tell()
        self._task = asyncio.create_task(self._keep_telling(), name="witness")

    async def check(self) -> None:
        """Hold the record against what the witness remembers.

        Raises
        ------
        Refused
            `log_rolled_back` {witnessed, found}: entries the witness knows of are gone; `log_forked` {witnessed, found}:
            the entries are others; `witness_not_ours` {found}: it is not a checkpoint of this installation;
            `witness_missing` {found}: there is a record and nothing to hold it against. Only an installation that
            begins has neither: whoever takes the witness away must not be able to bring back what is over.
        Unavailable
            `witness_unavailable`: it cannot be read, so nothing is known.
        """
        note, found = await self._witness.last(), await self._log.head()
        if note is None and found.size:
            # another process may have begun both in between
            note = await self._witness.last()
        if note is None:
            if found.size:
                raise Refused("witness_missing", found=found.size)
            return
        try:
            witnessed = self._signer.read(note)
        except Tampered as error:
            raise Refused("witness_not_ours", found=found.size) from error
        same = await self._log.head_at(witnessed.size)
        if same.size < witnessed.size:
            raise Refused("log_rolled_back", witnessed=witnessed.size, found=found.size)
        if same.root != witnessed.root:
            raise Refused("log_forked", witnessed=witnessed.size, found=found.size)

    async def stop(self) -> None:
        """Tell the witness the end of the record, once everything has been appended."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._tell_or_say()

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
        if await self._told() < head.size:
            await self._witness.keep(self._signer.sign(head))

    async def _told(self) -> int:
        """How many entries the witness knows of by now, whoever told it; less than none when it has nothing to say."""
        note = await self._witness.last()
        if note is None:
            return -1
        try:
            return self._signer.read(note).size
        except Tampered:
            _log.error("witness_not_ours")
            return -1
