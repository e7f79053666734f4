"""The HTML we write ourselves: two shells that load the pages, and one plain page for whatever is refused.

No inline script or style, neutral titles, no name in any address. A shell says nothing about anybody: it is the same
for everybody, and what it loads asks for what it may know.
"""

from collections.abc import Mapping
from html import escape
from typing import Final, Protocol

from aiohttp import hdrs, web

from server.desk.texts import Texts
from server.identity.logins import GuestLogin
from server.terms.errors import Refused, Unavailable
from server.transport.assets import Assets, EntryFiles
from server.transport.errors import cleared
from server.transport.guards import GUEST, ErrorPage, Handler
from server.transport.wire.http import Clinic

DESK_ENTRY: Final = "src/desk/main.tsx"
JOIN_ENTRY: Final = "src/join/main.tsx"
GALLERY_ENTRY: Final = "src/gallery/main.tsx"
PAGE_CODES: Final = {
    "insecure": "insecure",
    "not_found": "not-found",
    "no_such_link": "not-found",
    "wrong_host": "wrong-host",
    "locked": "locked",
    "pages_not_built": "pages-not-built",
    "internal": "internal",
}
"""Codes with a page of their own; others by their status."""

_ID32 = "{id:[0-9a-f]{32}}"
DESK_PAGES: Final = (
    "/",
    "/studies",
    f"/studies/{_ID32}",
    "/consults/new",
    f"/consults/{_ID32}",
    f"/consults/{_ID32}/room",
    "/opinions/new",
    f"/opinions/{_ID32}",
    f"/opinions/{_ID32}/read",
    "/records",
    f"/records/{_ID32}",
    "/logins",
    "/people",
    "/installation",
    "/audit",
    f"/audit/consults/{_ID32}",
    "/audit/seen",
    "/audit/emergencies",
    "/enroll",
    "/help",
)
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    f"/consults/{_ID32}/room": ("src/room/mount.tsx",),
    f"/opinions/{_ID32}/read": ("src/opinion/place.tsx",),
}
"""Parts of the desk's script that such a page asks for as soon as it runs."""
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    DESK_ENTRY: ("words-guest", "words-room", "words-staff", "seen", "reading"),
    JOIN_ENTRY: ("words-guest",),
}
"""Files of words that an entry loads before it draws anything (`web/src/texts/sets.ts`)."""


class Seats(Protocol):
    """Says whether a proven guest's session goes on."""

    async def where(self, guest: GuestLogin) -> object:
        """Raise `Refused` `locked` once it is over."""
        ...


class Pages:
    """Serves the shells: each says in attributes whose server it is and, if so, that it is a demonstration."""

    def __init__(
        self, assets: Assets, texts: Texts, seats: Seats, *, clinic: Clinic | None = None, demo: bool = False
    ) -> None:
        self._assets = assets
        self._texts = texts
        self._seats = seats
        self._marks = marks_of(clinic, demo=demo)
        self._has_gallery = demo and assets.has(GALLERY_ENTRY)

    def routes(self) -> list[web.RouteDef]:
        """Give the pages, and the two files browsers and robots ask for by themselves.

        The gallery of controls is there for whoever builds pages: in a demonstration, over pages built with it.
        """
        gallery = [web.get("/_gallery", self._shell(GALLERY_ENTRY))] if self._has_gallery else []
        return [
            *gallery,
            *(web.get(path, self._shell(DESK_ENTRY, PARTS.get(path, ()))) for path in DESK_PAGES),
            web.get("/join", self._join),
            web.get("/robots.txt", _robots),
            web.get("/favicon.ico", _no_icon),
        ]

    def _shell(self, entry: str, parts: tuple[str, ...] = ()) -> Handler:
        async def serve(request: web.Request) -> web.StreamResponse:
            return self._loaded(request, entry, parts)

        return serve

    async def _join(self, request: web.Request) -> web.StreamResponse:
        """Serve the guest's shell; a guest whose session is locked loses what the browser kept of it.

        Not while the tab carries a new link over from the document before (`?link=1`): that would be lost with it.
        """
        answer = self._loaded(request, JOIN_ENTRY)
        guest = request.get(GUEST) if "link" not in request.query else None
        over = None if guest is None else await self._over(guest)
        if over is not None:
            answer.headers["Clear-Site-Data"] = cleared(over.facts)
        return answer

    async def _over(self, guest: GuestLogin) -> Refused | None:
        try:
            await self._seats.where(guest)
        except Refused as refused:
            return refused
        return None

    def _loaded(self, request: web.Request, entry: str, parts: tuple[str, ...] = ()) -> web.Response:
        # what the address says, then what the browser prefers: as the page itself decides a moment later
        asked = f"{request.query.get('lang', '')},{request.headers.get(hdrs.ACCEPT_LANGUAGE, '')}"
        language = self._texts.best(asked, "doorway")
        words = self._texts.say(language, "doorway-no-script")
        body = f'<div id="root"></div><noscript><p>{escape(words)}</p></noscript>'
        title = self._texts.say(language, "doorway-title")
        files = self._assets.entry(entry, parts=parts, words=[f"{name}.{language}" for name in WORDS.get(entry, ())])
        mood = "light" if entry == JOIN_ENTRY else "dark"
        return page(self._texts, language, title, body, files, marks=self._marks, mood=mood)


def error_pages(texts: Texts, assets: Assets) -> ErrorPage:
    """Build the page of every refusal, on paper like a guest's: what happened and what to do, in the reader's language."""

    def plain(request: web.Request, status: int, code: str) -> web.Response:
        language = texts.best(request.headers.get(hdrs.ACCEPT_LANGUAGE, ""), "doorway")
        name = PAGE_CODES.get(code) or ("busy" if status in {429, 503} else "refused")
        heading, words = (texts.say(language, key) for key in (f"doorway-{name}-heading", f"doorway-{name}"))
        back = f'<p><a class="button" href="/">{escape(texts.say(language, "doorway-back"))}</a></p>'
        way_back = "" if code == "insecure" else back
        body = f'<main class="page page-guest"><h1>{escape(heading)}</h1><p>{escape(words)}</p>{way_back}</main>'
        answer = page(texts, language, heading, body, _styles(assets), marks=' data-audience="guest"', mood="light")
        answer.set_status(status)
        return answer

    return plain


def page(
    texts: Texts, language: str, title: str, body: str, entry: EntryFiles | None, *, marks: str = "", mood: str = "dark"
) -> web.Response:
    """Write one HTML document; `body` and `marks` are markup of ours with every word escaped; `mood`: dark, or on paper."""
    styles = "".join(f'<link rel="stylesheet" href="/assets/{escape(each)}">' for each in entry.styles) if entry else ""
    scripts = ""
    if entry and entry.script:
        preload = "".join(f'<link rel="modulepreload" href="/assets/{escape(each)}">' for each in entry.preload)
        scripts = f'{preload}<script type="module" src="/assets/{escape(entry.script)}"></script>'
    return web.Response(
        text=(
            f'<!doctype html><html lang="{language}" dir="{texts.direction(language)}"{marks}><head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
            f'<meta name="robots" content="noindex"><meta property="og:title" content="Lightbox">'
            f'<title>{escape(title)}</title>{styles}{scripts}</head><body data-mood="{mood}">{body}</body></html>\n'
        ),
        content_type="text/html",
        charset="utf-8",
    )


def marks_of(clinic: Clinic | None, *, demo: bool) -> str:
    """What every shell says in attributes: whose server this is, and that it is a demonstration."""
    facts = {} if clinic is None else {"data-clinic": clinic.name, "data-phone": clinic.phone}
    said = "".join(f' {name}="{escape(fact)}"' for name, fact in facts.items())
    return said + (" data-demo" if demo else "")


def _styles(assets: Assets) -> EntryFiles | None:
    """Dress a plain page like the guest's pages where they are built; it says the same without."""
    try:
        return EntryFiles("", (), assets.entry(JOIN_ENTRY).styles)
    except Unavailable:
        return None


async def _robots(_request: web.Request) -> web.Response:
    return web.Response(text="User-agent: *\nDisallow: /\n")


async def _no_icon(_request: web.Request) -> web.Response:
    return web.Response(status=204)
