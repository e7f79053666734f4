"""What somebody of the staff has in hand, the same at every desk: tools of the mouse, windows on the keys, letters.

Words for tools, numbers, and names that they gave to windows; nothing about anybody they treat. Pages keep a copy of their
own and send what was changed in it: of two desks the last one to change a part is right about that part.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal, Protocol

import msgspec

from server.desk.people_rows import PreferenceRow
from server.studies.text import one_line
from server.terms.errors import Refused
from server.terms.ids import PersonId
from server.terms.units import Unit
from server.terms.view import Window
from server.vault.deployment import DeploymentKey

KINDS_MAX: Final = 20
"""Kinds of pictures that windows are kept for: those changed last."""
NAME_MAX: Final = 24
_WRITERS_AT_ONCE: Final = 8
Mover = Literal["scroll", "window", "zoom", "pan"]


@dataclass(frozen=True, slots=True)
class MouseTools:
    """What moves the picture under three buttons and the wheel."""

    left: Mover
    middle: Mover
    right: Mover
    wheel: Literal["scroll", "zoom"]


@dataclass(frozen=True, slots=True)
class KeySlot:
    """What stands on a key: one of the file's windows by its place in it, or one of one's own; no name is the usual one."""

    name: str
    shows: int | Window


@dataclass(frozen=True, slots=True)
class KindWindows:
    """The windows for pictures of one modality and unit; `row` is what stands on the keys once somebody arranged them."""

    modality: str
    unit: Unit
    kept: tuple[Window, ...]
    row: tuple[KeySlot, ...] | None


@dataclass(frozen=True, slots=True)
class Preferences:
    """What somebody chose; None and absent kinds were never touched."""

    mouse: MouseTools | None = None
    letters: bool | None = None
    windows: tuple[KindWindows, ...] = ()


def merged(kept: Preferences, changed: Preferences) -> Preferences:
    """Give what is kept with the parts that were changed in their places; windows by kind, those changed last at the end."""
    now = {(each.modality, each.unit): _cleaned(each) for each in changed.windows}
    others = [each for each in kept.windows if (each.modality, each.unit) not in now]
    return Preferences(
        mouse=kept.mouse if changed.mouse is None else changed.mouse,
        letters=kept.letters if changed.letters is None else changed.letters,
        windows=(*others, *now.values())[-KINDS_MAX:],
    )


def _cleaned(kind: KindWindows) -> KindWindows:
    """Names are one line that can be read."""
    if kind.row is None:
        return kind
    return replace(kind, row=tuple(replace(slot, name=one_line(slot.name, NAME_MAX)) for slot in kind.row))


class PreferenceShelf(Protocol):
    """The preferences of people, sealed, a row for each who ever changed any."""

    async def of(self, person: PersonId) -> PreferenceRow | None:
        """Give what is kept of somebody; None when nothing is."""
        ...

    async def keep(self, row: PreferenceRow, *, over: int) -> bool:
        """Write a row over its version `over` (0: there was none), durable on return; False when another stands there."""
        ...


class OwnPreferences:
    """Reads and changes the preferences of whoever asks; nobody reads another person's."""

    def __init__(self, shelf: PreferenceShelf, dep: DeploymentKey) -> None:
        self._shelf = shelf
        self._dep = dep

    async def of(self, person: PersonId) -> tuple[int, Preferences]:
        """Give how often they were changed, and what they are now."""
        row = await self._shelf.of(person)
        if row is None:
            return 0, Preferences()
        opened = self._dep.open_sealed(row.sealed, bound_to=_bound_to(person))
        return row.version, msgspec.json.decode(opened, type=Preferences)

    async def change(self, person: PersonId, changed: Preferences) -> tuple[int, Preferences]:
        """Write the parts that were changed, whatever another desk of theirs writes at the same moment.

        Raises
        ------
        Refused
            `conflict`: others of their desks were faster, again and again.
        """
        for _ in range(_WRITERS_AT_ONCE):
            version, kept = await self.of(person)
            now = merged(kept, changed)
            if now == kept:
                return version, kept
            sealed = self._dep.seal(msgspec.json.encode(now), bound_to=_bound_to(person))
            if await self._shelf.keep(PreferenceRow(person, version + 1, sealed), over=version):
                return version + 1, now
        raise Refused("conflict")


def _bound_to(person: PersonId) -> str:
    return f"preferences {person}"
