"""The desk of staff on the real database, for verbs that run beside a server or before it; and how a link is printed."""

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from urllib.parse import urlsplit

from server.app.ground import own_url
from server.audit.checkpoint import Signer
from server.audit.log import Log
from server.cli.checks.front import LOOPBACK
from server.desk.enrolling import NewLink
from server.desk.hashing import Hashing
from server.desk.staff_desk import StaffDesk
from server.exchange.witness import WitnessFile
from server.identity.passwords import Passwords
from server.settings import Settings
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.migrate import upgrade
from server.storage.database.staff import staff_ports
from server.terms.ids import LoginId
from server.vault.deployment import DeploymentKey


class ElsewhereScreens:
    """No screen is open in this process; a server that runs finds within a second that a login is over."""

    async def login_ended(self, login: LoginId) -> None:
        """Nothing to close here."""


@asynccontextmanager
async def staff_desk(settings: Settings) -> AsyncIterator[StaffDesk]:
    """Open the desk; what was recorded is durable when the block ends."""
    dep = DeploymentKey.load(settings.key_file)
    settings.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    await upgrade(settings.database_url)
    db = Database(settings.database_url)
    await db.start()
    try:
        log = Log(EntryRows(db, dep), os.urandom)
        await _begin_witness(settings, log, Signer(dep.signing_key()))
        server = settings.server
        yield StaffDesk(
            staff_ports(db, log, ElsewhereScreens()),
            dep,
            Hashing(Passwords()),
            clock=_now_ms,
            random=os.urandom,
            public_url=server.public_url or own_url(server.host, server.port, secure=bool(server.tls.certificate)),
        )
        await log.stop()
    finally:
        await db.stop()


async def _begin_witness(settings: Settings, log: Log, signer: Signer) -> None:
    """An installation begins with an empty record and its witness: afterwards one without the other does not start."""
    path, head = settings.witness_file(), await log.head()
    if path is None or head.size:
        return
    witness = WitnessFile(path)
    if await witness.last() is None:
        await witness.keep(signer.sign(head))


def link_words(name: str, link: NewLink) -> str:
    """What to do with a link, told this once."""
    until = datetime.fromtimestamp(link.not_after_ms / 1000).astimezone()
    return (
        f"\n{name} sets up their sign-in here, once, until {until:%Y-%m-%d %H:%M %Z}:\n\n"
        f"  {link.link}\n\n"
        "This is shown once, and a link made for them before is dead. Give it to them yourself:\n"
        "whoever opens it first is taken for them.\n"
        f"{_where(link)}"
    )


def _where(link: NewLink) -> str:
    serve = "It needs a running server:  lightbox serve\n"
    if urlsplit(link.link).hostname not in LOOPBACK:
        return serve
    return f"{serve}It opens on this machine only: for anybody else set server.public_url, and make another.\n"


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
