"""What our texts point at is there: files, headings inside them, and the tests that the front page names."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
README = REPOSITORY / "README.md"
TEXTS = sorted(
    path
    for path in (
        REPOSITORY / name
        for name in subprocess.check_output(["git", "-C", str(REPOSITORY), "ls-files", "*.md"], text=True).split()
    )
    if path.is_file()
)
TEMPLATES = {REPOSITORY / "server" / "transport" / "wire" / "reference.md"}
"""Written to another place, from where its links are meant."""
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PROOF = re.compile(r"\[`(test_\w+)`\]\((tests/[\w/]+\.py)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


@cache
def anchors(path: Path) -> frozenset[str]:
    """Every heading of a page as GitHub makes an anchor of it."""
    headings = re.findall(r"^#+ +(.+)$", FENCED.sub("", path.read_text("utf-8")), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", each)).strip() for each in headings)
    return frozenset(each.lower().replace(" ", "-") for each in plain)


def dead(text: Path) -> list[str]:
    """Links of a page that lead nowhere inside the repository."""
    found = []
    for link in LINK.findall(FENCED.sub("", text.read_text("utf-8"))):
        place, _, heading = link.partition("#")
        if re.match(r"[a-z]+:", place):
            continue
        target = (text.parent / place).resolve() if place else text
        if not target.exists() or (heading and heading not in anchors(target)):
            found.append(link)
    return found


@pytest.mark.parametrize(
    "text", [text for text in TEXTS if text not in TEMPLATES], ids=lambda path: str(path.relative_to(REPOSITORY))
)
def test_every_link_leads_somewhere(text: Path) -> None:
    """A10: to a file of ours, and to a heading of it."""
    assert dead(text) == []


def test_both_promises_name_the_tests_that_prove_them() -> None:
    """A5, I1: each row of the front page's two tables names a test that is there."""
    part = README.read_text("utf-8").partition("## Two promises")[2].partition("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ") and not line.startswith("| so |")]
    proofs = [PROOF.findall(row) for row in rows]
    assert len(rows) >= 10
    assert [row for row, named in zip(rows, proofs, strict=True) if not named] == []
    missing = [
        (test, file)
        for test, file in {proof for named in proofs for proof in named}
        if test
        not in {getattr(node, "name", "") for node in ast.walk(ast.parse((REPOSITORY / file).read_text("utf-8")))}
    ]
    assert missing == []
