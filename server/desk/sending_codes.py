"""A code by the second channel: made when its guest or its host asks for it, and on its way in the same transaction."""

from dataclasses import dataclass

from server.desk.delivery_rows import Delivery
from server.desk.ports import Clock, InviteChanges, InviteShelf, Random, RecordPort
from server.identity import invites
from server.identity.invites import CodeWay, Invite
from server.sessions.phases import Phase
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import NotFound, Refused
from server.terms.ids import ParticipantId
from server.terms.people import Channel


@dataclass(frozen=True, slots=True)
class SentCode:
    """A code on its way, never its digits; `read`: somebody was asked to read one out."""

    channel: CodeWay
    expires_ms: int


class CodeSending:
    """Sends codes where the invite says; who may ask for one is decided by who calls."""

    def __init__(
        self, *, shelf: InviteShelf, changes: InviteChanges, record: RecordPort, clock: Clock, random: Random
    ) -> None:
        self._shelf = shelf
        self._changes = changes
        self._record = record
        self._clock = clock
        self._random = random

    async def send(self, session: Session, participant: ParticipantId, *, by: ParticipantId) -> SentCode:
        """Make a new code and send it; the former one is dead, failures stay counted.

        Raises
        ------
        Refused
            `locked`; `invite_…`; `no_channel`: this guest's codes are read out; `too_many_sends` {retry_ms}.
        """
        invite = await self._shelf.find(session.id, participant)
        if invite is None:
            raise NotFound("not_found")
        now_ms = self._clock()
        # whoever looked alone still signs when there is nothing to see any more
        if session.phase is Phase.LOCKED and not session.policy.alone:
            raise Refused("locked")
        standing = invite.standing(invite.generation, now_ms)
        if standing != "good":
            raise invite.refusal(standing)
        if invite.code_by == "read" or invite.code_to is None:
            raise Refused("no_channel", channel="read")
        wait_ms = await self._shelf.sends_wait_ms(invite.id, now_ms)
        if wait_ms:
            raise Refused("too_many_sends", retry_ms=wait_ms)
        expires_ms = invites.code_expiry(now_ms)
        facts = {"participant": participant, "invite": invite.id, "code_by": invite.code_by}
        await self._record.append([Entry("code.sent", now_ms, by, session.id, facts)])
        delivery = self._delivery(invite, invite.code_by, now_ms, expires_ms)
        if await self._changes.issue_code(invite.id, expires_ms, delivery=delivery) is None:
            raise Refused("invite_suspended")
        return SentCode(invite.code_by, expires_ms)

    def _delivery(self, invite: Invite, channel: Channel, now_ms: int, expires_ms: int) -> Delivery:
        return Delivery(
            id=self._random(16).hex(),
            session=invite.session,
            participant=invite.participant,
            invite=invite.id,
            kind="code",
            channel=channel,
            number=invite.code_counter + 1,
            created_ms=now_ms,
            not_after_ms=expires_ms,
            next_ms=now_ms,
        )
