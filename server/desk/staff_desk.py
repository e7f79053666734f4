"""Everything about staff, put together over its ports: accounts, sign-in, links, recovery, notices, administration."""

from dataclasses import dataclass

from server.desk.accounts import Accounts
from server.desk.administration import Administration
from server.desk.admitting import Admitting
from server.desk.enrolling import Enrolling
from server.desk.hashing import Hashing
from server.desk.operating import Operating
from server.desk.own_factors import OwnFactors
from server.desk.own_logins import OwnLogins
from server.desk.own_preferences import OwnPreferences, PreferenceShelf
from server.desk.ports import AccountShelf, AttemptShelf, Clock, LiveLogins, LoginShelf, Random, RecordPort
from server.desk.recovering import Recovering
from server.desk.sign_in import SignIn
from server.desk.staff_notices import StaffNotices
from server.desk.staff_ports import AccountChanges, AccountLinkShelf, FailureShelf, NoticeShelf, RecoveryShelf
from server.desk.tries import Doubt, Tries, believed
from server.vault.deployment import DeploymentKey


@dataclass(frozen=True, slots=True)
class StaffPorts:
    """What the desk of staff needs from the walls and from running rooms."""

    accounts: AccountShelf
    changes: AccountChanges
    links: AccountLinkShelf
    recovery: RecoveryShelf
    failures: FailureShelf
    notices: NoticeShelf
    logins: LoginShelf
    preferences: PreferenceShelf
    attempts: AttemptShelf
    screens: LiveLogins
    record: RecordPort


class StaffDesk:
    """The use cases of staff, each its own object."""

    def __init__(
        self,
        ports: StaffPorts,
        dep: DeploymentKey,
        hashing: Hashing,
        *,
        clock: Clock,
        random: Random,
        public_url: str,
        clock_is_off: Doubt = believed,
    ) -> None:
        record = ports.record
        self.accounts = Accounts(ports.accounts, dep, hashing, clock=clock, random=random)
        self.admitting = Admitting(ports.logins, ports.screens, dep, clock=clock, random=random)
        self.own_logins = OwnLogins(ports.logins, ports.screens, record, dep, clock=clock)
        self.own_preferences = OwnPreferences(ports.preferences, dep)
        self.notices = StaffNotices(ports.notices, ports.failures, record, dep, clock=clock, random=random)
        tries = Tries(self.accounts, ports.attempts, ports.failures, self.notices, record, dep, clock=clock)
        self.sign_in = SignIn(
            accounts=self.accounts,
            account_shelf=ports.accounts,
            admitting=self.admitting,
            tries=tries,
            hashing=hashing,
            record=record,
            clock=clock,
            clock_is_off=clock_is_off,
        )
        self.enrolling = Enrolling(
            accounts=self.accounts,
            account_shelf=ports.accounts,
            changes=ports.changes,
            links=ports.links,
            admitting=self.admitting,
            tries=tries,
            hashing=hashing,
            record=record,
            dep=dep,
            clock=clock,
            random=random,
            public_url=public_url,
            clock_is_off=clock_is_off,
        )
        self.recovering = Recovering(
            shelf=ports.recovery,
            changes=ports.changes,
            enrolling=self.enrolling,
            tries=tries,
            notices=self.notices,
            hashing=hashing,
            record=record,
            clock=clock,
        )
        self.own_factors = OwnFactors(
            accounts=self.accounts,
            changes=ports.changes,
            shelf=ports.recovery,
            admitting=self.admitting,
            attempts=ports.attempts,
            hashing=hashing,
            record=record,
            dep=dep,
            clock=clock,
            random=random,
        )
        self.administration = Administration(
            accounts=self.accounts,
            shelf=ports.accounts,
            changes=ports.changes,
            links=ports.links,
            failures=ports.failures,
            admitting=self.admitting,
            enrolling=self.enrolling,
            notices=self.notices,
            record=record,
            clock=clock,
        )
        self.operating = Operating(
            accounts=self.accounts,
            shelf=ports.accounts,
            enrolling=self.enrolling,
            administration=self.administration,
            record=record,
            clock=clock,
        )
