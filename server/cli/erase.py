"""`lightbox erase`: what somebody may ask to be erased goes, receipts stay, the record's proofs still verify."""

import argparse
import asyncio
import sys
import time

from server.app.retention import Erasers, erasers
from server.desk.deletion import Deleted
from server.desk.erasing_subjects import OPERATOR
from server.desk.erasure_rows import Erased
from server.settings import Settings, load
from server.terms.ids import SessionId, StudyId


def arguments(parser: argparse.ArgumentParser) -> None:
    """What, and that it is meant."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--consult", metavar="ID", help="the record of one consult that is over: everything but that it was"
    )
    what.add_argument("--study", metavar="ID", help="a study, and the record of every consult that showed it")
    parser.add_argument("--yes", action="store_true", help="without asking; needed where nobody can be asked")
    parser.epilog = (
        "Ids stand in the addresses of the pages and in what `lightbox log --json` prints. What goes: pictures, chat, note, "
        "consents, names, links and what the entries said. What stays: that there were entries, in their order, with "
        "proofs; the receipts; and backups made before, which this cannot reach."
    )


def run(given: argparse.Namespace) -> int:
    """Ask once, erase, print the receipts."""
    what = (
        f"the record of consult {given.consult}" if given.consult else f"study {given.study} and every consult about it"
    )
    if not given.yes and not _meant(what):
        raise SystemExit("lightbox erase: nothing was erased")
    sys.stdout.write("\n".join(asyncio.run(_erase(load(), given))) + "\n")
    return 0


def _meant(what: str) -> bool:
    if not sys.stdin.isatty():
        raise SystemExit("lightbox erase: say --yes; nobody can be asked here")
    return input(f"Erase {what}, for good? Type yes: ").strip().lower() == "yes"


async def _erase(settings: Settings, given: argparse.Namespace) -> list[str]:
    async with erasers(settings, _now_ms) as desk:
        if given.consult:
            lines = [_erased(await desk.erasing.erase(SessionId(given.consult), "record", why="asked", actor=OPERATOR))]
        else:
            gone = await desk.subjects.erase(StudyId(given.study))
            lines = [_deleted(gone.study)] if gone.study is not None else []
            lines += [_erased(each) for each in gone.consults]
        return [*lines, await _overwritten(desk, settings)]


async def _overwritten(desk: Erasers, settings: Settings) -> str:
    if settings.database.url.startswith("postgres"):
        return "PostgreSQL's files have it until a VACUUM FULL, archived logs and backups longer: docs/operations.md, PostgreSQL."
    if await desk.shelf.overwrite():
        return "It is overwritten in the database's files. Backups made before still have it."
    return "Somebody is reading the database: what was erased is overwritten in its files when the server next has a quiet moment."


def _erased(erased: Erased) -> str:
    return (
        f"consult's {erased.part} erased: {erased.items} sealed rows, {erased.size_bytes} bytes, key {erased.key_fingerprint}, "
        f"receipt {erased.receipt}, entry {erased.entry}"
    )


def _deleted(deleted: Deleted) -> str:
    return (
        f"study destroyed: {deleted.objects} files, {deleted.size_bytes} bytes, key {deleted.key_fingerprint}, "
        f"receipt {deleted.receipt}, entry {deleted.entry}"
    )


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
