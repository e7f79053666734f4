"""`lightbox describe`: what files contain, as stacks."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from server.cli import main
from server.cli.pictures import contents
from tests.cli.conftest import Home
from tests.cli.files import NAME, PATIENT_ID, ROOT, dicom, ramp, write

Describe = Callable[..., tuple[int, bytes]]


@pytest.fixture
def describe(home: Home, capfdbinary: pytest.CaptureFixture[bytes]) -> Describe:
    """Runs `lightbox describe`; gives its exit code and its output."""
    runner, pool = home

    def run(*paths: Path, for_programs: bool = False, words: bool = False) -> tuple[int, bytes]:
        code = runner.run(contents.describe([*map(str, paths)], pool, for_programs=for_programs, words=words))
        return code, capfdbinary.readouterr().out

    return run


def placed(number: int) -> dict[str, Any]:
    """Where slice `number` lies."""
    return {
        "InstanceNumber": number,
        "SOPInstanceUID": f"{ROOT}.3.{number}",
        "ImagePositionPatient": [0, 0, 5 * number],
        "ImageOrientationPatient": [1, 0, 0, 0, 1, 0],
        "PixelSpacing": [0.5, 0.5],
        "SeriesDescription": "AXIAL of Planted",
    }


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Six slices, a clip in a zip, an ECG, a text and a broken file."""
    for number in range(1, 7):
        write(tmp_path / "in" / f"{number}.dcm", ramp(), **placed(number))
    clip = dicom(np.stack([ramp()] * 3), SeriesInstanceUID=f"{ROOT}.8", Modality="US", FrameTime=40)
    with zipfile.ZipFile(tmp_path / "in" / "clip.zip", "w") as archive:
        archive.writestr("clip", clip)
    write(tmp_path / "in" / "ecg.dcm", None, SeriesInstanceUID=f"{ROOT}.7")
    (tmp_path / "in" / "notes.txt").write_text("not for us")
    return tmp_path / "in"


def test_study_is_told_as_stacks(study: Path, describe: Describe) -> None:
    code, out = describe(study, for_programs=True)
    said = json.loads(out)
    assert (code, said["files"], len(said["studies"])) == (0, 9, 1)
    stacks = {stack["kind"]: stack for series in said["studies"][0]["series"] for stack in series["stacks"]}
    assert (stacks["volume"]["count"], stacks["volume"]["letters"]) == (6, ["R", "L", "A", "P"])
    assert (stacks["volume"]["spacing_mm"], stacks["volume"]["spacing_origin"]) == ([0.5, 0.5], "patient")
    assert stacks["cine"]["count"] == 3
    assert said["studies"][0]["others"] == {"ecg": 1}


def test_what_is_no_image_is_named(study: Path, describe: Describe) -> None:
    (study / "cut.dcm").write_bytes(dicom(ramp())[:-100])
    code, out = describe(study, study / "none", for_programs=True)
    said = json.loads(out)
    assert code == 1
    left = [(Path(one["file"]).name, one["code"], one["kind"]) for one in said["left_out"]]
    assert left == [
        ("cut.dcm", "pixel_data_truncated", ""),
        ("notes.txt", "not_dicom", "text"),
        ("none", "no_such_file", ""),
    ]


@pytest.mark.parametrize("for_programs", [False, True])
def test_nobody_is_named(study: Path, describe: Describe, *, for_programs: bool) -> None:
    """Descriptions are the file's own words: they come only when they are asked for."""
    _, said = describe(study, for_programs=for_programs)
    assert not any(word.encode() in said for word in (NAME, PATIENT_ID, ROOT, "Planted"))
    _, said = describe(study, for_programs=for_programs, words=True)
    assert b"AXIAL of Planted" in said


def test_people_read_a_table(study: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["describe", str(study)]) == 0
    said = capfdbinary.readouterr().out.decode()
    assert "Study 1: ECG, MR, US · 3 series · 9 pictures" in said
    assert "volume" in said
    assert "6 × 16×16" in said
    assert "notes.txt: Not a DICOM file: text. (not_dicom)" in said
