"""A signed opinion in a file: checked by the stand-alone file, alone and against the record (F5, JS10)."""

import json
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.audit import verify as verifier
from server.audit.checkpoint import Signer
from server.audit.export import export
from server.audit.log import Log
from server.audit.verify import UnreadableError, verify_opinion
from server.desk.opinion_statements import file_of, signed, statement_of
from server.opinions.asking import ask
from server.opinions.signing import version_of
from server.terms.entries import Entry
from tests.contract.log_store import MemoryLogStore
from tests.opinions.asked import DRAFT, FACTS, READER

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER = Signer(KEY)
OTHERS = Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))


def given() -> str:
    """A signed first version, in a file."""
    opinion = ask(FACTS, READER).opinion
    answer = version_of(opinion, replace(DRAFT, text="Spiculated.\nBiopsía \x1b[2J"), 0, 5_000)
    statement = statement_of(opinion, answer, "Dr Stone")
    return file_of(SIGNER, signed(KEY, statement)).decode()


async def record(text: str) -> list[str]:
    """The export of a record that knows of it."""
    store = MemoryLogStore()
    log = Log(store, bytes)
    digest = sha256(text.partition("\n")[0].encode()).hexdigest()
    await log.append([Entry("opinion.signed", 5_000, READER, FACTS.session, {"version": 1, "digest": digest})])
    return [line async for line in export(log, store, SIGNER)]


def test_one_file_says_what_was_signed_and_that_it_verifies(tmp_path: Path) -> None:
    """[OPN-70] JS10: `python -I verify.py`, with the clinic's key; what somebody wrote cannot steer the terminal."""
    path = tmp_path / "opinion.txt"
    path.write_text(given(), encoding="utf-8")
    command = [sys.executable, "-I", verifier.__file__, "--opinion", str(path), "--key", SIGNER.verifier_key]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "by: Dr Stone" in ran.stdout
    assert "Biopsía" in ran.stdout
    assert "given on consultation pictures, not a primary report" in ran.stdout
    assert "\x1b" not in ran.stdout
    assert ran.stdout.splitlines()[-1] == "verifies: the opinion"


def test_no_changed_byte_verifies() -> None:
    """[OPN-70] Whatever character of the file is another one, it is no longer signed, or no opinion at all."""
    text = given()
    for at, was in enumerate(text):
        changed = text[:at] + ("0" if was != "0" else "1") + text[at + 1 :]
        try:
            assert verify_opinion(changed, key=SIGNER.verifier_key).problems, at
        except UnreadableError:
            continue


def test_another_installations_opinion_is_told_apart() -> None:
    """[OPN-70] Whole in itself, and not of the clinic whose key one trusts."""
    assert verify_opinion(given()).problems == []
    assert verify_opinion(given(), key=OTHERS.verifier_key).problems


async def test_the_record_knows_of_it_or_does_not() -> None:
    """[OPN-70] Beside an export: the digest of what was signed is in an entry of it."""
    text = given()
    known, strange = await record(text), await record("another\n")
    assert verify_opinion(text, export=known).problems == []
    assert [words for _, words in verify_opinion(text, export=strange).problems] == [
        "the record knows of no such version"
    ]


@pytest.mark.parametrize("text", ["", "{}", json.dumps({"format": "lightbox-receipt/1"}), "[1]\n{}"])
def test_what_is_no_opinion_is_said_to_be_none(text: str) -> None:
    """[OPN-70] Exit code 2 instead of a verdict."""
    with pytest.raises(UnreadableError):
        verify_opinion(text)
