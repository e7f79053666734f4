"""`lightbox probe`: a synthetic consult against a running server through its public surface; exit 0 only if all held."""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import aiohttp

from server.cli.probing import Consult, Credentials
from server.cli.visitor import Browser, UnexpectedError
from server.settings import load

STEP_S: Final = 120.0


@dataclass(frozen=True, slots=True)
class Step:
    """What one step showed."""

    name: str
    ok: bool
    ms: int
    why: str = ""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which server, as whom."""
    parser.add_argument("--json", action="store_true", help='print {"ok": …, "steps": [{"name", "ok", "ms"}…]}')
    parser.add_argument("--demo", action="store_true", help="take address and the probe's own account from demo.json")
    parser.add_argument("--address", help="the server's address (default: the demo's)")
    parser.add_argument("--login-name", help="a provider's login name")
    parser.add_argument("--password-file", type=Path, help="file with the password")
    parser.add_argument("--totp-file", type=Path, help="file with the TOTP secret (base32)")
    parser.add_argument("--through-deadline", action="store_true", help="wait for the deadline instead of ending early")


def run(given: argparse.Namespace) -> int:
    """Run every step; the first that fails is named and ends the run."""
    credentials = _credentials(given)
    steps = asyncio.run(probe(credentials, through_deadline=given.through_deadline))
    ok = all(step.ok for step in steps)
    if given.json:
        told = [{"name": s.name, "ok": s.ok, "ms": s.ms, **({"why": s.why} if s.why else {})} for s in steps]
        sys.stdout.write(json.dumps({"ok": ok, "steps": told}) + "\n")
    else:
        for step in steps:
            sys.stdout.write(f"{'ok  ' if step.ok else 'FAIL'} {step.name:24} {step.ms:>7} ms  {step.why}\n")
        sys.stdout.write("All held.\n" if ok else "Not everything held.\n")
    return 0 if ok else 1


async def probe(credentials: Credentials, *, through_deadline: bool = False) -> list[Step]:
    """Every step up to the first that fails; what was opened is closed whatever happens."""
    steps: list[Step] = []
    async with Browser(credentials.address) as host, Browser(credentials.address) as guest:
        consult = Consult(host, guest, credentials, through_deadline=through_deadline)
        try:
            for name, do in consult.steps():
                steps.append(await _timed(name, do))
                if not steps[-1].ok:
                    break
        finally:
            await consult.tidy()
    return steps


async def _timed(name: str, do: Callable[[], Awaitable[None]]) -> Step:
    begun, why = time.monotonic(), ""
    try:
        async with asyncio.timeout(STEP_S + 400):
            await do()
    except (UnexpectedError, aiohttp.ClientError, TimeoutError, OSError, KeyError, ValueError) as error:
        why = str(error) or type(error).__name__
    return Step(name, not why, round((time.monotonic() - begun) * 1000), why)


def _credentials(given: argparse.Namespace) -> Credentials:
    if given.login_name:
        if not (given.address and given.password_file and given.totp_file):
            raise SystemExit("lightbox probe: --login-name needs --address, --password-file and --totp-file")
        return Credentials(
            given.address,
            given.login_name,
            given.password_file.read_text(encoding="utf-8").strip(),
            given.totp_file.read_text(encoding="utf-8").strip(),
        )
    path = load().data_folder / "demo.json"
    if not path.exists():
        raise SystemExit("lightbox probe: no demo.json in the data folder; name a server and an account (see --help)")
    demo = json.loads(path.read_text(encoding="utf-8"))
    account = demo["probe"]
    return Credentials(
        given.address or demo["address"], account["login_name"], account["password"], account["totp_secret"]
    )
