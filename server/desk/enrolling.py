"""By a one-time link a member of staff chooses a password and proves an authenticator; only then the account is active."""

from dataclasses import dataclass

from server.desk.accounts import Accounts
from server.desk.admitting import Admitting, Caller, SignedIn
from server.desk.hashing import Hashing
from server.desk.people_rows import ProvedFactors
from server.desk.ports import AccountShelf, Clock, Random, RecordPort
from server.desk.staff_ports import AccountChanges, AccountLinkShelf
from server.desk.tries import Doubt, Tries, believed, refuse_if
from server.identity import account_links, otp, recovery
from server.identity.account_links import AccountLink, Purpose
from server.identity.accounts import Account
from server.terms.entries import Entry
from server.terms.errors import LightboxError, NotFound, Refused
from server.terms.ids import PersonId
from server.vault.deployment import DeploymentKey


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made: nobody, we neither, can show it again."""

    secret: str
    link: str
    not_after_ms: int

    def __repr__(self) -> str:
        """Never the secret."""
        return f"NewLink(until {self.not_after_ms})"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a link's page shows: whose account it is, and the secret their authenticator is to read."""

    account: Account
    purpose: Purpose
    totp_secret: str
    provisioning_uri: str
    not_after_ms: int


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Who is active now and signed in here, and the recovery codes, which nobody can show again."""

    signed_in: SignedIn
    secret: str
    recovery_codes: tuple[str, ...]


class Enrolling:
    """Makes links and lets them be used once. Who may make one is decided, and recorded, before."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        account_shelf: AccountShelf,
        changes: AccountChanges,
        links: AccountLinkShelf,
        admitting: Admitting,
        tries: Tries,
        hashing: Hashing,
        record: RecordPort,
        dep: DeploymentKey,
        clock: Clock,
        random: Random,
        public_url: str,
        clock_is_off: Doubt = believed,
    ) -> None:
        self._accounts = accounts
        self._shelf = account_shelf
        self._changes = changes
        self._links = links
        self._admitting = admitting
        self._tries = tries
        self._hashing = hashing
        self._record = record
        self._dep = dep
        self._clock = clock
        self._random = random
        self._public_url = public_url.rstrip("/")
        self._clock_is_off = clock_is_off

    async def new_link(self, person: PersonId, purpose: Purpose, life_ms: int = account_links.LIFE_MS) -> NewLink:
        """Make a link; every former one of this person is dead."""
        secret = account_links.new_secret(self._random)
        not_after_ms = self._clock() + life_ms
        await self._links.replace(AccountLink(person, purpose, not_after_ms), _digest(secret))
        return NewLink(secret, f"{self._public_url}/enroll#{secret}", not_after_ms)

    async def open(self, secret: str, *, address: str) -> Offer:
        """Say what a link offers; changes nothing, however often.

        Raises
        ------
        NotFound
            `no_such_link`.
        Refused
            `link_used`, `link_expired`; `slow_down` {retry_ms}.
        """
        _, offer = await self._offer(secret, address)
        return offer

    async def confirm(self, secret: str, password: str, code: str, caller: Caller) -> Enrolled:
        """Make the account active, once, and sign its person in: password, authenticator and recovery codes are theirs.

        With the purpose `factor` the password stays as it is. Every recovery code of before is dead.

        Raises
        ------
        NotFound
            `no_such_link`.
        Refused
            `link_used`, `link_expired`; `code_mismatch`: not what this secret's authenticator shows; `slow_down`.
        Malformed
            `password_short` {least}, `password_long` {most}.
        Unavailable
            `log_unavailable`: without the entry nothing is changed, and the link stays good; `clock_off`.
        """
        refuse_if(self._clock_is_off)
        digest, offer = await self._offer(secret, caller.address)
        now_ms = self._clock()
        step = otp.accepted_step(offer.totp_secret, code, now_ms)
        if step is None:
            raise Refused("code_mismatch")
        password_hash = await self._hashing.hashed(password) if offer.purpose == "account" else None
        codes = recovery.new_codes(self._random)
        hashes = await self._hashing.recovery_hashed(codes, self._random(recovery.SALT_BYTES))
        totp = self._accounts.sealed_secret(offer.account.id, offer.totp_secret)
        proved = ProvedFactors(password_hash, totp, step, hashes, now_ms)
        await self._take(digest, offer)
        await self._changes.prove(offer.account.id, proved)
        signed_in, login_secret = await self._admitting.admit(offer.account, caller)
        return Enrolled(signed_in, login_secret, tuple(codes))

    async def _offer(self, secret: str, address: str) -> tuple[bytes, Offer]:
        await self._tries.slow(address)
        digest = account_links.digest(secret)
        link = None if digest is None else await self._links.find(digest)
        row = None if link is None else await self._shelf.find(link.person)
        if digest is None or link is None or row is None or row.disabled:
            raise NotFound("no_such_link")
        standing = link.standing(self._clock())
        if standing == "used":
            raise Refused("link_used")
        if standing == "expired":
            raise Refused("link_expired")
        account = self._accounts.opened(row)
        totp_secret = account_links.totp_secret(self._dep.derive, digest)
        uri = otp.provisioning_uri(totp_secret, account.login_name)
        return digest, Offer(account, link.purpose, totp_secret, uri, link.not_after_ms)

    async def _take(self, digest: bytes, offer: Offer) -> None:
        """Use the link up and record it; when that cannot be recorded it stays good."""
        if not await self._links.take(digest, self._clock()):
            raise Refused("link_used")
        person = offer.account.id
        facts = {"person": person, "purpose": offer.purpose}
        entries = [
            Entry("person.enrolled", self._clock(), person, None, facts),
            Entry("sign_in.accepted", self._clock(), person, None, {"by": "link"}),
        ]
        try:
            await self._record.append(entries)
        except LightboxError:
            await self._links.give_back(digest)
            raise


def _digest(secret: str) -> bytes:
    digest = account_links.digest(secret)
    assert digest is not None, "a secret of our own"
    return digest
