"""Passwords as argon2id hashes (RFC 9106). Slow on purpose: the desk runs these in threads, few at a time."""

from dataclasses import dataclass
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.terms.errors import Malformed, Tampered

SHORTEST: Final = 10
LONGEST: Final = 256


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """What one hash costs: memory in KiB, passes, lanes. The defaults take about 0.1 s on one core."""

    memory_kib: int = 47_104
    passes: int = 2
    lanes: int = 1


class Passwords:
    """Hashes and checks passwords at one cost; an absent hash costs the same as a wrong password."""

    def __init__(self, cost: PasswordCost = PasswordCost()) -> None:
        self.cost = cost
        self._hasher = PasswordHasher(
            time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes, hash_len=32, salt_len=16
        )
        self._nobody = self._hasher.hash("nobody has this password")

    def hashed(self, password: str) -> str:
        """Give the hash to keep (PHC string).

        Raises
        ------
        Malformed
            `password_short` {least} or `password_long` {most}.
        """
        if len(password) < SHORTEST:
            raise Malformed("password_short", least=SHORTEST)
        if len(password) > LONGEST:
            raise Malformed("password_long", most=LONGEST)
        return self._hasher.hash(password)

    def is_right(self, password: str, hashed: str | None) -> bool:
        """Check a password; with `hashed` None the work is done against a dummy and the answer is no.

        Raises
        ------
        Tampered
            `password_hash` when what was kept is no argon2 hash.
        """
        try:
            self._hasher.verify(hashed or self._nobody, password)
        except InvalidHashError as error:
            raise Tampered("password_hash") from error
        except VerificationError:
            return False
        return hashed is not None
