"""`lightbox init` and the links of `lightbox person`: nobody is active before they proved who they are."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pyotp
import pytest

from server.cli import main
from server.cli.staff import staff_desk
from server.desk.administration import StaffCard
from server.desk.admitting import Caller
from server.desk.staff_desk import StaffDesk
from server.settings import load
from server.terms.errors import NotFound
from server.terms.ids import PersonId
from server.terms.people import Person, StaffRole

Told = TypeVar("Told")
LINK = re.compile(r"http://localhost:8460/enroll#([\w-]{43})")
ANY_ADMINISTRATOR = Person(PersonId("0" * 32), "", StaffRole.ADMINISTRATOR)
WHO = ("person", "--login-name", "dr.lee", "--name", "Dr Lee", "--role", "provider")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings that name a folder where nothing is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIGHTBOX__DATA__FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("LIGHTBOX__KEYS__DEPLOYMENT", str(tmp_path / "keys" / "deployment.key"))
    return tmp_path


def on_desk(asked: Callable[[StaffDesk], Coroutine[Any, Any, Told]]) -> Told:
    """What the desk of that installation says."""

    async def ask() -> Told:
        async with staff_desk(load()) as desk:
            return await asked(desk)

    return asyncio.run(ask())


def people() -> list[StaffCard]:
    return on_desk(lambda desk: desk.administration.staff(ANY_ADMINISTRATOR))


def enroll(secret: str) -> None:
    """Do what the page does."""

    async def confirm(desk: StaffDesk) -> None:
        offer = await desk.enrolling.open(secret, address="")
        code = pyotp.TOTP(offer.totp_secret).now()
        await desk.enrolling.confirm(secret, "correct horse battery", code, Caller(""))

    on_desk(confirm)


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    """The one link that was printed."""
    (secret,) = LINK.findall(capsys.readouterr().out)
    return str(secret)


def test_init_makes_the_key_and_the_first_administrators_link(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Issue 5, Staff: no default password; nobody can sign in before the link was used."""
    assert main(["init"]) == 0
    secret = printed(capsys)
    assert (home / "keys" / "deployment.key").stat().st_mode & 0o777 == 0o600
    assert [(each.account.login_name, each.account.role, each.standing) for each in people()] == [
        ("admin", StaffRole.ADMINISTRATOR, "invited")
    ]
    enroll(secret)
    assert [each.standing for each in people()] == ["active"]


def test_init_again_makes_another_link_while_nobody_was_in(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The key stays, the first link is dead."""
    main(["init"])
    former = printed(capsys)
    key = (home / "keys" / "deployment.key").read_bytes()
    assert main(["init"]) == 0
    newer = printed(capsys)
    assert (home / "keys" / "deployment.key").read_bytes() == key
    with pytest.raises(NotFound):
        enroll(former)
    enroll(newer)


def test_init_beside_an_administrator_makes_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    enroll(printed(capsys))
    assert main(["init", "--login-name", "other"]) == 2
    assert "People" in capsys.readouterr().err
    assert len(people()) == 1


def test_init_never_overwrites_a_key(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--key-only"]) == 0
    assert not (home / "data").exists()
    assert main(["init", "--key-only"]) == 2
    assert "never overwritten" in capsys.readouterr().err


def test_a_person_is_added_with_a_link(capsys: pytest.CaptureFixture[str]) -> None:
    """Issue 5, Staff: the operator learns neither password nor secret."""
    main(["init", "--key-only"])
    capsys.readouterr()
    assert main(WHO) == 0
    out = capsys.readouterr().out
    assert "secret" not in out
    assert "password" not in out
    assert [each.standing for each in people()] == ["invited"]
    enroll(str(LINK.findall(out)[0]))
    assert [each.standing for each in people()] == ["active"]


def test_a_reset_on_the_machine_needs_an_administrator_who_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """security.md §6: the operator is the second person; alone only where no administrator is left."""
    main(["init"])
    enroll(printed(capsys))
    main(WHO)
    enroll(printed(capsys))
    assert main(["person", "--login-name", "dr.lee", "--reset"]) == 2
    assert "page People" in capsys.readouterr().err
    assert main(["person", "--login-name", "nobody", "--reset"]) == 2
    capsys.readouterr()
    assert main(["person", "--login-name", "admin", "--reset"]) == 0
    enroll(printed(capsys))


def test_whom_to_add_has_to_be_said() -> None:
    main(["init", "--key-only"])
    with pytest.raises(SystemExit):
        main(["person", "--login-name", "dr.lee"])
