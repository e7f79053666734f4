"""The build of the pages: what the server finds, what the content policy forbids, when a build is skipped."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import hatch_build

REPOSITORY = Path(__file__).resolve().parents[2]
ASSETS = REPOSITORY / "server" / "assets"


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    assert (ASSETS / "manifest.json").is_file(), "make web builds the pages"
    built: dict[str, Any] = json.loads((ASSETS / "manifest.json").read_text("utf-8"))
    return built


@pytest.mark.parametrize("entry", ["src/desk/main.tsx", "src/join/main.tsx"])
def test_server_finds_the_files_of_each_page(manifest: dict[str, Any], entry: str) -> None:
    assert manifest[entry]["isEntry"]
    names = [manifest[entry]["file"], *manifest[entry].get("css", [])]
    assert all((ASSETS / name).is_file() for name in names)


def test_the_gallery_of_controls_is_in_no_package(manifest: dict[str, Any]) -> None:
    """Screens: `make dev` builds it; what is built for people does not have it."""
    assert [name for name in manifest if "gallery" in name] == []
    assert list(ASSETS.glob("gallery*")) == []


def test_file_names_change_with_their_content() -> None:
    """So that a browser may keep them for ever."""
    served = [path.name for path in ASSETS.iterdir() if path.suffix in {".js", ".css"}]
    assert served
    assert [name for name in served if not re.search(r"-[\w-]{8}\.(js|css)$", name)] == []


def test_no_file_holds_what_the_content_policy_refuses() -> None:
    """No eval, no data: address, no source map that names this machine."""
    unwanted = re.compile(r"\beval\(|new Function\(|sourceMappingURL|url\(['\"]?data:")
    found = [
        path.name
        for path in ASSETS.glob("*.[jc]s*")
        if path.suffix != ".json" and unwanted.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_text_holds_an_address_of_a_third_party() -> None:
    """Not one byte is asked of anybody else (names of XML spaces, and a link inside an error, are not asked)."""
    address = re.compile(r"https?://(?!www\.w3\.org/|socket\.io/docs/)[\w.-]+\.\w+")
    found = {path.name: address.findall(path.read_text("utf-8")) for path in ASSETS.glob("*.js")}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_digest_of_sources_turns_with_any_source(tmp_path: Path) -> None:
    (tmp_path / "web" / "src").mkdir(parents=True)
    source = tmp_path / "web" / "src" / "main.tsx"
    source.write_text("one", "utf-8")
    before = hatch_build.sources_digest(tmp_path)
    source.write_text("two", "utf-8")
    assert hatch_build.sources_digest(tmp_path) != before


def test_digest_of_sources_leaves_installed_packages_out(tmp_path: Path) -> None:
    (tmp_path / "web" / "node_modules").mkdir(parents=True)
    before = hatch_build.sources_digest(tmp_path)
    (tmp_path / "web" / "node_modules" / "thing.js").write_text("x", "utf-8")
    assert hatch_build.sources_digest(tmp_path) == before


def test_archive_with_built_pages_alone_is_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "server" / "assets").mkdir(parents=True)
    (tmp_path / "server" / "assets" / "manifest.json").write_text("{}", "utf-8")
    assert hatch_build.build_pages(tmp_path) is False


def test_archive_without_pages_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="incomplete"):
        hatch_build.build_pages(tmp_path)
