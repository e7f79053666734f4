"""The birth date a patient is asked after the code: whether a link reached whom it was meant for, and nothing else.

Three wrong answers for a link, no hint which part was wrong, the same work whatever the study says. A date that is
missing, cut short or impossible in the study cannot be compared: the host is told so and the patient goes on. Nobody's
date leaves this file: what is kept, recorded and told is one word.
"""

from datetime import UTC, date, datetime

from server.desk.pictures import Pictures
from server.desk.ports import BirthShelf, Clock, RecordPort
from server.identity.birth_dates import is_comparable, is_same, stated
from server.identity.logins import GuestLogin
from server.sessions.session import Session
from server.terms.entries import Entry
from server.terms.errors import Refused
from server.terms.people import Birth, Role


class BirthGuard:
    """Asks and compares."""

    def __init__(self, *, shelf: BirthShelf, pictures: Pictures, record: RecordPort, clock: Clock) -> None:
        self._shelf = shelf
        self._pictures = pictures
        self._record = record
        self._clock = clock

    def is_due(self, session: Session, guest: GuestLogin) -> bool:
        """Say whether this browser has still to be asked: only a patient's, and only where the consult says so."""
        is_patient = session.role_of(guest.participant) is Role.PATIENT
        return is_patient and session.policy.ask_birth_date and guest.birth == ""

    async def answer(self, session: Session, guest: GuestLogin, *, year: str, month: str, day: str) -> Birth:
        """Compare what was typed; the third wrong answer is the last, and the patient goes on to the host.

        Raises
        ------
        Malformed
            `bad_birth_date` {field}: no date; not counted, and nothing was compared.
        Refused
            `wrong_birth_date` {left}.
        """
        said = stated(year, month, day, self._today())
        left = await self._shelf.count_birth_try(guest.invite)
        same = is_same(said, await self._known(session), self._today())
        birth: Birth = "mismatch"
        if left is not None and same is not False:
            birth = "unknown" if same is None else "matched"
        is_last = birth != "mismatch" or not left
        await self._decide(session, guest, birth, is_final=is_last, given_back=birth != "mismatch")
        if not is_last:
            raise Refused("wrong_birth_date", left=left or 0)
        return birth

    async def leave_unsaid(self, session: Session, guest: GuestLogin) -> Birth:
        """Let somebody go on who cannot say it: the host compares."""
        await self._decide(session, guest, "unsaid", is_final=True, given_back=False)
        return "unsaid"

    async def _decide(
        self, session: Session, guest: GuestLogin, birth: Birth, *, is_final: bool, given_back: bool
    ) -> None:
        """Record first; then what was found stays with this browser."""
        facts = {"result": birth, "final": is_final}
        await self._record.append([Entry("birth.compared", self._clock(), guest.participant, session.id, facts)])
        await self._shelf.decide_birth(guest.id, guest.invite, birth if is_final else "", given_back=given_back)

    async def _known(self, session: Session) -> str:
        """Give the patient's birth date as the consult's studies have it; one consult is about one patient."""
        found = [await self._pictures.head_of(study) for study in dict.fromkeys(ref.study for ref in session.stacks)]
        dates = [head.patient.birth_date for head in found if head is not None]
        return next((each for each in dates if is_comparable(each, self._today())), "")

    def _today(self) -> date:
        return datetime.fromtimestamp(self._clock() / 1000, UTC).date()
