"""What the clinic's policy presets and allows, for forms that say so before anything is refused."""

from typing import Literal

from server.transport.wire.http.bodies import Answer

ConsultKind = Literal["patient_consult", "second_opinion", "board"]
FixedField = Literal["minutes", "guests", "basis"]


class SessionTypeCard(Answer, frozen=True):
    """One type of consult: what a new one of it begins with, and what can be chosen otherwise."""

    kind: ConsultKind
    roles: list[str]
    required: list[str]
    minutes: int
    minutes_max: int
    extensions_max: int
    extension_minutes_max: int
    extension_sizes: list[int]
    bases: list[str]
    fixed: list[FixedField]
    link_uses: int = 5
    doors_min: int = 10


class PolicyCard(Answer, frozen=True):
    """Limits that forms show before they are hit: the widest of all types, then each type's own."""

    minutes_max: int
    extension_minutes_max: int
    extensions_max: int
    types: list[SessionTypeCard]
