"""The threat model cannot rot: the tests it names exist, and what an issue promised has a row."""

import ast
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
TEXT = (REPOSITORY / "server" / "THREAT_MODEL.md").read_text("utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
PROMISED = [
    *(f"T-{number:02}" for number in (*range(1, 14), *range(15, 27), *range(29, 34), *range(36, 55))),
    *(f"LK-{number}" for number in (1, 2, 3, 4, 5, 6, 7)),
]
HOUSE = REPOSITORY / "server" / "ARCHITECTURE.md"


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_named_test_exists(file: str, test: str) -> None:
    path = REPOSITORY / file
    assert path.is_file()
    assert test in {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if hasattr(node, "name")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:30])
def test_row_names_a_test(row: str) -> None:
    assert re.search(r"`tests/[\w/]+\.py::\w+`", row)


@pytest.mark.parametrize("threat", PROMISED)
def test_promised_threat_has_a_row(threat: str) -> None:
    assert any(threat in row.split("|")[1] for row in ROWS)


def test_files_named_by_the_architecture_exist() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", HOUSE.read_text("utf-8"))
    assert named
    assert [each for each in named if not (REPOSITORY / each).is_file()] == []
