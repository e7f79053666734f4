"""What somebody of the staff has in hand, at every desk."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from server.terms.units import Unit
from server.transport.wire.http.bodies import Answer, Asked, Id32

Mover = Literal["scroll", "window", "zoom", "pan"]


class MouseHeld(Struct, frozen=True, forbid_unknown_fields=True):
    """What moves the picture under three buttons and the wheel."""

    left: Mover
    middle: Mover
    right: Mover
    wheel: Literal["scroll", "zoom"]


class WindowHeld(Struct, frozen=True, forbid_unknown_fields=True):
    """A window in modality units."""

    center: Annotated[float, Meta(ge=-1e6, le=1e6)]
    width: Annotated[float, Meta(gt=0, le=2e6)]
    function: Literal["LINEAR", "LINEAR_EXACT", "SIGMOID"]


class KeyHeld(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands on a key: one of the file's windows by its place in it (0-based), or one of one's own.

    `name` is what its person calls it, plain text on one line; empty is the usual name.
    """

    name: Annotated[str, Meta(max_length=24)]
    shows: Annotated[int, Meta(ge=0, le=255)] | WindowHeld


class WindowsHeld(Struct, frozen=True, forbid_unknown_fields=True):
    """The windows for pictures of one modality and unit.

    `row` is what stands on the keys 1 to 9, null while nobody arranged them.
    """

    modality: Annotated[str, Meta(pattern="^[A-Z0-9_ ]{0,16}$", max_length=16)]
    unit: Unit
    kept: Annotated[list[WindowHeld], Meta(max_length=4)]
    row: Annotated[list[KeyHeld], Meta(max_length=9)] | None


class ChangePreferences(Asked, frozen=True):
    """PUT /api/me/preferences → `Preferences`: the parts that were changed; what is left out, or null, stays.

    Of windows the kinds that are named are replaced, each whole. `person` is whom the page was opened for: one that
    outlived its login writes nothing into the hands of whoever signed in after them.
    """

    person: Id32
    mouse: MouseHeld | None = None
    letters: bool | None = None
    windows: Annotated[list[WindowsHeld], Meta(max_length=20)] = []


class Preferences(Answer, frozen=True):
    """GET /api/me/preferences: what this person has in hand; null, and kinds that are not listed: as delivered.

    `version` counts the changes.
    """

    person: str
    version: int
    mouse: MouseHeld | None
    letters: bool | None
    windows: list[WindowsHeld]
