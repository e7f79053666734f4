"""`lightbox breach-report`: who saw which pictures between two moments; that somebody asked is an entry too."""

import argparse
import asyncio
import datetime
import json
import os
import sys
from collections.abc import Sequence

from server.app.object_store import blobs_of
from server.audit.log import Log
from server.desk.accounts import Accounts
from server.desk.catalogs import Catalogs
from server.desk.entry_names import EntryNames
from server.desk.hashing import Hashing
from server.desk.library import Library
from server.desk.sealed_objects import SealedObjects
from server.desk.seen import InTier, Range
from server.desk.seen_report import ReportedLine, seen_between
from server.identity.passwords import Passwords
from server.settings import Settings, load
from server.storage.database.accounts import AccountRepository
from server.storage.database.checked_names import CheckedNamesRepository
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.other_objects import OtherObjectRepository
from server.storage.database.sessions import SessionRows
from server.storage.database.studies import StudyRepository
from server.storage.database.study_shares import StudyShareRepository
from server.terms.entries import Entry, EntryFact
from server.vault.deployment import DeploymentKey


def arguments(parser: argparse.ArgumentParser) -> None:
    """Between which moments, and how it is written."""
    moment = "as 2026-11-22 or 2026-11-22T14:30, in this machine's zone unless it says another (…+01:00, …Z)"
    parser.add_argument("--from", dest="since", type=_moment, required=True, help=f"the first moment, {moment}")
    parser.add_argument("--to", type=_moment, required=True, help="the last moment; a day alone is all of that day")
    parser.add_argument("--json", action="store_true", help="one JSON object a line, with every range and tier")
    parser.epilog = (
        "It holds names: of those who looked, and whose pictures they were. What was only sent and what a screen said it "
        "showed are told apart; times are the server's, summed over pictures, and at least so long: what a crash of the "
        "server cut off is not in them."
    )


def run(given: argparse.Namespace) -> int:
    """Print the report."""
    since, until = given.since[0], given.to[0]
    if given.to[1]:
        until += datetime.timedelta(days=1) - datetime.timedelta(milliseconds=1)
    if until < since:
        raise SystemExit("lightbox breach-report: --to is before --from")
    lines = asyncio.run(_report(load(), _ms(since), _ms(until)))
    sys.stdout.write("".join(map(_as_json, lines)) if given.json else _as_text(lines, since, until))
    return 0


async def _report(settings: Settings, from_ms: int, until_ms: int) -> list[ReportedLine]:
    dep = DeploymentKey.load(settings.key_file)
    database = Database(settings.database_url)
    await database.start()
    try:
        log = Log(EntryRows(database, dep), os.urandom)
        facts: dict[str, EntryFact] = {"about": "pictures", "from_ms": from_ms, "until_ms": until_ms, "report": True}
        await log.append([Entry("log.used", _now_ms(), "operator", None, facts)])
        accounts = Accounts(AccountRepository(database), dep, Hashing(Passwords()), clock=_now_ms, random=os.urandom)
        names = EntryNames(SessionRows(database, dep), accounts.names)
        return await seen_between(log, names, _library(settings, database, dep, accounts), from_ms, until_ms)
    finally:
        await database.stop()


def _library(settings: Settings, database: Database, dep: DeploymentKey, accounts: Accounts) -> Library:
    """The studies' words: which series, whose. No picture is opened here."""
    shelf = StudyRepository(database)
    return Library(
        shelf=shelf,
        shares=StudyShareRepository(database),
        checked=CheckedNamesRepository(database),
        others=OtherObjectRepository(database),
        objects=SealedObjects(blobs_of(settings)),
        catalogs=Catalogs(shelf, dep),
        colleagues=accounts,
        dep=dep,
    )


def _moment(text: str) -> tuple[datetime.datetime, bool]:
    """A moment, and whether only its day was said."""
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a day or moment: {text!r}") from error
    return (at if at.tzinfo is not None else at.astimezone()), len(text) == len("2026-11-22")


def _ms(at: datetime.datetime) -> int:
    return int(at.timestamp() * 1000)


def _now_ms() -> int:
    return _ms(datetime.datetime.now(datetime.UTC))


def _as_text(lines: Sequence[ReportedLine], since: datetime.datetime, until: datetime.datetime) -> str:
    """One block for each person and series, readable without a wide screen."""
    told = [f"{since:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M} {since:%Z}\n"]
    told += [_block(line) for line in lines]
    people = {(line.seen.session, line.seen.person) for line in lines if line.seen.shown or line.seen.sent}
    pictures = sum(line.seen.pictures_shown for line in lines)
    minutes = sum(line.seen.shown_ms or 0 for line in lines) / 60_000
    told.append(
        f"\n{len(people)} people were sent pictures; {pictures} pictures on their screens, {minutes:.1f} minutes\n"
    )
    return "".join(told)


def _block(line: ReportedLine) -> str:
    seen = line.seen
    series = " ".join(each for each in (line.modality, "" if line.number is None else f"series {line.number}") if each)
    sent = "not recorded" if seen.sent is None else "; ".join(_words(each) for each in seen.sent) or "nothing"
    shown = "; ".join(f"{_words(each)}{_time(each)}" for each in seen.shown) or "nothing reported"
    return (
        f"\n{line.name or seen.person} ({line.role or 'unknown'})  consult {(seen.session or '')[:8]}\n"
        f"  whose      {line.patient or 'not known any more'}: {series or 'a series deleted since'}\n"
        f"  when       {_when(seen.first_ms)} to {_when(seen.last_ms)}\n"
        f"  on screen  {shown}\n"
        f"  sent       {sent}\n"
        f"  could be   {_ranges(seen.authorized)}\n"
    )


def _words(part: InTier) -> str:
    pictures = "1 picture" if part.count == 1 else f"{part.count} pictures"
    return f"{pictures}{f' {part.tier}' if part.tier else ''} ({_ranges(part.ranges)})"


def _time(part: InTier) -> str:
    return " for an unrecorded time" if part.ms is None else f" for {part.ms // 60_000} min {part.ms // 1000 % 60} s"


def _ranges(ranges: Sequence[Range]) -> str:
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges) or "nothing"


def _when(at_ms: int | None) -> str:
    if at_ms is None:
        return "never"
    return datetime.datetime.fromtimestamp(at_ms / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _as_json(line: ReportedLine) -> str:
    seen = line.seen
    members = {
        "name": line.name, "role": line.role, "participant": seen.person, "consult": seen.session,
        "patient": line.patient, "study": line.study, "series": seen.series, "modality": line.modality,
        "series_number": line.number, "first_ms": seen.first_ms, "last_ms": seen.last_ms,
        "pictures_shown": seen.pictures_shown, "shown_ms": seen.shown_ms, "pictures_sent": seen.pictures_sent,
        "shown": [_part(each) for each in seen.shown],
        "sent": None if seen.sent is None else [_part(each) for each in seen.sent],
        "authorized": seen.authorized,
    }  # fmt: skip
    return json.dumps(members, ensure_ascii=False) + "\n"


def _part(part: InTier) -> dict[str, object]:
    return {"tier": part.tier, "ranges": part.ranges, "ms": part.ms}
