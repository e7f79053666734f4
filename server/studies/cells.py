"""A displayable frame before it has a place in a stack: where it lies, when, and how it was made."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from server.studies.header import InstanceHeader, Placement
from server.studies.orientation import EdgeLetters, edge_letters
from server.terms.geometry import Vector
from server.terms.images import FrameValues, ImageTraits, Nature, PixelSpacing

NO_NUMBER = 1 << 62
_FARTHEST_MM = 1e7


@dataclass(frozen=True, slots=True)
class Member:
    """An instance under the caller's key."""

    key: str
    header: InstanceHeader


@dataclass(frozen=True, slots=True)
class Cell:
    """Frame `frame` (from 0) of the instance `key`.

    `unit` is empty for images that form stacks with others of their series, else what the frame cannot leave: its
    multi-frame image or its concatenation. `number` is what reports cite: the number of the frame in a multi-frame
    image, else the Instance Number.
    """

    key: str
    frame: int
    number: int | None
    unit: str
    header: InstanceHeader
    traits: ImageTraits
    own: FrameValues
    nature: Nature
    position: Vector | None
    orientation: tuple[Vector, Vector] | None
    letters: EdgeLetters | None
    laterality: str

    @property
    def spacing(self) -> PixelSpacing | None:
        """The spacing of this frame."""
        return self.own.spacing or self.traits.spacing

    @property
    def time(self) -> int | None:
        """Its temporal position, counted by the file."""
        return self.header.temporal_position if self.own.temporal_position is None else self.own.temporal_position

    @property
    def echo(self) -> str:
        """The echo it belongs to: a number, or an echo time."""
        return self.own.echo or self.header.echo

    @property
    def arrival(self) -> tuple[int, int, str, str]:
        """Order by number, then by names that do not depend on how the files came in."""
        number = NO_NUMBER if self.number is None else self.number
        return number, self.frame, self.header.sop_instance, self.key


def cells_of(member: Member) -> Iterator[Cell]:
    """Every frame of an image; nothing for what is no image."""
    header, image = member.header, member.header.image
    if image is None:
        return
    offset = header.concatenation.offset if header.concatenation else 0
    is_alone = image.frames == 1 and header.concatenation is None
    unit = "" if is_alone else header.concatenation.uid if header.concatenation else member.key
    letters, common = edge_letters(header.placement), header.nature or Nature()
    known: dict[object, tuple[tuple[Vector, Vector] | None, EdgeLetters | None]] = {}
    for frame in range(image.frames):
        own = image.values_of(frame)
        turn = own.orientation, own.patient_orientation
        if turn not in known:
            known[turn] = _turned(header.placement, own, letters)
        orientation, edges = known[turn]
        yield Cell(
            key=member.key,
            frame=frame,
            number=header.number if is_alone else offset + frame + 1,
            unit=unit,
            header=header,
            traits=image,
            own=own,
            nature=common if own.nature is None else _filled(own.nature, common),
            position=_near(own.position or (header.placement.position if image.frames == 1 else None)),
            orientation=orientation,
            letters=edges,
            laterality=own.laterality or header.series.laterality,
        )


def _near(position: Vector | None) -> Vector | None:
    """A position that can be measured from: one that is kilometres away is none."""
    return position if position is not None and max(map(abs, position)) <= _FARTHEST_MM else None


def _turned(
    placement: Placement, own: FrameValues, letters: EdgeLetters | None
) -> tuple[tuple[Vector, Vector] | None, EdgeLetters | None]:
    """Directions of a frame: its own, else those of the image."""
    if own.orientation is not None:
        plane = own.orientation[:3], own.orientation[3:]
        return plane, edge_letters(Placement(orientation=plane, biped=placement.biped))
    if own.patient_orientation is not None and placement.orientation is None:
        stated = replace(placement, patient_orientation=own.patient_orientation)
        return None, edge_letters(stated)
    return placement.orientation, letters


def _filled(own: Nature, image: Nature) -> Nature:
    """What a frame says of how it was made, filled by what its image says."""
    return Nature(
        flavor=own.flavor or image.flavor,
        energy=image.energy if own.energy is None else own.energy,
        b_value=image.b_value if own.b_value is None else own.b_value,
        gradient=own.gradient or image.gradient,
        echo_ms=image.echo_ms if own.echo_ms is None else own.echo_ms,
        inversion_ms=image.inversion_ms if own.inversion_ms is None else own.inversion_ms,
        kernel=own.kernel or image.kernel,
        trigger_ms=image.trigger_ms if own.trigger_ms is None else own.trigger_ms,
        at_s=image.at_s if own.at_s is None else own.at_s,
    )
