"""One-time codes: what counts as a code, and when a TOTP code is right."""

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.identity import otp

SECRET = otp.new_secret(lambda size: bytes(range(size)))
NOW_MS = 1_770_000_015_000
"""In the middle of a step."""


@pytest.mark.parametrize(
    "typed",
    [
        "123456",
        " 123456 ",
        "123 456",
        "123-456",
        "1 2 3 4 5 6",
        "123\u2013456",
        "123\u00a0456",
        "\uff11\uff12\uff13456",
    ],
)
def test_a_code_is_understood_as_people_write_it(typed: str) -> None:
    """T-08: spaces, dashes and fullwidth digits mean the plain digits."""
    assert otp.normalized(typed) == "123456"


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "-", "12345", "123456789", "12345a", "½23456", "1²3456", "\u0661\u0662\u0663\u0664\u0665\u0666",
        "123456\n", "123456\x00", "+123456", "1234.56", "\uff11\uff12\uff13\uff14\uff15\uff21", "0" * 100_000, "\ud800",
    ],
    ids=range(16),
)  # fmt: skip
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    """T-08, BI-34: everything else is no code, and never an error."""
    assert otp.normalized(typed) is None
    assert otp.accepted_step(SECRET, typed, NOW_MS) is None


@given(st.text(max_size=80))
def test_no_text_breaks_normalizing(typed: str) -> None:
    """T-08: six to eight ASCII digits come out, or nothing."""
    code = otp.normalized(typed)
    assert code is None or (code.isascii() and code.isdigit() and 6 <= len(code) <= 8)


@pytest.mark.parametrize("skew_s", range(-90, 91, 15))
def test_a_clock_may_be_one_step_off(skew_s: int) -> None:
    """T-07: at the middle of a step exactly the codes of that step and its two neighbors are right."""
    code = pyotp.TOTP(SECRET).at(NOW_MS // 1000 + skew_s)
    step = otp.accepted_step(SECRET, code, NOW_MS)
    expected = (NOW_MS // 1000 + skew_s) // otp.STEP_S
    assert step == (expected if abs(expected - NOW_MS // 1000 // otp.STEP_S) <= 1 else None)


def test_nobodys_secret_is_never_right() -> None:
    """T-09: a name that does not exist is checked against a dummy whose codes do not open anything."""
    dummy = pyotp.TOTP(otp._DUMMY_SECRET).at(NOW_MS // 1000)
    assert otp.accepted_step(None, dummy, NOW_MS) is None


def test_every_issue_of_a_read_out_code_is_another() -> None:
    codes = {otp.delivered_code(SECRET, counter) for counter in range(1, 30)}
    assert len(codes) == 29
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert otp.is_delivered_code(SECRET, 2, otp.delivered_code(SECRET, 2))
    assert not otp.is_delivered_code(SECRET, 3, otp.delivered_code(SECRET, 2))


def test_an_authenticator_reads_the_address() -> None:
    uri = otp.provisioning_uri(SECRET, "lee@clinic.example")
    parsed = pyotp.parse_uri(uri)
    assert parsed.secret == SECRET
    assert parsed.issuer == "Lightbox"
