"""The codes of a report: each is legal, and each of our own is in docs/findings.md."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydicom.sr.coding import Code

from server.reports import coded_words
from server.reports.coded_words import SCHEME, procedure_code, unit_code

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"
ROW = re.compile(r"^\| `(\w+)` \| (.+) \|$", re.MULTILINE)


def codes() -> Iterator[Code]:
    """Every code that can be said, from the tables and by itself."""
    for value in vars(coded_words).values():
        if isinstance(value, Code):
            yield value
        elif isinstance(value, Mapping):
            yield from (each for each in value.values() if isinstance(each, Code))


def test_every_code_of_our_own_is_documented_and_no_other() -> None:
    ours = {(code.value, code.meaning) for code in codes() if code.scheme_designator == SCHEME}
    assert set(ROW.findall(PAGE.read_text("utf-8"))) == ours


def test_no_code_of_our_own_means_two_things_in_one_place() -> None:
    """One code may be a value of several questions; it has one meaning then."""
    meanings: dict[str, set[str]] = {}
    for code in codes():
        if code.scheme_designator == SCHEME:
            meanings.setdefault(code.value, set()).add(code.meaning)
    assert {value: said for value, said in meanings.items() if len(said) > 1} == {}


def test_every_code_is_as_long_as_the_standard_allows() -> None:
    """PS3.5 6.2: SH has 16 characters, LO 64."""
    assert [code for code in codes() if len(code.value) > 16 or len(code.meaning) > 64] == []


def test_unknown_unit_can_be_read_back() -> None:
    """UCUM has no symbol for it, so it stands in braces: no dimension, and the file's own word."""
    assert unit_code("HU").value == "[hnsf'U]"
    assert (unit_code("EDW").value, unit_code("EDW").meaning) == ("{EDW}", "EDW")


def test_unknown_modality_is_an_imaging_procedure() -> None:
    assert procedure_code("CT").scheme_designator == "LN"
    assert procedure_code("OP").meaning == procedure_code("").meaning == "Imaging procedure"
