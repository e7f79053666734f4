"""The table of troubles says what the program says, and the pages by role have the pictures and the length they promise."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from server.audit.kinds import KINDS

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"
TEXTS = sorted((REPOSITORY / "server" / "texts").glob("*.en.ftl"))
ROW = re.compile(r"^\| (?P<message>[^|]+) \| `(?P<code>[\w-]+)` \| (?P<why>[^|]+) \| (?P<do>[^|]+) \|$", re.MULTILINE)
TOPICS = ("error-", "file-", "operator-", "dark-", "")
PAGES = ("provider", "patient", "specialist", "administrator")
LONGEST_WORDS = 950
"""Two pages as they are printed, pictures and all."""
PICTURES_BYTES = 1_500_000
PICTURE = re.compile(r"!\[[^\]]+\]\((pictures/[\w-]+\.png)\)|<img [^>]*src=\"docs/(pictures/[\w-]+\.png)\"")


def messages() -> dict[str, str]:
    """Every English sentence by its id, facts as an ellipsis."""
    return {
        entry.id.name: " ".join(said(entry.value).split())
        for path in TEXTS
        for entry in FluentParser().parse(path.read_text("utf-8")).body
        if isinstance(entry, fluent.Message) and entry.value is not None
    }


def said(pattern: fluent.Pattern) -> str:
    """A sentence as it is said when none of its cases is a special one."""
    words = ""
    for element in pattern.elements:
        if isinstance(element, fluent.TextElement):
            words += element.value
        elif isinstance(element.expression, fluent.SelectExpression):
            words += said(next(one.value for one in element.expression.variants if one.default))
        else:
            words += "…"
    return words


def troubles() -> list[tuple[str, str]]:
    """Message and code of every row."""
    return [(row["message"], row["code"]) for row in ROW.finditer((DOCS / "troubleshooting.md").read_text("utf-8"))]


def test_every_line_of_the_table_is_a_row() -> None:
    """Issue 9: nothing in the table escapes the test below."""
    lines = [line for line in (DOCS / "troubleshooting.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len(troubles()) == len([line for line in lines if not line.startswith("| you read")])
    assert len(troubles()) >= 40


@pytest.mark.parametrize(("message", "code"), troubles(), ids=lambda each: each if "-" in each or "_" in each else None)
def test_a_trouble_is_worded_as_the_program_words_it(message: str, code: str) -> None:
    """Issue 9: who looks for what stands on a screen finds exactly that."""
    known = messages()
    ids = [topic + code.replace("_", "-") for topic in TOPICS]
    assert message in [known[one] for one in ids if one in known]


@pytest.mark.parametrize("page", PAGES)
def test_a_role_reads_two_pages_with_pictures(page: str) -> None:
    """Issue 9: documentation by role, short, each picture there and made by `make pictures`; the front page leads to it."""
    text = (DOCS / f"{page}.md").read_text("utf-8")
    assert len(text.split()) <= LONGEST_WORDS
    named = [one for found in PICTURE.findall(text) for one in found if one]
    assert named
    assert [one for one in named if not (DOCS / one).is_file()] == []
    assert f"(docs/{page}.md)" in (REPOSITORY / "README.md").read_text("utf-8")


def test_no_picture_is_left_over_and_all_are_light() -> None:
    """Every picture is named by a page of ours, and together they are no burden to a clone."""
    pages = [REPOSITORY / "README.md", *DOCS.glob("*.md")]
    named = {one for page in pages for found in PICTURE.findall(page.read_text("utf-8")) for one in found if one}
    front = re.findall(r"\(docs/(pictures/[\w-]+\.png)\)", (REPOSITORY / "README.md").read_text("utf-8"))
    pictures = {f"pictures/{path.name}": path.stat().st_size for path in (DOCS / "pictures").iterdir()}
    assert pictures.keys() == named | set(front)
    assert sum(pictures.values()) <= PICTURES_BYTES


def test_every_kind_of_entry_can_be_read() -> None:
    """I6: an auditor reads a sentence for whatever is in the record, never its code."""
    known = messages()
    names = {kind: f"entry-{kind.replace('.', '-').replace('_', '-')}" for kind in KINDS}
    assert [kind for kind, name in names.items() if name not in known] == []
