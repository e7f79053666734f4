"""The demonstration: accounts, a synthetic study, and a note of how to get in; never beside real data."""

import asyncio
import io
import os
import secrets
import sys
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
import segno
import structlog

from server.app import House
from server.desk.accounts import Accounts
from server.identity import names, otp
from server.studies.synthetic import demo_study
from server.terms.errors import LightboxError, Refused
from server.terms.ids import PersonId
from server.terms.people import StaffRole

FILE: Final = "demo.json"
PHONE: Final = "0123 456 789"
"""Nobody's: guests of the demo should see where the clinic's number stands."""
_log = structlog.get_logger()


class DemoAccount(msgspec.Struct, frozen=True):
    """How one of the demo's people signs in."""

    login_name: str
    name: str
    password: str
    totp_secret: str
    provisioning_uri: str
    person_id: str


class Demo(msgspec.Struct, frozen=True):
    """What demo.json holds. `probe` is for `lightbox probe`, so that a person's single-use code is never in its way."""

    address: str
    provider: DemoAccount
    colleague: DemoAccount
    probe: DemoAccount


_PEOPLE: Final = (
    ("provider", "dr.lee", "Dr Lee", StaffRole.PROVIDER),
    ("colleague", "dr.silva", "Dr Silva", StaffRole.SPECIALIST),
    ("probe", "probe", "Probe", StaffRole.PROVIDER),
)


async def prepare(accounts: Accounts, address: str, folder: Path) -> Demo:
    """The demo's accounts, made once, and demo.json (mode 0600) in the data folder.

    The file is first: whoever is interrupted finds everything to go on with, and accounts that are missing are added.

    Raises
    ------
    Refused
        `not_a_demo`: this data folder has accounts of real people.
    """
    path = folder / FILE
    if path.exists():
        demo = msgspec.structs.replace(msgspec.json.decode(path.read_bytes(), type=Demo), address=address)
    else:
        if await accounts.are_there():
            raise Refused("not_a_demo")
        demo = Demo(address, **{key: _planned(login, name) for key, login, name, _ in _PEOPLE})
    _write(path, msgspec.json.format(msgspec.json.encode(demo), indent=2))
    for key, _, _, role in _PEOPLE:
        await _make(accounts, getattr(demo, key), role)
    return demo


async def load_study(house: House, demo: Demo) -> None:
    """Bring the synthetic study in, in the background, for the provider and for the probe; it is made once for both."""
    owners = (demo.provider, demo.probe)
    files = Shared(_files(), len(owners))
    loading = [
        house.studies.demo.load(PersonId(owner.person_id), files.for_reader(reader))
        for reader, owner in enumerate(owners)
    ]
    for outcome in await asyncio.gather(*loading, return_exceptions=True):
        if isinstance(outcome, LightboxError):
            _log.error("demo_study_not_loaded", code=outcome.code)
        elif isinstance(outcome, BaseException):
            raise outcome
        elif outcome:
            _log.info("demo_study_ready")


class Shared:
    """One costly iterator for several readers in threads; an item is kept until the last reader had it."""

    def __init__(self, files: Iterator[tuple[str, bytes]], readers: int) -> None:
        self._files = files
        self._kept: list[deque[tuple[str, bytes]]] = [deque() for _ in range(readers)]
        self._lock = threading.Lock()

    def for_reader(self, reader: int) -> Iterator[tuple[str, bytes]]:
        """Everything, for one of the readers."""
        while True:
            with self._lock:
                if not self._kept[reader]:
                    made = next(self._files, None)
                    if made is None:
                        return
                    for kept in self._kept:
                        kept.append(made)
                item = self._kept[reader].popleft()
            yield item


def words(demo: Demo, address: str) -> str:
    """What to do next, with the TOTP secret as text and as a QR code; commands as they were typed to start it."""
    program = sys.argv[0] if Path(sys.argv[0]).name == "lightbox" else "lightbox"
    code = io.StringIO()
    segno.make(demo.provider.provisioning_uri, error="m").terminal(code, compact=True, border=2)
    return (
        f"\nThis is a DEMO with a synthetic patient. Do not bring real data in.\n\n"
        f"  1. Open {address}\n"
        f"  2. Sign in as  {demo.provider.login_name}\n"
        f"     password    {demo.provider.password}\n"
        f"     code        from an authenticator app: scan this, or type the secret {demo.provider.totp_secret}\n"
        f"{code.getvalue()}\n"
        f"  3. Open the synthetic study, choose New consult, tick a series, Start now.\n"
        f"  4. Open the patient's link (or Open the patient's view), read out the code, and let the patient in.\n\n"
        f"  No authenticator at hand?  {program} code   prints the code of this half minute.\n"
        f"  A colleague signs in as {demo.colleague.login_name}; everything is in demo.json in the data folder.\n"
        f"  A real phone needs https:  {program} serve --demo --tls-self --host 0.0.0.0\n\n"
    )


def _planned(login: str, name: str) -> DemoAccount:
    """How somebody will sign in."""
    password = "-".join(secrets.choice(_SYLLABLES) + secrets.choice(_SYLLABLES) for _ in range(4))
    secret = otp.new_secret(secrets.token_bytes)
    uri = otp.provisioning_uri(secret, names.login_name(login))
    return DemoAccount(login, name, password, secret, uri, secrets.token_hex(16))


async def _make(accounts: Accounts, planned: DemoAccount, role: StaffRole) -> None:
    """Make an account as planned, unless it is there; one that an administrator disabled since is left alone."""
    if await accounts.person(PersonId(planned.person_id)) is not None:
        return
    try:
        await accounts.add_account(
            planned.login_name,
            planned.name,
            role,
            planned.password,
            totp_secret=planned.totp_secret,
            person=PersonId(planned.person_id),
        )
    except Refused as refused:
        if refused.code != "login_name_taken":
            raise


def _files() -> Iterator[tuple[str, bytes]]:
    return ((f"demo-{number:03}.dcm", content) for number, content in enumerate(demo_study(), start=1))


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by this account only."""
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    fresh.replace(path)


_SYLLABLES: Final = tuple(first + second for first in "bdfgklmnprstvz" for second in "aeiou")
