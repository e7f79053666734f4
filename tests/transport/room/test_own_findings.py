"""Findings in the hand of who read, over the public surface alone: only where the clinic lets them, and without a name. F4."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from highdicom.sr import ComprehensiveSR
from pydicom import dcmread
from pydicom.dataset import Dataset

from server.cli.visitor import Browser, Json
from tests.journeys.clinic import Clinic
from tests.journeys.server_process import running
from tests.programs import require_program
from tests.transport.room.test_findings_taken import opened, taken, told
from tests.transport.room.test_second_opinion import ANSWER, asking, begun, code_for, reader_by_link

NAMES = (b"Planted", b"Patience", b"PLANTED-ID-77", b"19610203", b"Canary")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A clinic that lets readers take their findings along."""
    made = Clinic.in_folder(tmp_path_factory.mktemp("readers"), POLICY__READER_FINDINGS="true")
    with running(made.server):
        yield made


async def own(browser: Browser, code: str) -> tuple[int, bytes]:
    """What a guest's browser gets for a code."""
    path = f"{browser.address}/api/opinion/findings"
    async with browser.session.post(path, json={"code": code}, headers=browser.headers) as answer:
        return answer.status, await answer.read()


async def test_a_guest_with_only_a_link_takes_their_findings_along(clinic: Clinic, tmp_path: Path) -> None:
    """F3, F4, H6: measured, signed, saved; read back by three readers; no name in any of it; a code opens it once."""
    async with clinic.browser("lee") as lee:
        (series,) = await clinic.series_of(lee, 6)
        request = await lee.must("POST", "/api/opinions", asking([series]))
        async with reader_by_link(clinic, lee, request) as stone:
            assert (await stone.must("POST", "/api/opinion/accept", {}))["may_save"]
            code = await code_for(lee, request)
            assert (await stone.ask("POST", "/api/opinion/findings", {"code": code})).code == "nothing_to_save"
            seat = await begun(stone, "/api/join/ticket", "/api/opinion/begin")
            mark = {"id": "1" * 16, "base_rev": 0, "stack": 0, "pos": 2, "kind": "length", "points": [[2, 2], [10, 12]]}
            assert (await seat.say("mark:put", mark))["ok"]
            await seat.until(lambda: told(seat), "the mark with its figures")
            image: Json = {"stack": 0, "pos": 2, "window": {"center": 40, "width": 400}, "caption": "here"}
            await stone.must("POST", "/api/opinion/sign", {**ANSWER, "code": code, "images": [image]})

            clinic.forgive()
            assert (await own(stone, "000000"))[0] == 403
            clinic.forgive()
            code = await code_for(lee, request)
            status, content = await own(stone, code)
            assert status == 200
            clinic.forgive()
            assert (await own(stone, code))[0] == 403
            await seat.leave()
        entries = (await lee.must("GET", f"/api/consults/{request['id']}/record"))["entries"]
        (entry,) = [each for each in entries if each["kind"] == "findings.exported"]
        assert entry["actor"] == request["participant"]
    files = opened(content)
    assert {name.rpartition("/")[2] for name in files if "/opinion-1/" in name} == {
        "presentation-1.dcm", "key-1.dcm", "report-1.dcm",
    }  # fmt: skip
    dsrdump = require_program("dsrdump", package="dcmtk")
    for name, each in files.items():
        _is_nameless(each)
        path = tmp_path / name.replace("/", "-")
        each.save_as(path, enforce_file_format=True)
        assert [planted for planted in NAMES if planted in path.read_bytes()] == []
        if each.Modality == "SR":
            assert ComprehensiveSR.from_dataset(dcmread(BytesIO(path.read_bytes()))).content
            read = subprocess.run([dsrdump, path], capture_output=True, check=True)  # noqa: ASYNC221
            assert [line for line in read.stderr.splitlines() if line.startswith(b"E:")] == []
            if "/opinion-1/" in name:
                assert b"not a primary report" in read.stdout
                assert b"Dr Stone" in read.stdout


def _is_nameless(dataset: Dataset) -> None:
    """Sex stays, as they were told; whose it is does not."""
    assert (str(dataset.PatientName), dataset.PatientID, dataset.PatientBirthDate) == ("", "", "")
    assert (dataset.PatientSex, dataset.PatientIdentityRemoved, dataset.AccessionNumber) == ("F", "YES", "")
    assert "IssuerOfPatientID" not in dataset
    assert "StudyDescription" not in dataset


async def test_whoever_asked_has_the_same_with_the_name(clinic: Clinic) -> None:
    """F4: the reader's objects are beside the clinic's, in series of their own."""
    async with clinic.browser("lee") as lee:
        (series,) = await clinic.series_of(lee, 6)
        request = await lee.must("POST", "/api/opinions", asking([series]))
        async with reader_by_link(clinic, lee, request) as stone:
            await stone.must("POST", "/api/opinion/accept", {})
            await stone.must("POST", "/api/opinion/sign", {**ANSWER, "code": await code_for(lee, request)})
            clinic.forgive()
            status, content = await own(stone, await code_for(lee, request))
            assert status == 200
    async with clinic.browser("lee") as lee:
        named = await taken(clinic, lee, request["id"])
    nameless = opened(content)
    assert named.keys() == nameless.keys()
    for name, each in nameless.items():
        assert "Planted" in str(named[name].PatientName)
        assert each.StudyInstanceUID == named[name].StudyInstanceUID
        assert each.SeriesInstanceUID != named[name].SeriesInstanceUID
        assert each.SOPInstanceUID != named[name].SOPInstanceUID
