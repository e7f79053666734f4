"""`lightbox render`: from files to pictures, and what is said about each."""

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pydicom.dataset import Dataset

from server.cli import main
from tests.cli.conftest import Render
from tests.cli.files import NAME, PATIENT_ID, ROOT, dicom, ramp, write

COMMAND = [sys.executable, "-P", "-m", "server"]


def pixels(path: Path | str) -> Any:
    with Image.open(path) as picture:
        return np.asarray(picture)


def test_picture_has_the_values_of_the_window(tmp_path: Path, render: Render) -> None:
    """Center 128, width 256: value n is shown as n. PS3.3 C.11.2.1.2.1."""
    file = write(tmp_path / "a.dcm", ramp())
    code, (said,) = render(file, "--out", tmp_path / "out", "--window", "128,256")
    assert code == 0
    assert said["output"] == str(tmp_path / "out" / "a.f001.png")
    assert said["window"] == {"center": 128.0, "width": 256.0, "function": "LINEAR", "source": "chosen"}
    np.testing.assert_array_equal(pixels(said["output"]), ramp().astype(np.uint8))


def test_answer_says_what_was_made(tmp_path: Path, render: Render) -> None:
    file = write(tmp_path / "a.dcm", ramp(8, 32), WindowCenter=20, WindowWidth=40)
    _, (said,) = render(file, "--out", tmp_path / "out")
    shown = {key: said[key] for key in ("file", "frame", "rows", "columns", "photometric", "tier", "level", "overlays")}
    assert shown == {
        "file": str(file), "frame": 1, "rows": 8, "columns": 32, "photometric": "MONOCHROME2", "tier": "lossless",
        "level": 0, "overlays": False,
    }  # fmt: skip
    assert (said["window"]["center"], said["window"]["width"], said["window"]["source"]) == (20.0, 40.0, "file")
    assert all(said["ms"][step] >= 0 for step in ("read", "inspect", "decode", "level", "render", "write"))
    assert said["bytes"] == Path(said["output"]).stat().st_size


def test_folders_and_zips_keep_their_structure(tmp_path: Path, render: Render) -> None:
    write(tmp_path / "in" / "b" / "2.dcm", ramp())
    write(tmp_path / "in" / "a.dcm", ramp())
    with zipfile.ZipFile(tmp_path / "in" / "more.zip", "w") as archive:
        archive.writestr("c/3", dicom(ramp()))
    code, said = render(tmp_path / "in", "--out", tmp_path / "out")
    made = [str(Path(one["output"]).relative_to(tmp_path / "out")) for one in said]
    assert (code, made) == (0, ["a.f001.png", "more/c/3.f001.png", "b/2.f001.png"])
    assert said[1]["file"] == str(tmp_path / "in" / "more.zip" / "c" / "3")


def test_refused_files_are_named_and_the_rest_goes_on(tmp_path: Path, render: Render) -> None:
    write(tmp_path / "in" / "1-ecg.dcm", None)
    (tmp_path / "in" / "2-notes.txt").write_text("not for us")
    (tmp_path / "in" / "3-cut.dcm").write_bytes(dicom(ramp())[:-100])
    write(tmp_path / "in" / "4.dcm", ramp())
    code, said = render(tmp_path / "in", tmp_path / "none.dcm", "--out", tmp_path / "out")
    refused = [(one["code"], one["kind"]) for one in said if "code" in one]
    assert code == 1
    assert refused == [
        ("not_an_image", "ecg"), ("not_dicom", "text"), ("pixel_data_truncated", ""), ("no_such_file", ""),
    ]  # fmt: skip
    assert [one["reason"].endswith(", not shown yet") for one in said[:2]] == [True, False]
    assert all(one["refused"] and one["reason"] for one in said if "code" in one)
    assert (tmp_path / "out" / "4.f001.png").is_file()


def test_nothing_about_the_patient_is_said_or_named(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.dcm", ramp())
    write(tmp_path / "in" / "b.dcm", None)
    command = [*COMMAND, "render", str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    said = [subprocess.run([*command, *more], capture_output=True, check=False) for more in ([], ["--json"])]
    told = b"".join(one.stdout + one.stderr for one in said) + " ".join(map(str, (tmp_path / "out").iterdir())).encode()
    assert not any(word in told for word in (NAME.encode(), PATIENT_ID.encode(), ROOT.encode()))


@pytest.mark.parametrize(("asked", "frames"), [("middle", [2]), ("all", [1, 2, 3]), ("4", [])])
def test_frames_count_from_one(tmp_path: Path, render: Render, asked: str, frames: list[int]) -> None:
    volume = np.stack([ramp(start=1000 * frame) for frame in range(3)])
    file = write(tmp_path / "v.dcm", volume)
    code, said = render(file, "--out", tmp_path / "out", "--frame", asked, "--window", "128,256")
    made = [one for one in said if "output" in one]
    assert [one["frame"] for one in made] == frames
    assert [Path(one["output"]).name for one in made] == [f"v.f{frame:03}.png" for frame in frames]
    assert code == (0 if frames else 1)
    assert frames or said[0]["code"] == "no_such_frame"


def test_automatic_window_is_one_for_the_series(tmp_path: Path, render: Render) -> None:
    """Slices of 0 … 255 and of 2000 … 2255 are shown alike, so that nothing flickers."""
    for number, start in enumerate((0, 1000, 2000, 2000), start=1):
        write(tmp_path / "in" / f"{number}.dcm", ramp(start=start), InstanceNumber=number)
    write(tmp_path / "in" / "other.dcm", ramp(), SeriesInstanceUID=f"{ROOT}.9")
    _, said = render(tmp_path / "in", "--out", tmp_path / "out")
    windows = [(one["window"]["center"], one["window"]["width"]) for one in said]
    assert {one["window"]["source"] for one in said} == {"auto"}
    assert len(set(windows[:4])) == 1
    assert windows[4] != windows[0]


@pytest.mark.parametrize(("asked", "source"), [((), "file"), (("--window", "auto"), "auto")])
def test_auto_is_asked_for_although_the_file_has_a_window(
    tmp_path: Path, render: Render, asked: Sequence[str], source: str
) -> None:
    file = write(tmp_path / "a.dcm", ramp(), WindowCenter=5, WindowWidth=3)
    _, (said,) = render(file, "--out", tmp_path / "out", *asked)
    assert said["window"]["source"] == source
    assert (said["window"]["width"] == 3) == (source == "file")


def test_window_has_the_name_the_file_gives_it(tmp_path: Path, render: Render) -> None:
    explained = {"WindowCenter": [5, 50], "WindowWidth": [10, 100], "WindowCenterWidthExplanation": ["SOFT", "BONE"]}
    file = write(tmp_path / "a.dcm", ramp(), **explained)
    _, (said,) = render(file, "--out", tmp_path / "out", "--window", "bone")
    assert (said["window"]["center"], said["window"]["source"]) == (50.0, "named")
    code, (refused,) = render(file, "--out", tmp_path / "out", "--window", "lunch")
    assert (code, refused["code"]) == (1, "no_such_window")
    assert "soft" in refused["reason"].casefold()


def test_table_has_the_name_the_file_gives_it(tmp_path: Path, render: Render) -> None:
    table = Dataset()
    table.LUTDescriptor, table.LUTExplanation, table.LUTData = [16, 0, 16], "HARD", np.arange(16, dtype="<u2").tobytes()
    table["LUTDescriptor"].VR, table["LUTData"].VR = "US", "OW"
    file = write(tmp_path / "a.dcm", ramp(), VOILUTSequence=[table])
    _, (said,) = render(file, "--out", tmp_path / "out", "--window", "hard")
    assert said["window"] == {"center": None, "width": None, "function": None, "source": "named"}


@pytest.mark.parametrize("verb", [["render", "--out", "out"], ["describe"]], ids=" ".join)
def test_folder_without_files_is_said_to_be_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], verb: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    assert main([*verb, "empty"]) == 0
    assert capfd.readouterr() == ("", "There is no file to look at here.\n")


def test_size_is_reached_by_halves(tmp_path: Path, render: Render) -> None:
    file = write(tmp_path / "a.dcm", ramp(40, 100))
    _, (said,) = render(file, "--out", tmp_path / "out", "--size", "64")
    assert (said["level"], said["width"], said["height"]) == (1, 50, 20)
    assert pixels(said["output"]).shape == (20, 50)
    _, (said,) = render(file, "--out", tmp_path / "out", "--size", "1000")
    assert (said["level"], said["width"]) == (0, 100)


@pytest.mark.parametrize(("tier", "kind", "suffix"), [("preview", "JPEG", ".jpg"), ("lossless", "PNG", ".png")])
def test_tier_decides_the_format(tmp_path: Path, render: Render, tier: str, kind: str, suffix: str) -> None:
    file = write(tmp_path / "a.dcm", ramp())
    _, (said,) = render(file, "--out", tmp_path / "out", "--tier", tier)
    assert said["output"].endswith(suffix)
    with Image.open(said["output"]) as picture:
        assert picture.format == kind


def test_pictures_of_before_are_no_input(tmp_path: Path, render: Render) -> None:
    """Rendering a folder into itself, or into one below it, may be done again."""
    write(tmp_path / "in" / "a.dcm", ramp())
    below = tmp_path / "in" / "pictures"
    answers = [render(tmp_path / "in", "--out", out) for out in (below, below, tmp_path / "in", tmp_path / "in")]
    assert [(code, [Path(one["file"]).name for one in said]) for code, said in answers] == [(0, ["a.dcm"])] * 4


def test_color_has_no_window(tmp_path: Path, render: Render) -> None:
    rgb = {"SamplesPerPixel": 3, "PhotometricInterpretation": "RGB", "PlanarConfiguration": 0, "BitsAllocated": 8}
    rgb |= {"BitsStored": 8, "HighBit": 7, "PixelData": bytes(range(48)), "Rows": 4, "Columns": 4}
    file = write(tmp_path / "a.dcm", ramp(4, 4), **rgb)
    for asked in ("lung", "auto", "40,400"):
        _, (said,) = render(file, "--out", tmp_path / "out", "--window", asked)
        assert said["window"] == {"center": None, "width": None, "function": None, "source": "none"}
        assert pixels(said["output"]).shape == (4, 4, 3)


def test_automatic_window_of_a_clip_is_found_once(tmp_path: Path, render: Render) -> None:
    clip = np.stack([ramp(start=100 * frame) for frame in range(8)])
    _, said = render(write(tmp_path / "a.dcm", clip), "--out", tmp_path / "out", "--frame", "all")
    assert len({(one["window"]["center"], one["window"]["width"]) for one in said}) == 1
    assert sum(one["ms"]["inspect"] > 0 for one in said) <= 1


def test_picture_of_before_is_replaced(tmp_path: Path, render: Render) -> None:
    file = write(tmp_path / "a.dcm", ramp())
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.f001.png").write_bytes(b"old")
    code, _ = render(file, "--out", tmp_path / "out")
    assert code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.f001.png"]
    assert pixels(tmp_path / "out" / "a.f001.png").shape == (16, 16)


@pytest.mark.parametrize(
    "words",
    [
        ["a.dcm"],
        ["--out", "out"],
        ["a.dcm", "--jobs", "-", "--out", "out"],
        ["--jobs", "none.jsonl"],
        ["a.dcm", "--out", "out", "--window", "1,2,3,4"],
        ["a.dcm", "--out", "out", "--window", "40,-400"],
        ["a.dcm", "--out", "out", "--window", "40,0.5,LINEAR"],
        ["a.dcm", "--out", "out", "--frame", "0"],
        ["a.dcm", "--out", "out", "--size", "0"],
        ["a.dcm", "--out", "out", "--tier", "best"],
    ],
    ids=" ".join,
)
def test_command_that_makes_no_sense_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["render", *words])
    assert ended.value.code == 2
    assert "lightbox render: error: " in capsys.readouterr().err


def test_window_below_zero_needs_no_equals_sign(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    file = write(tmp_path / "a.dcm", ramp())
    assert main(["render", str(file), "--out", str(tmp_path / "out"), "--window", "-600,1500", "--json"]) == 0
    assert b'"center":-600.0' in capfdbinary.readouterr().out


def test_people_read_a_line_a_file_and_how_it_went(tmp_path: Path) -> None:
    """Names with control characters cannot move the cursor."""
    write(tmp_path / "in" / "a\x1b[2J.dcm", ramp())
    (tmp_path / "in" / "b.txt").write_text("not for us")
    command = [*COMMAND, "render", str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    said = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    first, second, last = said.stdout.splitlines()
    assert (said.returncode, said.stderr) == (1, "")
    assert "16×16" in first
    assert "\x1b" not in said.stdout
    assert second.endswith("b.txt: Not a DICOM file: text. (not_dicom)")
    assert last == "1 picture made, 1 refused."


def test_refusal_is_said_in_the_users_language(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("not for us")
    command = [*COMMAND, "render", str(tmp_path / "b.txt"), "--out", str(tmp_path / "out")]
    said = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "es_ES.UTF-8"}
    )
    assert "No es un archivo DICOM" in said.stdout


def test_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    for number in range(40):
        write(tmp_path / "in" / f"{number}.dcm", ramp())
    command = [*COMMAND, "render", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr is not None
        complaint = running.stderr.read()
    assert (running.returncode, complaint) == (141, b"")


def test_interrupt_ends_it_with_whole_pictures_only(tmp_path: Path) -> None:
    first = write(tmp_path / "in" / "0.dcm", ramp(256, 256))
    for number in range(1, 3000):
        (tmp_path / "in" / f"{number}.dcm").hardlink_to(first)
    command = [*COMMAND, "render", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--json"]
    # A shell starts what runs behind it with interrupts ignored, and a child inherits that.
    with subprocess.Popen(
        ["env", "--default-signal=INT", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, complaint = running.communicate(timeout=30)
    assert (running.returncode, complaint) == (130, b"")
    made = list((tmp_path / "out").iterdir())
    assert 0 < len(made) < 3000
    assert all(pixels(path).shape == (256, 256) for path in made)


@pytest.mark.slow
def test_memory_does_not_grow_with_the_pictures(tmp_path: Path) -> None:
    peaks_kb = []
    for count in (30, 300):
        folder = tmp_path / f"in{count}"
        first = write(folder / "0.dcm", ramp(256, 256))
        for number in range(1, count):
            (folder / f"{number}.dcm").hardlink_to(first)
        command = [*COMMAND, "render", str(folder), "--out", str(tmp_path / "out"), "--tier", "preview", "--json"]
        quiet = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
        process = os.posix_spawn(sys.executable, command, os.environ, file_actions=[quiet])
        _, status, used = os.wait4(process, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        peaks_kb.append(used.ru_maxrss)
    assert peaks_kb[1] - peaks_kb[0] < 6 * 1024


def test_rendering_loads_no_server(tmp_path: Path) -> None:
    """Start-up is most of the time of one picture."""
    file = write(tmp_path / "a.dcm", ramp())
    script = (
        "import sys\nfrom server.cli import main\n"
        f"main(['render', {str(file)!r}, '--out', {str(tmp_path)!r}])\n"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    said = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True)
    loaded = set(said.stdout.splitlines()[-1].split())
    assert loaded & {"aiohttp", "sqlalchemy", "socketio", "pydicom", "cryptography", "fluent", "structlog"} == set()


def test_every_shared_file_is_shown_or_refused_with_a_reason(
    tmp_path: Path, shared_data: Path, render: Render, compared: Callable[[Path], None]
) -> None:
    _, said = render(shared_data, "--out", tmp_path, "--tier", "preview", "--size", "256")
    assert len(said) >= 400
    for one in said:
        assert "output" in one or (one["code"] and one["reason"] != one["code"])
        compared(Path(one["file"]))
    made = [one["output"] for one in said if "output" in one]
    assert len(made) == len(set(made))
    assert all(pixels(path).size for path in made)
