from dataclasses import asdict, replace

import msgspec

from server.studies.catalog import Member
from server.studies.describing import described
from server.studies.header import InstanceHeader, Kind, PatientHeader, StudyHeader
from server.terms.images import PixelSpacing
from tests.studies.headers import TRAITS, slice_at

PLANTED = "CANARY"


def study() -> list[InstanceHeader]:
    image = replace(TRAITS, spacing=PixelSpacing(0.5, 0.5, "patient"))
    slices = [slice_at(2.5 * number, number, description="Chest", image=image) for number in range(1, 9) if number != 4]
    return [*slices, slice_at(None, 1, series="1.2", series_number=9, modality="ECG", image=None, kind=Kind.ECG)]


def members(headers: list[InstanceHeader]) -> list[Member]:
    return [Member(str(at), header) for at, header in enumerate(headers)]


def test_a_study_is_described_as_stacks() -> None:
    """What there is, how it lies, and what is odd about it."""
    (found,) = described(members(study()))
    (stack,) = found.series[0].stacks
    assert (found.modalities, found.count, found.others) == (("CT", "ECG"), 7, {"ecg": 1})
    assert (stack.plane, stack.letters, stack.step_mm) == ("axial", ("R", "L", "A", "P"), 2.5)
    assert (stack.spacing_mm, stack.spacing_origin, stack.pixel_aspect) == ((0.5, 0.5), "patient", 1.0)
    assert [(note.code, note.facts["missing"]) for note in stack.notes] == [("gap", 1)]


def test_a_description_names_nobody() -> None:
    """No name, id, date or UID; the file's own words only when they are wanted."""
    patient = PatientHeader(PLANTED, PLANTED, PLANTED, "19000101", "F")
    headers = [
        replace(header, patient=patient, study=StudyHeader("1.2.3.CANARY", "19000101", "1200", PLANTED, "Head"))
        for header in study()
    ]
    told = msgspec.json.encode(described(members(headers))).decode()
    assert PLANTED not in told
    assert "1900" not in told
    assert '"Head"' in told
    assert "Head" not in msgspec.json.encode(described(members(headers), words=False)).decode()
    assert asdict(described(members(headers))[0])["series"][0]["description"] == "Chest"


def test_two_studies_are_told_apart() -> None:
    other = [replace(header, study=StudyHeader("2")) for header in study()]
    assert len(described(members([*study(), *other]))) == 2
