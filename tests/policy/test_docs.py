"""docs/policy.md is true: its example is read by the server, its tables name every field."""

import re
from pathlib import Path

import pytest

from server.desk.session_types import check_inside
from server.policy import read_policy
from server.policy.said import KeepSaid, LimitsSaid, TypeSaid
from server.terms.consults import ViewingPolicy
from server.terms.errors import Malformed, Refused
from server.terms.lifetimes import Lifetimes
from server.terms.people import Role
from server.terms.policy import RIGHTS, Kind, Right
from server.terms.session_types import Policy

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "policy.md").read_text("utf-8")
EXAMPLE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]


def rows(heading: str) -> dict[str, list[str]]:
    """The table below a heading: its first cell without ticks → its others."""
    part = PAGE.partition(f"\n## {heading}")[2].partition("\n## ")[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in cells}


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    path = tmp_path / "policy.toml"
    path.write_text(EXAMPLE, "utf-8")
    return read_policy(ViewingPolicy(), path)


def test_the_example_is_what_the_text_says(policy: Policy) -> None:
    """A7: short talks without writing, and opinions of exactly thirty minutes."""
    talk, opinion = policy.types
    assert (talk.kind, talk.minutes, talk.viewing.minutes_max) == (Kind.PATIENT_CONSULT, 15, 30)
    assert (talk.viewing.extensions_max, talk.viewing.extension_sizes) == (2, (5, 10))
    assert talk.viewing.gives(Role.PATIENT, Right.POINT)
    assert not talk.viewing.gives(Role.PATIENT, Right.CHAT)
    assert opinion.viewing.specialist_identity
    assert opinion.viewing.guests_fixed
    assert not opinion.viewing.gives(Role.SPECIALIST, Right.STEER)
    assert (opinion.viewing.link_uses, opinion.viewing.link_minutes) == (1, 240)
    assert policy.lifetimes == Lifetimes(90, 365, 180, 0, 10)
    check_inside(opinion, roles=[Role.SPECIALIST], minutes=30, basis="documented")
    with pytest.raises(Refused, match="fixed_by_policy"):
        check_inside(opinion, roles=[Role.SPECIALIST], minutes=20, basis="documented")
    with pytest.raises(Refused, match="needed_by_policy"):
        check_inside(talk, roles=[Role.SPECIALIST], minutes=15, basis="guardian")


def test_the_refusal_it_prints_is_the_one_that_comes(tmp_path: Path) -> None:
    """A7: the sentence in the text, number by number."""
    path = tmp_path / "policy.toml"
    path.write_text(EXAMPLE.replace("minutes_max = 30", "minutes_max = 90"), "utf-8")
    with pytest.raises(Malformed) as refused:
        read_policy(ViewingPolicy(), path)
    facts = refused.value.facts
    assert f"line {facts['line']}: {facts['field']}: {facts['complaint']}. Allowed: {facts['allowed']}." in PAGE


def test_every_field_has_its_row() -> None:
    """A7: and every row its field."""
    assert rows("`[limits]`").keys() == set(LimitsSaid.__struct_fields__)
    assert rows("`[keep]`").keys() == set(KeepSaid.__struct_fields__)
    assert rows("`[types").keys() == set(TypeSaid.__struct_fields__)


def test_every_right_is_ticked_for_the_roles_that_have_it() -> None:
    """A7: as the rules have it."""
    table = rows("Rights")
    assert table.keys() == {right.value for right in Right}
    for right in Right:
        ticked = {
            role for role, cell in zip((Role.PATIENT, Role.SPECIALIST), table[right], strict=False) if cell == "✓"
        }
        assert ticked == {role for role, rights in RIGHTS.items() if right in rights}
