"""Where a message may be sent: a mail address or a telephone number in the one form that a wire may carry.

Nothing that comes out of here can end a header line, name a second receiver, or look like a domain it is not.
"""

import re
import unicodedata
from typing import Final

from server.terms.errors import Malformed

MAIL_MAX: Final = 254
"""RFC 5321 §4.5.3.1.3: a path has at most 256 octets, its angle brackets included."""
LOCAL_MAX: Final = 64
_LOCAL: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""RFC 5321 §4.1.2 Dot-string: quoted local parts are legal, unknown to people, and where injections hide."""
_DOMAIN: Final = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_PHONE: Final = re.compile(r"\+[1-9][0-9]{6,14}")
"""ITU-T E.164 §6: at most fifteen digits with the country code."""
_BETWEEN: Final = frozenset(" -().\u00a0\u2010\u2011\u202f")


def mail_address(typed: str) -> str:
    """Give a mail address with its domain in letters every mail server reads (RFC 5890 A-labels).

    A domain in another script is shown as what it is, `xn--…`, so that a look-alike is seen before anything is sent.

    Raises
    ------
    Malformed
        `bad_address` {kind}.
    """
    local, at, domain = typed.strip().rpartition("@")
    if len(domain) > MAIL_MAX:
        raise Malformed("bad_address", kind="mail")
    try:
        domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise Malformed("bad_address", kind="mail") from error
    address = f"{local}@{domain}"
    is_good = at and len(local) <= LOCAL_MAX and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)
    if not is_good or len(address) > MAIL_MAX:
        raise Malformed("bad_address", kind="mail")
    return address


def phone_number(typed: str) -> str:
    """Give a telephone number as + and digits (E.164); the country code has to be there, as + or 00.

    Raises
    ------
    Malformed
        `bad_address` {kind}.
    """
    digits = "".join(_plain(mark) for mark in typed.strip() if mark not in _BETWEEN)
    number = f"+{digits[2:]}" if digits.startswith("00") else digits
    if not _PHONE.fullmatch(number):
        raise Malformed("bad_address", kind="text")
    return number


def _plain(mark: str) -> str:
    """A digit of any script as people type it, and the plus of full-width keyboards."""
    if mark == "\uff0b":
        return "+"
    digit = unicodedata.decimal(mark, None)
    return mark if digit is None else str(digit)
