"""How long a login lasts."""

import pytest

from server.identity.logins import Login, LoginPolicy
from server.terms.ids import LoginId, PersonId

POLICY = LoginPolicy(idle_ms=100, longest_ms=1000)


@pytest.mark.parametrize(
    ("hand_ms", "now_ms", "verdict"),
    [(0, 99, "valid"), (0, 100, "over"), (950, 999, "valid"), (950, 1000, "over"), (990, 1000, "over")],
)
def test_a_login_ends_idle_or_at_its_longest(hand_ms: int, now_ms: int, verdict: str) -> None:
    """T-11: whichever comes first."""
    login = Login(LoginId("1"), PersonId("2"), 0, seen_ms=999, hand_ms=hand_ms)
    assert login.is_valid(POLICY, now_ms) is (verdict == "valid")


@pytest.mark.parametrize(("lit_ms", "now_ms", "dark"), [(0, 49, False), (0, 50, True), (40, 89, False), (40, 90, True)])
def test_pictures_go_dark_without_a_hand(lit_ms: int, now_ms: int, *, dark: bool) -> None:
    """ASVS 7.3: a request, or a hand that came too late, lights nothing."""
    login = Login(LoginId("1"), PersonId("2"), 0, seen_ms=now_ms, hand_ms=now_ms, lit_ms=lit_ms)
    assert login.is_dark(LoginPolicy(unattended_ms=50), now_ms) is dark
