"""Every sentence people read: well formed, there when a page or an error asks for it, the same in each language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as fluent

from server.sessions.lobby import WORDS

REPOSITORY = Path(__file__).resolve().parents[2]
TEXTS = sorted((REPOSITORY / "server" / "texts").glob("*.ftl"))
ENGLISH = [path for path in TEXTS if path.name.endswith(".en.ftl")]

# NotFound and Tampered say the same to everybody: that there is nothing, or that it is our mistake.
EXPLAINED = {"Refused", "Malformed", "Unavailable"}


def entries(path: Path) -> dict[str, set[str]]:
    """Message ids of a file (an attribute as `id.attribute`) with the names of the facts they use."""
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(path.read_text("utf-8")).body:
        if isinstance(entry, fluent.Message):
            named = [(entry.id.name, entry.value)]
            named += [(f"{entry.id.name}.{attribute.id.name}", attribute.value) for attribute in entry.attributes]
            found |= {name: facts(pattern) for name, pattern in named if pattern is not None}
    return found


def facts(node: object) -> set[str]:
    """The `$names` below a syntax node."""
    if isinstance(node, fluent.VariableReference):
        return {node.id.name}
    if isinstance(node, fluent.BaseNode):
        return set().union(*(facts(value) for key, value in vars(node).items() if key != "span"))
    return set().union(*map(facts, node)) if isinstance(node, list) else set()


def english() -> dict[str, set[str]]:
    return {name: used for path in ENGLISH for name, used in entries(path).items()}


def raised_codes() -> Iterator[tuple[str, str]]:
    """Every literal error code that needs a sentence of its own, with the file that raises it."""
    for path in (REPOSITORY / "server").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=branch), args=[ast.Constant(value=str(code)), *_]) if (
                    branch in EXPLAINED
                ):
                    yield code, path.name


def asked_by_pages() -> Iterator[tuple[str, str]]:
    """Every literal id that a page asks for as `t("id"…)` or `<Said id="id"…>`, with its file."""
    for path in (REPOSITORY / "web" / "src").rglob("*.ts*"):
        if ".test." not in path.name:
            for name in re.findall(r"\bt\(\s*\"([\w-]+)\"|<Said\b[^>]*?\bid=\"([\w-]+)\"", path.read_text("utf-8")):
                yield name[0] or name[1], path.name


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_file_is_well_formed(path: Path) -> None:
    junk = [entry for entry in FluentParser().parse(path.read_text("utf-8")).body if isinstance(entry, fluent.Junk)]
    assert [entry.content for entry in junk] == []


def test_id_is_said_once() -> None:
    """Pages load several files together; a second text for one id would win by chance."""
    names = [name for path in ENGLISH for name in entries(path)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_text_that_a_page_asks_for_exists() -> None:
    known = english()
    assert sorted({(file, name) for name, file in asked_by_pages() if name not in known}) == []


def test_every_error_of_the_server_has_its_sentence() -> None:
    """Each refusal says what happened, why, and what to do next."""
    known = english()
    topics = ("error", "file", "operator")
    assert (
        sorted(
            (file, code)
            for code, file in set(raised_codes())
            if not any(f"{topic}-{code.replace('_', '-')}" in known for topic in topics)
        )
        == []
    )


def said_somewhere() -> re.Pattern[str]:
    """Matches every id that code names whole, puts together from parts, or that another text refers to."""
    pages = "\n".join(path.read_text("utf-8") for path in (REPOSITORY / "web" / "src").rglob("*.ts*"))
    server = "\n".join(path.read_text("utf-8") for path in (REPOSITORY / "server").rglob("*.py"))
    texts = "\n".join(path.read_text("utf-8") for path in TEXTS)
    whole = re.findall(r"[\"'`]([a-z][\w-]*)[\"'`]", pages + server) + re.findall(r"\{ ([a-z][\w-]*) \}", texts)
    made = re.findall(r"`([a-z][\w-]*-\$\{[^`]*)`", pages) + re.findall(r'f"([a-z][\w-]*-\{[^"\n]*)"', server)
    parts = (re.sub(r"[^\w-]+", "*", re.sub(r"\$?\{([^{}]|\{[^{}]*\})*\}", "*", each)).split("*") for each in made)
    return re.compile("|".join([*map(re.escape, whole), *(r"[\w-]*".join(map(re.escape, each)) for each in parts)]))


def test_every_text_is_said_somewhere() -> None:
    """K7: what nobody says is not translated either."""
    named = said_somewhere()
    assert sorted(name for name in english() if not named.fullmatch(name.partition(".")[0])) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_translation_says_as_much_as_english(path: Path) -> None:
    stem = path.name.split(".")[0]
    assert entries(path) == entries(path.with_name(f"{stem}.en.ftl"))


@pytest.mark.parametrize("language", ["es", "ar"])
def test_the_word_of_the_waiting_room_can_be_said_by_who_reads_no_english(language: str) -> None:
    """B4: number-and-word are read out by the guest; each word has one of its own that no other has."""
    resource = FluentParser().parse((REPOSITORY / f"server/texts/lobby.{language}.ftl").read_text("utf-8"))
    (select,) = (
        element.expression
        for entry in resource.body
        if isinstance(entry, fluent.Message) and entry.id.name == "lobby-word" and entry.value
        for element in entry.value.elements
        if isinstance(element, fluent.Placeable) and isinstance(element.expression, fluent.SelectExpression)
    )
    said = {
        one.key.name: FluentSerializer().serialize_entry(fluent.Message(fluent.Identifier("x"), one.value))
        for one in select.variants
        if isinstance(one.key, fluent.Identifier) and not one.default
    }
    assert set(said) == set(WORDS)
    assert len(set(said.values())) == len(WORDS)
