"""What a consult is made of before it runs: the pictures it may show and the times it must keep."""

from dataclasses import dataclass

from server.terms.ids import SeriesId, StudyId
from server.terms.people import Role
from server.terms.policy import Kind, Right, Withheld
from server.terms.view import StackBounds

Rectangle = tuple[int, int, int, int]
"""(left, top, right, bottom) in pixels of the whole image; right and bottom are the first ones outside."""


@dataclass(frozen=True, slots=True)
class Mask:
    """A rectangle of every frame of a stack that is black for these roles."""

    left: int
    top: int
    right: int
    bottom: int
    roles: tuple[Role, ...]

    @property
    def rectangle(self) -> Rectangle:
        """Where it is."""
        return self.left, self.top, self.right, self.bottom


@dataclass(frozen=True, slots=True)
class StackRef:
    """One stack of a session's manifest: which stored series it comes from, and the bounds a view keeps.

    `part` numbers the stacks of one series (a series may hold several: localizers, multi-frame instances).
    `held` says that its pictures may have names in them and nobody has looked yet; `masks` is what was decided when
    somebody did. A session keeps both, so that what was decided stays with the consult. `instances` is how many the
    series had when the consult was made (0: not known): what comes in later is not part of it.
    """

    study: StudyId
    series: SeriesId
    part: int
    bounds: StackBounds
    held: bool = False
    masks: tuple[Mask, ...] = ()
    instances: int = 0

    def masks_for(self, role: Role) -> tuple[Rectangle, ...]:
        """What is black for this role, each rectangle once, in a fixed order."""
        return tuple(sorted({mask.rectangle for mask in self.masks if role in mask.roles}))


@dataclass(frozen=True, slots=True)
class ViewingPolicy:
    """The clinic's limits for one consult, fixed when it is made (minutes and seconds as named).

    `specialist_identity`: a specialist who came by link reads whose pictures they are, as one of the staff does.
    What the consult's kind takes away is `withheld`, `roles_barred` and `bases_barred`: nothing here ever gives.
    `guests_fixed`: nobody is added later.
    `extension_sizes` are the only minutes that may be added at a time (none named: any up to `extension_minutes_max`),
    `extension_words` what the clinic says about it; a link lets `link_uses` devices in, until `link_minutes` after the
    planned start (0: as long as the consult can last). `ask_birth_date`: a patient is asked for it after the code, as a
    guard against the wrong recipient (consults from before there was one do not ask). `alone`: a reading, in which a
    specialist looks without anybody else; its host need not come, and nobody's absence ends or pauses it. `reader_findings`:
    whoever reads may take their own findings along as DICOM objects, without a name.
    """

    minutes_max: int = 120
    extensions_max: int = 3
    extension_minutes_max: int = 15
    lobby_open_before_min: int = 10
    lobby_after_start_min: int = 90
    host_away_s: int = 60
    presenter_away_s: int = 10
    paused_max_min: int = 15
    empty_s: int = 120
    closing_s: int = 120
    specialist_identity: bool = False
    kind: Kind = Kind.PATIENT_CONSULT
    withheld: tuple[Withheld, ...] = ()
    roles_barred: tuple[Role, ...] = ()
    guests_fixed: bool = False
    bases_barred: tuple[str, ...] = ()
    extension_sizes: tuple[int, ...] = ()
    extension_words: str = ""
    link_uses: int = 5
    link_minutes: int = 0
    ask_birth_date: bool = False
    alone: bool = False
    reader_findings: bool = False

    def gives(self, role: Role, right: Right) -> bool:
        """Whether people of this role have a right, as far as the kind of consult decides it."""
        return Withheld(role, right) not in self.withheld
