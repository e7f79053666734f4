"""The shells and plain pages: neutral, without inline code, in the reader's language; and the files they load."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from server.sessions.phases import LockReason, Phase
from server.terms.errors import Unavailable
from server.transport.assets import Assets
from server.transport.pages import GALLERY_ENTRY, Pages, marks_of, page
from server.transport.wire.http import Clinic
from tests.desk.people import TEXTS
from tests.transport.people_server import PeopleServer

ID = "0" * 32


@pytest.mark.parametrize(
    ("path", "script"),
    [
        ("/", "desk"), ("/studies", "desk"), (f"/studies/{ID}", "desk"), ("/consults/new", "desk"), (f"/consults/{ID}", "desk"),
        (f"/consults/{ID}/room", "desk"), (f"/records/{ID}", "desk"), ("/join", "join"),
        ("/opinions/new", "desk"), (f"/opinions/{ID}", "desk"), (f"/opinions/{ID}/read", "desk"),
    ],
)  # fmt: skip
async def test_a_shell_loads_its_script_and_says_nothing(server: PeopleServer, path: str, script: str) -> None:
    """T-01: the same for everybody; no name, no inline script or style, words without JavaScript."""
    page = (await server.ask("GET", path)).body.decode()
    assert f'<script type="module" src="/assets/{script}-' in page
    assert '<link rel="modulepreload" href="/assets/shared-AAAAAAAA.js">' in page
    assert '<link rel="stylesheet" href="/assets/look-CCCCCCCC.css">' in page
    assert "<title>Lightbox</title>" in page
    assert "<noscript>" in page
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bon\w+=|\bstyle=|javascript:|https?://", page)


async def test_a_room_comes_beside_the_scripts_and_in_the_readers_words(server: PeopleServer) -> None:
    """Issue 9, fast to the eye: what a page asks for as soon as it runs is named in the shell, so no trip is lost."""
    room = (await server.ask("GET", f"/consults/{ID}/room?lang=es", Accept_Language="en")).body.decode()
    named = re.findall(r'<link rel="(?:modulepreload|stylesheet)" href="/assets/(.*?)-[A-H]{8}', room)
    assert named == ["look", "room", "shared", "mount", "words-room.es"]
    today = (await server.ask("GET", "/", Accept_Language="en")).body.decode()
    assert "mount-" not in today
    assert "words-" not in today


async def test_signed_in_or_not_a_shell_is_the_same(server: PeopleServer) -> None:
    """T-01: a shell tells nobody whether somebody is signed in."""
    staff = await server.sign_in()
    assert (await server.ask("GET", "/", staff=staff)).body == (await server.ask("GET", "/")).body


async def test_a_page_that_is_not_there_says_so_in_words(server: PeopleServer) -> None:
    """Screens: never a dead end; nothing of the address comes back."""
    answer = await server.ask("GET", "/Canary<script>")
    assert (answer.status, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"There is no such page" in answer.body
    assert b"Canary" not in answer.body


@pytest.mark.parametrize(
    ("accepts", "opening"),
    [
        ("ar-EG", '<html lang="ar" dir="rtl">'),
        ("es", '<html lang="es" dir="ltr">'),
        ("de", '<html lang="en" dir="ltr">'),
    ],
)
async def test_a_page_speaks_the_readers_language(server: PeopleServer, accepts: str, opening: str) -> None:
    """Screens: English, Spanish and Arabic, which is written from the right."""
    for path in ("/", "/nothing"):
        assert opening.rstrip(">") in (await server.ask("GET", path, Accept_Language=accepts)).body.decode()


async def test_the_locked_page_clears_what_a_guests_browser_kept(server: PeopleServer) -> None:
    """Issue 2, point 8: on the page of somebody who was in it, and only there."""
    card = await server.consult()
    guest = await server.guest(card)
    assert "Clear-Site-Data" not in (await server.ask("GET", "/join", guest=guest)).headers
    over = replace(card.session, phase=Phase.LOCKED, lock_reason=LockReason.ENDED)
    await server.people.sessions.save(over, fence=await server.people.sessions.claim(over.id))
    answer = await server.ask("GET", "/join", guest=guest)
    assert (answer.status, answer.headers["Clear-Site-Data"]) == (200, '"cache", "storage"')
    assert "Clear-Site-Data" not in (await server.ask("GET", "/join")).headers
    carried = await server.ask("GET", "/join?link=1", guest=guest)
    assert "Clear-Site-Data" not in carried.headers, "a new link that is on its way would be lost"


async def test_a_built_file_is_kept_for_ever_and_packed_on_request(server: PeopleServer) -> None:
    plain = await server.ask("GET", "/assets/desk-BBBBBBBB.js", Accept_Encoding="identity")
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Content-Type"].startswith("text/javascript")
    assert "Content-Encoding" not in plain.headers
    packed = await server.ask("GET", "/assets/desk-BBBBBBBB.js", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.body == plain.body


@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "notes.txt",
        "nothing.js",
        "..%2fassets%2fdesk-BBBBBBBB.js",
        "%2e%2e",
        "desk-BBBBBBBB.js%00",
        "a/b",
    ],
)
async def test_only_built_files_are_served(server: PeopleServer, name: str) -> None:
    """BI-31, T-29: exact names, no paths."""
    answer = await server.ask("GET", f"/assets/{name}")
    assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-store")


def test_pages_that_are_not_built_are_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as missing:
        Assets(tmp_path / "nowhere").entry("src/desk/main.tsx")
    assert missing.value.code == "pages_not_built"


def test_the_pages_of_a_demonstration_are_marked() -> None:
    """Screens: in demo mode every page says *demo*; a real server's pages do not."""
    marked = page(TEXTS, "en", "Lightbox", "", None, marks=marks_of(None, demo=True))
    plain = page(TEXTS, "en", "Lightbox", "", None)
    assert '<html lang="en" dir="ltr" data-demo>' in str(marked.text)
    assert "data-demo" not in str(plain.text)


def test_a_shell_says_whose_server_it_is_and_nothing_in_it_is_markup() -> None:
    """JM01: clinic and phone stand on the neutral page before anybody proved anything, the same for everybody."""
    said = page(TEXTS, "en", "Lightbox", "", None, marks=marks_of(Clinic('North & "side" <b>', "555 0100"), demo=False))
    marked = ' data-clinic="North &amp; &quot;side&quot; &lt;b&gt;" data-phone="555 0100">'
    assert marked in str(said.text)


@pytest.mark.parametrize(("demo", "built", "there"), [(True, True, True), (True, False, False), (False, True, False)])
def test_the_gallery_is_for_whoever_builds_pages(tmp_path: Path, *, demo: bool, built: bool, there: bool) -> None:
    """Screens: a demonstration over pages built with it shows every control; no other server knows the address."""
    manifest = {GALLERY_ENTRY: {"file": "gallery-DDDDDDDD.js"}} if built else {}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "gallery-DDDDDDDD.js").write_text("")
    pages = Pages(Assets(tmp_path), TEXTS, Nobody(), demo=demo)
    assert ("/_gallery" in [route.path for route in pages.routes()]) is there


class Nobody:
    """A server where nobody is in a session."""

    async def where(self, guest: object) -> object:
        """Nothing, of whoever asks."""
        return guest
