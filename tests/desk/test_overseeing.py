"""The record as a whole, on request: untouched, changed behind the server's back, taken away, erased; and who may ask."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from server.audit.checkpoint import Signer
from server.desk.overseeing import Overseeing
from server.exchange.witness import WitnessFile
from server.live.witnessing import Witnessing
from server.terms.entries import Entry
from server.terms.errors import Refused, Unavailable
from server.terms.ids import PersonId
from server.terms.people import Person, StaffRole
from tests.desk.people import People

ADMINISTRATOR = Person(PersonId("a" * 32), "Ada", StaffRole.ADMINISTRATOR)
ENTRIES = 5


async def overseeing_of(people: People, folder: Path) -> tuple[Overseeing, Witnessing]:
    """A record of a few entries whose witness has been told of them."""
    await people.log.append([Entry("key.created", at, "system", None, {"epoch": at}) for at in range(ENTRIES)])
    signer = Signer(people.dep.signing_key())
    first = Witnessing(people.log, signer, WitnessFile(folder / "witness"))
    await WitnessFile(folder / "witness").keep(signer.sign(await people.log.head()))
    return Overseeing(people.log, first, people.clock), first


async def behind_our_back(people: People, statement: str, **values: object) -> None:
    """Whoever has the database and no key of ours."""
    async with people.db.write() as conn:
        await conn.execute(text(statement), values)


@pytest.mark.parametrize("role", [StaffRole.PROVIDER, StaffRole.SPECIALIST])
async def test_nobody_else_asks(people: People, tmp_path: Path, role: StaffRole) -> None:
    """Screens 9: administrators and auditors look after the record; to others it says nothing, and nothing is recorded."""
    overseeing, _ = await overseeing_of(people, tmp_path)
    stranger = Person(PersonId("b" * 32), "Lee", role)
    for asks in (overseeing.size, overseeing.check):
        with pytest.raises(Refused, match="forbidden"):
            await asks(stranger)
    assert len(await people.log.read()) == ENTRIES


@pytest.mark.parametrize("role", [StaffRole.ADMINISTRATOR, StaffRole.AUDITOR])
async def test_an_untouched_record_is_whole_and_the_look_is_an_entry(
    people: People, tmp_path: Path, role: StaffRole
) -> None:
    """Screens 9, log check: every entry, the tree and the witness agree; who looked is the entry that came before."""
    overseeing, _ = await overseeing_of(people, tmp_path)
    found = await overseeing.check(Person(ADMINISTRATOR.id, "Ada", role))
    assert (found.entries, found.damaged_count, found.damaged, found.erased) == (ENTRIES + 1, 0, (), 0)
    assert (found.is_tree_same, found.witness, found.root) == (True, "ok", (await people.log.head()).root)
    last = (await people.log.read())[-1].entry
    assert (last.kind, last.actor, dict(last.facts)) == ("log.used", ADMINISTRATOR.id, {"about": "whole"})


async def test_a_changed_entry_is_named(people: People, tmp_path: Path) -> None:
    """JU14, AUD-13: one byte of what is kept, and the look says which entry; the others stand."""
    overseeing, _ = await overseeing_of(people, tmp_path)
    await behind_our_back(people, "UPDATE entry_payloads SET sealed = :other WHERE n = 2", other=b"other")
    found = await overseeing.check(ADMINISTRATOR)
    assert (found.damaged, found.damaged_count, found.is_tree_same) == ((2,), 1, True)


async def test_an_entry_that_was_written_anew_changes_the_tree(people: People, tmp_path: Path) -> None:
    """JU14: a commitment replaced by another one is no longer the tree that this server and the witness know."""
    overseeing, _ = await overseeing_of(people, tmp_path)
    await people.log.head()
    await behind_our_back(people, "UPDATE entries SET commitment = :other WHERE n = 1", other=bytes(32))
    found = await overseeing.check(ADMINISTRATOR)
    assert (found.damaged, found.is_tree_same, found.witness) == ((1,), False, "log_forked")


async def test_words_that_were_erased_are_counted_and_damage_nothing(people: People, tmp_path: Path) -> None:
    """Retention: what was removed when its time was over leaves its place in the tree."""
    overseeing, _ = await overseeing_of(people, tmp_path)
    await behind_our_back(people, "DELETE FROM entry_payloads WHERE n = 3")
    found = await overseeing.check(ADMINISTRATOR)
    assert (found.erased, found.damaged_count, found.is_tree_same, found.witness) == (1, 0, True, "ok")


async def test_who_asks_meanwhile_is_given_the_same_look(people: People, tmp_path: Path) -> None:
    """A record of years takes a while: a second press reads it no second time; both presses are entries."""
    overseeing, _ = await overseeing_of(people, tmp_path)
    first, second = await asyncio.gather(overseeing.check(ADMINISTRATOR), overseeing.check(ADMINISTRATOR))
    assert first is second
    assert [each.entry.kind for each in await people.log.read()][ENTRIES:] == ["log.used"] * 2


async def test_without_a_witness_that_is_said(people: People, tmp_path: Path) -> None:
    """Security: a put-back older copy would not be noticed; one whose volume is gone is not the same as none."""
    overseeing, witnessing = await overseeing_of(people, tmp_path)
    assert (await Overseeing(people.log, None, people.clock).check(ADMINISTRATOR)).witness == "none"

    class Gone:
        async def check(self) -> None:
            raise Unavailable("witness_unavailable")

    assert (await Overseeing(people.log, Gone(), people.clock).check(ADMINISTRATOR)).witness == "witness_unavailable"
    assert overseeing.witness is witnessing
