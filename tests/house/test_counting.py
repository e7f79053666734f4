"""Numbers, plurals and moments as each language needs them (K7): a counted word is never written for one number only."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

REPOSITORY = Path(__file__).resolve().parents[2]
TEXTS = sorted((REPOSITORY / "server" / "texts").glob("*.ftl"))
PAGES = sorted((REPOSITORY / "web" / "src").rglob("*.ts*"))

COUNTS: Final = (
    "count|days|devices|done|files|frames|hours|images|keys|left|minutes|missing|months|most|objects|people|pictures"
    "|places|rectangles|seconds|times|total|unfinished|years"
)
"""Facts that are numbers of something."""

UNCHANGED: Final = (
    "accepted|already|and|are|at|de|en|from|in|is|mb|min|mm|ms|of|or|s|still|to|unreadable|y|أو|إلى|ث|د|على|من|يجب"
)
"""What may follow a number and is the same after every one."""

ALWAYS_MANY: Final = {
    "error-bad-code": "a code has six digits, or eight",
    "error-password-long": "the limit is a large number",
    "error-export-too-large": "the limit is a large number",
    "opinions-newest": "said of a full list",
    "studies-more": "said of more than a full list",
    "mine-saw": "said where the one before it is not one",
    "between-sum": "each number has a word of its own that stays",
    "note-duplicate-positions": "several pictures lie in fewer places",
    "check-few-files": "the limit is a large number",
    "check-limits": "the limit is a large number",
    "check-codecs": "there are many",
    "check-certificate": "said from two weeks on",
    "consent-until-most": "a time of day",
}


def bare(pattern: fluent.Pattern, chosen: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Give each number that is followed by a word, and the word, where no choice by that number was made."""
    for here, after in zip(pattern.elements, [*pattern.elements[1:], None], strict=True):
        match here:
            case fluent.Placeable(expression=fluent.SelectExpression() as select):
                for one in select.variants:
                    yield from bare(one.value, chosen | {chooser(select)})
            case fluent.Placeable(expression=fluent.VariableReference(id=name)) if isinstance(
                after, fluent.TextElement
            ):
                word = re.match(r"[ \u00a0]([^\W\d_]+)", after.value)
                if word and name.name not in chosen and re.fullmatch(COUNTS, name.name) and is_counted(word[1]):
                    yield name.name, word[1]
            case _:
                pass


def is_counted(word: str) -> bool:
    """Whether a word after a number goes with it; in Arabic "and" is written in one with what follows."""
    return not re.fullmatch(UNCHANGED, word.lower()) and not word.startswith("و")


def chooser(select: fluent.SelectExpression) -> str:
    """Give the fact by which it is chosen."""
    return select.selector.id.name if isinstance(select.selector, fluent.VariableReference) else ""


def choices(node: object) -> Iterator[fluent.SelectExpression]:
    """Give every choice below a syntax node."""
    if isinstance(node, fluent.SelectExpression):
        yield node
    if isinstance(node, fluent.BaseNode):
        node = [value for key, value in vars(node).items() if key != "span"]
    if isinstance(node, list):
        for each in node:
            yield from choices(each)


def messages(path: Path) -> Iterator[fluent.Message]:
    for entry in FluentParser().parse(path.read_text("utf-8")).body:
        if isinstance(entry, fluent.Message):
            yield entry


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_counted_word_is_chosen_by_its_number(path: Path) -> None:
    """K7: "1 minutes" is said in no language."""
    found = [
        (message.id.name, name, word)
        for message in messages(path)
        if message.value and message.id.name not in ALWAYS_MANY
        for name, word in bare(message.value)
    ]
    assert found == []


@pytest.mark.parametrize("path", [path for path in TEXTS if path.name.endswith(".ar.ftl")], ids=lambda path: path.name)
def test_arabic_counts_one_two_few_and_many(path: Path) -> None:
    """K7: after 3 to 10 the counted word is another one than after 11."""
    found = []
    for message in messages(path):
        for select in choices(message.value):
            (usual,) = (one for one in select.variants if one.default)
            keys = {one.key.name for one in select.variants if isinstance(one.key, fluent.Identifier)}
            if "few" not in keys and any(name == chooser(select) for name, _ in bare(usual.value)):
                found.append((message.id.name, chooser(select)))
    assert found == []


def test_pages_count_with_numbers() -> None:
    """K7: a number that was made a word before has no plural."""
    made = re.compile(rf"\b({COUNTS}): (String\(|`|.*\.toFixed\()")
    assert [(path.name, found[0]) for path in PAGES for found in made.finditer(path.read_text("utf-8"))] == []


def test_moments_and_numbers_are_written_by_the_readers_habits() -> None:
    """K7: in the reader's language, digits and zone; never by whatever the machine is set to."""
    asked = re.compile(
        r"new Intl\.(?:DateTime|Number)Format\((?!habits\(\)|language\.value === )[^)]*|\.toLocale(?:Date|Time)?String\("
    )
    assert [(path.name, found[0]) for path in PAGES for found in asked.finditer(path.read_text("utf-8"))] == []
