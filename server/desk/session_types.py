"""Which type a new consult is of, and whether what is asked for stays inside it: the policy's word, not the form's."""

from collections import Counter
from collections.abc import Sequence

from server.sessions.opening import MINUTES_MIN
from server.terms.errors import Refused
from server.terms.people import Role
from server.terms.policy import Kind
from server.terms.session_types import Policy, SessionType


def type_asked(policy: Policy, kind: Kind | None, roles: Sequence[Role]) -> SessionType:
    """Give the type asked for; without a word, what the guests make of it: a patient's consult or a second opinion.

    Raises
    ------
    Refused
        `not_in_policy` {field: kind} when the clinic does not offer it.
    """
    meant = kind or (Kind.PATIENT_CONSULT if Role.PATIENT in roles else Kind.SECOND_OPINION)
    offered = policy.of(meant)
    if offered is None:
        raise Refused("not_in_policy", field="kind")
    return offered


def check_inside(chosen: SessionType, *, roles: Sequence[Role], minutes: int, basis: str) -> None:
    """Refuse what this type of consult does not take, with the policy's own numbers.

    Raises
    ------
    Refused
        `minutes_out_of_range` {least, most}; `not_in_policy` {field: guests | basis}; `needed_by_policy` {role};
        `fixed_by_policy` {field: minutes | guests | basis, minutes}.
    """
    most = chosen.viewing.minutes_max
    if not MINUTES_MIN <= minutes <= most:
        raise Refused("minutes_out_of_range", least=MINUTES_MIN, most=most)
    if any(role not in chosen.roles for role in roles):
        raise Refused("not_in_policy", field="guests")
    # nobody at all is no consult of any type: the rules say so
    missing = [role for role in chosen.required if roles and role not in roles]
    if missing:
        raise Refused("needed_by_policy", role=missing[0].value)
    if basis not in chosen.bases:
        raise Refused("not_in_policy", field="basis")
    for field in chosen.fixed:
        kept = {
            "minutes": minutes == chosen.minutes,
            "guests": Counter(roles) == Counter(chosen.required),
            "basis": basis == chosen.bases[0],
        }
        if not kept[field]:
            raise Refused("fixed_by_policy", field=field, minutes=chosen.minutes)
