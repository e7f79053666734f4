"""Which line a key stands on, however TOML lets it be written."""

import pytest

from server.policy.places import line_of

TEXT = '''# a policy
[limits]
minutes = 60

[types.board]
roles = [
    "specialist",  # minutes = 3
    "observer",
]
extension_words = """
[types.board.rights]
minutes = 7"""
minutes = 20
rights.patient = ["chat"]
"link_uses" = 3

[types]
second_opinion = { roles = ["specialist"], minutes = 30 }
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("limits", "minutes"), 3),
        (("types", "board"), 5),
        (("types", "board", "roles"), 6),
        (("types", "board", "extension_words"), 10),
        (("types", "board", "minutes"), 13),
        (("types", "board", "rights", "patient"), 14),
        (("types", "board", "link_uses"), 15),
        (("types", "second_opinion", "minutes"), 18),
        (("types", "board", "required"), 5),
        (("types", "patient_consult", "minutes"), 5),
        (("nothing",), 1),
    ],
)
def test_a_key_is_found_where_it_begins(path: tuple[str, ...], line: int) -> None:
    """A7: lists and texts over several lines, dotted and quoted keys; what is not written is told by its table."""
    assert line_of(TEXT, path) == line
