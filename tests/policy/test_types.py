"""No type ever stands above a limit, whatever a file says."""

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, get_args

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from server.policy import read_policy
from server.policy.said import BASES, PatientRight, SpecialistRight
from server.terms.consults import ViewingPolicy
from server.terms.errors import Malformed
from server.terms.people import Role
from server.terms.policy import RIGHTS, Right, Withheld
from server.terms.session_types import Fixable

BEFORE: Final = (
    "minutes_max", "extensions_max", "extension_minutes_max", "lobby_open_before_min", "lobby_after_start_min",
    "host_away_s", "presenter_away_s", "paused_max_min", "empty_s", "closing_s", "specialist_identity",
)  # fmt: skip
"""What a policy was in the sessions of earlier versions."""
ROLES: Final = ("patient", "specialist", "observer")


def some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=5)


def table(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these fields, each as it is drawn."""
    return st.fixed_dictionaries({}, optional=fields)


TYPE: Final = st.tuples(
    st.fixed_dictionaries({"roles": some(ROLES)}),
    table(
        required=some(ROLES),
        minutes=st.integers(0, 300),
        minutes_max=st.integers(0, 300),
        extensions=st.integers(-1, 12),
        extension_sizes=st.lists(st.integers(0, 70), max_size=4),
        bases=some(BASES),
        link_uses=st.integers(0, 25),
        link_minutes=st.integers(0, 400),
        forbid_override=some(get_args(Fixable)),
        rights=table(patient=some(get_args(PatientRight)), specialist=some(get_args(SpecialistRight))),
    ),
).map(lambda both: both[0] | both[1])
FILE: Final = st.fixed_dictionaries(
    {"types": table(patient_consult=TYPE, second_opinion=TYPE, board=TYPE)},
    optional={
        "limits": table(
            minutes=st.integers(5, 240),
            extensions=st.integers(0, 10),
            extension_minutes=st.integers(1, 60),
            link_uses=st.integers(1, 20),
            read_names=st.booleans(),
            bases=st.lists(st.sampled_from(BASES), min_size=1),
        )
    },
)


def toml(tree: dict[str, Any]) -> str:
    """A tree as inline TOML."""
    return "\n".join(f"{key} = {_value(value)}" for key, value in tree.items())


def _value(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "{" + ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_value, value)) + "]"
        case str():
            return f'"{value}"'
        case _:
            return str(value)


@given(FILE, st.builds(ViewingPolicy, minutes_max=st.integers(5, 240), specialist_identity=st.booleans()))
def test_a_type_is_never_above_a_limit(tree: dict[str, Any], settings_say: ViewingPolicy) -> None:
    """A7: read or refused, never read as more; what is read, a session can be made of."""
    assert tomllib.loads(toml(tree)) == tree
    with TemporaryDirectory() as folder:
        path = Path(folder) / "policy.toml"
        path.write_text(toml(tree), "utf-8")
        try:
            policy = read_policy(settings_say, path)
        except Malformed as refused:
            if refused.code != "bad_policy" or refused.facts["line"] not in {1, 2}:
                raise
            return
    limits = tree.get("limits", {})
    bases = limits.get("bases", BASES)
    for each in policy.types:
        viewing = each.viewing
        assert 5 <= each.minutes <= viewing.minutes_max <= limits.get("minutes", settings_say.minutes_max)
        assert 0 <= viewing.extensions_max <= limits.get("extensions", settings_say.extensions_max)
        most = limits.get("extension_minutes", settings_say.extension_minutes_max)
        assert max(viewing.extension_sizes, default=0) <= viewing.extension_minutes_max <= most
        assert 1 <= viewing.link_uses <= limits.get("link_uses", settings_say.link_uses)
        assert viewing.specialist_identity <= limits.get("read_names", settings_say.specialist_identity)
        assert each.bases
        assert set(each.bases) <= set(bases)
        assert set(each.bases) | set(viewing.bases_barred) == set(BASES)
        assert set(each.required) <= set(each.roles)
        assert set(each.roles) | set(viewing.roles_barred) == set(RIGHTS)
        assert Role.PATIENT not in each.roles or "patient_tap" in each.bases
        assert viewing.link_minutes == 0 or viewing.link_minutes >= viewing.lobby_after_start_min
        assert all(taken.right in RIGHTS[taken.role] for taken in viewing.withheld)


def test_every_right_can_be_named_for_the_role_that_has_it() -> None:
    """A7: the file's words are the rules' rights, no more and no fewer."""
    assert set(get_args(PatientRight)) == set(RIGHTS[Role.PATIENT])
    assert set(get_args(SpecialistRight)) == set(RIGHTS[Role.SPECIALIST])
    assert RIGHTS[Role.OBSERVER] == ()
    assert Role.PROVIDER not in RIGHTS
    assert not ViewingPolicy(withheld=(Withheld(Role.PATIENT, Right.CHAT),)).gives(Role.PATIENT, Right.CHAT)


def test_a_session_from_before_there_were_types_goes_on_as_it_was() -> None:
    """A7, SES-190: what its row does not say takes nothing from anybody."""
    kept = msgspec.json.decode(msgspec.json.encode(ViewingPolicy(minutes_max=90)))
    before = {name: value for name, value in kept.items() if name in BEFORE}
    assert len(before) == len(BEFORE)
    assert msgspec.convert(before, ViewingPolicy) == ViewingPolicy(minutes_max=90)
