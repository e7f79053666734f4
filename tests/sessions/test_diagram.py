"""The drawn page is the table's."""

from pathlib import Path

from server.sessions.diagram import document, mermaid
from server.sessions.phases import Phase

PAGE = Path(__file__).parent.parent.parent / "docs" / "phases.md"


def test_the_page_in_docs_is_what_the_table_draws() -> None:
    """[SES-1] docs/phases.md is drawn from TRANSITIONS; `python -m server.sessions.diagram > docs/phases.md` renews it."""
    assert PAGE.read_text("utf-8") == document()


def test_every_phase_is_on_the_diagram() -> None:
    drawn = mermaid()
    assert all(f"    {phase.value} --> " in drawn for phase in Phase)
