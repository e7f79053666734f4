"""docs/render.md says what the command says, and nothing that it does not."""

import argparse
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from server.cli import VERBS, describe, render
from server.cli.pictures.answers import Milliseconds, Picture, Refusal, UsedWindow
from server.cli.pictures.description import Description, LeftOut
from server.cli.pictures.jobs import Job
from server.studies.describing import DescribedNote, DescribedSeries, DescribedStack, DescribedStudy

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = (REPOSITORY / "docs" / "render.md").read_text("utf-8")
STRUCTS: tuple[type[msgspec.Struct], ...] = (Picture, UsedWindow, Milliseconds, Refusal, Job, Description, LeftOut)
RECORDS = (DescribedStudy, DescribedSeries, DescribedStack, DescribedNote)


def fields() -> Iterator[tuple[str, str]]:
    for struct in STRUCTS:
        yield from ((struct.__name__, field.encode_name) for field in msgspec.structs.fields(struct))
    for record in RECORDS:
        yield from ((record.__name__, field.name) for field in dataclasses.fields(record))


def documented() -> set[str]:
    """What stands first in the rows of the tables, between backticks."""
    first_cells = re.findall(r"^\| (`[^|]+) \|", PAGE, re.MULTILINE)
    return {name for cell in first_cells for name in re.findall(r"`([a-z_]+)`", cell)}


@pytest.mark.parametrize(("owner", "field"), sorted(set(fields())))
def test_field_is_documented(owner: str, field: str) -> None:
    assert f"`{field}`" in PAGE, owner


def test_documented_field_exists() -> None:
    assert documented() - {field for _, field in fields()} - {"middle", "all"} == set()


@pytest.mark.parametrize("verb", [render, describe])
def test_option_is_documented(verb: ModuleType) -> None:
    parser = argparse.ArgumentParser(prog="lightbox")
    verb.arguments(parser)
    options = {word for action in parser._actions for word in action.option_strings if word.startswith("--")}
    assert {word for word in options - {"--help"} if f"`{word}" not in PAGE} == set()


@pytest.mark.parametrize("verb", ["render", "describe"])
def test_verb_is_in_the_readme(verb: str) -> None:
    assert verb in VERBS
    assert f"`lightbox {verb}" in (REPOSITORY / "README.md").read_text("utf-8")
