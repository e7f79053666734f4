"""Studies over HTTP: cards, pictures, shares and receipts for those who may, one 404 for all others."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
import simplejpeg

from server.workers.pool import WorkerPool
from tests.desk.dicom_files import slice_file
from tests.desk.study_desk import COLLEAGUE
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


async def get(browser: aiohttp.ClientSession, path: str) -> dict[str, Any]:
    async with browser.get(path) as said:
        return {"status": said.status, **(await said.json())}


async def test_card_holds_what_the_page_shows(server: StudyServer) -> None:
    """A study's card: patient, series, owner; the list finds it by its words."""
    study, series = await server.desk.bring_all([slice_file(1), slice_file(2)])
    async with server.session() as browser:
        async with browser.post("/api/studies/search", json={"words": "patience"}) as said:
            found = await said.json()
        async with browser.post("/api/studies/search", json={"words": "somebody else"}) as said:
            nothing = await said.json()
        card = await get(browser, f"/api/studies/{study}")

    assert (found["total"], nothing["total"]) == (1, 0)
    assert found["studies"][0]["id"] == study
    assert card["patient"] == {
        "name": "Planted^Patience",
        "id": "PLANTED-ID-77",
        "birth_date": "19610203",
        "sex": "F",
    }
    assert (card["series"][0]["id"], card["series"][0]["count"], card["mine"]) == (series, 2, True)
    assert (card["owner"]["name"], card["synthetic"]) == ("Dr Lee", False)


async def test_picture_is_a_jpeg_nobody_keeps(server: StudyServer) -> None:
    """Small pictures come as JPEG that no cache may keep."""
    study, series = await server.desk.bring_all([slice_file(1, side=32)])
    async with server.session() as browser:
        async with browser.get(f"/api/studies/{study}/series/{series}/pictures/0?size=look") as said:
            assert (said.status, said.content_type) == (200, "image/jpeg")
            assert said.headers["Cache-Control"] == "no-store"
            assert said.headers["X-Content-Type-Options"] == "nosniff"
            assert simplejpeg.decode_jpeg_header(await said.read())[:2] == (32, 32)
        assert (await get(browser, f"/api/studies/{study}/series/{series}/pictures/0?size=all"))["status"] == 400
        assert (await get(browser, f"/api/studies/{study}/series/{series}/pictures/7"))["status"] == 404


async def test_sharing_and_deleting_over_http(server: StudyServer) -> None:
    """A colleague sees a shared study and cannot delete it; its owner can, and gets a receipt."""
    study, _ = await server.desk.bring_all([slice_file(1)])
    async with server.session() as mine, server.session("colleague") as theirs:
        assert (await get(theirs, f"/api/studies/{study}"))["status"] == 404
        async with mine.post(f"/api/studies/{study}/shares", json={"person_id": COLLEAGUE.id}) as said:
            assert [person["id"] for person in (await said.json())["shared_with"]] == [COLLEAGUE.id]
        assert (await get(theirs, f"/api/studies/{study}"))["mine"] is False
        async with theirs.delete(f"/api/studies/{study}") as said:
            assert (said.status, (await said.json())["error"]["code"]) == (403, "not_owner")
        async with mine.delete(f"/api/studies/{study}/shares/{COLLEAGUE.id}") as said:
            assert (await said.json())["shared_with"] == []
        async with mine.delete(f"/api/studies/{study}") as said:
            receipt = await said.json()
        assert (receipt["objects"], receipt["remains"]) == (1, ["entries", "receipt", "backups"])
        assert (await get(mine, f"/api/studies/{study}"))["status"] == 404


NAME: dict[str, Any] = {"left": 0, "top": 0, "right": 16, "bottom": 4, "roles": ["patient", "observer"]}


async def decided(browser: aiohttp.ClientSession, path: str, body: object) -> tuple[int, Any]:
    async with browser.put(path, json=body) as said:
        return said.status, await said.json()


async def test_names_are_blacked_out_over_http(server: StudyServer) -> None:
    """H5: the card says which stacks to look through; what was decided comes back with it, and stays."""
    study, series = await server.desk.bring_all([slice_file(1, BurnedInAnnotation="YES")])
    async with server.session() as browser:
        [stack] = (await get(browser, f"/api/studies/{study}"))["series"][0]["stacks"]
        assert (stack["suspicion"], stack["checked"], stack["masks"]) == ("stated", False, [])
        body = {"stacks": [{"frames": stack["frames"], "masks": [NAME]}]}
        status, card = await decided(browser, f"/api/studies/{study}/series/{series}/names", body)
        again = (await get(browser, f"/api/studies/{study}"))["series"][0]
    assert status == 200
    assert card == again
    assert card["stacks"][0]["checked"]
    assert card["stacks"][0]["masks"][0] == NAME


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"frames": "0" * 64}, 409, "conflict"),
        ({"frames": "x"}, 400, "bad_value"),
        ({"masks": [NAME | {"right": 17}]}, 400, "bad_value"),
        ({"masks": [NAME | {"left": -1}]}, 400, "bad_value"),
        ({"masks": [NAME | {"roles": []}]}, 400, "bad_value"),
        ({"masks": [NAME | {"roles": ["administrator"]}]}, 400, "bad_value"),
        ({"masks": [NAME | {"why": "name"}]}, 400, "bad_value"),
        ({"masks": [NAME] * 65}, 400, "bad_value"),
    ],
    ids=range(8),
)
async def test_an_impossible_decision_is_refused(
    server: StudyServer, change: dict[str, Any], status: int, code: str
) -> None:
    """H5: nothing is kept of it."""
    study, series = await server.desk.bring_all([slice_file(1, BurnedInAnnotation="YES")])
    async with server.session() as browser:
        [stack] = (await get(browser, f"/api/studies/{study}"))["series"][0]["stacks"]
        body = {"stacks": [{"frames": stack["frames"], "masks": []} | change]}
        answered, said = await decided(browser, f"/api/studies/{study}/series/{series}/names", body)
        card = await get(browser, f"/api/studies/{study}")
    assert (answered, said["error"]["code"]) == (status, code)
    assert not card["series"][0]["stacks"][0]["checked"]


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("colleague", 404), (None, 401)])
async def test_who_may_not_look_decides_nothing(server: StudyServer, who: str | None, status: int) -> None:
    """H5: a guest's cookie, no cookie, somebody else's study."""
    study, series = await server.desk.bring_all([slice_file(1)])
    async with server.session(who) as browser:
        body = {"stacks": [{"frames": "0" * 64, "masks": []}]}
        answered, _ = await decided(browser, f"/api/studies/{study}/series/{series}/names", body)
    assert answered == status


SECRET_PATHS = ["/api/studies", "/api/studies/{study}", "/api/studies/{study}/series/{series}/pictures/0"]


@pytest.mark.parametrize("path", SECRET_PATHS)
async def test_without_login_nothing_is_told(server: StudyServer, path: str) -> None:
    """Every route of studies asks who one is first."""
    study, series = await server.desk.bring_all([slice_file(1)])
    async with server.session(None) as nobody:
        said = await get(nobody, path.format(study=study, series=series))
    assert (said["status"], said["error"]["code"]) == (401, "signed_out")


async def test_hidden_and_missing_studies_look_alike(server: StudyServer) -> None:
    """Somebody else's study and one that never was are answered with the same bytes."""
    study, _ = await server.desk.bring_all([slice_file(1)])
    async with server.session("stranger") as theirs:
        assert await get(theirs, f"/api/studies/{study}") == await get(theirs, f"/api/studies/{'0' * 32}")


async def test_a_changed_row_is_ours_to_answer_for_and_an_alert(server: StudyServer) -> None:
    """H7: a study whose wrapped key was changed is said to be our mistake, no more; the record is told what it was."""
    study, _ = await server.desk.bring_all([slice_file(1)])
    async with server.desk.database.write() as conn:
        await conn.exec_driver_sql("UPDATE studies SET wrapped_key = zeroblob(60) WHERE id = ?", (study,))
    async with server.session() as browser:
        answered = await get(browser, f"/api/studies/{study}")
    assert (answered["status"], answered["error"]["code"]) == (500, "internal")
    assert server.alerts == ["wrapped_key"]
