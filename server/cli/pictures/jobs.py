"""A file of jobs: one JSON object a line, each checked strictly; a bad one spoils nothing but itself."""

import asyncio
import contextlib
import os
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import msgspec

from server.cli.pictures.wishes import AUTO, STANDARD_INPUT, Wish, chosen_window
from server.render.encode import Tier
from server.terms.errors import Malformed

LONGEST_LINE = 1 << 20
_CHUNK, _AHEAD = 1 << 16, 4


class Job(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One picture to make. What it does not say is as the command line says."""

    path: Annotated[str, msgspec.Meta(min_length=1)]
    frame: Annotated[int, msgspec.Meta(ge=1, le=10**9)] | None = None
    window: list[float | str] | str | None = None
    tier: Tier | None = None
    size: Annotated[int, msgspec.Meta(ge=1)] | None = None
    overlays: bool | None = None
    out: Annotated[str, msgspec.Meta(min_length=1)] | None = None

    def wish(self, otherwise: Wish) -> Wish:
        """What is asked; raises `Malformed` (`bad_window`, `window_width`)."""
        asked = Wish(
            self.frame or otherwise.frame,
            otherwise.window,
            self.tier or otherwise.tier,
            self.size or otherwise.size,
            otherwise.overlays if self.overlays is None else self.overlays,
        )
        if self.window is None:
            return asked
        if isinstance(self.window, str):
            return replace(asked, window=AUTO if self.window.lower() == AUTO else self.window)
        return replace(asked, window=chosen_window(self.window))


class _Named(msgspec.Struct, frozen=True):
    """What is read of a line that is no job, so that its answer can say which file was meant."""

    path: str = ""


_decode = msgspec.json.Decoder(Job).decode
_decode_name = msgspec.json.Decoder(_Named).decode


def parsed(line: bytes, *, needs_out: bool = False) -> Job:
    """The job of a line; `needs_out` when nothing but the job can say where its picture goes.

    Raises
    ------
    Malformed
        `bad_job` with the `complaint` about the line.
    """
    if len(line) > LONGEST_LINE:
        raise Malformed("bad_job", complaint=f"longer than {LONGEST_LINE} bytes")
    try:
        job = _decode(line)
    except msgspec.MsgspecError as error:
        raise Malformed("bad_job", complaint=str(error)) from error
    except UnicodeDecodeError as error:
        raise Malformed("bad_job", complaint="not UTF-8") from error
    if needs_out and job.out is None:
        raise Malformed("bad_job", complaint="neither `out` nor --out")
    return job


def named(line: bytes) -> str:
    """The path that a line names, job or not; empty when none can be read."""
    if len(line) > LONGEST_LINE:
        return ""
    try:
        return _decode_name(line).path
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ""


class Splitter:
    """Bytes as they come to numbered lines; of one that is too long only enough is kept to see that."""

    def __init__(self) -> None:
        self._number = 1
        self._pending = b""

    def feed(self, chunk: bytes) -> Iterator[tuple[int, bytes]]:
        """The lines that end in `chunk`, with their numbers from 1; empty ones are left out."""
        *ended, pending = chunk.split(b"\n")
        for part in ended:
            yield from self._line(part)
        self._pending = (self._pending + pending)[: LONGEST_LINE + 1]

    def rest(self) -> Iterator[tuple[int, bytes]]:
        """The last line, when nothing ends it."""
        yield from self._line(b"")

    def _line(self, part: bytes) -> Iterator[tuple[int, bytes]]:
        line, number = (self._pending + part)[: LONGEST_LINE + 1], self._number
        self._pending, self._number = b"", number + 1
        if line.strip():
            yield number, line


async def lines(name: str) -> AsyncIterator[tuple[int, bytes]]:
    """The lines of a file, "-" for standard input, with their numbers.

    Standard input may be a program that waits for an answer before it asks again: a line is given as soon as it is
    there.
    """
    splitter = Splitter()
    async for chunk in _standard_input() if name == STANDARD_INPUT else _file(name):
        for numbered in splitter.feed(chunk):
            yield numbered
    for numbered in splitter.rest():
        yield numbered


async def _file(name: str) -> AsyncIterator[bytes]:
    for chunk in _chunks(name):
        yield chunk


def _chunks(name: str) -> Iterator[bytes]:
    with Path(name).open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def count(name: str) -> int | None:
    """How many jobs a file has, None for what can be read only once."""
    if name == STANDARD_INPUT or not Path(name).is_file():
        return None
    splitter = Splitter()
    return sum(1 for chunk in _chunks(name) for _ in splitter.feed(chunk)) + sum(1 for _ in splitter.rest())


async def _standard_input() -> AsyncIterator[bytes]:
    """Chunks read in a thread that nobody waits for when the command ends first."""
    loop, waiting = asyncio.get_running_loop(), asyncio.Queue[bytes](_AHEAD)

    def read() -> None:
        chunk = b"begun"
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody asks any more
            while chunk:
                chunk = os.read(0, _CHUNK)
                asyncio.run_coroutine_threadsafe(waiting.put(chunk), loop).result()

    threading.Thread(target=read, daemon=True).start()
    while chunk := await waiting.get():
        yield chunk
