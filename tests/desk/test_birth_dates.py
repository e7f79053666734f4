"""A patient is asked for the birth date after the code: three tries, no hint, the same work, nobody's date kept."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import event

from server.desk.joining import EnteredFacts
from server.desk.sealed_headers import StudyHead
from server.identity.logins import GuestLogin
from server.studies.header import PatientHeader, StudyHeader
from server.terms.errors import LightboxError
from server.terms.ids import SessionId, StudyId
from server.terms.people import Birth
from tests.desk.people import PATIENT_NAME, People, consult_of, guest_of, secret_of, stored_in

RIGHT = ("1961", "2", "3")
WRONG = ("1962", "2", "3")


@dataclass
class Asked:
    """A patient's browser that has proved link and code in a consult that asks."""

    people: People
    session: SessionId
    secret: str

    async def guest(self) -> GuestLogin:
        found = await self.people.joining.who(self.secret)
        assert found is not None
        return found

    async def says(self, said: tuple[str, str, str]) -> EnteredFacts:
        year, month, day = said
        return await self.people.joining.say_birth_date(await self.guest(), year=year, month=month, day=day)

    async def wrong(self, said: tuple[str, str, str] = WRONG) -> LightboxError:
        with pytest.raises(LightboxError) as refused:
            await self.says(said)
        return refused.value

    async def birth(self) -> Birth:
        return (await self.guest()).birth

    async def ticket(self) -> None:
        await self.people.joining.ticket(await self.guest())


async def asked(
    people: People,
    monkeypatch: pytest.MonkeyPatch,
    known: str = "19610203",
    *,
    role: str = "patient",
    host: str = "lee",
) -> Asked:
    """The study has this birth date; the policy asks."""

    async def head_of(study: StudyId) -> StudyHead | None:
        header = PatientHeader(name=PATIENT_NAME, birth_date=known)
        return None if known == "deleted" else StudyHead(header, StudyHeader(uid="1.2.3", date="20260105"))

    monkeypatch.setattr(people.pictures, "head_of", head_of)
    card = await consult_of(people, await people.staff(host), role="patient" if role == "patient" else "specialist")
    asking = replace(card.session, policy=replace(card.session.policy, ask_birth_date=True))
    await people.sessions.save(asking, fence=await people.sessions.claim(asking.id))
    code = await people.invites.show_code(card.session, guest_of(card))
    _, secret = await people.joining.enter_code(secret_of(card), code.digits, address="192.0.2.1")
    return Asked(people, asking.id, secret)


async def test_a_patient_is_asked_before_the_waiting_room(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """B7, JM02: no socket before; the right date leads on."""
    patient = await asked(people, monkeypatch)
    assert (await people.joining.where(await patient.guest())).asks_birth_date
    with pytest.raises(LightboxError, match="birth_date_needed"):
        await patient.ticket()
    assert not (await patient.says(RIGHT)).asks_birth_date
    assert await patient.birth() == "matched"
    await patient.ticket()


async def test_nobody_but_a_patient_is_asked(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """B7: a specialist has another birth date."""
    specialist = await asked(people, monkeypatch, role="specialist")
    assert not (await people.joining.where(await specialist.guest())).asks_birth_date
    await specialist.says(WRONG)
    assert await specialist.birth() == ""
    await specialist.ticket()


async def test_three_wrong_ones_and_the_way_leads_on(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """B7, JU4: two are told how many are left, the third is the last; the answer is the one of a right date."""
    patient = await asked(people, monkeypatch)
    assert [(await patient.wrong()).facts["left"] for _ in range(2)] == [2, 1]
    assert (await patient.says(WRONG)) == replace(await patient.says(RIGHT))
    assert await patient.birth() == "mismatch"
    await patient.ticket()


@pytest.mark.parametrize("said", [("1962", "2", "3"), ("1961", "3", "3"), ("1961", "2", "4"), ("1961", "3", "2")])
async def test_what_was_wrong_is_not_hinted_at(
    people: People, monkeypatch: pytest.MonkeyPatch, said: tuple[str, str, str]
) -> None:
    """B7: year, month, day or their order: the same refusal."""
    refused = await (await asked(people, monkeypatch)).wrong(said)
    assert (refused.code, dict(refused.facts)) == ("wrong_birth_date", {"left": 2})


@pytest.mark.parametrize("known", ["", "19680000", "19680230", "13870115", "99991231", "deleted"])
async def test_a_study_without_a_date_is_no_dead_end(
    people: People, monkeypatch: pytest.MonkeyPatch, known: str
) -> None:
    """B7: nothing to compare with leads on at once, and the host is told so; who answers learns nothing of it."""
    patient = await asked(people, monkeypatch, known)
    entered = await patient.says(RIGHT)
    assert await patient.birth() == "unknown"
    assert not entered.asks_birth_date


async def test_who_cannot_say_it_goes_on_to_the_host(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """B7: no dead end, and no way around the guard."""
    patient = await asked(people, monkeypatch)
    await people.joining.leave_birth_date_unsaid(await patient.guest())
    assert await patient.birth() == "unsaid"
    await patient.says(RIGHT)
    assert await patient.birth() == "unsaid"


async def test_tries_are_the_links_and_not_the_browsers(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """B7: another device goes on counting; a right answer costs nothing; a new link starts over."""
    patient = await asked(people, monkeypatch)
    await patient.wrong()
    await patient.wrong()
    session = await people.sessions.load(patient.session)
    guest = await patient.guest()

    async def another() -> Asked:
        code = await people.invites.show_code(session, guest.participant)
        link = (await people.invites.cards(session))[guest.participant].link
        _, secret = await people.joining.enter_code(link.split("#")[1], code.digits, address="192.0.2.1")
        return replace(patient, secret=secret)

    laptop = await another()
    await laptop.says(RIGHT)
    assert await laptop.birth() == "matched"
    phone = await another()
    await phone.says(WRONG)
    assert await phone.birth() == "mismatch"
    late = await another()
    await late.says(RIGHT)
    assert await late.birth() == "mismatch", "all three were used up by others"
    await people.invites.renew(session, guest.participant)
    anew = await another()
    assert (await anew.wrong()).facts["left"] == 2


async def test_fifty_wrong_ones_at_once_are_three(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """B7: counted by one statement each, before anything is compared."""
    patient = await asked(people, monkeypatch)
    answers = await asyncio.gather(*(patient.says(WRONG) for _ in range(50)), return_exceptions=True)
    assert sum(isinstance(each, LightboxError) for each in answers) == 2
    assert await patient.birth() == "mismatch"


async def test_what_is_no_date_costs_no_try(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    patient = await asked(people, monkeypatch)
    for _ in range(5):
        assert (await patient.wrong(("1961", "2", "30"))).code == "bad_birth_date"
    await patient.says(RIGHT)
    assert await patient.birth() == "matched"


async def test_entries_say_what_it_came_to_and_nobody_keeps_a_date(
    people: People, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """B7: neither what was said nor what is known stands in an entry, a session or anywhere on disk."""
    patient = await asked(people, monkeypatch)
    await patient.wrong()
    await patient.says(RIGHT)
    found = [each.entry.facts for each in await people.log.read() if each.entry.kind == "birth.compared"]
    assert found == [{"result": "mismatch", "final": False}, {"result": "matched", "final": True}]
    session = repr(await people.sessions.load(patient.session))
    for date in ("19610203", "19620203", "1961", "1962"):
        assert date not in session
        if len(date) == 8:
            assert date.encode() not in stored_in(tmp_path)


@contextmanager
def counted(people: People) -> Iterator[list[str]]:
    """The statements that run meanwhile, by their first words."""
    statements: list[str] = []
    engine = people.db.engine.sync_engine

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(" ".join(statement.split()[:2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_right_wrong_and_not_to_be_compared_cost_the_same_work(
    people: People, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """B7: the same statements in the same order, whatever the study says: nothing for a clock to tell apart."""
    done = {}
    for name, known, said in (
        ("right", "19610203", RIGHT), ("wrong", "19610203", WRONG), ("none", "", RIGHT), ("odd", "13870115", RIGHT),
    ):  # fmt: skip
        with monkeypatch.context() as patched:
            patient = await asked(people, patched, known, host=name)
            with counted(people) as statements:
                await asyncio.gather(patient.says(said), return_exceptions=True)
            done[name] = statements
    assert done["right"] == done["wrong"] == done["none"] == done["odd"]
    assert len(done["right"]) > 3
