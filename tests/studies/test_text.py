import pytest

from server.studies.text import one_line, readable_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Doe^Jane", "Doe^Jane"),
        ("a\r\nb\tc", "a b c"),
        ("\x1b[31mred\x07", "[31mred"),
        ("\u202eevil\u2066", "evil"),
        ("Do\u200be", "Doe"),
        ("\ud800x", "x"),
        ("  many   spaces\u00a0", "many spaces"),
        ("e\u0301", "\u00e9"),
        ("<b>bold</b>", "<b>bold</b>"),
    ],
)
def test_text_keeps_only_what_can_be_seen(given: str, shown: str) -> None:
    """BI-56, T-21: controls, bidirectional and invisible characters go; markup stays text."""
    assert one_line(given) == shown


def test_text_is_bounded() -> None:
    """BI-56: a hundred thousand characters become one line of 128."""
    assert len(one_line("x" * 100_000)) == 128


@pytest.mark.parametrize(
    ("person_name", "shown"),
    [
        ("Doe^Jane^M^Dr^III", "Doe, Jane M"),
        ("Doe", "Doe"),
        ("^Jane", "Jane"),
        ("=\u5c71\u7530^\u592a\u90ce", "\u5c71\u7530, \u592a\u90ce"),
        ("", ""),
        ("^^^^", ""),
        ("A=B=C=D=E", "A"),
    ],
)
def test_person_name_reads_as_people_write_it(person_name: str, shown: str) -> None:
    """A DICOM person name becomes family name, comma, given names."""
    assert readable_name(person_name) == shown
