"""What a phone has to load before it shows anything: budgets of bytes over the pages as they are built."""

import gzip
from pathlib import Path
from typing import Final

import msgspec
import pytest

from server.transport.pages import PARTS, WORDS
from tests.programs import missing

ASSETS: Final = Path(__file__).resolve().parents[2] / "server" / "assets"
JOIN: Final = "src/join/main.tsx"
ROOM: Final = "src/room/mount.tsx"
READING: Final = "src/opinion/guest.tsx"
JOIN_TEXTS: Final = ("words-guest",)
ROOM_TEXTS: Final = (*JOIN_TEXTS, "words-room")
JOIN_BUDGET: Final = 45_000
ROOM_BUDGET: Final = 160_000


class Built(msgspec.Struct, frozen=True):
    """One entry of Vite's manifest."""

    file: str
    name: str = ""
    css: list[str] = []
    imports: list[str] = []


@pytest.fixture(scope="module")
def manifest() -> dict[str, Built]:
    """What the pages were built into."""
    if not (ASSETS / "manifest.json").is_file():
        missing("needs the pages: make web")
    return msgspec.json.decode((ASSETS / "manifest.json").read_bytes(), type=dict[str, Built])


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_join_page_is_at_most_45_kb(manifest: dict[str, Built], language: str) -> None:
    """JM01: script, style and words of the page an invited person opens, packed, in every language."""
    assert packed(manifest, language, [JOIN], JOIN_TEXTS) <= JOIN_BUDGET


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_room_is_at_most_160_kb(manifest: dict[str, Built], language: str) -> None:
    """JM06: everything that a guest's page has loaded when the room is open, its worker too."""
    assert packed(manifest, language, [JOIN, ROOM], ROOM_TEXTS, workers=True) <= ROOM_BUDGET


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_room_of_a_reading_is_no_larger(manifest: dict[str, Built], language: str) -> None:
    """JS04: the same, for whoever was asked for an opinion: the request and the answer too."""
    assert packed(manifest, language, [JOIN, READING, ROOM], (*ROOM_TEXTS, "reading"), workers=True) <= ROOM_BUDGET


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_what_a_shell_names_is_built(manifest: dict[str, Built], language: str) -> None:
    """Issue 9, fast to the eye: parts and words that a shell has fetched beside the scripts are there under these names."""
    built = {each.name for each in manifest.values()} | {*manifest}
    named = {f"{name}.{language}" for names in WORDS.values() for name in names}
    assert named | {*WORDS, *(part for parts in PARTS.values() for part in parts)} <= built


def packed(
    manifest: dict[str, Built], language: str, entries: list[str], texts: tuple[str, ...], *, workers: bool = False
) -> int:
    """Bytes of all files that these entries and texts load, each packed as it is sent."""
    wanted = {f"{text}.{language}" for text in texts}
    names = {*entries} | {source for source, built in manifest.items() if built.name in wanted}
    assert len(names) == len(entries) + len(texts)
    pending = list(names)
    while pending:
        fresh = set(manifest[pending.pop()].imports) - names
        names |= fresh
        pending += fresh
    files = {manifest[name].file for name in names} | {sheet for name in names for sheet in manifest[name].css}
    if workers:
        files |= {file.name for file in ASSETS.glob("*.worker-*.js")}
    return sum(len(gzip.compress((ASSETS / file).read_bytes(), mtime=0)) for file in files)
