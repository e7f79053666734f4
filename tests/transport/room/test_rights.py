"""What a session type takes from a role is refused on the wire, and what it leaves is not: every right of every type."""

import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest

from server.cli.visitor import Json, Seat
from server.terms.people import Role
from server.terms.policy import RIGHTS, Kind, Right
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.server_process import running

RULES: Final[dict[Kind, dict[Role, tuple[str, ...]]]] = {
    Kind.PATIENT_CONSULT: {Role.PATIENT: ("look_around",), Role.SPECIALIST: ("chat", "point", "steer")},
    Kind.SECOND_OPINION: {
        Role.PATIENT: ("chat", "point"),
        Role.SPECIALIST: ("confer", "draw", "keep_views", "read_values"),
    },
    Kind.BOARD: {Role.SPECIALIST: ("look_around", "confer", "steer", "read_names")},
}
"""What each type leaves to each role; between them every right is given once and taken once."""
VIEW: Final[Json] = {
    "cseq": 3,
    "token_epoch": 0,
    "layout": [1, 1],
    "active": "a",
    "viewports": [{"id": "a", "stack": 0, "pos": 2}],
    "scope": "mine",
}
ASKED: Final[dict[Right, tuple[str, Json]]] = {
    Right.CHAT: ("chat:send", {"cid": str(uuid.UUID(int=7)), "text": "line"}),
    Right.CONFER: ("chat:send", {"cid": str(uuid.UUID(int=8)), "text": "line", "channel": "clinicians"}),
    Right.POINT: ("pointer", {"stack": 0, "pos": 1, "x": 3, "y": 3}),
    Right.DRAW: ("mark:put", {"id": "1" * 16, "stack": 0, "pos": 1, "kind": "arrow", "points": [[1, 1], [9, 9]]}),
    Right.KEEP_VIEWS: ("bookmark:put", {"name": "Nodule", "star": True}),
    Right.LOOK_AROUND: ("view:set", VIEW),
    Right.STEER: ("control:request", {}),
    Right.READ_VALUES: ("value:at", {"stack": 0, "pos": 1, "x": 3, "y": 3}),
}
"""How each right is used."""


def policy() -> str:
    """The rules as a policy file."""
    lines = ["[limits]", "read_names = true"]
    for kind, rules in RULES.items():
        roles = [f'"{role}"' for role in rules]
        rights = [f"rights.{role} = [{', '.join(map(repr, named))}]" for role, named in rules.items()]
        lines += [f"[types.{kind}]", f"roles = [{', '.join(roles)}]", *rights]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A clinic with these rules."""
    folder: Path = tmp_path_factory.mktemp("strict")
    (folder / "policy.toml").write_text(policy(), "utf-8")
    made = Clinic.in_folder(folder / "clinic", POLICY__FILE=str(folder / "policy.toml"))
    with running(made.server):
        yield made


@asynccontextmanager
async def talk(clinic: Clinic, kind: Kind) -> AsyncIterator[tuple[Consult, dict[Role, Seat]]]:
    """A running consult of this type with one guest of each of its roles, who see pictures."""
    clinic.forgive()
    async with clinic.browser("lee") as browser:
        roles = list(RULES[kind])
        body: Json = {
            "series_ids": await clinic.series_of(browser, 6),
            "guests": [{"role": role.value, "name": f"Guest {role}"} for role in roles],
            "minutes": 20,
            "kind": kind.value,
        }
        if Role.PATIENT not in roles:
            body |= {"basis": "documented", "basis_words": {"reference": "letter of 3 May"}}
        consult = Consult(clinic, browser, await browser.must("POST", "/api/consults", body))
        try:
            await consult.open()
            seats = {role: await consult.admitted(number) for number, role in enumerate(roles)}
            if Role.PATIENT in seats:
                await consult.agree(seats[Role.PATIENT])
            yield consult, seats
        finally:
            await consult.close()


@pytest.mark.parametrize("kind", Kind)
async def test_every_right_is_what_the_type_says(strict: Clinic, kind: Kind) -> None:
    """A7, T-15, SES-191: right by right and role by role; the host lets them look around wherever that can be."""
    async with talk(strict, kind) as (consult, seats):
        for role in (Role.PATIENT, Role.SPECIALIST):
            answer = await consult.host.say("view:allow", {"role": role.value, "on": True})
            barred = role in RULES[kind] and "look_around" not in RULES[kind][role]
            assert answer.get("code", "ok") == ("not_in_policy" if barred else "ok")
        wrong = {}
        for role, seat in seats.items():
            assert set(seat.told("room:welcome")[-1]["me"]["withheld"]) == {
                right.value for right in RIGHTS[role] if right.value not in RULES[kind][role]
            }
            for right, (event, body) in ASKED.items():
                code = (await seat.say(event, body)).get("code", "ok")
                if code != ("ok" if right.value in RULES[kind][role] else "forbidden"):
                    wrong[role.value, right.value] = code
        assert wrong == {}
        told = consult.host.told("room:welcome")[-1]["policy"]["withheld"]
        assert told.keys() == {role.value for role in RULES[kind]}
        for seat in seats.values():
            assert seat.told("room:welcome")[-1]["policy"] is None


@pytest.mark.parametrize("kind", Kind)
async def test_who_may_not_confer_hears_nothing_of_it(strict: Clinic, kind: Kind) -> None:
    """A7, SES-95, SES-191: neither a line nor a count, live or afterwards; names only where they may be read."""
    async with talk(strict, kind) as (consult, seats):
        specialist, rights = seats[Role.SPECIALIST], RULES[kind][Role.SPECIALIST]
        line = {"cid": str(uuid.UUID(int=9)), "text": "between us", "channel": "clinicians"}
        assert (await consult.host.say("chat:send", line))["ok"]
        read = await specialist.say("chat:since", {"seq": 0, "channel": "clinicians"})
        assert read.get("code", "ok") == ("ok" if "confer" in rights else "forbidden")
        heard = [each for message in specialist.told("chat") for each in message["lines"]]
        assert [each["text"] for each in heard if each["channel"] == "clinicians"] == (
            ["between us"] if "confer" in rights else []
        )
        manifest = specialist.told("manifest")[-1]
        assert (manifest["identity"] is not None) == ("read_names" in rights)


def test_every_right_is_given_once_and_taken_once() -> None:
    """A7: the table above leaves nothing out."""
    for role in (Role.PATIENT, Role.SPECIALIST):
        for right in RIGHTS[role]:
            given = {right.value in rules[role] for rules in RULES.values() if role in rules}
            assert given == {True, False}, (role, right)
    assert ASKED.keys() == set(Right) - {Right.READ_NAMES}
