"""Recovery codes: ten secrets on paper for the day the authenticator is gone. NIST SP 800-63B-4, look-up secrets.

A set shares one salt, so that comparing a typed code with all ten costs one memory-hard hash and not ten. Which of them
were used is kept by storage, decided by one conditional statement.
"""

import base64
import re
from collections.abc import Callable, Sequence
from hmac import compare_digest
from typing import Final

from argon2 import Type, extract_parameters
from argon2.exceptions import InvalidHashError
from argon2.low_level import ARGON2_VERSION, hash_secret

from server.identity.passwords import PasswordCost
from server.terms.errors import Tampered

CODES: Final = 10
CODE_BYTES: Final = 10
"""80 bits: 16 base32 characters, below what NIST lets rest without a salt and a slow hash."""
SALT_BYTES: Final = 16

_CODE = re.compile(r"[A-Z2-7]{16}")
_MISREAD = {ord(typed): meant for typed, meant in {"0": "O", "1": "I", "8": "B"}.items()}
"""Digits that base32 does not have, for letters that look like them."""
_LONGEST_TYPED = 64


def new_codes(random: Callable[[int], bytes]) -> list[str]:
    """Draw a set, each as people read it: four groups of four."""
    return [_grouped(base64.b32encode(random(CODE_BYTES)).decode()) for _ in range(CODES)]


def normalized(typed: str) -> str | None:
    """Give the sixteen characters somebody meant, or None when it cannot be a recovery code.

    Spaces, dashes and the case do not matter, and 0, 1 and 8 are read as O, I and B.
    """
    if len(typed) > _LONGEST_TYPED:
        return None
    code = re.sub(r"[\s\-\u2010-\u2014]", "", typed).upper().translate(_MISREAD)
    return code if _CODE.fullmatch(code) else None


def hashed(codes: Sequence[str], salt: bytes, cost: PasswordCost) -> list[str]:
    """Give what to keep of a set (PHC strings of argon2id), all under one salt."""
    return [_hash(_plain(each), salt, cost) for each in codes]


def which(typed: str, kept: Sequence[str], cost: PasswordCost) -> int | None:
    """Say which of a set's hashes a code belongs to; with none kept the same work is done and the answer is None.

    Raises
    ------
    Tampered
        `recovery_hash` when what was kept is no argon2 hash.
    """
    code = normalized(typed) or ""
    salt, of_set = _salt_and_cost(kept[0]) if kept else (bytes(SALT_BYTES), cost)
    made = _hash(code, salt, of_set).encode()
    found = None
    for number, each in enumerate(kept):
        if compare_digest(made, each.encode()):
            found = number
    return found


def _hash(code: str, salt: bytes, cost: PasswordCost) -> str:
    return hash_secret(
        code.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, hash_len=32, type=Type.ID, version=ARGON2_VERSION
    ).decode()


def _salt_and_cost(kept: str) -> tuple[bytes, PasswordCost]:
    """A set is compared at the cost it was made at, whatever new ones cost by now."""
    try:
        found = extract_parameters(kept)
    except InvalidHashError as error:
        raise Tampered("recovery_hash") from error
    encoded = kept.split("$")[4]
    salt = base64.b64decode(encoded + "=" * (-len(encoded) % 4))
    return salt, PasswordCost(found.memory_cost, found.time_cost, found.parallelism)


def _grouped(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _plain(code: str) -> str:
    return code.replace("-", "")
