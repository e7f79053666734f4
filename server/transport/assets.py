"""The built files of the pages: read once, served by exact name, kept by browsers for ever (their names are hashes)."""

import gzip
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

import msgspec
from aiohttp import hdrs, web

from server.terms.errors import NotFound, Unavailable

MANIFEST: Final = "manifest.json"
IMMUTABLE: Final = "public, max-age=31536000, immutable"
_TYPES: Final[Mapping[str, str]] = {
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "wasm": "application/wasm",
    "woff2": "font/woff2",
}
_PACKED: Final = frozenset({"css", "js", "json", "svg"})
_HASHED = re.compile(r"-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
_PACK_FROM_BYTES = 1024


class Chunk(msgspec.Struct, frozen=True):
    """One entry of Vite's manifest."""

    file: str
    name: str = ""
    css: list[str] = []
    imports: list[str] = []


@dataclass(frozen=True, slots=True)
class EntryFiles:
    """What a page loads first: its script, what comes beside it, and styles, as names below /assets/."""

    script: str
    preload: tuple[str, ...]
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    packed: bytes | None
    content_type: str


class Assets:
    """The built pages. A name that is not one of the files read at start does not exist: there is no path to walk."""

    def __init__(self, folder: Traversable | None = None) -> None:
        folder = folder or files("server") / "assets"
        self._files: dict[str, _File] = {}
        self._chunks: dict[str, Chunk] = {}
        if not folder.is_dir():
            return
        for file in folder.iterdir():
            ending = file.name.rsplit(".", 1)[-1]
            if file.name == MANIFEST:
                self._chunks = msgspec.json.decode(file.read_bytes(), type=dict[str, Chunk])
            elif ending in _TYPES:
                self._files[file.name] = _read(file, ending)

    def has(self, source: str) -> bool:
        """Whether this entry was built."""
        return source in self._chunks

    def entry(self, source: str, *, parts: Sequence[str] = (), words: Sequence[str] = ()) -> EntryFiles:
        """Give what an entry (`src/desk/main.tsx`) loads.

        Scripts it imports come beside it, and so do what it asks for once it runs: `parts` (`src/room/mount.tsx`) and
        files of `words` (`words-guest.en`), as far as they are built.

        Raises
        ------
        Unavailable
            `pages_not_built`.
        """
        chunk = self._chunks.get(source)
        if chunk is None:
            raise Unavailable("pages_not_built")
        styled = [*self._imported(chunk, {}).values(), chunk]
        later = [self._chunks[name] for name in parts if name in self._chunks]
        for part in (*later, *(each for each in self._chunks.values() if each.name in words)):
            styled += [*self._imported(part, {}).values(), part]
        beside = [each.file for each in styled if each is not chunk]
        styles = dict.fromkeys(style for each in styled for style in each.css)
        return EntryFiles(chunk.file, tuple(dict.fromkeys(beside)), tuple(styles))

    def routes(self) -> list[web.RouteDef]:
        """Give the one route of all files."""
        return [web.get("/assets/{name}", self._serve)]

    async def _serve(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        file = self._files.get(name)
        if file is None:
            raise NotFound("not_found")
        accepts = {each.split(";")[0].strip() for each in request.headers.get(hdrs.ACCEPT_ENCODING, "").split(",")}
        headers = {hdrs.VARY: "Accept-Encoding", hdrs.CACHE_CONTROL: IMMUTABLE if _HASHED.search(name) else "no-cache"}
        if file.packed is not None and "gzip" in accepts:
            headers[hdrs.CONTENT_ENCODING] = "gzip"
            return web.Response(body=file.packed, headers=headers, content_type=file.content_type)
        return web.Response(body=file.content, headers=headers, content_type=file.content_type)

    def _imported(self, chunk: Chunk, found: dict[str, Chunk]) -> dict[str, Chunk]:
        for name in chunk.imports:
            if name not in found:
                found[name] = self._chunks[name]
                self._imported(found[name], found)
        return found


def _read(file: Traversable, ending: str) -> _File:
    content = file.read_bytes()
    # Static files hold no secret, so packing them tells nothing (BREACH); answers with content are never packed.
    worth = ending in _PACKED and len(content) >= _PACK_FROM_BYTES
    return _File(content, gzip.compress(content, mtime=0) if worth else None, _TYPES[ending])
