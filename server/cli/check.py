"""`lightbox check`: everything a server needs, looked at with or without one running; changes nothing that lasts."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from typing import Final

from server.cli.checks.finding import Check, Finding, Findings, State, worst
from server.cli.checks.front import address, certificate, clinic, proxies
from server.cli.checks.keeping import backup, database, key, record, storage
from server.cli.checks.machine import clock, limits, workers
from server.cli.checks.sending import mail, text_gateway
from server.cli.checks.sharing import shared
from server.desk.texts import FALLBACK, Texts
from server.settings import Settings, load
from server.terms.errors import Malformed

CHECKS: Final[dict[str, Check]] = {
    "address": address,
    "clinic": clinic,
    "tls": certificate,
    "proxies": proxies,
    "key": key,
    "database": database,
    "record": record,
    "storage": storage,
    "shared": shared,
    "mail": mail,
    "text_gateway": text_gateway,
    "clock": clock,
    "limits": limits,
    "workers": workers,
    "backup": backup,
}
EACH_S: Final = 30.0
"""Whatever is looked at has answered by then, or counts as gone."""
EXIT: Final[dict[State, int]] = {"ok": 0, "skipped": 0, "warning": 1, "failed": 2}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which, and how it is told."""
    parser.add_argument(
        "--json", action="store_true", help='print {"worst": …, "checks": [{"check", "state", "code"}…]}'
    )
    parser.add_argument("--only", action="append", choices=CHECKS, metavar="CHECK", help=f"one of {', '.join(CHECKS)}")
    parser.epilog = "Exit code 0: all is well; 1: something should not stay as it is; 2: something does not work."


def run(given: argparse.Namespace) -> int:
    """Look at everything; gives 0, 1 or 2."""
    try:
        settings = load()
    except Malformed as error:
        found: Sequence[Finding] = [Findings("settings").failed("settings", complaint=str(error.facts["complaint"]))]
    else:
        found = asyncio.run(look(settings, given.only or list(CHECKS)))
    sys.stdout.write(as_json(found) if given.json else as_text(found))
    return EXIT[worst(found)]


async def look(settings: Settings, names: Sequence[str]) -> list[Finding]:
    """Every check beside the others, told in their order."""
    found = await asyncio.gather(*(_one(settings, name) for name in names))
    return [finding for each in found for finding in each]


async def _one(settings: Settings, name: str) -> Sequence[Finding]:
    try:
        async with asyncio.timeout(EACH_S):
            return await CHECKS[name](settings)
    except TimeoutError:
        return [Findings(name).failed("no_answer")]
    except Exception as error:  # noqa: BLE001  (a check that breaks is one that failed; the others are told all the same)
        return [Findings(name).failed("broken", error=type(error).__name__)]


def sentence(finding: Finding) -> str:
    """What was found and what to do."""
    return Texts().say(FALLBACK, f"check-{finding.code.replace('_', '-')}", finding.facts)


def as_json(found: Sequence[Finding]) -> str:
    """One object; `code` and `facts` are for programs, `text` for people."""
    told = [
        {"check": each.check, "state": each.state, "code": each.code, "facts": each.facts, "text": sentence(each)}
        for each in found
    ]
    return json.dumps({"worst": worst(found), "checks": told}, ensure_ascii=False) + "\n"


def as_text(found: Sequence[Finding]) -> str:
    """A line for each, and the sum."""
    marks: dict[State, str] = {"ok": "ok     ", "skipped": "–      ", "warning": "WARNING", "failed": "FAILED "}
    lines = [f"{marks[each.state]} {each.check:13} {sentence(each)}" for each in found]
    words: dict[State, str] = {"failed": "failed", "warning": "to look at"}
    sums = {word: sum(each.state == state for each in found) for state, word in words.items()}
    bad = [f"{count} {word}" for word, count in sums.items() if count]
    return "\n".join([*lines, "", (", ".join(bad) + ".") if bad else "All is well."]) + "\n"
