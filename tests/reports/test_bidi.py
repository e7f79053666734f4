"""Text that runs to the left, in the order in which it is drawn."""

import pytest

from server.reports.bidi import isolated, levels, runs_left, visual

ALEF, BA, TA = "\u0627", "\u0628", "\u062a"
WORD = ALEF + BA
TURNED = BA + ALEF


def drawn(text: str, *, is_rtl: bool) -> str:
    return visual(text, levels(text, is_rtl=is_rtl), is_rtl=is_rtl)


@pytest.mark.parametrize(
    ("text", "is_rtl", "expected"),
    [
        ("plain words", False, "plain words"),
        (WORD, True, TURNED),
        (f"{WORD} Lee", True, f"Lee {TURNED}"),
        (f"Lee {WORD} Roe", False, f"Lee {TURNED} Roe"),
        (f"{WORD} 42", True, f"42 {TURNED}"),
        (f"{WORD} 3.5%", True, f"%3.5 {TURNED}"),
        (f"{WORD} ({BA})", True, f"({BA}) {TURNED}"),
        (f"{WORD} {isolated('2026-02-02 14:05')}", True, f"2026-02-02 14:05 {TURNED}"),
        (f"{isolated('9.2 mm')} · {WORD}", True, f"{TURNED} · 9.2 mm"),
        (f"{WORD} \u2068Dr Lee (2)\u2069.", True, f".Dr Lee (2) {TURNED}"),
        (f"a \u2067{WORD} 1\u2069 b", False, f"a 1 {TURNED} b"),
        (f"{WORD}  ", True, f"  {TURNED}"),
        (f"{BA}\u064e{TA}", True, f"{TA}\u064e{BA}"),
        ("", True, ""),
    ],
)
def test_a_line_is_drawn_in_the_order_of_uax_9(text: str, is_rtl: bool, expected: str) -> None:  # noqa: FBT001
    """Words, numbers, brackets, marks and isolates, each beside text of the other direction."""
    assert drawn(text, is_rtl=is_rtl) == expected


def test_a_paragraph_runs_as_its_first_letter() -> None:
    """P2, P3: digits and signs decide nothing."""
    assert runs_left(f"1. {WORD} Lee")
    assert not runs_left(f"1. Lee {WORD}", otherwise=True)
    assert runs_left("9 %", otherwise=True)
