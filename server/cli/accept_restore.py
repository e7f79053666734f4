"""`lightbox accept-restore`: go on from an older copy of the data, with every session that was not over locked."""

import argparse
import asyncio
import os
import sys

from server.audit.checkpoint import Signer
from server.audit.log import Log
from server.exchange.witness import WitnessFile
from server.live.clock import SystemClock
from server.live.keeping import Archive
from server.live.restoring import Restored, accept
from server.live.witnessing import Witnessing
from server.settings import Settings, load
from server.storage.database.chat import ChatRows
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.migrate import upgrade
from server.storage.database.receipts import ReceiptRows
from server.storage.database.sessions import SessionRows
from server.terms.errors import Refused
from server.vault.deployment import DeploymentKey


def arguments(parser: argparse.ArgumentParser) -> None:
    """What a person would type; a script says it beforehand."""
    parser.add_argument("--found", type=int, help="the number of entries the record has, instead of being asked for it")
    parser.epilog = (
        "For the start that was refused because the record is not the one its witness knows; see docs/operations.md."
    )


def run(given: argparse.Namespace) -> int:
    """Say what is lost, ask, do it."""
    return asyncio.run(_accept(load(), given.found))


async def _accept(settings: Settings, typed: int | None) -> int:
    dep = DeploymentKey.load(settings.key_file)
    path = settings.witness_file()
    if path is None:
        raise Refused("no_witness")
    await upgrade(settings.database_url)
    db = Database(settings.database_url)
    await db.start()
    try:
        log, signer, witness = Log(EntryRows(db, dep), os.urandom), Signer(dep.signing_key()), WitnessFile(path)
        refusal = await _refusal(Witnessing(log, signer, witness))
        found, witnessed = int(refusal.facts["found"]), int(refusal.facts.get("witnessed", -1))
        sys.stdout.write(_words(refusal.code, witnessed, found))
        if (typed if typed is not None else _asked()) != found:
            raise Refused("restore_not_accepted", found=found)
        kept = await witness.keep_evidence(str(witnessed) if witnessed >= 0 else "unknown")
        sessions = SessionRows(db, dep)
        archive = Archive(sessions, ChatRows(db, sessions), log, ReceiptRows(db, dep))
        now_ms = SystemClock().now_ms()
        restored = await accept(archive, log, signer, witness, witnessed=witnessed, found=found, now_ms=now_ms)
        await log.stop()
    finally:
        await db.stop()
    sys.stdout.write(_done(restored, "" if kept is None else str(kept)))
    return 0


async def _refusal(witnessing: Witnessing) -> Refused:
    """Why the server does not start."""
    try:
        await witnessing.check()
    except Refused as refusal:
        return refusal
    raise Refused("nothing_to_accept")


def _words(code: str, witnessed: int, found: int) -> str:
    known = {
        "log_rolled_back": f"Its witness knows of {witnessed} entries: the last {witnessed - found} are gone.",
        "log_forked": f"Its witness knows of {witnessed} entries, and they are others.",
        "witness_not_ours": "Its witness is not a checkpoint of this installation.",
        "witness_missing": "There is no witness to hold it against.",
    }
    return (
        f"The record here has {found} entries. {known[code]}\n"
        "If you accept it as it is:\n"
        "  - every consult that is not locked in it is locked, also those that are planned: make them anew;\n"
        "  - links, sign-ins and studies are as they were when the copy was made: withdraw and delete again\n"
        "    what was withdrawn or deleted since;\n"
        "  - the record says that this was done, and the old witness is kept as evidence.\n"
    )


def _asked() -> int:
    sys.stdout.write("Type the number of entries the record has, to accept it: ")
    sys.stdout.flush()
    typed = sys.stdin.readline().strip()
    return int(typed) if typed.isdecimal() else -1


def _done(restored: Restored, kept: str) -> str:
    evidence = f"The old witness is kept: {kept}\n" if kept else ""
    unreadable = (
        f"{restored.unreadable} consults cannot be read; nobody can open them.\n" if restored.unreadable else ""
    )
    return (
        f"Accepted. {restored.locked} consults were locked.\n{unreadable}{evidence}Start the server: lightbox serve\n"
    )
