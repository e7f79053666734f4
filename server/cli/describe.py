"""`lightbox describe`: what files, folders and zips contain, as stacks; nobody's name is printed."""

import argparse
import asyncio
import os
import sys
from collections.abc import AsyncGenerator, Coroutine, Iterable
from contextlib import aclosing

from server.cli.pictures.answers import readable
from server.cli.pictures.description import Description, LeftOut, as_json, as_text
from server.cli.pictures.in_order import in_order
from server.cli.pictures.opened import Shelf
from server.cli.pictures.output_end import quietly
from server.cli.pictures.progress import Progress
from server.cli.pictures.reasons import NAMED, Reasons
from server.cli.pictures.sources import Source, find
from server.studies.catalog import Member
from server.studies.describing import described
from server.terms.errors import LightboxError, Malformed
from server.workers.pool import WorkerPool

_AHEAD = 500


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, and how it is told."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a DICOM file, a folder (with all below it), or a zip")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument(
        "--words", action="store_true", help="descriptions too: they are the files' own words, and may name a patient"
    )
    parser.epilog = "Exit code 1 says that a file was refused. docs/render.md lists the fields of --json."


def run(given: argparse.Namespace) -> int:
    """Print what was found; 1 when any file was refused."""
    return quietly(lambda: asyncio.run(_describe(given.paths, as_json_too=given.json, words=given.words)))


async def _describe(paths: Iterable[str], *, as_json_too: bool, words: bool) -> int:
    size = max(2, len(os.sched_getaffinity(0)))
    pool = WorkerPool(size=size)
    shelf, reasons = Shelf(pool), Reasons()
    members: list[Member] = []
    left_out: list[LeftOut] = []
    try:
        await pool.start()
        sources = await find(paths, pool)
        progress = Progress(sys.stderr, len(sources))
        async with aclosing(in_order(_looks(shelf, reasons, sources), at_once=2 * size, ahead=_AHEAD)) as found:
            async for look in found:
                members += [look] if isinstance(look, Member) else []
                left_out += [look] if isinstance(look, LeftOut) else []
                progress.step(refused=isinstance(look, LeftOut))
        progress.clear()
    finally:
        shelf.close()
        await pool.stop()
    description = Description(len(sources), described(members, words=words), tuple(left_out))
    sys.stdout.buffer.write(
        as_json(description) if as_json_too else as_text(description, reasons).encode("utf-8", "replace")
    )
    sys.stdout.buffer.flush()
    return 1 if any(left.code not in NAMED for left in left_out) else 0


async def _looks(
    shelf: Shelf, reasons: Reasons, sources: Iterable[Source]
) -> AsyncGenerator[Coroutine[None, None, Member | LeftOut], None]:
    for number, source in enumerate(sources):
        yield _look(shelf, reasons, source, str(number))


async def _look(shelf: Shelf, reasons: Reasons, source: Source, key: str) -> Member | LeftOut:
    """The header of a file, or why it is in no study."""
    try:
        if source.refused:
            raise Malformed(source.refused)
        async with shelf.file(source) as (opened, _):
            return Member(key, opened.header)
    except LightboxError as refusal:
        return LeftOut(readable(source.shown), refusal.code, *reasons.of(refusal))
