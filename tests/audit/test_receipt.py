"""Receipts as participants keep them: checked by the stand-alone file, and nothing of anybody else in them (I3, L5)."""

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
from server.audit.leaf import encode
from server.audit.log import Log
from server.audit.receipt import Destroyed, Receipt, Remaining, is_for, written
from server.audit.verify import UnreadableError, verify, verify_receipt
from server.terms.entries import Entry, EntryFact
from server.terms.ids import ParticipantId, SessionId
from tests.contract.log_store import MemoryLogStore

ONE, TWO = SessionId("1" * 32), SessionId("2" * 32)
HOST, MARTIN, OKAFOR = (ParticipantId(each * 16) for each in "abc")
SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
OTHERS = Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))
END: dict[str, EntryFact] = {"reason": "ended", "frames": 3, "size_bytes": 4096, "keys": ("0011223344556677",)}
CONSULT = (
    Entry("session.created", 0, HOST, ONE, {}),
    Entry("code.accepted", 1, MARTIN, ONE, {"left": 5}),
    Entry("session.created", 2, OKAFOR, TWO, {}),
    Entry("participant.admitted", 3, HOST, ONE, {"participant": MARTIN}),
    Entry("participant.objected", 4, OKAFOR, ONE, {"participant": MARTIN}),
    Entry("birth.compared", 5, MARTIN, ONE, {"result": "wrong"}),
    Entry("instances.authorized", 6, OKAFOR, ONE, {"stack": 0}),
    Entry("instances.authorized", 7, MARTIN, ONE, {"stack": 0}),
    Entry("lock.started", 8, "system", ONE, END),
    Entry("instances.shown", 9, MARTIN, ONE, {"stack": 0, "positions": (1, 5)}),
    Entry("chat.closed", 10, "system", ONE, {"reason": "ended"}),
)
MINE = [1, 3, 7, 8, 9, 10]
"""What of it is Martin's."""


async def kept(store: MemoryLogStore, *, changed: int | None = None) -> Log:
    """The record of the consult; `changed`: a twin of it with another entry there."""
    log = Log(store, bytes)
    for at, entry in enumerate(CONSULT):
        await log.append([replace(entry, at_ms=99) if at == changed else entry])
    return log


async def given(log: Log, who: ParticipantId = MARTIN, signer: Signer = SIGNER, frames: int = 3) -> str:
    head = await log.head()
    receipt = Receipt(
        session=ONE,
        participant=who,
        given_ms=11,
        destroyed=Destroyed(8, "ended", frames, 4096, ("0011223344556677",), 8, sha256(encode(CONSULT[8])).hexdigest()),
        remains=(Remaining("originals"), Remaining("chat", 1_800_000_000_000)),
        entries=await log.extract(ONE, head.size, lambda _, entry: is_for(entry, {who})),
        checkpoint=signer.sign(head),
    )
    return written(receipt, signer).decode("ascii")


async def receipt(**told: object) -> str:
    store = MemoryLogStore()
    return await given(await kept(store), **told)  # type: ignore[arg-type]  # as `given` takes them


async def test_a_receipt_verifies_by_itself() -> None:
    """AUD-24: line, checkpoint, end and every entry, under the key the clinic published."""
    report = verify_receipt(await receipt(), key=SIGNER.verifier_key)
    assert (report.problems, report.entries, report.checkpoint) == ([], len(MINE), len(CONSULT))
    assert "destroyed 3 pictures (4096 bytes), 1 keys" in report.says[1]
    assert report.says[2:4] == [
        "remains: originals, until the clinic deletes it",
        "remains: chat, until 2027-01-15 08:00:00 UTC",
    ]


async def test_a_receipt_holds_ones_own_entries_and_nobody_elses() -> None:
    """AUD-22: neither what others did, nor who objected, nor how a birth date compared; of other consults nothing."""
    text = await receipt()
    content = json.loads(text.split("\n")[0])
    assert [each["n"] for each in content["entries"]] == MINE
    assert OKAFOR not in text
    assert TWO not in text
    assert "birth" not in text


async def test_every_flipped_character_of_a_receipt_is_found() -> None:
    """T-48, AUD-20: flip any character, the line ends included: it does not verify, or is no receipt any more."""
    store = MemoryLogStore()
    text = await given(await kept(store), OKAFOR)
    assert verify_receipt(text).problems == []
    for at in range(len(text)):
        flipped = text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]
        try:
            assert verify_receipt(flipped).problems, (at, text[at])
        except UnreadableError:
            continue


async def test_a_signature_in_capitals_is_none() -> None:
    """AUD-20: one receipt is one text, or two files would say the same and compare as different."""
    line, signature, _ = (await receipt()).split("\n")
    assert verify_receipt(f"{line}\n{signature.upper()}\n").problems


async def test_a_receipt_signed_by_somebody_else_is_found() -> None:
    """T-50: a whole receipt of another key does not verify under the key you trust."""
    forged = await receipt(signer=OTHERS)
    assert verify_receipt(forged).problems == []
    assert verify_receipt(forged, key=SIGNER.verifier_key).problems


async def test_a_receipt_that_tells_another_end_than_the_record_is_found() -> None:
    """AUD-24: even signed, what a receipt says was destroyed is what its entry says."""
    problems = verify_receipt(await receipt(frames=4)).problems
    assert problems == [(8, "the entry about the end says something else than the receipt")]


async def test_receipts_of_two_histories_do_not_agree() -> None:
    """T-50: a clinic that keeps a second record beside the first is found by two people who compare receipts."""
    first, second, twin = MemoryLogStore(), MemoryLogStore(), MemoryLogStore()
    mine, hers = await given(await kept(first)), await given(await kept(second), OKAFOR)
    forged = await given(await kept(twin, changed=8))
    assert verify_receipt(mine, earlier=hers).problems == []
    assert {index for index, _ in verify_receipt(forged, earlier=hers).problems} == {None, 8}
    note = json.loads(mine.split("\n")[0])["checkpoint"]
    assert verify_receipt(mine, earlier=note).problems == []
    assert verify_receipt(forged, earlier=note).problems[-1][1].endswith("two histories are told (forked)")
    assert verify_receipt(mine, earlier=note[:-9]).problems == [
        (None, "the earlier checkpoint is not signed by that key")
    ]


async def test_an_entry_erased_later_takes_nothing_from_a_receipt() -> None:
    """T-53, AUD-23: what somebody holds still verifies, and what is given afterwards says that it was erased."""
    store = MemoryLogStore()
    log = await kept(store)
    before = await given(log)
    assert await store.erase(ONE) == len(CONSULT) - 1
    exported = [line async for line in export(log, store, SIGNER)]
    assert verify_receipt(before).problems == []
    assert verify(exported, earlier=before).problems == []


async def test_a_record_cut_short_does_not_continue_a_receipt() -> None:
    """T-49: a receipt is a checkpoint that the clinic cannot take back."""
    store = MemoryLogStore()
    log = await kept(store)
    mine = await given(log)
    del store.rows[-1]
    shorter = [line async for line in export(Log(store, bytes), store, SIGNER)]
    assert [words for _, words in verify(shorter, earlier=mine).problems] == [
        f"the record ends here, an earlier checkpoint knew {len(CONSULT)} entries (rolled back)"
    ]


@pytest.mark.parametrize("text", ["", "x", "[]", "{}\n{}\n", '{"format":"lightbox-log/1"}\n', "[" * 100_000])
def test_what_is_no_receipt_is_said_to_be_none(text: str) -> None:
    """Any other file is unreadable, not wrong."""
    with pytest.raises(UnreadableError):
        verify_receipt(text)


@pytest.mark.parametrize("broken", [{"entries": 1, "remains": "x"}, {"entries": [1], "destroyed": {"entry": []}}])
def test_a_stranger_can_break_nothing_with_a_receipt(broken: dict[str, object]) -> None:
    """Whatever stands in one, it is wrong and no bug of ours."""
    assert verify_receipt(json.dumps({"format": "lightbox-receipt/1", **broken}) + "\n{}\n").problems


@pytest.mark.parametrize(("changed", "code"), [(None, 0), (2, 1)])
async def test_a_receipt_is_held_against_an_export(tmp_path: Path, changed: int | None, code: int) -> None:
    """AUD-24: a record that was rewritten before the end, in somebody else's consult, is not the one of the receipt."""
    first, second = MemoryLogStore(), MemoryLogStore()
    files = [tmp_path / "receipt.txt", tmp_path / "export.jsonl"]
    files[0].write_text(await given(await kept(first)))
    log = await kept(second, changed=changed)
    files[1].write_text("".join([line async for line in export(log, second, SIGNER)]))
    assert verifier.main(["--receipt", *map(str, files)]) == code


def test_one_file_alone_checks_a_receipt(tmp_path: Path) -> None:
    """I3: offline, isolated, with the one file; together with an export it says whether both are of one record."""
    alone = tmp_path / "lightbox_verify.py"
    alone.write_text(Path(verifier.__file__).read_text())
    good = VECTOR.read_text("ascii")
    (tmp_path / "good.json").write_text(good)
    (tmp_path / "bad.json").write_text(good.replace('"frames":3', '"frames":2'))
    said = [
        subprocess.run([sys.executable, "-I", str(alone), *given], capture_output=True, text=True, check=False)
        for given in (
            ["--receipt", str(tmp_path / "good.json"), "--key", SIGNER.verifier_key],
            ["--receipt", str(tmp_path / "bad.json")],
            [],
        )
    ]
    assert [each.returncode for each in said] == [0, 1, 2]
    assert said[0].stdout.splitlines()[-1] == f"verifies: {len(MINE)} entries, {len(CONSULT)} signed"
    assert "not signed by that key" in said[1].stdout


VECTOR = Path(__file__).with_name("receipt.json")


async def test_the_published_receipt_is_the_one_we_write() -> None:
    """AUD-20, AUD-21: byte for byte, so that others can write a verifier."""
    assert VECTOR.read_text("ascii") == await receipt()
