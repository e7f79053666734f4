"""One-time codes: TOTP for enrolled authenticators, HOTP for codes a provider reads out. RFC 4226, RFC 6238.

The two never mix: pyotp caps a TOTP step at 120 s on purpose, so a code that must live ten minutes is counter-based
and its expiry is the server's own. Who asks keeps the last accepted step; here is only arithmetic.
"""

import base64
import re
import unicodedata
from collections.abc import Callable
from hmac import compare_digest
from typing import Final

import pyotp
from pyotp.exceptions import OTPVerificationError

SECRET_BYTES: Final = 20
"""160 bits, the size RFC 4226 recommends."""
STEP_S: Final = 30
TOTP_WINDOW: Final = 1
"""Steps of skew accepted on either side."""
CODE_LIFE_MS: Final = 10 * 60 * 1000
"""How long a code that was read out may be typed."""
ISSUER: Final = "Lightbox"

_CODE = re.compile(r"[0-9]{6,8}")
_SEPARATORS = {ord(mark): None for mark in " \t\u00a0\u2007\u2009\u202f-\u2010\u2011\u2012\u2013\u2014"}
_LONGEST_TYPED = 64

_DUMMY_SECRET = base64.b32encode(bytes(SECRET_BYTES)).decode()
"""Checked for a login name that does not exist, so that it costs the same."""


def new_secret(random: Callable[[int], bytes]) -> str:
    """Draw a secret: 32 base32 characters."""
    return base64.b32encode(random(SECRET_BYTES)).decode()


def normalized(typed: str) -> str | None:
    """Give the digits somebody meant, or None when it cannot be a code.

    Spaces and dashes go, fullwidth and other decimal digits become ASCII; what then is not 6 to 8 digits is no code.
    """
    if len(typed) > _LONGEST_TYPED:
        return None
    code = "".join(_ascii_digit(mark) for mark in typed.translate(_SEPARATORS))
    return code if _CODE.fullmatch(code) else None


def accepted_step(secret: str | None, typed: str, now_ms: int) -> int | None:
    """Give the time step (Unix time / 30 s) a typed TOTP code belongs to, None when it is wrong.

    A `secret` of None is checked against a dummy and always wrong. The caller accepts a step only once.
    """
    code = normalized(typed) or ""
    totp = pyotp.TOTP(secret or _DUMMY_SECRET, interval=STEP_S)
    try:
        step = totp.verify_and_get_timecode(code, for_time=now_ms / 1000, valid_window=TOTP_WINDOW)
    except OTPVerificationError:
        return None
    return step if secret is not None else None


def step_at(now_ms: int) -> int:
    """Give the time step the server's clock is in."""
    return now_ms // (STEP_S * 1000)


def provisioning_uri(secret: str, login_name: str) -> str:
    """Give the `otpauth://` address an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret, interval=STEP_S).provisioning_uri(name=login_name, issuer_name=ISSUER)


def delivered_code(secret: str, counter: int) -> str:
    """Give the six digits of one issue; every issue has its own counter."""
    return pyotp.HOTP(secret).at(counter)


def is_delivered_code(secret: str, counter: int, code: str) -> bool:
    """Compare normalized digits with one issue's code in constant time."""
    return compare_digest(delivered_code(secret, counter).encode(), code.encode())


def _ascii_digit(mark: str) -> str:
    # Only fullwidth digits: other scripts' digits are refused as T-08 fixes it, not silently understood.
    return unicodedata.normalize("NFKC", mark) if "\uff10" <= mark <= "\uff19" else mark
