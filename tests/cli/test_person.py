"""`lightbox person`: an account in the real database, its entry, and what its owner needs."""

import asyncio
import io
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pyotp
import pytest

from server.audit.log import Log
from server.cli import main
from server.desk.accounts import Accounts
from server.desk.hashing import Hashing
from server.identity.accounts import Account
from server.identity.otp import accepted_step
from server.identity.passwords import Passwords
from server.storage.database.accounts import AccountRepository
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.terms.people import Person, StaffRole
from server.vault.deployment import DeploymentKey

WHO = ("person", "--login-name", "dr.lee", "--name", "Dr Lee", "--role", "provider")
AT_ONCE = (*WHO, "--at-once")
Typed = Callable[[str], None]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a key, and settings that name it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIGHTBOX__DATA__FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("LIGHTBOX__KEYS__DEPLOYMENT", str(tmp_path / "keys" / "deployment.key"))
    assert main(["init", "--key-only"]) == 0
    return tmp_path


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Typed:
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def kept(home: Path) -> tuple[Account | None, list[tuple[str, str]]]:
    """The account of that login name, and the kinds and roles of the record's entries."""

    async def look() -> tuple[Account | None, list[tuple[str, str]]]:
        dep = DeploymentKey.load(home / "keys" / "deployment.key")
        db = Database(f"sqlite+aiosqlite:///{home / 'data' / 'lightbox.db'}")
        await db.start()
        try:
            shelf = AccountRepository(db)
            accounts = Accounts(shelf, dep, Hashing(Passwords()), clock=lambda: 0, random=os.urandom)
            entries = await Log(EntryRows(db, dep), os.urandom).read(limit=10)
            said = [(each.entry.kind, str(each.entry.facts.get("role", ""))) for each in entries]
            return await accounts.by_login_name("dr.lee"), said
        finally:
            await db.stop()

    return asyncio.run(look())


def test_person_has_the_password_that_was_read(home: Path, types: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    types("correct horse battery\n")
    assert main(AT_ONCE) == 0
    account, entries = kept(home)
    assert account is not None
    assert account.person == Person(account.id, "Dr Lee", StaffRole.PROVIDER)
    assert Passwords().is_right("correct horse battery", account.password_hash)
    assert entries == [("person.added", "provider")]
    assert "correct horse" not in capsys.readouterr().out


def test_printed_secret_makes_codes_that_are_accepted(
    home: Path, types: Typed, capsys: pytest.CaptureFixture[str]
) -> None:
    types("correct horse battery\n")
    assert main(AT_ONCE) == 0
    found = re.search(r"the secret ([A-Z2-7]{32})", capsys.readouterr().out)
    assert found is not None
    account, _ = kept(home)
    assert account is not None
    now = time.time()
    assert accepted_step(account.totp_secret, pyotp.TOTP(found[1]).at(now), int(now * 1000)) is not None


def test_generated_password_is_printed_once_and_works(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WHO, "--generate"]) == 0
    found = re.search(r"password  (\S+)", capsys.readouterr().out)
    account, _ = kept(home)
    assert found is not None
    assert account is not None
    assert Passwords().is_right(found[1], account.password_hash)


@pytest.mark.parametrize(("typed", "code"), [("short\n", "password_short"), ("", "password_short")])
def test_password_that_is_too_short_makes_nobody(
    home: Path, types: Typed, capsys: pytest.CaptureFixture[str], typed: str, code: str
) -> None:
    types(typed)
    assert main(AT_ONCE) == 2
    assert code in capsys.readouterr().err
    assert kept(home) == (None, [])


def test_login_name_is_given_once(home: Path, types: Typed, capsys: pytest.CaptureFixture[str]) -> None:
    types("correct horse battery\n")
    assert main(AT_ONCE) == 0
    types("another long password\n")
    assert main(AT_ONCE) == 2
    assert "login_name_taken" in capsys.readouterr().err
    account, entries = kept(home)
    assert account is not None
    assert Passwords().is_right("correct horse battery", account.password_hash)
    assert len(entries) == 1


def test_without_a_key_there_is_nobody_to_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIGHTBOX__DATA__FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("LIGHTBOX__KEYS__DEPLOYMENT", str(tmp_path / "none.key"))
    assert main([*WHO, "--generate"]) == 2
