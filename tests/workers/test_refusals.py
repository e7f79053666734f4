import re
import subprocess
import sys
from pathlib import Path

from fluent.syntax import FluentParser, ast

from tests.conftest import REPOSITORY

_RAISED = re.compile(r'(?:Malformed|Failed)\(\s*"([a-z_0-9]+)"|"((?:archive|unreadable|decoder)_[a-z_]+)"')


def codes() -> set[str]:
    """Every code that reading, rendering or a worker can give a file."""
    sources = [
        path for floor in ("studies", "render", "workers") for path in (REPOSITORY / "server" / floor).glob("*.py")
    ]
    found = {code for path in sources for pair in _RAISED.findall(path.read_text()) for code in pair}
    return found - {""}


def sentences(text: str) -> set[str]:
    """The message ids of a Fluent file."""
    return {entry.id.name for entry in FluentParser().parse(text).body if isinstance(entry, ast.Message)}


def test_every_refusal_has_a_sentence_for_people() -> None:
    """Point 13: each refused by name and reason; a code without words would be neither."""
    known = sentences((REPOSITORY / "server/texts/files.en.ftl").read_text())
    missing = {code for code in codes() if f"file-{code.replace('_', '-')}" not in known}
    assert not missing
    assert len(codes()) > 40


def test_no_sentence_is_left_over() -> None:
    """A sentence whose code is gone goes too."""
    known = sentences((REPOSITORY / "server/texts/files.en.ftl").read_text())
    used = {f"file-{code.replace('_', '-')}" for code in codes()}
    elsewhere = {"file-not-an-image", "file-sealed-object"}  # said by the intake, and by who opens what was stored
    assert known <= used | elsewhere


def test_the_server_never_loads_a_parser_of_untrusted_bytes() -> None:
    """Invariant 9: pool, pipeline and catalogue come without pydicom; only workers import it."""
    modules = "server.workers.pool, server.render.pipeline, server.studies.catalog"
    program = f"import sys, {modules}; sys.exit('pydicom' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, check=False)
    assert ran.returncode == 0


def test_workers_keep_clear_of_the_rest_of_the_server() -> None:
    """A worker knows terms, headers and pixels: no keys, no storage, no rules."""
    source = "".join(path.read_text() for path in Path(REPOSITORY / "server/workers").glob("*.py"))
    floors = set(re.findall(r"^from server\.([a-z_]+)", source, re.MULTILINE))
    assert floors <= {"terms", "render", "studies", "workers"}
