"""SPEC.md and its tests stay together."""

import re
from pathlib import Path

RULE = re.compile(r"\[(SES-\d+)\]")
TESTS = Path(__file__).parents[1]
"""All of them: some rules of a consult are kept by floors above."""
SPEC = TESTS.parent / "server" / "sessions" / "SPEC.md"


def _rules() -> list[str]:
    return re.findall(r"^- \*\*\[(SES-\d+)\]\*\*", SPEC.read_text("utf-8"), re.MULTILINE)


def _cited() -> set[str]:
    return {rule for test in TESTS.rglob("test_*.py") for rule in RULE.findall(test.read_text("utf-8"))}


def test_each_rule_has_one_number() -> None:
    rules = _rules()
    assert len(rules) == len(set(rules)) > 50


def test_every_rule_is_cited_by_a_test() -> None:
    assert set(_rules()) - _cited() == set()


def test_no_test_cites_a_rule_that_does_not_exist() -> None:
    assert _cited() - set(_rules()) == set()
