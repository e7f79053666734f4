"""The clinic's policy as forms read it."""

from server.terms.session_types import Policy, SessionType
from server.transport.wire import http


def policy_card(policy: Policy) -> http.PolicyCard:
    """Give every type, and the widest limits of all."""
    widest = [each.viewing for each in policy.types]
    return http.PolicyCard(
        minutes_max=max(each.minutes_max for each in widest),
        extension_minutes_max=max(each.extension_minutes_max for each in widest),
        extensions_max=max(each.extensions_max for each in widest),
        types=[_type_card(each) for each in policy.types],
    )


def _type_card(each: SessionType) -> http.SessionTypeCard:
    return http.SessionTypeCard(
        kind=each.kind.value,
        roles=[role.value for role in each.roles],
        required=[role.value for role in each.required],
        minutes=each.minutes,
        minutes_max=each.viewing.minutes_max,
        extensions_max=each.viewing.extensions_max,
        extension_minutes_max=each.viewing.extension_minutes_max,
        extension_sizes=list(each.viewing.extension_sizes),
        bases=list(each.bases),
        fixed=list(each.fixed),
        link_uses=each.viewing.link_uses,
        doors_min=each.viewing.lobby_open_before_min,
    )
