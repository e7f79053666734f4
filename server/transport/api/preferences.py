"""What one has in hand, at every desk."""

from aiohttp import web

from server.desk.own_preferences import KeySlot, KindWindows, MouseTools, OwnPreferences, Preferences
from server.terms.errors import Refused
from server.terms.ids import PersonId
from server.terms.view import Window
from server.transport.bodies import answer, read_body
from server.transport.guards import staff_of
from server.transport.wire import http

PATH = "/api/me/preferences"


def routes(own: OwnPreferences) -> list[web.RouteDef]:
    """Give the routes of one's own preferences."""

    async def get_preferences(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person.id
        return answer(_card(person, *await own.of(person)))

    async def put_preferences(request: web.Request) -> web.StreamResponse:
        person = staff_of(request).person.id
        asked = await read_body(request, http.ChangePreferences)
        if asked.person != person:
            raise Refused("forbidden")
        return answer(_card(person, *await own.change(person, _read(asked))))

    return [web.get(PATH, get_preferences), web.put(PATH, put_preferences)]


def _read(asked: http.ChangePreferences) -> Preferences:
    mouse = asked.mouse
    return Preferences(
        mouse=None if mouse is None else MouseTools(mouse.left, mouse.middle, mouse.right, mouse.wheel),
        letters=asked.letters,
        windows=tuple(_kind(each) for each in asked.windows),
    )


def _kind(held: http.WindowsHeld) -> KindWindows:
    row = None if held.row is None else tuple(KeySlot(key.name, _shown(key.shows)) for key in held.row)
    return KindWindows(held.modality, held.unit, tuple(_window(each) for each in held.kept), row)


def _shown(shows: int | http.WindowHeld) -> int | Window:
    return shows if isinstance(shows, int) else _window(shows)


def _window(held: http.WindowHeld) -> Window:
    return Window(held.center, held.width, held.function)


def _card(person: PersonId, version: int, now: Preferences) -> http.Preferences:
    mouse = now.mouse
    return http.Preferences(
        person=person,
        version=version,
        mouse=None if mouse is None else http.MouseHeld(mouse.left, mouse.middle, mouse.right, mouse.wheel),
        letters=now.letters,
        windows=[_kind_card(each) for each in now.windows],
    )


def _kind_card(kind: KindWindows) -> http.WindowsHeld:
    row = None if kind.row is None else [http.KeyHeld(slot.name, _shown_card(slot.shows)) for slot in kind.row]
    return http.WindowsHeld(kind.modality, kind.unit, [_window_card(each) for each in kind.kept], row)


def _shown_card(shows: int | Window) -> int | http.WindowHeld:
    return shows if isinstance(shows, int) else _window_card(shows)


def _window_card(window: Window) -> http.WindowHeld:
    return http.WindowHeld(window.center, window.width, window.function)
