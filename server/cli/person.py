"""`lightbox person`: add a member of staff; a running server knows them at once."""

import argparse
import asyncio
import getpass
import io
import os
import secrets
import sys
import time

import segno

from server.audit.log import Log
from server.desk.accounts import Accounts, NewAccount
from server.desk.hashing import Hashing
from server.identity.passwords import SHORTEST, Passwords
from server.settings import Settings, load
from server.storage.database.accounts import AccountRepository
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.migrate import upgrade
from server.terms.entries import Entry
from server.terms.people import StaffRole
from server.vault.deployment import DeploymentKey

GENERATED_BYTES = 12


def arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and where the password comes from."""
    parser.add_argument("--login-name", required=True, help="what they type to sign in, for example dr.lee")
    parser.add_argument("--name", required=True, help="what colleagues and guests read, for example 'Dr Lee'")
    parser.add_argument("--role", required=True, choices=[role.value for role in StaffRole])
    parser.add_argument("--generate", action="store_true", help="make a password and print it")
    parser.epilog = (
        f"Without --generate the password (at least {SHORTEST} characters) is asked for, or read as one line from "
        "standard input when that is no terminal: it never stands on a command line."
    )


def run(given: argparse.Namespace) -> int:
    """Make the account and print, once, what its owner needs."""
    password = secrets.token_urlsafe(GENERATED_BYTES) if given.generate else _asked_for()
    account = asyncio.run(_add(load(), given.login_name, given.name, StaffRole(given.role), password))
    code = io.StringIO()
    segno.make(account.provisioning_uri, error="m").terminal(code, compact=True, border=2)
    sys.stdout.write(
        f"\n{account.person.name} can sign in as  {given.login_name}\n"
        + (f"  password  {password}\n" if given.generate else "")
        + f"  code      from an authenticator app: scan this, or type the secret {account.totp_secret}\n"
        f"{code.getvalue()}\n"
        "This is shown once. Hand it over in person, not by mail.\n"
    )
    return 0


def _asked_for() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(f"Password (at least {SHORTEST} characters): ")
    if getpass.getpass("Once more: ") != password:
        raise SystemExit("lightbox person: the two are not the same")
    return password


async def _add(settings: Settings, login_name: str, name: str, role: StaffRole, password: str) -> NewAccount:
    """The account in the real database. Nobody can use it before its entry is durable: only then the secret is told."""
    dep = DeploymentKey.load(settings.key_file)
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    await upgrade(settings.database_url)
    db = Database(settings.database_url)
    await db.start()
    try:
        log = Log(EntryRows(db, dep), os.urandom)
        accounts = Accounts(AccountRepository(db), dep, Hashing(Passwords()), clock=_now_ms, random=os.urandom)
        account = await accounts.add_account(login_name, name, role, password)
        facts = {"person": account.person.id, "role": role.value}
        await log.append([Entry("person.added", _now_ms(), "operator", None, facts)])
        await log.stop()
    finally:
        await db.stop()
    return account


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
