"""What messages will say, by the very functions that write them: before a consult is made, and before one is sent."""

from dataclasses import dataclass
from typing import Final, Literal

from server.desk.delivering import visit_of
from server.desk.inviting import Ways, address_of, last_ms, link_of
from server.desk.messages import Messages, Visit, Words
from server.desk.ports import Clock, InviteShelf
from server.desk.readings import policy_of_reading
from server.desk.session_types import type_asked
from server.identity import invites
from server.identity.invites import CodeWay, LinkWay
from server.opinions.asking import LATE_MS
from server.sessions.opening import latest_end_ms
from server.sessions.session import Session
from server.terms.errors import NotFound
from server.terms.ids import ParticipantId
from server.terms.people import Channel, Role
from server.terms.policy import Kind
from server.terms.session_types import Policy
from server.vault.deployment import DeploymentKey

NOT_YET: Final = "…"
"""Stands for the secret of a link and the digits of a code that are not made for a preview."""


@dataclass(frozen=True, slots=True)
class Preview:
    """One message word for word."""

    kind: Literal["link", "code"]
    channel: Channel
    words: Words


class Previewing:
    """Shows what guests will be sent."""

    def __init__(
        self,
        *,
        messages: Messages,
        shelf: InviteShelf,
        policy: Policy,
        dep: DeploymentKey,
        clock: Clock,
        public_url: str,
    ) -> None:
        self._messages = messages
        self._shelf = shelf
        self._policy = policy
        self._dep = dep
        self._clock = clock
        self._public_url = public_url.rstrip("/")

    def planned(
        self, ways: Ways, minutes: int, starts_ms: int | None, kind: Kind | None = None, *, due_ms: int | None = None
    ) -> list[Preview]:
        """Give the messages of a guest who is about to be invited; `starts_ms` None is now.

        With `due_ms` they are asked for an opinion until then, and look alone.

        Raises
        ------
        Refused
            `not_in_policy` {field} for a type of consult that the clinic does not offer.
        """
        starts_ms = self._clock() if starts_ms is None else starts_ms
        policy = type_asked(self._policy, kind, [Role.PATIENT]).viewing
        until_ms = 0 if due_ms is None else due_ms + LATE_MS
        if until_ms:
            policy = policy_of_reading(policy, minutes, max(0, until_ms - starts_ms))
        last = last_ms(starts_ms, latest_end_ms(starts_ms, minutes, policy), policy)
        visit = Visit(
            language=ways.language,
            starts_ms=starts_ms,
            minutes=minutes,
            code_by=ways.code_by,
            not_before_ms=ways.not_before_ms or 0,
            not_after_ms=ways.not_after_ms or last,
            uses_max=ways.uses_max or policy.link_uses,
            reading_until_ms=until_ms,
        )
        return self._of(visit, ways.link_by, address_of(self._public_url, ways, NOT_YET))

    async def kept(self, session: Session, participant: ParticipantId) -> list[Preview]:
        """Give the messages of a guest who is invited, with the link as it is now."""
        invite = await self._shelf.find(session.id, participant)
        if invite is None:
            raise NotFound("not_found")
        return self._of(visit_of(session, invite), invite.link_by, link_of(self._dep, self._public_url, invite))

    def _of(self, visit: Visit, link_by: LinkWay, link: str) -> list[Preview]:
        found = []
        if link_by != "hand":
            found.append(Preview("link", link_by, self._messages.link(visit, link_by, link)))
        code_by: CodeWay = visit.code_by
        if code_by != "read":
            expires_ms = invites.code_expiry(max(self._clock(), visit.starts_ms))
            found.append(Preview("code", code_by, self._messages.code(visit, code_by, NOT_YET, expires_ms)))
        return found
