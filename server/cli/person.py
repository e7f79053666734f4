"""`lightbox person`: add a member of staff, or be the second person of a reset; a running server knows it at once."""

import argparse
import asyncio
import getpass
import io
import secrets
import sys

import segno

from server.cli.staff import link_words, staff_desk
from server.desk.accounts import NewAccount
from server.desk.enrolling import NewLink
from server.identity.passwords import SHORTEST
from server.settings import Settings, load
from server.terms.people import Person, StaffRole

GENERATED_BYTES = 12


def arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and whether they prove themselves by a link or are active at once."""
    parser.add_argument("--login-name", required=True, help="what they type to sign in, for example dr.lee")
    parser.add_argument("--name", help="what colleagues and guests read, for example 'Dr Lee'")
    parser.add_argument(
        "--role", choices=[role.value for role in StaffRole], help="what they may do (docs/administrator.md)"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--reset", action="store_true", help="end their sign-in, as an administrator asked, and print a link"
    )
    how.add_argument("--at-once", action="store_true", help="for machines: no link, the password is asked for here")
    how.add_argument("--generate", action="store_true", help="for machines: as --at-once, with a password made here")
    parser.epilog = (
        "Without --at-once or --generate a one-time link is printed, by which its person chooses a password and sets up "
        f"an authenticator. With --at-once the password (at least {SHORTEST} characters) is asked for, or read as one "
        "line from standard input when that is no terminal: it never stands on a command line."
    )


def run(given: argparse.Namespace) -> int:
    """Make the account and print, once, what its owner needs."""
    settings = load()
    if given.reset:
        person, link = asyncio.run(_reset(settings, given.login_name))
        sys.stdout.write(link_words(person.name, link))
        return 0
    if given.name is None or given.role is None:
        raise SystemExit("lightbox person: say whom to add too, for example  --name 'Dr Lee' --role provider")
    role = StaffRole(given.role)
    if not (given.at_once or given.generate):
        person, link = asyncio.run(_invite(settings, given.login_name, given.name, role))
        sys.stdout.write(link_words(person.name, link))
        return 0
    password = secrets.token_urlsafe(GENERATED_BYTES) if given.generate else _asked_for()
    account = asyncio.run(_add(settings, given.login_name, given.name, role, password))
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


async def _invite(settings: Settings, login_name: str, name: str, role: StaffRole) -> tuple[Person, NewLink]:
    async with staff_desk(settings) as desk:
        return await desk.operating.add(login_name, name, role)


async def _add(settings: Settings, login_name: str, name: str, role: StaffRole, password: str) -> NewAccount:
    async with staff_desk(settings) as desk:
        return await desk.operating.add_active(login_name, name, role, password)


async def _reset(settings: Settings, login_name: str) -> tuple[Person, NewLink]:
    async with staff_desk(settings) as desk:
        return await desk.operating.reset(login_name)
