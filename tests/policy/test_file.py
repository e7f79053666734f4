"""A policy that cannot be used is told by file, line, field and what is allowed."""

from pathlib import Path

import pytest

from server.policy import digest_of, packaged_text, read_policy
from server.terms.consults import ViewingPolicy
from server.terms.errors import Malformed
from server.terms.lifetimes import Lifetimes
from server.terms.people import Role
from server.terms.policy import Kind, Right, Withheld

SETTINGS = ViewingPolicy()
GOOD = """[limits]
minutes = 60
extensions = 2
extension_minutes = 10
link_uses = 4
bases = ["patient_tap", "guardian", "documented"]

[types.patient_consult]
roles = ["patient", "specialist"]
required = ["patient"]
minutes = 20
minutes_max = 45
extensions = 1
extension_sizes = [10, 5]
extension_words = "Longer talks get a new appointment."
bases = ["patient_tap", "guardian"]
link_uses = 2
link_minutes = 200
forbid_override = ["basis"]

[types.patient_consult.rights]
patient = ["point"]
specialist = ["chat", "confer", "point"]

[types.board]
roles = ["specialist"]
"""
KEPT = (
    GOOD
    + """
[keep]
studies_days = 30
studies_days_most = 90
chats_days = 60
notes_days = 400
record_years = 2
"""
)


def written(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(text, "utf-8")
    return path


def refusal(folder: Path, text: str) -> Malformed:
    with pytest.raises(Malformed, match="bad_policy") as refused:
        read_policy(SETTINGS, written(folder, text))
    return refused.value


def test_a_good_file_is_what_it_says(tmp_path: Path) -> None:
    """A7: every field arrives; what is not said is the limit's."""
    policy = read_policy(SETTINGS, written(tmp_path, GOOD))
    assert [each.kind for each in policy.types] == [Kind.PATIENT_CONSULT, Kind.BOARD]
    first, board = policy.types
    assert (first.minutes, first.viewing.minutes_max, first.viewing.extensions_max) == (20, 45, 1)
    assert (first.viewing.extension_sizes, first.viewing.extension_minutes_max) == ((5, 10), 10)
    assert first.viewing.extension_words == "Longer talks get a new appointment."
    assert (first.viewing.link_uses, first.viewing.link_minutes) == (2, 200)
    assert (first.roles, first.required, first.fixed) == ((Role.PATIENT, Role.SPECIALIST), (Role.PATIENT,), ("basis",))
    assert (first.bases, first.viewing.bases_barred) == (
        ("patient_tap", "guardian"),
        ("verbal_witness", "documented", "emergency"),
    )
    assert first.viewing.roles_barred == (Role.OBSERVER,)
    assert not first.viewing.guests_fixed
    assert Withheld(Role.PATIENT, Right.CHAT) in first.viewing.withheld
    assert not first.viewing.gives(Role.SPECIALIST, Right.STEER)
    assert first.viewing.gives(Role.SPECIALIST, Right.POINT)
    assert (board.minutes, board.viewing.minutes_max, board.viewing.extension_minutes_max) == (20, 60, 10)
    assert (board.viewing.withheld, board.viewing.link_uses) == ((), 4)
    assert board.bases == ("patient_tap", "guardian", "documented")


@pytest.mark.parametrize(
    ("was", "written_instead", "line", "field", "allowed"),
    [
        ("minutes = 60", "minutes = 600", 2, "limits.minutes", "5 … 240"),
        ("extensions = 2", "extension = 2", 3, "limits.extension", "minutes, extensions, extension_minutes, link_uses"),
        ("extension_minutes = 10", 'extension_minutes = "ten"', 4, "limits.extension_minutes", "1 … 60"),
        ("[types.patient_consult]", "[types.clinic]", 8, "types.clinic", "patient_consult, second_opinion, board"),
        (
            '["patient", "specialist"]\nrequired',
            '["patient", "nurse"]\nrequired',
            9,
            "types.patient_consult.roles",
            '"observer" | "patient" | "specialist"',
        ),
        (
            '["patient", "specialist"]\nrequired',
            '[\n"nurse"]\nrequired',
            9,
            "types.patient_consult.roles",
            '"specialist"',
        ),
        ('required = ["patient"]', 'required = ["observer"]', 10, "types.patient_consult.required", '"patient"'),
        ("minutes = 20", "minutes = 46", 11, "types.patient_consult.minutes", "5 … 45 (minutes_max)"),
        ("minutes = 20", "minutes = 4", 11, "types.patient_consult.minutes", "5 … 240"),
        ("minutes_max = 45", "minutes_max = 61", 12, "types.patient_consult.minutes_max", "5 … 60 ([limits] minutes)"),
        ("extensions = 1", "extensions = 3", 13, "types.patient_consult.extensions", "0 … 2 ([limits] extensions)"),
        (
            "[10, 5]",
            "[5, 15]",
            14,
            "types.patient_consult.extension_sizes",
            "1 … 10 ([limits] extension_minutes)",
        ),
        ("[10, 5]", "[]", 14, "types.patient_consult.extension_sizes", "not empty"),
        ("[10, 5]", "[1.5]", 14, "types.patient_consult.extension_sizes", "1 … 60"),
        (
            '"Longer talks get a new appointment."',
            f'"{"x" * 201}"',
            15,
            "types.patient_consult.extension_words",
            "at most 200 characters",
        ),
        (
            '["patient_tap", "guardian"]\nlink',
            '["patient_tap", "emergency"]\nlink',
            16,
            "types.patient_consult.bases",
            '"patient_tap", "guardian", "documented" ([limits] bases)',
        ),
        (
            '["patient_tap", "guardian"]\nlink',
            '["guardian"]\nlink',
            16,
            "types.patient_consult.bases",
            'with "patient_tap"',
        ),
        ("link_uses = 2", "link_uses = 5", 17, "types.patient_consult.link_uses", "1 … 4 ([limits] link_uses)"),
        ("link_minutes = 200", "link_minutes = 100", 18, "types.patient_consult.link_minutes", "0, or 110 … 10080"),
        ('["basis"]', '["start"]', 19, "types.patient_consult.forbid_override", '"basis" | "guests" | "minutes"'),
        (
            'patient = ["point"]',
            'patient = ["draw"]',
            22,
            "types.patient_consult.rights.patient",
            '"chat" | "look_around" | "point"',
        ),
        ('patient = ["point"]', 'host = ["draw"]', 22, "types.patient_consult.rights.host", "patient, specialist"),
        (
            '"confer", "point"]',
            '"read_names"]',
            23,
            "types.patient_consult.rights.specialist",
            "[limits] read_names = true",
        ),
        ('[types.board]\nroles = ["specialist"]', "[types.board]", 25, "types.board.roles", '"specialist"'),
        (
            'roles = ["specialist"]\n',
            'roles = ["specialist"]\nforbid_override = ["guests"]',
            27,
            "types.board",
            "required",
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_line(
    tmp_path: Path, was: str, written_instead: str, line: int, field: str, allowed: str
) -> None:
    """A7: with the field and what may stand there."""
    assert GOOD.count(was) >= 1
    refused = refusal(tmp_path, GOOD.replace(was, written_instead, 1))
    assert refused.facts["line"] == line
    assert str(refused.facts["field"]).startswith(field)
    assert allowed in str(refused.facts["allowed"])
    assert str(refused.facts["file"]).endswith("policy.toml")


@pytest.mark.parametrize(
    ("was", "written_instead", "line", "field", "allowed"),
    [
        ("studies_days = 30", "studies_days = -1", 29, "keep.studies_days", "0 … 36500"),
        ("studies_days = 30", "studies_days = 0", 30, "keep.studies_days_most", "with studies_days"),
        ("studies_days = 30", "studies_days = 91", 30, "keep.studies_days_most", "91 … 36500"),
        ("chats_days = 60", "chats_days = 731", 31, "keep.chats_days", "0 … 730 (the record is kept for 2 years)"),
        ("notes_days = 400", "notes_days = 731", 32, "keep.notes_days", "0 … 730"),
        ("notes_days = 400", "films_days = 7", 32, "keep.films_days", "studies_days, studies_days_most, chats_days"),
        ("record_years = 2", "record_years = 101", 33, "keep.record_years", "0 … 100"),
    ],
)
def test_a_wrong_lifetime_is_told_by_its_line(
    tmp_path: Path, was: str, written_instead: str, line: int, field: str, allowed: str
) -> None:
    """A7: a chat that outlives its record, a study kept less long than it is anyway."""
    assert KEPT.count(was) == 1
    refused = refusal(tmp_path, KEPT.replace(was, written_instead, 1))
    assert (refused.facts["line"], refused.facts["field"]) == (line, field)
    assert allowed in str(refused.facts["allowed"])


def test_what_patients_are_told_is_what_holds(tmp_path: Path) -> None:
    """A7: records are kept for the years of the file, else those of the settings; studies for ever unless it is said."""
    assert read_policy(SETTINGS, written(tmp_path, KEPT), record_years=10).lifetimes == Lifetimes(30, 90, 60, 400, 2)
    assert read_policy(SETTINGS, written(tmp_path, GOOD), record_years=10).lifetimes == Lifetimes(record_years=10)
    assert read_policy(SETTINGS, record_years=7).lifetimes == Lifetimes(record_years=7)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (GOOD.replace("minutes = 20", "minutes 20"), 11),
        (GOOD.replace("minutes = 20", "minutes = 20\nminutes = 30"), 12),
        (GOOD + "[types.board\n", 27),
        (GOOD + 'rest = """', 27),
        ("", 1),
        ("[types]\n", 1),
    ],
)
def test_what_is_no_toml_is_told_by_its_line_too(tmp_path: Path, text: str, line: int) -> None:
    """A7: also a file that says nothing, or offers no type."""
    assert refusal(tmp_path, text).facts["line"] == line


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A7: the packaged types are not taken instead in silence."""
    with pytest.raises(Malformed, match="no_policy_file"):
        read_policy(SETTINGS, tmp_path / "policy.toml")
    (tmp_path / "policy.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Malformed, match="no_policy_file"):
        read_policy(SETTINGS, tmp_path / "policy.toml")


def test_the_packaged_types_leave_what_the_settings_say(tmp_path: Path) -> None:
    """A7: today's settings are their limits, and what a type presets bends to them; a file of one's own does not bend."""
    said = ViewingPolicy(minutes_max=10, extensions_max=1, extension_minutes_max=20, specialist_identity=True)
    policy = read_policy(said)
    assert [each.kind for each in policy.types] == list(Kind)
    for each in policy.types:
        assert each.minutes == each.viewing.minutes_max == 10
        assert (each.viewing.extensions_max, each.viewing.extension_minutes_max) == (1, 20)
        assert (each.viewing.withheld, each.viewing.specialist_identity) == ((), True)
    with pytest.raises(Malformed, match="bad_policy"):
        read_policy(said, written(tmp_path, packaged_text()))


def test_two_that_mean_the_same_have_one_digest(tmp_path: Path) -> None:
    """A7: comments and order are nothing, a minute is."""
    one = digest_of(read_policy(SETTINGS, written(tmp_path, GOOD)))
    assert one == digest_of(read_policy(SETTINGS, written(tmp_path, "# ours\n" + GOOD.replace("[10, 5]", "[5, 10]"))))
    assert one != digest_of(read_policy(SETTINGS, written(tmp_path, GOOD.replace("minutes = 20", "minutes = 21"))))
    assert one != digest_of(read_policy(ViewingPolicy(closing_s=60), written(tmp_path, GOOD)))
