"""Findings over the public surface alone: measured by somebody with only a link, signed, taken along by who asked. F3, F4."""

from io import BytesIO
from zipfile import ZipFile

import pyotp
from highdicom.sr import ComprehensiveSR, MeasurementReport
from pydicom import dcmread
from pydicom.dataset import Dataset

from server.cli.visitor import Browser, Json, Seat
from server.reports.coded_words import POSITIONS
from server.terms.opinions import Position
from tests.journeys.clinic import Clinic
from tests.transport.room.test_logins_end import signed_in_anew, sql
from tests.transport.room.test_second_opinion import ANSWER, asking, begun, code_for, reader_by_link


def opened(content: bytes) -> dict[str, Dataset]:
    """The files of a zip."""
    with ZipFile(BytesIO(content)) as files:
        return {name: dcmread(BytesIO(files.read(name))) for name in files.namelist()}


async def taken(clinic: Clinic, host: Browser, reading: str) -> dict[str, Dataset]:
    """The files that a host gets for the authenticator's present code."""
    sql(clinic, "UPDATE accounts SET totp_step = 0")
    clinic.forgive()
    code = pyotp.TOTP(clinic.account("lee")["totp_secret"]).now()
    async with host.session.post(
        f"{host.address}/api/consults/{reading}/findings", json={"code": code}, headers=host.headers
    ) as answer:
        assert (answer.status, answer.content_type) == (200, "application/zip")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="consult-findings.zip"'
        return opened(await answer.read())


def told(seat: Seat) -> Json:
    """Marks by their id, as the room was told them."""
    return {mark["id"]: mark for each in seat.told("marks") for mark in each["put"]}


async def test_what_a_guest_measured_and_signed_comes_back_from_the_file(clinic: Clinic) -> None:
    """F4, L2: the same numbers as in the room, on the same picture, verified by who signed; the guest gets no file."""
    async with clinic.browser("lee") as lee:
        (series,) = await clinic.series_of(lee, 6)
        request = await lee.must("POST", "/api/opinions", asking([series]))
        async with reader_by_link(clinic, lee, request) as stone:
            await stone.must("POST", "/api/opinion/accept", {})
            seat = await begun(stone, "/api/join/ticket", "/api/opinion/begin")
            for number, kind, points in ((1, "length", [[2, 2], [10, 12]]), (2, "ellipse", [[3, 3], [12, 12]])):
                mark = {"id": f"{number:016x}", "base_rev": 0, "stack": 0, "pos": 2, "kind": kind, "points": points}
                assert (await seat.say("mark:put", mark))["ok"]
            await seat.until(lambda: len(told(seat)) == 2, "both marks with their figures")
            image = {
                "stack": 0,
                "pos": 2,
                "window": {"center": 40, "width": 400},
                "display": "laptop",
                "caption": "here",
            }
            said = {**ANSWER, "code": await code_for(lee, request), "images": [image]}
            await stone.must("POST", "/api/opinion/sign", said)
            refused = await stone.ask("POST", f"/api/consults/{request['id']}/findings", {"code": "123456"})
            assert refused.status == 401
            await seat.leave()
        files = await taken(clinic, lee, request["id"])
        opinion = {name.rpartition("/")[2]: each for name, each in files.items() if "/opinion-1/" in name}
        assert set(opinion) == {"presentation-1.dcm", "key-1.dcm", "report-1.dcm"}
        report = opinion["report-1.dcm"]
        tree = ComprehensiveSR.from_dataset(report).content
        assert isinstance(tree, MeasurementReport)
        groups = [*tree.get_image_measurement_groups()[1:], *tree.get_planar_roi_measurement_groups()]
        found = {str(each.tracking_identifier): [one.value for one in each.get_measurements()] for each in groups}
        assert found == {id: [one["value"] for one in mark["measured"]] for id, mark in told(seat).items()}
        assert report.VerifyingObserverSequence[0].VerifyingObserverName == "Dr Stone^"
        evaluations = {
            each.ConceptNameCodeSequence[0].CodeValue: each.ConceptCodeSequence[0].CodeValue
            for each in report.ContentSequence[-1].ContentSequence
            if each.ValueType == "CODE"
        }
        assert evaluations["position"] == POSITIONS[Position.DIFFER].value
        assert "Planted" in str(report.PatientName)
        kinds = [each["kind"] for each in (await lee.must("GET", f"/api/consults/{request['id']}/record"))["entries"]]
        assert kinds.count("findings.exported") == 1
    await signed_in_anew(clinic, "lee")
