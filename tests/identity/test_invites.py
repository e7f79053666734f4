"""What a link and a code are good for, as plain values."""

from dataclasses import replace

import pytest

from server.identity.invites import CLAIMS_PER_LINK, FAILURES_MAX, Invite, code_expiry, link_digest, link_secret
from server.terms.ids import InviteId, ParticipantId, SessionId

END = 1_770_000_000_000
INVITE = Invite(InviteId("1" * 32), SessionId("2" * 32), ParticipantId("3" * 16), generation=2, not_after_ms=END)


@pytest.mark.parametrize(("now_ms", "standing"), [(END - 1, "good"), (END, "expired"), (END + 1, "expired")])
def test_a_link_ends_exactly_at_its_time(now_ms: int, standing: str) -> None:
    """BI-36: good strictly before its end."""
    assert INVITE.standing(2, now_ms) == standing


@pytest.mark.parametrize(
    ("invite", "generation", "standing", "state"),
    [
        (INVITE, 2, "good", "unused"),
        (INVITE, 1, "renewed", "unused"),
        (replace(INVITE, opened_ms=1), 2, "good", "opened"),
        (replace(INVITE, opened_ms=1, claims=1, uses=1), 2, "good", "claimed"),
        (replace(INVITE, failures=FAILURES_MAX), 2, "suspended", "suspended"),
        (replace(INVITE, uses=CLAIMS_PER_LINK), 2, "used_up", "used_up"),
        (replace(INVITE, revoked_ms=1, failures=FAILURES_MAX), 1, "revoked", "revoked"),
    ],
    ids=["new", "old link", "opened", "claimed", "suspended", "used up", "revoked"],
)
def test_a_link_says_what_it_is_good_for(invite: Invite, generation: int, standing: str, state: str) -> None:
    assert invite.standing(generation, END - 1) == standing
    assert invite.state(END - 1) == state


def test_a_code_lives_ten_minutes_and_once() -> None:
    """Decisions 5: ten minutes to the millisecond."""
    issued = replace(INVITE, code_counter=1, code_expires_ms=code_expiry(1000), code_used=False)
    assert INVITE.code_standing(1000) == "none"
    assert issued.code_standing(600_999) == "good"
    assert issued.code_standing(601_000) == "expired"
    assert replace(issued, code_used=True).code_standing(1000) == "used"


def test_every_link_has_its_own_secret() -> None:
    """T-04: 256 bits, 43 characters, another one for each generation."""

    def derive(label: str) -> bytes:
        return label.encode().ljust(32, b"\0")[-32:]

    secrets = {link_secret(derive, INVITE.id, generation) for generation in range(1, 9)}
    assert len(secrets) == 8
    assert all(len(secret) == 43 for secret in secrets)
    assert len({link_digest(secret) for secret in secrets}) == 8


@pytest.mark.parametrize("secret", ["", "x" * 42, "x" * 44, "x" * 42 + "=", "x" * 42 + "é", "x" * 43 + "\n"])
def test_what_cannot_be_a_secret_has_no_digest(secret: str) -> None:
    assert link_digest(secret) is None
