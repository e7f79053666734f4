"""The page for whoever writes a client: written from the structs, complete, and its worked example true."""

import json
import os
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.app import build
from server.settings import load
from server.transport.errors import CODES
from server.transport.wire import http, reference, room_in, room_out
from server.transport.wire.meanings import ANSWERS, COMMANDS, FREE, MEANINGS
from server.transport.wire.routes import ROUTES
from server.transport.wire.typescript import part_of, structs
from server.vault.deployment import DeploymentKey

REPOSITORY = Path(__file__).resolve().parents[3]
PAGE = (REPOSITORY / "docs" / "wire.md").read_text("utf-8")
BASES = {http.Asked, http.Answer, http.ErrorBody, room_in.Said, room_out.Heard}
VECTORS: dict[str, Any] = json.loads((REPOSITORY / "tests" / "vault" / "vectors.json").read_text("utf-8"))


def test_page_is_what_the_structs_say() -> None:
    assert reference.page() == PAGE


async def test_routes_are_those_of_the_running_app(tmp_path: Path) -> None:
    """No route of the application is missing, and none is invented."""
    key = tmp_path / "keys" / "deployment.key"
    DeploymentKey.create(key, os.urandom)
    environment = {"LIGHTBOX__DATA__FOLDER": str(tmp_path / "data"), "LIGHTBOX__KEYS__DEPLOYMENT": str(key)}
    house = await build(load(environment, tmp_path), port=1, secure=False)
    served = {(route.method, str(route.resource and route.resource.canonical)) for route in house.app.router.routes()}
    await house.stop()
    # aiohttp answers HEAD with every GET
    assert {(route.method, route.path) for route in ROUTES} == {each for each in served if each[0] != "HEAD"}


def test_every_route_is_on_the_page() -> None:
    assert [route.path for route in ROUTES if f"#### `{route.method} {route.path}`" not in PAGE] == []


@pytest.mark.parametrize("kind", [each for each in structs() if each not in BASES], ids=lambda kind: str(kind.__name__))
def test_struct_has_its_table(kind: type[msgspec.Struct]) -> None:
    """Every field of every struct is described in a table of the page."""
    rows = [f"| `{each.name}` | {each.kind} | " for each in reference.fields(f"{part_of(kind)}.{kind.__name__}")]
    assert [row for row in rows if row not in PAGE] == []


def test_every_event_has_its_answer_and_who_may_send_it() -> None:
    assert ANSWERS.keys() == room_in.EVENTS.keys() == COMMANDS.keys() | FREE.keys()
    assert [event for event in room_in.EVENTS if not reference.who(event)] == []


def test_refusals_of_routes_are_codes() -> None:
    assert {code for route in ROUTES for code in route.codes} - CODES.keys() == set()


def test_no_meaning_is_left_over() -> None:
    """A field that is gone takes its words along."""
    fields = {name for kind in structs() for name in kind.__struct_fields__}
    views = {each.name for name in ("View", "Viewport", "Window", "Cine") for each in reference.fields(name)}
    assert {name.rpartition(".")[2] for name in MEANINGS} - fields - views == set()


def example() -> str:
    """The worked example without its line breaks, notes and blanks."""
    block = PAGE.partition("### A worked example")[2].partition("```")[2].partition("```")[0]
    return re.sub(r"\s+", "", re.sub(r"  +(E|nonce|ciphertext|tag|\"lb1 wrap\")$", "", block, flags=re.MULTILINE))


@pytest.mark.parametrize(
    "value",
    [
        *(VECTORS["wrap"][name] for name in ("browser_private", "browser_public", "wrapped")),
        *(VECTORS["frame"][name] for name in ("fid", "mime", "sealed", "image")),
        VECTORS["frame_key"],
    ],
)
def test_worked_example_is_the_test_vector(value: str) -> None:
    assert value in example()


def test_layout_of_the_page_opens_the_vector() -> None:
    """The recipe as written: info, ECDH, HKDF, AES-GCM, then the frame."""
    wrap, frame = VECTORS["wrap"], VECTORS["frame"]

    def lp(text: str) -> bytes:
        return len(text.encode()).to_bytes(4, "big") + text.encode()

    wrapped = bytes.fromhex(wrap["wrapped"])
    info = b"lb1 wrap" + lp(VECTORS["session"]) + lp(VECTORS["participant"]) + VECTORS["epoch"].to_bytes(4, "big")
    private = ec.derive_private_key(int(wrap["browser_private"], 16), ec.SECP256R1())
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), wrapped[:65])
    wrapping = HKDF(hashes.SHA256(), 32, None, info).derive(private.exchange(ec.ECDH(), theirs))
    key = AESGCM(wrapping).decrypt(wrapped[65:77], wrapped[77:], info)
    aad = b"".join(map(lp, ("lb1", VECTORS["session"], str(VECTORS["epoch"]), frame["fid"], frame["mime"])))
    sealed = bytes.fromhex(frame["sealed"])
    assert AESGCM(key).decrypt(sealed[:12], sealed[12:], aad).hex() == frame["image"]
