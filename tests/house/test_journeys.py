"""Every step of every journey names the tests that prove it, or why there is none yet."""

import re
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).resolve().parents[1]
STEPS: Final = {"P": 13, "M": 13, "S": 12, "U": 16}
"""Provider, patient, specialist, and what must not go wrong: how many steps each has."""
NOT_YET: Final = {
    "JM08": "photographs into the room are to come",
    "JM13": "a page to take home is to come",
    "JS02": "sign-in by another's identity (OIDC) is to come",
    "JU12": "measured, not tested: bench/crowd.py",
}
CITED: Final = re.compile(r"\bJ([PMSU])(\d\d?)(?:\s*(?:–|to|…)\s*J?[PMSU]?(\d\d?))?\b")


def cited() -> dict[str, set[str]]:
    """Step → files whose tests cite it, ranges written out."""
    found: dict[str, set[str]] = {}
    for path in TESTS.rglob("test_*.py"):
        if path == Path(__file__):
            continue
        for who, first, last in CITED.findall(path.read_text("utf-8")):
            for number in range(int(first), int(last or first) + 1):
                found.setdefault(f"J{who}{number:02}", set()).add(path.name)
    return found


def test_every_step_of_a_journey_is_proved_or_named_as_missing() -> None:
    """Features §5: nothing that was promised is forgotten, nothing that has come is still called missing."""
    steps = {f"J{who}{number:02}" for who, last in STEPS.items() for number in range(1, last + 1)}
    known = cited()
    assert steps - known.keys() == NOT_YET.keys()
    assert known.keys() <= steps
