"""The parts of `lightbox render`: names, order, sharing, the bar, and what becomes of a dead worker."""

import asyncio
import io
import os
import signal
import zipfile
from collections.abc import AsyncGenerator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args

import pytest

from server.cli.pictures.answers import readable, visible
from server.cli.pictures.command import Run
from server.cli.pictures.in_order import in_order
from server.cli.pictures.outputs import Outputs
from server.cli.pictures.progress import Progress
from server.cli.pictures.reasons import Reasons, language_of
from server.cli.pictures.sharing import Sharing
from server.cli.pictures.sources import find
from server.cli.pictures.wishes import TIERS, Order, Wish, level_for, window_wish
from server.render.encode import Tier
from server.studies.header import Kind
from server.terms.errors import Malformed
from server.workers.pool import WorkerPool
from server.workers.wire import ArchiveMember
from tests.cli.files import ramp, write


class Archives:
    """A lister of zips that never starts a process."""

    def __init__(self, *names: str) -> None:
        self._names = names

    async def list_archive(self, descriptor: int) -> tuple[ArchiveMember, ...]:
        return tuple(ArchiveMember(index, name, 1) for index, name in enumerate(self._names))


@pytest.mark.parametrize(
    ("place", "stem"),
    [(("ct", "7.dcm"), "ct/7"), (("7.DCM",), "7"), (("im.001",), "im.001"), ((".dcm",), ".dcm"), (("IM7",), "IM7")],
)
def test_name_is_that_of_the_file(place: tuple[str, ...], stem: str) -> None:
    assert Outputs(Path("out")).stem(place) == stem


def test_no_two_files_get_one_name() -> None:
    """Not even on a disk that takes capitals for the same."""
    outputs = Outputs(Path("out"))
    assert [outputs.stem((name,)) for name in ("a.dcm", "a", "A.dcm", "a-2")] == ["a", "a-2", "A-3", "a-2-2"]


def test_long_name_still_fits_a_disk() -> None:
    stem = Outputs(Path("out")).stem(("é" * 130,))
    assert len(f"{stem}.f1000000.png".encode()) <= 255


async def test_members_of_a_zip_lead_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04")
    found = await find([str(tmp_path)], Archives("../../a", "/b", "c\\..\\d", "e:f\x1b", "..", "g/h"))
    assert {source.place for source in found} == {
        ("x", "member"), ("x", "a"), ("x", "b"), ("x", "c", "d"), ("x", "e_f_"), ("x", "g", "h"),
    }  # fmt: skip


async def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_bytes(b"")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
    assert [source.place for source in await find([str(tmp_path / "in")], Archives())] == [("a",)]


async def test_dicom_file_that_begins_like_a_zip_is_a_dicom_file(tmp_path: Path) -> None:
    (tmp_path / "both").write_bytes(b"PK\x03\x04" + bytes(124) + b"DICM")
    with zipfile.ZipFile(tmp_path / "packed", "w") as archive:
        archive.writestr("inside", b"")
    paths = [str(tmp_path / name) for name in ("both", "packed")]
    assert [source.member for source in await find(paths, Archives("inside"))] == [None, 0]


@pytest.mark.parametrize(("size", "level"), [(None, 0), (101, 0), (100, 1), (51, 1), (50, 2), (1, 7)])
def test_size_is_halved_as_often_as_needed(size: int | None, level: int) -> None:
    assert level_for(20, 101, size) == level


@pytest.mark.parametrize(
    ("word", "floats", "function"),
    [("40,400", False, "LINEAR"), ("40,400", True, "LINEAR_EXACT"), ("0.5,0.2", False, "LINEAR_EXACT"),
     ("40,400,sigmoid", False, "SIGMOID"), ("40,400,linear", True, "LINEAR")],
)  # fmt: skip
def test_window_takes_the_function_that_has_a_meaning(word: str, floats: bool, function: str) -> None:  # noqa: FBT001
    wish = window_wish(word)
    assert wish is not None
    assert not isinstance(wish, str)
    assert wish.window(floats=floats).function == function


@pytest.mark.parametrize("word", ["lung", "soft tissue", "AUTO", "LUNG, HIGH"])
def test_word_is_a_name(word: str) -> None:
    assert window_wish(word) == ("auto" if word == "AUTO" else word)


@pytest.mark.parametrize("word", ["", "40", "1,", "1,nan", "1,x", "inf,2,x", "1,2,3", "1,2,LINEAR,4", ",", "1e400,1"])
def test_number_alone_is_no_window(word: str) -> None:
    with pytest.raises(Malformed):
        window_wish(word)


def test_tiers_are_those_of_the_renderer() -> None:
    assert set(TIERS) == set(get_args(Tier))


@pytest.mark.parametrize("kind", [kind.value for kind in Kind if kind is not Kind.IMAGE])
def test_every_kind_has_a_word(kind: str) -> None:
    sentence, said = Reasons({}).of(Malformed("not_an_image", kind=kind))
    assert sentence.endswith(", not shown yet")
    assert said == kind


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "es_ES.UTF-8"}, "es"),
        ({"LANG": "de", "LC_ALL": "ar_EG"}, "ar"),
    ],
)
def test_language_is_that_of_the_terminal(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_name_of_a_file_is_text_that_stays_where_it_is() -> None:
    assert readable("a\udce9b") == "a\ufffdb"
    assert visible("a\x1b[2Jb\nc") == "a\ufffd[2Jb\ufffdc"


async def work(*steps: asyncio.Event | int) -> AsyncGenerator[Coroutine[None, None, int], None]:
    """Work that waits for an event, or gives its number at once."""

    async def one(number: int, step: asyncio.Event | int) -> int:
        if isinstance(step, asyncio.Event):
            await step.wait()
        return number

    for number, step in enumerate(steps):
        yield one(number, step)


async def test_outcomes_wait_for_a_slow_one_before_them() -> None:
    slow = asyncio.Event()
    outcomes = in_order(work(slow, 1, 1, 1), at_once=2, ahead=10)
    asyncio.get_running_loop().call_later(0.01, slow.set)
    assert [outcome async for outcome in outcomes] == [0, 1, 2, 3]


async def test_failure_of_ours_ends_everything() -> None:
    async def broken() -> AsyncGenerator[Coroutine[None, None, int], None]:
        async for each in work(1, 1):
            yield each
        raise RuntimeError("ours")

    with pytest.raises(RuntimeError, match="ours"):
        assert [outcome async for outcome in in_order(broken(), at_once=2, ahead=1)] == []


async def test_shared_thing_is_made_once_and_freed_when_others_came() -> None:
    freed: list[str] = []
    sharing: Sharing[str, str] = Sharing(freed.append, kept=1)

    async def make(name: str) -> str:
        await asyncio.sleep(0)
        return name

    async def use(name: str) -> bool:
        async with sharing.use(name, lambda: make(name)) as (value, fresh):
            assert value == name
            return fresh

    assert sorted(await asyncio.gather(use("a"), use("a"), use("a"))) == [False, False, True]
    assert await use("b")
    assert freed == ["a"]
    sharing.close()
    assert freed == ["a", "b"]


async def test_shared_thing_that_failed_is_tried_again() -> None:
    sharing: Sharing[str, int] = Sharing(lambda _: None, kept=1)
    attempts: list[int] = []

    async def make() -> int:
        attempts.append(1)
        if len(attempts) == 1:
            raise Malformed("truncated")
        return len(attempts)

    with pytest.raises(Malformed):
        async with sharing.use("a", make):
            pass
    async with sharing.use("a", make) as (value, fresh):
        assert (value, fresh) == (2, True)


class Terminal(io.StringIO):
    """A terminal that remembers."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "draws"), [(Terminal(), True), (io.StringIO(), False)])
def test_bar_is_drawn_on_a_terminal_only(stream: io.StringIO, draws: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    ticks = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: next(ticks))
    progress = Progress(stream, 4)
    progress.step(refused=True)
    progress.step(refused=False)
    progress.clear()
    assert ("2/4 ✗1" in stream.getvalue()) == draws
    assert stream.getvalue().endswith("\r\x1b[K") == draws


def test_bar_comes_back_below_a_line_between(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([0.0, 1.0, 1.01])
    monkeypatch.setattr("time.monotonic", lambda: next(ticks))
    stream = Terminal()
    progress = Progress(stream, 4)
    progress.step(refused=False)
    progress.clear()
    progress.step(refused=False)
    assert "2/4" in stream.getvalue()


async def test_killed_worker_costs_one_file(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for number in range(60):
        write(tmp_path / "in" / f"{number:02}.dcm", ramp())
    pool = WorkerPool(size=2)
    await pool.start()

    async def kill_one() -> None:
        while not pool._working:
            await asyncio.sleep(0)
        signal.pidfd_send_signal(next(iter(pool._working)).process, signal.SIGKILL)

    order = Order((str(tmp_path / "in"),), "", tmp_path / "out", Wish(), as_json=True)
    with ThreadPoolExecutor(2) as threads:
        try:
            code, _ = await asyncio.gather(Run(order, pool, threads).all(), kill_one())
        finally:
            await pool.stop()
    said = capfdbinary.readouterr().out
    assert said.count(b'"code":"decoder_crashed"') == 1
    assert (code, len(os.listdir(tmp_path / "out"))) == (1, 59)  # noqa: PTH208  (a count)
