"""Session types: what each kind of consult presets, and what may be chosen otherwise when one is made."""

from dataclasses import dataclass
from typing import Literal

from server.terms.consults import ViewingPolicy
from server.terms.lifetimes import FOR_EVER, Lifetimes
from server.terms.people import Role
from server.terms.policy import Kind

Fixable = Literal["minutes", "guests", "basis"]
"""What a policy can take out of the hands of who makes a consult."""


@dataclass(frozen=True, slots=True)
class SessionType:
    """One kind of consult.

    `roles` may be invited, at least one of each `required` has to be; `bases` in the order a form shows them, the first
    of them preset. What is `fixed` stays as it is preset: `minutes` long, exactly one guest of each required role, the
    first basis. `viewing` is what each consult of this kind keeps a copy of.
    """

    roles: tuple[Role, ...]
    required: tuple[Role, ...]
    minutes: int
    bases: tuple[str, ...]
    fixed: tuple[Fixable, ...]
    viewing: ViewingPolicy

    @property
    def kind(self) -> Kind:
        """Which kind it is."""
        return self.viewing.kind


@dataclass(frozen=True, slots=True)
class Policy:
    """Every kind of consult the clinic offers, in the order a form shows them (at least one); how long what is kept."""

    types: tuple[SessionType, ...]
    lifetimes: Lifetimes = FOR_EVER

    def of(self, kind: Kind) -> SessionType | None:
        """The type of this kind; None when the clinic does not offer it."""
        return next((each for each in self.types if each.kind is kind), None)
