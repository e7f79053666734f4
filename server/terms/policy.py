"""What a policy can say of a consult: its kind, and the rights it may take from the people in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from server.terms.people import Role


class Kind(StrEnum):
    """What sort of consult it is."""

    PATIENT_CONSULT = "patient_consult"
    SECOND_OPINION = "second_opinion"
    BOARD = "board"


class Right(StrEnum):
    """What a policy can take from a role; it can give none that the role does not have."""

    CHAT = "chat"
    CONFER = "confer"
    POINT = "point"
    DRAW = "draw"
    KEEP_VIEWS = "keep_views"
    LOOK_AROUND = "look_around"
    STEER = "steer"
    READ_VALUES = "read_values"
    READ_NAMES = "read_names"


RIGHTS: Final[Mapping[Role, tuple[Right, ...]]] = MappingProxyType(
    {
        Role.PATIENT: (Right.CHAT, Right.POINT, Right.LOOK_AROUND),
        Role.SPECIALIST: tuple(Right),
        Role.OBSERVER: (),
    }
)
"""What each role of guests has at most. The host is responsible for the consult: nothing is taken from them."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """One right that people of a role do not have in a consult."""

    role: Role
    right: Right
