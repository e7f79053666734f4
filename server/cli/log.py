"""`lightbox log`: print the record, without names; that somebody read it is an entry too."""

import argparse
import asyncio
import datetime
import json
import os
import sys

from server.audit.kinds import DAMAGED
from server.audit.log import Log, Recorded
from server.settings import Settings, load
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.terms.entries import Entry
from server.terms.ids import SessionId
from server.vault.deployment import DeploymentKey

PAGE = 1000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which entries, and how."""
    parser.add_argument("--session", help="entries of one consult only (its id)")
    parser.add_argument("--since", type=int, default=0, help="begin at this entry number")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(given: argparse.Namespace) -> int:
    """Print every entry asked for; exit code 1 when one of them is damaged."""
    return asyncio.run(_print(load(), given))


async def _print(settings: Settings, given: argparse.Namespace) -> int:
    db = Database(settings.database_url)
    await db.start()
    try:
        log = Log(EntryRows(db, DeploymentKey.load(settings.key_file)), os.urandom)
        now_ms = int(datetime.datetime.now(datetime.UTC).timestamp() * 1000)
        await log.append([Entry("log.used", now_ms, "operator", None, {"since": given.since})])
        session = SessionId(given.session) if given.session else None
        since: int = given.since
        damaged = 0
        while page := await log.read(since=since, session=session, limit=PAGE):
            for recorded in page:
                sys.stdout.write((_as_json(recorded) if given.json else _as_line(recorded)) + "\n")
                damaged += recorded.entry.kind == DAMAGED
            since = page[-1].index + 1
        await log.stop()
    finally:
        await db.stop()
    return 1 if damaged else 0


def _as_line(recorded: Recorded) -> str:
    entry = recorded.entry
    if entry.kind == DAMAGED:
        return f"{recorded.index:>8} ?? entry {recorded.index} damaged: what is kept of it is not what was recorded"
    at = datetime.datetime.fromtimestamp(entry.at_ms / 1000, datetime.UTC).isoformat(timespec="milliseconds")
    facts = " ".join(f"{key}={_short(value)}" for key, value in entry.facts.items() if value not in (None, ""))
    session = f" session={entry.session[:8]}" if entry.session else ""
    return f"{recorded.index:>8} {at} {entry.kind:24} by={entry.actor[:8]}{session} {facts}".rstrip()


def _short(value: object) -> str:
    text = ",".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)
    return text if len(text) <= 64 else text[:61] + "..."


def _as_json(recorded: Recorded) -> str:
    entry = recorded.entry
    return json.dumps(
        {
            "index": recorded.index,
            "at_ms": entry.at_ms,
            "kind": entry.kind,
            "actor": entry.actor,
            "session": entry.session,
            "facts": {key: list(value) if isinstance(value, tuple) else value for key, value in entry.facts.items()},
        }
    )
