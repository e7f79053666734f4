"""`lightbox describe` itself: every file inspected, several at once, then told as stacks."""

import sys
from collections.abc import AsyncGenerator, Coroutine, Iterable
from contextlib import aclosing

from server.cli.pictures.answers import readable
from server.cli.pictures.description import Description, LeftOut, as_json, as_text
from server.cli.pictures.in_order import in_order
from server.cli.pictures.opened import Shelf
from server.cli.pictures.progress import Progress
from server.cli.pictures.reasons import NAMED, Reasons
from server.cli.pictures.sources import Source, find
from server.studies.catalog import Member
from server.studies.describing import described
from server.terms.errors import LightboxError, Malformed
from server.workers.pool import WorkerPool

_AHEAD = 500


async def describe(paths: Iterable[str], pool: WorkerPool, *, for_programs: bool, words: bool) -> int:
    """Print what the paths contain; 1 when a file was refused, else 0."""
    shelf, reasons = Shelf(pool), Reasons()
    members: list[Member] = []
    left_out: list[LeftOut] = []
    try:
        sources = await find(paths, pool)
        progress = Progress(sys.stderr, len(sources))
        async with aclosing(in_order(_looks(shelf, reasons, sources), at_once=2 * pool.size, ahead=_AHEAD)) as found:
            async for look in found:
                members += [look] if isinstance(look, Member) else []
                left_out += [look] if isinstance(look, LeftOut) else []
                progress.step(refused=isinstance(look, LeftOut))
        progress.clear()
        if not sources:
            sys.stderr.write(f"{reasons.nothing()}\n")
    finally:
        shelf.close()
    description = Description(len(sources), described(members, words=words), tuple(left_out))
    sys.stdout.buffer.write(
        as_json(description) if for_programs else as_text(description, reasons).encode("utf-8", "replace")
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
