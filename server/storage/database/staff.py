"""Everything that staff need of the database, by the names of the desk's ports."""

from server.desk.ports import LiveLogins, RecordPort
from server.desk.staff_desk import StaffPorts
from server.storage.database.account_links import AccountLinkRepository
from server.storage.database.accounts import AccountRepository
from server.storage.database.attempts import AttemptRepository
from server.storage.database.engine import Database
from server.storage.database.logins import LoginRepository
from server.storage.database.preferences import PreferenceRepository
from server.storage.database.recovery_codes import RecoveryRepository
from server.storage.database.sign_in_failures import FailureRepository
from server.storage.database.staff_notices import NoticeRepository


def staff_ports(database: Database, record: RecordPort, screens: LiveLogins) -> StaffPorts:
    """Give the repositories over one database, beside the record and what is open under logins."""
    accounts = AccountRepository(database)
    return StaffPorts(
        accounts=accounts,
        changes=accounts,
        links=AccountLinkRepository(database),
        recovery=RecoveryRepository(database),
        failures=FailureRepository(database),
        notices=NoticeRepository(database),
        logins=LoginRepository(database),
        preferences=PreferenceRepository(database),
        attempts=AttemptRepository(database),
        screens=screens,
        record=record,
    )
