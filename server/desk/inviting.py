"""New invites: by which ways link and code go, to where, for how long; and the first message, queued with the invite."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from server.desk.delivery_rows import Delivery
from server.desk.people_rows import NewInvite
from server.desk.ports import Clock, InviteShelf, Random, RecordPort
from server.identity import invites, otp
from server.identity.addresses import mail_address, phone_number
from server.identity.invites import CodeWay, Invite, LinkWay
from server.sessions.clock import MINUTE_MS
from server.sessions.session import Session
from server.terms.consults import ViewingPolicy
from server.terms.entries import Entry
from server.terms.errors import Malformed, Refused
from server.terms.ids import InviteId
from server.terms.people import Channel, Seat
from server.vault.deployment import DeploymentKey

AFTER_END_MS = 10 * 60 * 1000
"""A link outlives the latest end by the time of goodbyes, so that who is late reads that it is over."""
LINK_SENDING_MS: Final = 24 * 3600 * 1000
"""A link is tried for a day; a message that comes later confuses more than it helps."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How one guest gets in; addresses as typed. None is what the consult's type says, and at once."""

    link_by: LinkWay = "hand"
    code_by: CodeWay = "read"
    link_to: str = field(default="", repr=False)
    code_to: str = field(default="", repr=False)
    language: str = "en"
    uses_max: int | None = None
    not_before_ms: int | None = None
    not_after_ms: int | None = None


class Inviting:
    """Makes invites for the guests of a new consult."""

    def __init__(
        self,
        *,
        shelf: InviteShelf,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
        random: Random,
        channels: Collection[Channel],
        languages: Collection[str],
    ) -> None:
        self._shelf = shelf
        self._record = record
        self._dep = dep
        self._clock = clock
        self._random = random
        self.channels: Final = frozenset(channels)
        self._languages = frozenset(languages)

    def checked(self, session: Session, ways: Ways) -> Ways:
        """Give ways that can be gone, addresses as they are written to.

        Raises
        ------
        Refused
            `same_channel`: a code never goes where its link goes; `no_channel` {channel}: nothing is configured for it;
            `link_window` {earliest_ms, latest_ms}: the link would not work during the visit, or outlive it;
            `link_uses` {most}.
        Malformed
            `bad_address` {kind}; `bad_value` {field}.
        """
        if ways.link_by == ways.code_by:
            raise Refused("same_channel")
        if ways.language not in self._languages:
            raise Malformed("bad_value", field="language")
        if ways.uses_max is not None and not 1 <= ways.uses_max <= session.policy.link_uses:
            raise Refused("link_uses", most=session.policy.link_uses)
        last = last_ms(session.starts_ms, session.latest_end_ms, session.policy)
        earliest_ms, latest_ms = ways.not_before_ms or 0, ways.not_after_ms or last
        if earliest_ms > session.starts_ms or not session.starts_ms < latest_ms <= last:
            raise Refused("link_window", earliest_ms=session.starts_ms, latest_ms=last)
        return replace(
            ways,
            link_to=self._address(ways.link_by, ways.link_to),
            code_to=self._address(ways.code_by, ways.code_to),
        )

    async def make(self, session: Session, guests: Sequence[tuple[Seat, Ways]]) -> None:
        """Make an invite for every guest, with its message on its way if there is one; recorded first."""
        made = [self._new(session, seat, ways) for seat, ways in guests]
        await self._record.append(
            [
                Entry(
                    "invite.created",
                    self._clock(),
                    session.host.id,
                    session.id,
                    {
                        "participant": each.invite.participant,
                        "invite": each.invite.id,
                        "link_by": each.invite.link_by,
                        "code_by": each.invite.code_by,
                        "uses_max": each.invite.uses_max,
                    },
                )
                for each in made
            ]
        )
        await self._shelf.add(made)

    def _address(self, way: LinkWay | CodeWay, typed: str) -> str:
        if way in {"hand", "read"}:
            return ""
        if way not in self.channels:
            raise Refused("no_channel", channel=way)
        return mail_address(typed) if way == "mail" else phone_number(typed)

    def _new(self, session: Session, seat: Seat, ways: Ways) -> NewInvite:
        invite = Invite(
            id=InviteId(self._random(16).hex()),
            session=session.id,
            participant=seat.id,
            generation=1,
            not_before_ms=ways.not_before_ms or 0,
            not_after_ms=ways.not_after_ms or last_ms(session.starts_ms, session.latest_end_ms, session.policy),
            uses_max=ways.uses_max or session.policy.link_uses,
            link_by=ways.link_by,
            code_by=ways.code_by,
            language=ways.language,
        )
        addressed = replace(
            invite,
            link_to=sealed_address(self._dep, invite.id, "link", ways.link_to),
            code_to=sealed_address(self._dep, invite.id, "code", ways.code_to),
        )
        secret = self._dep.seal(otp.new_secret(self._random).encode(), bound_to=code_bound_to(invite.id))
        digest = link_digest(self._dep, invite.id, 1)
        return NewInvite(addressed, secret, digest, link_delivery(addressed, self._clock(), self._random))


def last_ms(starts_ms: int, latest_end_ms: int, policy: ViewingPolicy) -> int:
    """Say until when a link lets in: as long as the consult can last, or as its type says from the planned start on."""
    last = latest_end_ms + policy.closing_s * 1000 + AFTER_END_MS
    minutes = policy.link_minutes
    return min(last, starts_ms + minutes * MINUTE_MS) if minutes else last


def link_delivery(invite: Invite, now_ms: int, random: Random) -> Delivery | None:
    """Give the message that brings an invite's present link; None when its host hands it over."""
    if invite.link_by == "hand" or invite.link_to is None:
        return None
    return Delivery(
        id=random(16).hex(),
        session=invite.session,
        participant=invite.participant,
        invite=invite.id,
        kind="link",
        channel=invite.link_by,
        number=invite.generation,
        created_ms=now_ms,
        not_after_ms=min(invite.not_after_ms, now_ms + LINK_SENDING_MS),
        next_ms=now_ms,
    )


def link_of(dep: DeploymentKey, public_url: str, invite: Invite) -> str:
    """Give the link that opens an invite now."""
    return address_of(public_url, invite, invites.link_secret(dep.derive, invite.id, invite.generation))


def address_of(public_url: str, way: Ways | Invite, secret: str) -> str:
    """Give a link's address: in the language its messages are in; where nothing is sent none was chosen."""
    is_sent = way.link_by != "hand" or way.code_by != "read"
    return f"{public_url}/join{f'?lang={way.language}' if is_sent else ''}#{secret}"


def link_digest(dep: DeploymentKey, invite: InviteId, generation: int) -> bytes:
    """Give the hash under which a link is found."""
    digest = invites.link_digest(invites.link_secret(dep.derive, invite, generation))
    assert digest is not None, "a link of our own"
    return digest


def code_bound_to(invite: InviteId) -> str:
    """Say what an invite's code secret is sealed for."""
    return f"invite code {invite}"


def sealed_address(dep: DeploymentKey, invite: InviteId, of: str, address: str) -> bytes | None:
    """Seal the address that an invite's link or code goes to; None when it goes to none."""
    return dep.seal(address.encode(), bound_to=f"invite {of} address {invite}") if address else None


def opened_address(dep: DeploymentKey, invite: InviteId, of: str, sealed: bytes | None) -> str:
    """Give it back; empty when there is none (any more)."""
    return "" if sealed is None else dep.open_sealed(sealed, bound_to=f"invite {of} address {invite}").decode()
