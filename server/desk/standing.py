"""Which logins still stand: not ended, not past their time, their people still of the clinic, their seats still theirs."""

from collections.abc import Collection

from server.desk.ports import Clock, GuestShelf, HandShelf, LoginShelf
from server.identity.logins import TOUCH_MS, Login, LoginPolicy
from server.terms.ids import LoginId


class Standing:
    """Answers for staff and guests at once: a login's id is drawn at random and says nothing of whose it is."""

    def __init__(
        self,
        *,
        staff: LoginShelf,
        hands: HandShelf,
        guests: GuestShelf,
        clock: Clock,
        policy: LoginPolicy | None = None,
    ) -> None:
        self._staff = staff
        self._hands = hands
        self._guests = guests
        self._clock = clock
        self._policy = policy or LoginPolicy()
        self._known_guests = frozenset[LoginId]()
        """Those found last: they need not be looked for among the staff."""

    async def stands(self, login: LoginId, *, is_guest: bool) -> bool:
        """Say whether one does."""
        if is_guest:
            return login in await self._guests.kept({login})
        return any(each.is_valid(self._policy, self._clock()) for each in await self._staff.kept({login}))

    async def _told_apart(self, asked: Collection[LoginId]) -> tuple[list[Login], frozenset[LoginId]]:
        """The staff's logins that stand, and the guests' that do: each of thousands is asked about once."""
        now_ms = self._clock()
        everybody = frozenset(asked)
        kept = await self._staff.kept(everybody - self._known_guests)
        self._known_guests = frozenset(await self._guests.kept(everybody - {each.id for each in kept}))
        return [each for each in kept if each.is_valid(self._policy, now_ms)], self._known_guests

    async def in_use(self, asked: Collection[LoginId], running: Collection[LoginId]) -> frozenset[LoginId]:
        """Give those that stand and have a screen open.

        Whoever sits in a consult that is `running` listens and talks: that counts as a hand.
        """
        (staff, guests), now_ms = await self._told_apart(asked), self._clock()
        for login in staff:
            if login.needs_touch(now_ms):
                await self._staff.touch(login.id, now_ms)
            if login.id in running and now_ms >= login.hand_ms + TOUCH_MS:
                await self._hands.hand(login.id, now_ms, lit_after_ms=now_ms - self._policy.unattended_ms)
        return frozenset(each.id for each in staff) | guests

    async def unattended(self, asked: Collection[LoginId]) -> frozenset[LoginId]:
        """Give those staff logins that nobody has had a hand on for so long that no picture may be shown."""
        now_ms = self._clock()
        return frozenset(each.id for each in await self._staff.kept(asked) if each.is_dark(self._policy, now_ms))
