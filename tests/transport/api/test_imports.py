"""Imports over HTTP: what a browser sends, what it is told, and what it can never do."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
import pytest_asyncio

from server.workers.pool import WorkerPool
from tests.desk.dicom_files import slice_file, zip_file
from tests.stalls import stalls
from tests.transport.api.study_server import StudyServer, study_server

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def workers() -> AsyncIterator[WorkerPool]:
    pool = WorkerPool(size=2)
    await pool.start()
    yield pool
    await pool.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def server(tmp_path: Path, workers: WorkerPool) -> AsyncIterator[StudyServer]:
    async with study_server(tmp_path, workers) as running:
        yield running


async def begin(browser: aiohttp.ClientSession) -> str:
    async with browser.post("/api/imports") as said:
        assert said.status == 201
        return str((await said.json())["id"])


async def send(browser: aiohttp.ClientSession, import_id: str, content: bytes, name: str = "IM1") -> dict[str, Any]:
    headers = {"Lightbox-File-Name": quote(name), "Content-Type": "application/octet-stream"}
    async with browser.post(f"/api/imports/{import_id}/files", data=content, headers=headers) as said:
        return {"status": said.status, **(await said.json())}


async def test_file_comes_in_with_its_outcome(server: StudyServer) -> None:
    """A raw body with its name beside it is answered with that file's report and the counts so far."""
    async with server.session() as browser:
        import_id = await begin(browser)

        said = await send(browser, import_id, slice_file(1), "Ordner/Bild ä 1")

        (report,) = said["files"]
        assert (report["name"], report["outcome"], report["seq"]) == ("Ordner/Bild ä 1", "accepted", 1)
        assert said["studies"] == [report["study_id"]]
        assert (said["received"], said["accepted"], said["state"]) == (1, 1, "open")


async def test_zip_is_reported_as_it_is_read(server: StudyServer) -> None:
    """A zip is answered at once as work; its members appear after the number one has seen."""
    async with server.session() as browser:
        import_id = await begin(browser)
        archive = zip_file([("IM1", slice_file(1)), ("notes.txt", b"words"), ("IM2", slice_file(2))])
        assert (await send(browser, import_id, archive, "cd.zip"))["files"] == []

        names: list[str] = []
        since, working = 0, 1
        async with asyncio.timeout(10):
            while working:
                async with browser.get(f"/api/imports/{import_id}?since={since}") as said:
                    state = await said.json()
                names += [report["name"] for report in state["files"]]
                since = max([since, *(report["seq"] for report in state["files"])])
                working = state["working"]
        assert names == ["IM1", "notes.txt", "IM2"]


async def test_import_is_there_when_one_comes_back(server: StudyServer) -> None:
    """The list holds my imports with their counts; finishing sums up."""
    async with server.session() as browser:
        import_id = await begin(browser)
        await send(browser, import_id, slice_file(1))
        async with browser.get("/api/imports") as said:
            assert [(one["id"], one["accepted"]) for one in (await said.json())["imports"]] == [(import_id, 1)]
        async with browser.post(f"/api/imports/{import_id}/finish") as said:
            assert (await said.json())["state"] == "finished"
        assert (await send(browser, import_id, slice_file(2)))["error"]["code"] == "import_finished"


async def test_nobody_and_others_get_nowhere(server: StudyServer) -> None:
    """Without a login 401, with somebody else's import 404, from another page 403."""
    async with server.session() as mine, server.session("stranger") as theirs, server.session(None) as nobody:
        import_id = await begin(mine)

        assert (await send(nobody, import_id, b"x"))["status"] == 401
        assert (await send(theirs, import_id, b"x"))["status"] == 404
        async with mine.post("/api/imports", headers={"Origin": "https://elsewhere.example"}) as said:
            assert said.status == 403
        async with mine.get(f"/api/imports/{import_id}?since=-1") as said:
            assert said.status == 400


async def test_body_without_length_is_refused(server: StudyServer) -> None:
    """What does not say how long it is could go on for ever."""

    async def endless() -> AsyncIterator[bytes]:
        yield b"x" * 1000

    async with server.session() as browser:
        import_id = await begin(browser)
        async with browser.post(f"/api/imports/{import_id}/files", data=endless()) as said:
            assert said.status == 411
            assert (await said.json())["error"]["code"] == "length_required"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
async def test_encoded_body_is_refused(server: StudyServer, coding: str) -> None:
    """BI-25: no body is unpacked on the way in."""
    async with server.session() as browser:
        import_id = await begin(browser)
        headers = {"Content-Encoding": coding}
        async with browser.post(f"/api/imports/{import_id}/files", data=b"\x1f\x8b" * 100, headers=headers) as said:
            assert said.status in {400, 415}


async def test_huge_length_is_refused_before_the_body(server: StudyServer) -> None:
    """BI-24: four announced gigabytes are answered at once."""
    async with server.session() as browser:
        import_id = await begin(browser)
    port = int(server.url.rsplit(":", 1)[1])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"POST /api/imports/{import_id}/files HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {server.url}\r\n"
        f"Cookie: __Host-lightbox=me\r\nContent-Length: {4 << 30}\r\n\r\n".encode()
    )
    async with asyncio.timeout(10):
        assert b" 413 " in await reader.readline()
    writer.close()


async def test_connection_cut_in_a_file_leaves_nothing(server: StudyServer) -> None:
    """A browser that goes away in the middle of a file leaves no report, no object and no memory held."""
    async with server.session() as browser:
        import_id = await begin(browser)
        port = int(server.url.rsplit(":", 1)[1])
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST /api/imports/{import_id}/files HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {server.url}\r\n"
        writer.write(f"{head}Cookie: __Host-lightbox=me\r\nContent-Length: 5000\r\n\r\n".encode() + b"x" * 1000)
        await writer.drain()
        writer.close()

        assert (await send(browser, import_id, slice_file(1)))["accepted"] == 1
    assert len(list(server.desk.blobs.names())) == 1


async def test_many_files_at_once_stall_nothing(server: StudyServer) -> None:
    """D2: while four uploads run, the loop stays awake and the first slice is on the list within three seconds."""
    seen_after = 0.0
    async with server.session() as browser, stalls() as stalled:
        import_id = await begin(browser)
        waiting = list(range(1, 61))
        began = time.perf_counter()

        async def lane() -> None:
            nonlocal seen_after
            while waiting:
                said = await send(browser, import_id, slice_file(waiting.pop(), side=128))
                assert said["files"][0]["outcome"] == "accepted"
                if not seen_after:
                    async with browser.get("/api/studies") as listed:
                        assert (await listed.json())["studies"][0]["series"][0]["count"] >= 1
                    seen_after = time.perf_counter() - began

        await asyncio.gather(*(lane() for _ in range(4)))

    assert seen_after < 3
    assert stalled.own_s < 0.5
