"""BI-53 … BI-58 and BI-76 … BI-78: words, numbers and UIDs of a header that reach people or decide a picture."""

import json
import logging
from pathlib import Path

import msgspec
import pytest

from server.studies.text import readable_name
from server.workers.pool import WorkerPool
from tests.bad_inputs import dicom_bytes as d
from tests.bad_inputs.cases import RAMP, Case, check, with_elements, with_text
from tests.bad_inputs.verdicts import verdict

pytestmark = pytest.mark.asyncio(loop_scope="module")
SAY = d.LITTLE
NAME, SETS, STUDY, SERIES, INSTANCE = 0x00100010, 0x00080005, 0x0020000D, 0x0020000E, 0x00080018
NUMBER, SPACING, POSITION, ROWS, DATE, BIRTH = 0x00200013, 0x00280030, 0x00200032, 0x00280010, 0x00080020, 0x00100030
TITLE = 0x0008103E
MARKUP = "<img src=x onerror=alert(1)>"


def named(label: str, written: bytes | str, charset: str, read: str) -> Case:
    """A name in a character set, and how it is read."""
    content = with_elements(SAY.element(SETS, "CS", charset), SAY.element(NAME, "PN", written))
    return Case(label, content, "shown", {"header.patient.name": read}, RAMP)


NUMBERS = [
    *(Case(f"BI-53{letter} spacing {value[:12]}", with_text(SPACING, "DS", value), "shown",
           {"header.image.spacing": None}, values=RAMP)
      for letter, value in zip("abcdefg", ("NaN\\NaN", "Infinity\\1", "1e999\\1", "9" * 400 + "\\1", "-1\\1", "0\\1",
                                           "1_0\\1"), strict=True)),
    Case("BI-53h a place in space that is none", with_text(POSITION, "DS", "0\\NaN\\1"), "shown",
         {"header.placement.position": None}, values=RAMP),
    Case("BI-54a image number of 5000 digits", with_text(NUMBER, "IS", "7" * 5000), "shown",
         {"header.number": None}, values=RAMP),
    Case("BI-54b image number beyond 32 bits", with_text(NUMBER, "IS", "99999999999"), "shown", values=RAMP),
    Case("BI-54c image number with a fraction", with_text(NUMBER, "IS", "1.5"), "shown", {"header.number": None},
         values=RAMP),
    Case("BI-54d rows typed as a tag", with_text(ROWS, "AT", 0x00100010), "bad_geometry"),
    Case("BI-54e rows typed as a long number", with_text(ROWS, "UL", 4), "shown", values=RAMP),
    Case("BI-54f rows typed as a long number, large", with_text(ROWS, "UL", 2**32 - 1), "frame_too_large"),
    Case("BI-54g rows typed as text", with_text(ROWS, "LO", "4"), "bad_geometry"),
]  # fmt: skip

WORDS = [
    named("BI-55a UTF-8 that is none", b"bad\xff\xfe", "ISO_IR 192", "bad\ufffd\ufffd"),
    named("BI-55b escape cut short", b"cut\x1b$", "\\ISO 2022 IR 87", "cut$"),
    named("BI-55c a set nobody defined", b"plain", "ISO_IR 999", "plain"),
    named("BI-55d a codec of Python's", b"+AGE-", "utf_7", "+AGE-"),
    named("BI-55e UTF-8 beside code extensions, which it excludes", "\u5c71".encode(), "\\ISO_IR 192", "\xe5\xb1\xb1"),
    named("BI-55f backslash as half a character", b"\x83\x5c", "ISO_IR 13", "\u30bd"),
    named("BI-56a five groups", "A=B=C=D=E", "ISO_IR 192", "A=B=C=D=E"),
    named("BI-56b line breaks", "A\r\nSet-Cookie: x^B\nC", "ISO_IR 192", "A Set-Cookie: x^B C"),
    named("BI-56c bidirectional and invisible characters", "Lee\u202e\u200b\u2066^\ufeffAnn", "ISO_IR 192",
                                                                   "Lee^Ann"),
    named("BI-56d NUL and escape sequences of terminals", "A\0\x1b[2J\x07^B", "ISO_IR 192", "A[2J^B"),
    named("BI-56e markup stays text", MARKUP, "ISO_IR 192", MARKUP),
    Case("BI-57a UID that climbs", with_text(STUDY, "UI", "../../etc/passwd"), "shown",
         {"header.study.uid": ""}, values=RAMP),
    Case("BI-57b UID of 65 characters", with_text(SERIES, "UI", "1." * 32 + "1"), "shown",
         {"header.series.uid": ""}, values=RAMP),
    Case("BI-57c UID with a NUL in it", with_text(INSTANCE, "UI", b"1.2\x003.4"), "shown",
         {"header.sop_instance": ""}, values=RAMP),
    Case("BI-57d UID with leading zeros", with_text(INSTANCE, "UI", "1.002.3"), "shown",
         {"header.sop_instance": "1.002.3"}, values=RAMP),
    *(Case(f"BI-58{letter} date {value}", with_elements(SAY.element(DATE, "DA", value), SAY.element(BIRTH, "DA", value)),
           "shown", {"header.study.date": "", "header.patient.birth_date": ""}, values=RAMP)
      for letter, value in zip("abcde", ("00000000", "99991399", "20240101-20240202", "tomorrow", "<script>"), strict=True)),
]  # fmt: skip


@pytest.mark.parametrize("case", [*NUMBERS, *WORDS], ids=lambda case: case.name)
async def test_words_and_numbers_are_judged(pool: WorkerPool, case: Case) -> None:
    """BI-53 to BI-58: what is no number reads as absent, what is no UID names nothing, text is cleaned."""
    await check(pool, case)


async def test_a_name_without_end_is_cut(pool: WorkerPool) -> None:
    """BI-56: 10^5 characters in each of five groups do not reach a page."""
    found = await verdict(pool, with_text(NAME, "UT", "=".join(["A^" * 50_000] * 5))())
    assert found.header is not None
    assert len(found.header.patient.name) <= 324
    assert len(readable_name(found.header.patient.name)) <= 128


async def test_nothing_of_a_file_reaches_a_log(
    pool: WorkerPool, shared_data: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Invariant 7: neither reading nor refusing a file writes its words anywhere."""
    caplog.set_level(logging.DEBUG)
    words = {"Planted", "PLANTED", "onerror"}
    for content in (
        with_elements(SAY.element(NAME, "PN", MARKUP), SAY.element(TITLE, "LO", "Planted\r\nERROR forged"))(),
        with_text(ROWS, "LO", "Planted")(),
        (shared_data / "hostile/strings-inject.dcm").read_bytes(),
    ):
        await verdict(pool, content)
    said = caplog.text + "".join(capfd.readouterr())
    assert not [word for word in words if word in said]


async def test_no_control_character_survives_in_any_text(pool: WorkerPool, shared_data: Path) -> None:
    """BI-56: every text of a header is one visible line."""
    found = await verdict(pool, (shared_data / "hostile/strings-inject.dcm").read_bytes())
    plain = json.loads(msgspec.json.encode(found.header))
    texts = [text for text in _texts(plain) if text]
    assert len(texts) > 5
    assert not [
        text for text in texts if any(ord(character) < 32 or "\u200b" <= character <= "\u206f" for character in text)
    ]


def _texts(value: object) -> list[str]:
    """All text in a JSON value."""
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for child in children for text in _texts(child)]
