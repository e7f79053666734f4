"""`lightbox render --jobs`: one JSON object a line, one answer a line, in the same order."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from server.cli.pictures.jobs import LONGEST_LINE, Splitter, parsed
from server.cli.pictures.wishes import Wish
from server.terms.errors import Malformed
from tests.cli.conftest import Render, Said
from tests.cli.files import ramp, write

COMMAND = [sys.executable, "-P", "-m", "server"]
Jobs = Callable[..., tuple[int, Said]]


@pytest.fixture
def run_jobs(tmp_path: Path, render: Render) -> Jobs:
    """Runs jobs (objects, or lines as they are) with more words of the command; gives its exit code and answers."""

    def run(jobs: list[dict[str, Any] | str], *words: object) -> tuple[int, Said]:
        lines = [job if isinstance(job, str) else json.dumps(job) for job in jobs]
        (tmp_path / "jobs.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
        return render("--jobs", tmp_path / "jobs.jsonl", *words)

    return run


def pixels(path: Path | str) -> Any:
    with Image.open(path) as picture:
        return np.asarray(picture)


def test_job_says_everything_about_its_picture(tmp_path: Path, run_jobs: Jobs) -> None:
    volume = np.stack([ramp(), ramp(start=1000)])
    file = str(write(tmp_path / "v.dcm", volume))
    out = tmp_path / "deep" / "down" / "two.jpg"
    asked = {"path": file, "frame": 2, "window": [1128, 256, "LINEAR_EXACT"], "tier": "lossy", "out": str(out)}
    code, (said,) = run_jobs([asked | {"overlays": False}])
    assert code == 0
    assert said["window"] == {"center": 1128.0, "width": 256.0, "function": "LINEAR_EXACT", "source": "chosen"}
    assert (said["frame"], said["tier"], said["output"], said["job"]) == (2, "lossy", str(out), 1)
    assert pixels(out).shape == (16, 16)


def test_answers_come_in_the_order_of_the_jobs(tmp_path: Path, run_jobs: Jobs) -> None:
    """A slow job does not let later ones overtake it in what is said."""
    slow = str(write(tmp_path / "slow.dcm", ramp(200, 300)))
    fast = str(write(tmp_path / "fast.dcm", ramp(2, 2)))
    jobs = [{"path": path, "out": f"{number}.png"} for number, path in enumerate([slow, fast, fast, slow, fast] * 4)]
    code, said = run_jobs([*jobs], "--out", tmp_path / "out")
    assert code == 0
    assert [Path(one["output"]).name for one in said] == [job["out"] for job in jobs]
    assert [one["job"] for one in said] == list(range(1, 21))


def test_frame_in_a_row_is_decoded_once(tmp_path: Path, run_jobs: Jobs) -> None:
    file = str(write(tmp_path / "a.dcm", ramp()))
    jobs = [{"path": file, "window": [128, 256 + step], "out": f"{step}.png"} for step in range(12)]
    _, said = run_jobs([*jobs], "--out", tmp_path / "out")
    assert sum(one["ms"]["decode"] > 0 for one in said) == 1
    assert sum(one["ms"]["inspect"] > 0 for one in said) == 1
    assert len({one["window"]["width"] for one in said}) == 12


BAD_LINES = (
    ("{", "truncated"),
    ("[1]", "Expected `object`"),
    ('{"out": "x.png"}', "missing required field `path`"),
    ('{"path": "a.dcm", "windows": [1, 2]}', "unknown field `windows`"),
    ('{"path": "a.dcm", "frame": 0}', "$.frame"),
    ('{"path": "a.dcm", "frame": "1"}', "$.frame"),
    ('{"path": "a.dcm", "tier": "best"}', "$.tier"),
    ('{"path": "a.dcm", "overlays": 1}', "$.overlays"),
    ('{"path": "a.dcm", "out": ""}', "$.out"),
    ('{"path": "\\ud800"}', ""),
    ('{"path": "\udcff"}', "UTF-8"),
    ("x" * (LONGEST_LINE + 1), "longer than"),
)


@pytest.mark.parametrize(("line", "complaint"), BAD_LINES, ids=[line[:40] for line, _ in BAD_LINES])
def test_line_that_is_no_job_is_explained(line: str, complaint: str) -> None:
    with pytest.raises(Malformed) as refused:
        parsed(line.encode("utf-8", "surrogateescape"))
    assert refused.value.code == "bad_job"
    assert complaint in str(refused.value.facts["complaint"])


def test_line_that_is_no_job_is_numbered_and_the_rest_goes_on(tmp_path: Path, run_jobs: Jobs) -> None:
    file = str(write(tmp_path / "a.dcm", ramp()))
    code, (bad, good) = run_jobs(["{", "", {"path": file, "out": "a.png"}], "--out", tmp_path / "out")
    assert (code, bad["code"], bad["job"]) == (1, "bad_job", 1)
    assert (good["job"], good["output"]) == (3, str(tmp_path / "out" / "a.png"))


def test_refusal_of_a_job_names_the_file_it_meant(tmp_path: Path, run_jobs: Jobs) -> None:
    jobs = [{"path": "a.dcm", "window": [1]}, {"path": "b.dcm", "tier": "best"}, {"path": 7}]
    _, said = run_jobs(jobs, "--out", tmp_path / "out")
    assert [(one["file"], one["code"]) for one in said] == [
        ("a.dcm", "bad_window"),
        ("b.dcm", "bad_job"),
        ("", "bad_job"),
    ]


@pytest.mark.parametrize(
    ("window", "code"),
    [("[1]", "bad_window"), ("[1, 2, 3]", "bad_window"), ('[1, 2, "CUBIC"]', "bad_window"), ("[1, 0]", "window_width"),
     ('["1", "2"]', "bad_window"), ('[1, 0.5, "LINEAR"]', "window_width")],
)  # fmt: skip
def test_window_that_means_nothing_is_refused(window: str, code: str) -> None:
    job = parsed(f'{{"path": "a.dcm", "window": {window}}}'.encode())
    with pytest.raises(Malformed) as refused:
        job.wish(Wish())
    assert refused.value.code == code


@pytest.mark.parametrize("cut", [1, 3, 1000])
def test_lines_are_the_same_however_they_arrive(cut: int) -> None:
    content = b"one\n\n  \ntwo\r\nlast"
    splitter = Splitter()
    parts = [content[at : at + cut] for at in range(0, len(content), cut)]
    found = [numbered for part in parts for numbered in splitter.feed(part)]
    assert [*found, *splitter.rest()] == [(1, b"one"), (4, b"two\r"), (5, b"last")]


def test_what_a_job_does_not_say_is_as_the_command_says(tmp_path: Path, run_jobs: Jobs) -> None:
    file = str(write(tmp_path / "a.dcm", ramp(40, 40)))
    jobs: list[dict[str, Any] | str] = [{"path": file}, {"path": file, "window": "auto", "tier": "lossless"}]
    options = ("--out", tmp_path / "out", "--window", "7,9", "--tier", "preview", "--size", "20")
    _, (first, second) = run_jobs(jobs, *options)
    assert (first["window"]["center"], first["tier"], first["width"]) == (7.0, "preview", 20)
    assert (second["window"]["source"], second["tier"], second["width"]) == ("auto", "lossless", 20)
    assert [Path(one["output"]).name for one in (first, second)] == ["a.f001.jpg", "a-2.f001.png"]


def test_nothing_is_written_outside_the_folder(tmp_path: Path, run_jobs: Jobs) -> None:
    file = str(write(tmp_path / "a.dcm", ramp()))
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "link").symlink_to(tmp_path / "elsewhere")
    outs = ["../x.png", str(tmp_path / "elsewhere" / "x.png"), "link/x.png", "sub/../../x.png", "..", "a\0b", "x/"]
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    code, said = run_jobs([{"path": file, "out": out} for out in outs], "--out", tmp_path / "out")
    assert code == 1
    assert [one["code"] for one in said] == ["outside_folder"] * 5 + ["bad_output"] * 2
    assert {path for path in tmp_path.rglob("*") if path.is_file()} - before == {tmp_path / "jobs.jsonl"}


def test_without_a_folder_a_job_says_where(tmp_path: Path, run_jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(write(tmp_path / "a.dcm", ramp()))
    monkeypatch.chdir(tmp_path)
    _, (here, nowhere) = run_jobs([{"path": file, "out": "here.png"}, {"path": file}])
    assert here["output"] == "here.png"
    assert (tmp_path / "here.png").is_file()
    assert nowhere["code"] == "bad_job"


def test_file_is_never_overwritten_by_its_own_picture(tmp_path: Path, run_jobs: Jobs) -> None:
    file = write(tmp_path / "a.dcm", ramp())
    before = file.read_bytes()
    _, (said,) = run_jobs([{"path": str(file), "out": str(file)}])
    assert said["code"] == "output_is_input"
    assert file.read_bytes() == before


def test_picture_that_cannot_be_written_is_refused_and_the_rest_goes_on(tmp_path: Path, run_jobs: Jobs) -> None:
    file = str(write(tmp_path / "a.dcm", ramp()))
    (tmp_path / "out" / "folder").mkdir(parents=True)
    (tmp_path / "out" / "file").write_bytes(b"x")
    outs = ["file/x.png", "folder", "x" * 300, "fine.png"]
    code, said = run_jobs([{"path": file, "out": out} for out in outs], "--out", tmp_path / "out")
    assert (code, [one.get("code") for one in said]) == (1, ["output_not_written"] * 3 + [None])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["file", "fine.png", "folder"]


def test_last_of_two_jobs_for_one_file_stays(tmp_path: Path, run_jobs: Jobs) -> None:
    slow, fast = str(write(tmp_path / "s.dcm", ramp(200, 300))), str(write(tmp_path / "f.dcm", ramp(2, 2)))
    run_jobs([{"path": slow, "out": "x.png"}, {"path": fast, "out": "x.png"}] * 3, "--out", tmp_path / "out")
    assert pixels(tmp_path / "out" / "x.png").shape == (2, 2)


def test_program_may_wait_for_each_answer(tmp_path: Path) -> None:
    """Standard input is answered line by line; a file that changed meanwhile is read anew."""
    command = [*COMMAND, "render", "--jobs", "-", "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for rows in (4, 8, 16):
            file = write(tmp_path / "a.dcm", ramp(rows, 4))
            running.stdin.write(json.dumps({"path": str(file), "out": "a.png"}) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["rows"] == rows
        running.stdin.close()
        assert running.wait(timeout=30) == 0
