"""Where the record lives: said in settings, never with its password."""

from pathlib import Path

import pytest

from server.cli import main
from server.settings import load
from server.terms.errors import Malformed

URL = "LIGHTBOX__DATABASE__URL"
PASSWORD = "LIGHTBOX__DATABASE__PASSWORD"


def test_a_password_may_come_by_itself(tmp_path: Path) -> None:
    """Whatever is in it means itself."""
    environ = {URL: "postgresql://lightbox@db.example:5432/lightbox", PASSWORD: "p@ss/wörd:%"}
    assert (
        load(environ, tmp_path).database_url
        == "postgresql://lightbox:p%40ss%2Fw%C3%B6rd%3A%25@db.example:5432/lightbox"
    )


@pytest.mark.parametrize(
    "environ",
    [
        {URL: "mysql://lightbox:hush@db.example/lightbox"},
        {URL: "postgresql://lightbox:hush@db.example/lightbox", PASSWORD: "hush"},
        {URL: "postgresql:///lightbox", PASSWORD: "hush"},
        {URL: "postgresql://lightbox:hush@[db.example/lightbox"},
    ],
    ids=["no database of ours", "two passwords", "nobody's password", "no address"],
)
def test_what_cannot_be_meant_is_refused_without_the_password(environ: dict[str, str], tmp_path: Path) -> None:
    """The complaint names the key."""
    with pytest.raises(Malformed, match="bad_settings") as said:
        load(environ, tmp_path)
    assert "database." in str(said.value)
    assert "hush" not in str(said.value)


@pytest.mark.parametrize(
    "environ",
    [
        {URL: "postgresql://lightbox:hush@db.example/lightbox"},
        {URL: "postgresql://lightbox@db.example/lightbox", PASSWORD: "hush"},
    ],
    ids=["in the address", "by itself"],
)
def test_settings_print_no_password(
    environ: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """T-48: that there is one is all that is said."""
    monkeypatch.chdir(tmp_path)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert main(["settings"]) == 0
    printed = capsys.readouterr().out
    assert "hush" not in printed
    assert "(set)" in printed
    assert "hush" not in repr(load(environ, tmp_path))
