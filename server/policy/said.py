"""What a policy file can say: its tables and fields with their bounds, and in words what is allowed at each place."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal, get_args

from msgspec import Meta, Struct, inspect

from server.terms.session_types import Fixable

GuestRole = Literal["patient", "specialist", "observer"]
Basis = Literal["patient_tap", "verbal_witness", "guardian", "documented", "emergency"]
BASES: Final[tuple[Basis, ...]] = get_args(Basis)
PatientRight = Literal["chat", "point", "look_around"]
SpecialistRight = Literal[
    "chat", "confer", "point", "draw", "keep_views", "look_around", "steer", "read_values", "read_names"
]
MINUTES_LEAST: Final = 5
LINK_MINUTES_MOST: Final = 10_080
Minutes = Annotated[int, Meta(ge=MINUTES_LEAST, le=240)]
Extensions = Annotated[int, Meta(ge=0, le=10)]
Size = Annotated[int, Meta(ge=1, le=60)]
LinkUses = Annotated[int, Meta(ge=1, le=20)]
Days = Annotated[int, Meta(ge=0, le=36_500)]
Years = Annotated[int, Meta(ge=0, le=100)]
LinkMinutes = Annotated[int, Meta(ge=0, le=LINK_MINUTES_MOST)]


class WrongError(Exception):
    """A value of the file that cannot be: where it stands, what is wrong, and what is allowed there."""

    def __init__(self, path: Sequence[str], complaint: str, may_stand: str) -> None:
        super().__init__(complaint)
        self.path, self.complaint, self.may_stand = tuple(path), complaint, may_stand


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file; an unknown key is an error that names it."""


class LimitsSaid(Section, frozen=True):
    """`[limits]`: what no type may go above. What is not said is as the settings' `[policy]` says."""

    minutes: Minutes | None = None
    extensions: Extensions | None = None
    extension_minutes: Size | None = None
    link_uses: LinkUses | None = None
    read_names: bool | None = None
    bases: Annotated[tuple[Basis, ...], Meta(min_length=1)] | None = None


class KeepSaid(Section, frozen=True):
    """`[keep]`: how long what is kept; 0, or not said, means until somebody removes it.

    `record_years` that are not said are the settings' `clinic.record_years`.
    """

    studies_days: Days = 0
    studies_days_most: Days | None = None
    chats_days: Days = 0
    notes_days: Days = 0
    record_years: Years | None = None


class RightsSaid(Section, frozen=True):
    """`[types.….rights]`: what people of a role may do; a role that is not named has all that it can have."""

    patient: tuple[PatientRight, ...] | None = None
    specialist: tuple[SpecialistRight, ...] | None = None


class TypeSaid(Section, frozen=True):
    """`[types.…]`: what a kind of consult presets."""

    roles: Annotated[tuple[GuestRole, ...], Meta(min_length=1)]
    required: tuple[GuestRole, ...] = ()
    minutes: Minutes | None = None
    minutes_max: Minutes | None = None
    extensions: Extensions | None = None
    extension_sizes: Annotated[tuple[Size, ...], Meta(min_length=1, max_length=6)] | None = None
    extension_words: Annotated[str, Meta(max_length=200)] = ""
    bases: Annotated[tuple[Basis, ...], Meta(min_length=1)] | None = None
    link_uses: LinkUses | None = None
    link_minutes: LinkMinutes = 0
    ask_birth_date: bool | None = None
    rights: RightsSaid = RightsSaid()
    forbid_override: tuple[Fixable, ...] = ()


class TypesSaid(Section, frozen=True):
    """`[types]`: the kinds the clinic offers; one that is left out cannot be made."""

    patient_consult: TypeSaid | None = None
    second_opinion: TypeSaid | None = None
    board: TypeSaid | None = None


class PolicySaid(Section, frozen=True):
    """The whole file."""

    types: TypesSaid
    limits: LimitsSaid = LimitsSaid()
    keep: KeepSaid = KeepSaid()


def allowed(path: Sequence[str]) -> str:
    """What may stand at a place of the file, in words."""
    kind: inspect.Type = inspect.type_info(PolicySaid)
    for name in path:
        assert isinstance(kind, inspect.StructType)
        kind = _plain(next(field.type for field in kind.fields if field.name == name))
    return _words(kind)


def listed(values: Sequence[str]) -> str:
    """Values as the file writes them."""
    return ", ".join(f'"{value}"' for value in values)


def _plain(kind: inspect.Type) -> inspect.Type:
    """Without the None that means "not said"."""
    if isinstance(kind, inspect.UnionType):
        return next(each for each in kind.types if not isinstance(each, inspect.NoneType))
    return kind


def _words(kind: inspect.Type) -> str:
    match kind:
        case inspect.StructType(fields=fields):
            return ", ".join(field.name for field in fields)
        case inspect.VarTupleType(item_type=item, min_length=least, max_length=most):
            size = f", at most {most}" if most is not None else ""
            return f"a list of {_words(item)}{', not empty' if least else ''}{size}"
        case inspect.LiteralType(values=values):
            return " | ".join(f'"{value}"' for value in values)
        case inspect.IntType(ge=least, le=most):
            return f"{least} … {most}"
        case inspect.BoolType():
            return "true | false"
        case inspect.StrType(max_length=most):
            return f"text of at most {most} characters"
        case _:
            raise TypeError(kind)
