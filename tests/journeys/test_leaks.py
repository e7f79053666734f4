"""Identifiers planted wherever one can be are looked for in everything that leaves and everything that rests."""

import base64
import hashlib
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from server.cli.visitor import Browser
from tests.desk.dicom_files import ROOT, slice_file, zip_file
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.server_process import running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

CANARIES = {
    "patient": "Kestrelwood^Peregrine",
    "patient id": "CANARY-ID-4711",
    "birth date": "19310717",
    "study": "Whimbrel study words",
    "series": "Dotterel series words",
    "physician": "Sandpiper^Referring",
    "private element": "Turnstone private words",
    "element of nobody": "Phalarope other words",
    "accession number": "ACC-AVOCET-99",
    "study UID": f"{ROOT}.987654321.1",
    "file": "Goshawk Merlin.dcm",
    "folder": "Lapwing folder",
    "guest": "Marsh Harrier",
    "chat of the host": 'Bittern\r\n{"event":"forged"} \x1b[31m words',
    "chat of the guest": "Egret said by the guest",
    "note": "Ouzel letter of May",
    "login": "roe-nightjar",
}
"""What nobody else may ever read, by where it was planted."""


def variants(canary: str) -> Iterator[bytes]:
    """A canary in the disguises in which it could be missed."""
    plain = canary.replace("^", " ")
    family, _, given = canary.partition("^")
    words = {canary, plain, plain.upper(), plain.lower(), f"{given} {family}".strip(), f"{given}^{family}".strip("^")}
    for word in words | {unicodedata.normalize("NFD", word) for word in words}:
        for codec in ("utf-8", "utf-16-le", "utf-16-be"):
            yield word.encode(codec)
        yield quote(word).encode()
        yield base64.b64encode(word.encode()).rstrip(b"=")
        yield hashlib.sha256(word.encode()).hexdigest().encode()
        yield hashlib.sha256(word.encode()).digest()


def found_in(content: bytes) -> list[str]:
    """Where what is in these bytes was planted."""
    return [where for where, canary in CANARIES.items() if any(form in content for form in variants(canary))]


@pytest.mark.parametrize("where", CANARIES)
def test_a_canary_would_be_found(where: str) -> None:
    """The positive control: in the middle of other bytes, in every disguise."""
    for form in variants(CANARIES[where]):
        assert where in found_in(b"\x00\xff" * 50 + form + b"tail")


def planted_file(number: int) -> bytes:
    """A slice full of canaries."""
    content = slice_file(
        number,
        side=64,
        PatientName=CANARIES["patient"],
        PatientID=CANARIES["patient id"],
        PatientBirthDate=CANARIES["birth date"],
        StudyDescription=CANARIES["study"],
        SeriesDescription=CANARIES["series"],
        ReferringPhysicianName=CANARIES["physician"],
        AccessionNumber=CANARIES["accession number"],
        StudyInstanceUID=CANARIES["study UID"],
        SeriesInstanceUID=f"{CANARIES['study UID']}.1",
        SOPInstanceUID=f"{CANARIES['study UID']}.1.{number}",
    )
    return with_private(content)


def with_private(content: bytes) -> bytes:
    """The file with private elements in front of its pixels (explicit VR little endian)."""
    at = content.index(b"\xe0\x7f\x10\x00")
    private = b""
    for element, words in (
        (0x10, "LIGHTBOX TEST"),
        (0x1001, CANARIES["private element"]),
        (0x2001, CANARIES["element of nobody"]),
    ):
        value = words.encode() + b" " * (len(words) % 2)
        private += b"\x33\x00" + element.to_bytes(2, "little") + b"LO" + len(value).to_bytes(2, "little") + value
    return content[:at] + private + content[at:]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A server whose logs say as much as they can."""
    made = Clinic.in_folder(
        tmp_path_factory.mktemp("leaks"),
        LOG__LEVEL="debug",
        LOG__FORMAT="json",
        POLICY__ASK_BIRTH_DATE="true",
        METRICS__NETWORKS="127.0.0.0/8",
    )
    with running(made.server):
        yield made


async def bring(clinic: Clinic, browser: Browser) -> str:
    """Files and a zip under planted names, good ones and bad ones; gives the series."""
    name = quote(f"{CANARIES['folder']}/{CANARIES['file']}")
    truncated = planted_file(3)[:-500]
    reports = await clinic.bring(browser, [planted_file(1), truncated, b"no image", planted_file(1)], name)
    bundle = zip_file(
        [(f"{CANARIES['folder']}/{CANARIES['file']}", planted_file(2)), ("../" + CANARIES["file"], planted_file(4))]
    )
    await clinic.bring_archive(browser, bundle, name + ".zip")
    return str(reports[0]["series_id"])


async def consulted(clinic: Clinic) -> tuple[bytes, bytes]:
    """A whole consult about it: everything the patient got, and everything a stranger got."""
    patient_got, stranger_got = bytearray(), bytearray()
    async with clinic.browser("lee") as browser:
        series = await bring(clinic, browser)
        guests = [{"role": "patient", "name": CANARIES["guest"]}, {"role": "specialist", "name": "Dr Plain"}]
        card = await browser.must("POST", "/api/consults", {"series_ids": [series], "guests": guests, "minutes": 20})
        consult = Consult(clinic, browser, card, born=("1931", "07", "17"))
        await consult.open()
        patient = await consult.seeing(0)
        note = {"basis": "documented", "words": {"reference": CANARIES["note"]}}
        assert (await consult.host.say("consent:basis", note))["ok"]
        assert (await consult.host.chat(CANARIES["chat of the host"]))["ok"]
        assert (await patient.chat(CANARIES["chat of the guest"]))["ok"]
        stranger = await consult.waiting(1)
        await consult.look(1, voi={"center": 1, "width": 900})
        await patient.until(lambda: patient.frames[-1].meta["pos"] == 1, "the next picture")
        for got, seat in ((patient_got, patient), (stranger_got, stranger)):
            for path in (
                "/",
                "/join",
                "/api/join/here",
                "/api/studies",
                "/api/me",
                f"/api/consults/{consult.id}",
                "/nothing",
            ):
                got.extend((await seat.browser.fetch(path))[1])
            got.extend(json.dumps(seat.heard, ensure_ascii=False).encode())
            for frame in seat.frames:
                got.extend(frame.image)
        figures = (await browser.fetch("/metrics"))[1]
        assert {b'lightbox_rooms{phase="live"} 1.0', b'lightbox_people{role="patient"} 1.0'} <= set(
            figures.splitlines()
        )
        # K5: no figure names anybody, no study, and no room
        assert not re.search(rb"[0-9a-f]{32}|[\d.]{20}|127\.0\.0\.1", re.sub(rb" [\d.e+-]+\n", b"\n", figures))
        stranger_got.extend(figures)
        await browser.ask("POST", "/api/studies/search", {"words": CANARIES["patient"]})
        await browser.fetch(f"/api/studies?q={quote(CANARIES['patient'])}")
        await browser.ask("POST", "/api/sign-in", {"login_name": CANARIES["login"], "password": "x", "code": "0"})
        await consult.locked()
        await consult.close()
    return bytes(patient_got), bytes(stranger_got)


async def test_no_identifier_leaves_or_rests_in_the_open(clinic: Clinic) -> None:
    """T-03, T-41, T-54, issue 2: outputs, logs, guests' traffic, the record as printed, database with its log, blobs.

    The process is killed, not stopped, so that nothing is tidied away first.
    """
    patient_got, stranger_got = await consulted(clinic)
    printed = clinic.server.run("log", "--json")
    plain = clinic.server.run("log")
    reported = clinic.server.run("breach-report", "--from", "2020-01-01", "--to", "2099-12-31", "--json")
    clinic.server.kill()
    # the consent names the series it is about: to the patient alone, after recognition
    assert set(found_in(patient_got)) <= {"guest", "chat of the host", "chat of the guest", "series"}
    assert {"chat of the guest", "series"} <= set(found_in(patient_got)), "or this proves nothing"
    assert found_in(stranger_got) == []
    for told in (printed, plain):
        assert b"instances.authorized" in told.stdout
        assert found_in(told.stdout + told.stderr) == []
    # who asks for names is given them, on the terminal and nowhere else: all of a whole process's consults, I6
    lines = [json.loads(line) for line in reported.stdout.splitlines()]
    assert {line["name"] for line in lines if line["shown_ms"]} >= {"Dr Lee", CANARIES["guest"]}
    assert {line["patient"] for line in lines} == {"Kestrelwood, Peregrine"}
    assert reported.stderr == b""
    assert clinic.server.log().count('"request"') > 20
    at_rest = [path for path in clinic.server.folder.rglob("*") if path.is_file() and path.name != "people.json"]
    assert {"lightbox.db", "lightbox.db-wal", "log.txt", "output.txt"} <= {path.name for path in at_rest}
    assert sum("blobs" in path.parts for path in at_rest) >= 2
    for path in at_rest:
        assert found_in(path.read_bytes()) == [], path.relative_to(clinic.server.folder)


def test_a_canary_at_rest_would_be_found(clinic: Clinic) -> None:
    """The positive control on the same files: written into the database on purpose, it is found."""
    database = clinic.server.data / "lightbox.db"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE planted (words TEXT)")
        connection.execute("INSERT INTO planted VALUES (?)", (CANARIES["patient"],))
    files = [path.read_bytes() for path in clinic.server.data.glob("lightbox.db*")]
    assert any("patient" in found_in(content) for content in files)


def test_a_log_line_is_one_line_of_json(clinic: Clinic) -> None:
    """T-54: nothing planted broke a line, and no line carries an id, an address or a secret."""
    lines = clinic.server.log().splitlines()
    assert len(lines) > 20
    for line in lines:
        told = json.loads(line)
        assert not re.search(r"\b[0-9a-f]{32}\b|\d+(\.\d+){4,}|127\.0\.0\.1", json.dumps(told)), told
