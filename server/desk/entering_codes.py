"""The one place where a code is compared: counted first, compared once, used up by one statement, recorded.

At most five failures are ever compared for a link, 1, 2, 4 and 8 seconds apart, over any number of processes, and at most
four of them from one network: who has the link but no code stops themselves, not its guest. Whoever is stopped is told how
to go on, and the host hears of it at once.
"""

from typing import Final

from server.desk.inviting import code_bound_to
from server.desk.people_rows import CountedAttempt, FoundLink
from server.desk.ports import (
    Clock,
    GuestShelf,
    InviteChanges,
    InviteShelf,
    LiveRooms,
    Random,
    RecordPort,
)
from server.identity import logins, otp
from server.identity.invites import Invite
from server.identity.logins import GuestLogin
from server.terms.entries import Entry
from server.terms.errors import Malformed, Refused
from server.terms.ids import LoginId
from server.vault.deployment import DeploymentKey

CODE_DIGITS: Final = 6


class CodeGate:
    """Lets in who knows the present code of a link."""

    def __init__(
        self,
        *,
        shelf: InviteShelf,
        changes: InviteChanges,
        guests: GuestShelf,
        rooms: LiveRooms,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
        random: Random,
    ) -> None:
        self._shelf = shelf
        self._changes = changes
        self._guests = guests
        self._rooms = rooms
        self._record = record
        self._dep = dep
        self._clock = clock
        self._random = random

    async def enter(self, found: FoundLink, typed: str, *, is_known: bool = False) -> tuple[GuestLogin, str]:
        """Check what was typed and give this browser the seat, or let it knock; gives the secret it keeps.

        Raises
        ------
        Malformed
            `bad_code`: not six digits; not counted.
        Refused
            `invite_revoked`, `invite_renewed`, `invite_expired`, `invite_suspended`, `invite_used_up`; `no_code_yet`,
            `code_used`, `code_expired`: nothing to compare with, not counted; `slow_down` {retry_ms}: too soon after a
            wrong one, not compared; `wrong_code` {left, retry_ms} and, with the last, `invite_suspended`.
        """
        counter = await self._right(found, self._typed(found, typed))
        claim = await self._changes.claim(found.invite.id, counter, found.place)
        if claim is None:
            raise Refused("code_used")
        return await self._seated(found.invite, claim, is_known=is_known)

    async def prove(self, guest: GuestLogin, found: FoundLink, typed: str) -> None:
        """Check a code from the device that has the seat, whose page was out of sight for long; no use of the link.

        Raises
        ------
        Malformed, Refused
            as `enter`; `knocking` from a device that only asks for the seat.
        """
        if guest.is_knocking:
            raise Refused("knocking")
        counter = await self._right(found, self._typed(found, typed))
        if await self._changes.claim(found.invite.id, counter, found.place, new_device=False) is None:
            raise Refused("code_used")
        facts: dict[str, str | int] = {"invite": found.invite.id, "claim": guest.claim}
        await self._record.append([self._entry("code.accepted", found.invite, facts)])
        await self._rooms.guest_changed(guest.session, guest.participant, "proved")

    def _typed(self, found: FoundLink, typed: str) -> str:
        standing = found.standing(self._clock())
        if standing != "good":
            raise found.invite.refusal(standing)
        code = otp.normalized(typed)
        if code is None or len(code) != CODE_DIGITS:
            raise Malformed("bad_code", digits=CODE_DIGITS)
        return code

    async def _right(self, found: FoundLink, code: str) -> int:
        """Count the try and compare; gives the counter of the code that is to be used up: of any number at once one wins."""
        invite = found.invite
        attempt = await self._changes.count_attempt(invite.id, found.generation, found.place, self._clock())
        if attempt is None:
            raise await self._why_no_code(found)
        secret = self._dep.open_sealed(attempt.code_secret, bound_to=code_bound_to(invite.id)).decode()
        if not otp.is_delivered_code(secret, attempt.code_counter, code):
            await self._record.append(self._refusals(invite, attempt))
            if attempt.left == 0:
                await self._rooms.guest_changed(invite.session, invite.participant, "suspended")
                raise Refused("invite_suspended")
            raise Refused("wrong_code", left=attempt.left, retry_ms=attempt.wait_ms)
        return attempt.code_counter

    async def _why_no_code(self, found: FoundLink) -> Refused:
        """Say why nothing could be compared, as of now."""
        again = await self._shelf.by_link(found.digest, found.place)
        now_ms = self._clock()
        if again is None:
            return Refused("invite_revoked")
        standing = again.standing(now_ms)
        if standing != "good":
            return again.invite.refusal(standing)
        code = again.invite.code_standing(now_ms)
        if code == "good":
            # its time may have come since: then it may be tried again at once
            return Refused("slow_down", retry_ms=max(1, again.invite.wait_ms(now_ms)))
        return Refused({"none": "no_code_yet", "used": "code_used", "expired": "code_expired"}[code])

    async def _seated(self, invite: Invite, claim: int, *, is_known: bool) -> tuple[GuestLogin, str]:
        """Record the proof, then give this browser the seat; if another device has it, this one knocks beside it."""
        await self._record.append(self._acceptance(invite, claim))
        asking = GuestLogin(
            LoginId(self._random(16).hex()),
            invite.session,
            invite.participant,
            invite.id,
            claim,
            self._clock(),
            is_known=is_known,
        )
        secret = logins.new_secret(self._random)
        digest = logins.digest(secret)
        assert digest is not None, "a secret of our own"
        guest = await self._guests.add(asking, digest)
        if guest.is_knocking:
            await self._rooms.guest_changed(invite.session, invite.participant, "knocked")
        if invite.asked_ms is not None:
            await self._rooms.guest_changed(invite.session, invite.participant, "helped")
        return guest, secret

    def _acceptance(self, invite: Invite, claim: int) -> list[Entry]:
        facts: dict[str, str | int] = {"invite": invite.id, "claim": claim}
        accepted = self._entry("code.accepted", invite, facts)
        alert = self._entry("security.alert", invite, {"code": "second_device", **facts})
        return [accepted] if claim == 1 else [accepted, alert]

    def _refusals(self, invite: Invite, attempt: CountedAttempt) -> list[Entry]:
        entries = [self._entry("code.refused", invite, {"invite": invite.id, "left": attempt.left})]
        if attempt.left == 0 and attempt.left_elsewhere:
            entries.append(self._entry("security.alert", invite, {"code": "place_stopped", "invite": invite.id}))
        elif attempt.left == 0:
            entries.append(self._entry("invite.suspended", invite, {"invite": invite.id}))
        return entries

    def _entry(self, kind: str, invite: Invite, facts: dict[str, str | int]) -> Entry:
        return Entry(kind, self._clock(), invite.participant, invite.session, facts)
