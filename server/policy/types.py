"""What a policy file comes to: its types under its limits; nothing goes above a limit, whatever the file says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from server.policy.keep import lifetimes_of
from server.policy.said import (
    BASES,
    LINK_MINUTES_MOST,
    MINUTES_LEAST,
    Basis,
    LimitsSaid,
    PolicySaid,
    RightsSaid,
    TypeSaid,
    WrongError,
    allowed,
    listed,
)
from server.terms.consults import ViewingPolicy
from server.terms.people import Role
from server.terms.policy import RIGHTS, Kind, Right, Withheld
from server.terms.session_types import Policy, SessionType

USUAL_MINUTES: Final = 20
Path = Sequence[str]


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds above all types: the settings' limits, with what the file says instead of them."""

    viewing: ViewingPolicy
    bases: tuple[Basis, ...]


def policy_of(said: PolicySaid, settings_say: ViewingPolicy, *, record_years: int) -> Policy:
    """The types that a file offers, and how long what is kept; raises `WrongError`."""
    limits = _limits(said.limits, settings_say)
    offered = {kind: getattr(said.types, kind.value) for kind in Kind}
    if not any(offered.values()):
        raise WrongError(["types"], "no type of consult is offered", allowed(["types"]))
    return Policy(
        tuple(_type(kind, each, limits) for kind, each in offered.items() if each is not None),
        lifetimes_of(said.keep, record_years=record_years),
    )


def _limits(said: LimitsSaid, settings_say: ViewingPolicy) -> Limits:
    own = settings_say
    limits = replace(
        own,
        minutes_max=own.minutes_max if said.minutes is None else said.minutes,
        extensions_max=own.extensions_max if said.extensions is None else said.extensions,
        extension_minutes_max=own.extension_minutes_max if said.extension_minutes is None else said.extension_minutes,
        link_uses=own.link_uses if said.link_uses is None else said.link_uses,
        specialist_identity=own.specialist_identity if said.read_names is None else said.read_names,
    )
    return Limits(limits, said.bases or BASES)


def _type(kind: Kind, said: TypeSaid, limits: Limits) -> SessionType:
    """One type, with every number at or below its limit."""
    at, above = ("types", kind.value), limits.viewing
    roles, required = _roles(at, said)
    minutes_max = _within([*at, "minutes_max"], said.minutes_max, above.minutes_max, "[limits] minutes", MINUTES_LEAST)
    minutes = said.minutes or min(USUAL_MINUTES, minutes_max)
    whose = "minutes_max" if said.minutes_max is not None else "[limits] minutes"
    bases = _bases(at, said, roles, limits)
    sizes = _sizes(at, said, above)
    viewing = replace(
        above,
        kind=kind,
        minutes_max=minutes_max,
        extensions_max=_within([*at, "extensions"], said.extensions, above.extensions_max, "[limits] extensions", 0),
        extension_minutes_max=sizes[-1] if sizes else above.extension_minutes_max,
        extension_sizes=sizes,
        extension_words=said.extension_words.strip(),
        link_uses=_within([*at, "link_uses"], said.link_uses, above.link_uses, "[limits] link_uses", 1),
        link_minutes=_link_minutes(at, said, above),
        specialist_identity=_reads_names(at, said, above),
        ask_birth_date=above.ask_birth_date if said.ask_birth_date is None else said.ask_birth_date,
        withheld=_withheld(said.rights),
        guests_fixed="guests" in said.forbid_override,
        roles_barred=tuple(role for role in RIGHTS if role not in roles),
        bases_barred=tuple(each for each in BASES if each not in bases),
    )
    return SessionType(
        roles=roles,
        required=required,
        minutes=_within([*at, "minutes"], minutes, minutes_max, whose, MINUTES_LEAST),
        bases=bases,
        fixed=tuple(dict.fromkeys(said.forbid_override)),
        viewing=viewing,
    )


def _within(path: Path, value: int | None, most: int, limit: str, least: int) -> int:
    """The value, refused above its limit; the limit itself where the file says nothing."""
    if value is None:
        return most
    if value > most:
        raise WrongError(path, f"{value} is above the limit", f"{least} … {most} ({limit})")
    return value


def _roles(at: Path, said: TypeSaid) -> tuple[tuple[Role, ...], tuple[Role, ...]]:
    """Who may be invited, and who has to be."""
    roles = tuple(Role(each) for each in dict.fromkeys(said.roles))
    required = tuple(Role(each) for each in dict.fromkeys(said.required))
    for role in required:
        if role not in roles:
            raise WrongError([*at, "required"], f'"{role}" is not among the roles of this type', listed(roles))
    if "guests" in said.forbid_override and not required:
        raise WrongError(
            [*at, "forbid_override"], "guests are fixed, but none is required", 'with "required", or without'
        )
    return roles, required


def _bases(at: Path, said: TypeSaid, roles: Sequence[Role], limits: Limits) -> tuple[str, ...]:
    """The grounds this type takes, the first one preset; a patient who comes can always agree themselves."""
    bases = tuple(dict.fromkeys(said.bases or limits.bases))
    for basis in bases:
        if basis not in limits.bases:
            raise WrongError(
                [*at, "bases"], f'"{basis}" is against the limit', f"{listed(limits.bases)} ([limits] bases)"
            )
    if Role.PATIENT in roles and "patient_tap" not in bases:
        raise WrongError([*at, "bases"], "a patient may come but could not agree", 'with "patient_tap"')
    return bases


def _sizes(at: Path, said: TypeSaid, above: ViewingPolicy) -> tuple[int, ...]:
    """How many minutes may be added at a time, ascending; none where any number up to the limit may."""
    for size in said.extension_sizes or ():
        _within([*at, "extension_sizes"], size, above.extension_minutes_max, "[limits] extension_minutes", 1)
    return tuple(sorted(set(said.extension_sizes or ())))


def _link_minutes(at: Path, said: TypeSaid, above: ViewingPolicy) -> int:
    """A link lives as long as people may still arrive, however often that is put off; 0: as long as the consult can."""
    least = above.lobby_after_start_min + above.extensions_max * above.extension_minutes_max
    if 0 < said.link_minutes < least:
        complaint = f"{said.link_minutes} would end links while guests may still come"
        raise WrongError([*at, "link_minutes"], complaint, f"0, or {least} … {LINK_MINUTES_MOST}")
    return said.link_minutes


def _reads_names(at: Path, said: TypeSaid, above: ViewingPolicy) -> bool:
    """Whether specialists who come by link read whose pictures they are: where it is named, or nothing is."""
    rights = said.rights.specialist
    is_named = rights is not None and Right.READ_NAMES.value in rights
    if is_named and not above.specialist_identity:
        may_stand = "without it, or [limits] read_names = true"
        raise WrongError([*at, "rights", "specialist"], '"read_names" is against the limit', may_stand)
    return is_named or (rights is None and above.specialist_identity)


def _withheld(said: RightsSaid) -> tuple[Withheld, ...]:
    """Everything the roles could have and the file does not name."""
    named = {Role.PATIENT: said.patient, Role.SPECIALIST: said.specialist}
    return tuple(
        Withheld(role, right)
        for role, rights in named.items()
        if rights is not None
        for right in RIGHTS[role]
        if right.value not in rights
    )
