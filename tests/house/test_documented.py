"""Text that cannot rot: what can be set, asked and said is documented, or the test fails."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from server.app import build
from server.cli.settings_reference import ABOUT, defaults, page
from server.settings import Settings, load
from server.transport.wire.room_in import EVENTS
from server.transport.wire.room_out import HEARD
from server.vault.deployment import DeploymentKey

DOCS = Path(__file__).resolve().parents[2] / "docs"
ROW = re.compile(r"^\| `(?P<key>[\w.]+)` \| (?P<default>[^|]+) \|", re.MULTILINE)


def documented_settings() -> dict[str, str]:
    return {row["key"]: row["default"] for row in ROW.finditer((DOCS / "settings.md").read_text("utf-8"))}


@pytest.mark.parametrize(("key", "default"), list(defaults(Settings())))
def test_setting_is_documented_with_its_default(key: str, default: str) -> None:
    assert documented_settings().get(key) == default


def test_documented_setting_exists() -> None:
    assert documented_settings().keys() - dict(defaults(Settings())).keys() == set()
    assert ABOUT.keys() == documented_settings().keys()


def test_the_table_of_settings_is_written_from_them() -> None:
    """Issue 9: an environment reference generated from the settings, never by hand."""
    text = (DOCS / "settings.md").read_text("utf-8")
    assert page(text) == text


def wire() -> str:
    """The page for whoever writes a client without our code."""
    return (DOCS / "wire.md").read_text("utf-8")


@pytest.mark.parametrize("event", sorted({*EVENTS, *(kind.event for kind in HEARD)}))
def test_message_is_documented(event: str) -> None:
    assert f"`{event}`" in wire()


def fields_of_messages() -> Iterator[tuple[str, str]]:
    """Every field of every message as (message, field)."""
    for kind in (*EVENTS.values(), *HEARD):
        yield from ((kind.__name__, field.encode_name) for field in msgspec.structs.fields(kind))


@pytest.mark.parametrize(("message", "field"), sorted(set(fields_of_messages())))
def test_field_of_a_message_is_documented(message: str, field: str) -> None:
    assert f"`{field}`" in wire(), message


async def test_route_is_documented(tmp_path: Path) -> None:
    """Every address the server answers, and nothing else, with its method."""
    key = tmp_path / "keys" / "deployment.key"
    DeploymentKey.create(key, os.urandom)
    environment = {"LIGHTBOX__DATA__FOLDER": str(tmp_path / "data"), "LIGHTBOX__KEYS__DEPLOYMENT": str(key)}
    house = await build(load(environment, tmp_path), port=1, secure=False)
    routes = {(route.method, str(route.resource and route.resource.canonical)) for route in house.app.router.routes()}
    await house.stop()
    text = wire()
    # HEAD comes with every GET; a Socket.IO address is named once, whatever the method.
    missing = {
        (method, path)
        for method, path in routes
        if method != "HEAD" and f"`{method.replace('*', 'GET')} {path}`" not in text
    }
    assert missing == set()
