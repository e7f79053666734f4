"""Desks that nobody sits at: pictures go dark without a hand, and come back with the second factor, not with a hand."""

from dataclasses import dataclass

from server.desk.fresh_factors import FreshFactors
from server.desk.ports import Clock, HandShelf, LiveProofs
from server.desk.sign_in import SignedIn
from server.identity.logins import LoginPolicy


@dataclass(frozen=True, slots=True)
class Light:
    """When this login's pictures go dark without a further hand; past, if they are."""

    dark_ms: int
    now_ms: int


class Hands:
    """Counts hands, never requests: what a page asks for by itself keeps nothing lit (ASVS 7.3, HIPAA 164.312(a)(2)(iii))."""

    def __init__(
        self,
        *,
        factors: FreshFactors,
        shelf: HandShelf,
        proofs: LiveProofs,
        clock: Clock,
        policy: LoginPolicy | None = None,
    ) -> None:
        self._factors = factors
        self._shelf = shelf
        self._proofs = proofs
        self._clock = clock
        self._policy = policy or LoginPolicy()

    def light(self, signed_in: SignedIn) -> Light:
        """Say how long pictures stay lit; no hand of anybody's."""
        return Light(signed_in.login.dark_ms(self._policy), self._clock())

    async def touched(self, signed_in: SignedIn) -> Light:
        """Count a hand: it keeps what is lit, and lights nothing that went dark before."""
        now_ms = self._clock()
        login = signed_in.login
        await self._shelf.hand(login.id, now_ms, lit_after_ms=now_ms - self._policy.unattended_ms)
        is_dark = login.is_dark(self._policy, now_ms)
        return Light(login.dark_ms(self._policy) if is_dark else now_ms + self._policy.unattended_ms, now_ms)

    async def prove(self, signed_in: SignedIn, code: str) -> Light:
        """Bring pictures back: at this desk, and in the consults that are open under this login.

        Raises
        ------
        Refused
            `factor_wrong`: not the authenticator's present code, or used before; `slow_down` {retry_ms} soon after one.
        Unavailable
            `log_unavailable`; `clock_off`: codes cannot be checked.
        """
        await self._factors.prove(signed_in, code)
        now_ms = self._clock()
        await self._shelf.light(signed_in.login.id, now_ms)
        await self._proofs.proved(signed_in.login.id, signed_in.person.id)
        return Light(now_ms + self._policy.unattended_ms, now_ms)
