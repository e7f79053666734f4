"""How long a login lasts."""

import pytest

from server.identity.logins import Login, LoginPolicy
from server.terms.ids import LoginId, PersonId

POLICY = LoginPolicy(idle_ms=100, longest_ms=1000)


@pytest.mark.parametrize(
    ("seen_ms", "now_ms", "verdict"),
    [(0, 99, "valid"), (0, 100, "over"), (950, 999, "valid"), (950, 1000, "over"), (990, 1000, "over")],
)
def test_a_login_ends_idle_or_at_its_longest(seen_ms: int, now_ms: int, verdict: str) -> None:
    """T-11: whichever comes first."""
    login = Login(LoginId("1"), PersonId("2"), 0, seen_ms)
    assert login.is_valid(POLICY, now_ms) is (verdict == "valid")
