"""A real server over a bucket that goes away while people look at pictures, and comes back (X4(a))."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from server.cli.visitor import Seat
from tests import buckets
from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.clinic import Clinic, poll
from tests.journeys.server_process import running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
SLICES = 60
PATIENCE_S = 30.0
"""The store is asked every 3 s, and a refused connection is tried for less than one."""


@dataclass
class Away:
    """A clinic whose studies rest in a bucket that can be stopped."""

    clinic: Clinic
    store: buckets.BucketServer


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Away]:
    for store in buckets.running():
        bucket = store.make()
        settings = {
            "URL": f"s3://{bucket.name}/{bucket.prefix}",
            "ENDPOINT": bucket.endpoint,
            "REGION": bucket.region,
            "ACCESS_KEY_ID": bucket.access_key_id,
            "SECRET_ACCESS_KEY": bucket.secret_access_key,
            "ALLOW_HTTP": "true",
        }
        clinic = Clinic.in_folder(tmp_path_factory.mktemp("away"), CACHE__OBJECTS_MB="1", LOG__LEVEL="debug")
        clinic.server.more |= {f"LIGHTBOX__BLOBS__{name}": value for name, value in settings.items()}
        with running(clinic.server):
            yield Away(clinic, store)


def shows(seat: Seat, stack: int, pos: int, width: float | None = None) -> bool:
    """Whether this picture has come, in this window."""
    return any(
        (meta["stack"], meta["pos"]) == (stack, pos) and (width is None or (meta["voi"] or {}).get("width") == width)
        for meta in (frame.meta for frame in seat.frames)
    )


async def test_open_room_goes_on_while_the_store_is_away(away: Away) -> None:
    """X4(a): what was brought near is shown in any window, the host is told, the rest says so and comes by itself."""
    clinic, store = away.clinic, away.store
    async with clinic.browser("lee") as browser:
        near = await clinic.series_of(browser, SLICES)
        far = await clinic.noisy_series(browser, 2, 1024)
    assert not (clinic.server.data / "blobs").exists()
    async with clinic.consult(series=[*near, *far]) as consult:
        host, guest = await consult.open(), await consult.seeing()
        await poll(lambda: '"at_hand"' in clinic.server.log(), "everything that fits to be near", PATIENCE_S)
        store.stop()
        try:
            await host.until(lambda: host.state["store_away"], "the host to be told", PATIENCE_S)
            assert guest.state["store_away"] is False
            # beyond what was sent or decoded ahead, in a window that nobody had asked for
            await consult.look(SLICES - 2, voi={"center": 40.0, "width": 123.0, "function": "LINEAR"}, cseq=100)
            for seat in (host, guest):
                await seat.until(lambda seat=seat: shows(seat, 0, SLICES - 2, 123.0), "a picture", PATIENCE_S)  # type: ignore[misc]
            # larger than the budget: this one says so, and the room goes on with others
            await consult.look(1, stack=1, cseq=101)
            await host.until(lambda: host.told("frame:failed"), "a word about this picture", PATIENCE_S)
            failed = host.told("frame:failed")[-1]
            assert (failed["stack"], failed["pos"], failed["code"]) == (1, 1, "storage_unavailable")
            await consult.look(SLICES - 5, cseq=102)
            await guest.until(lambda: shows(guest, 0, SLICES - 5), "another picture", PATIENCE_S)
            assert (await host.chat("still here"))["ok"]
            await consult.look(1, stack=1, cseq=103)
        finally:
            store.start()
        await host.until(lambda: shows(host, 1, 1), "the picture that was missing", PATIENCE_S)
        await host.until(lambda: not host.state["store_away"], "the host to be told", PATIENCE_S)
        await consult.locked()


async def test_server_starts_while_the_store_is_away(away: Away) -> None:
    """X4(a): an outage of the store is no outage of the server: it starts, warns, refuses a file, and takes it later."""
    clinic, store = away.clinic, away.store
    store.stop()
    try:
        clinic.server.stop()
        clinic.server.start()
        async with clinic.browser("lee") as browser:
            told = await browser.must("GET", "/readyz")
            assert (told["ok"], told["checks"]["storage"]) == (True, "warning: storage_unavailable")
            import_id = (await browser.must("POST", "/api/imports"))["id"]
            headers = {**browser.headers, "Lightbox-File-Name": "IM"}
            address = f"{browser.address}/api/imports/{import_id}/files"
            content = slice_file(1, StudyInstanceUID=f"{ROOT}.99")
            async with browser.session.post(address, data=content, headers=headers) as refused:
                assert (refused.status, (await refused.json())["error"]["code"]) == (503, "storage_unavailable")
            store.start()
            async with browser.session.post(address, data=content, headers=headers) as taken:
                assert (await taken.json())["files"][0]["outcome"] == "accepted"
    finally:
        store.start()
    with closing(sqlite3.connect(Path(clinic.server.data) / "lightbox.db")) as database:
        assert database.execute("SELECT count(*) FROM processes").fetchone() == (1,)
