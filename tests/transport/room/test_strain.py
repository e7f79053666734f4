"""A server with too much to do, over real sockets: what it gives up, for whom, and that it takes it all back."""

from collections.abc import Iterator

import pytest

from server.cli.visitor import Seat
from tests.journeys.clinic import Clinic


@pytest.fixture
def late(clinic: Clinic) -> Iterator[Clinic]:
    """The loop is half a second late until the test says otherwise."""
    reading = clinic.server.folder / "reading"
    yield clinic
    reading.unlink(missing_ok=True)


def strain_told(host: Seat) -> str:
    """What the host was told last."""
    return str(host.state["strain"])


async def test_overload_turns_new_guests_away_and_nobody_else(late: Clinic) -> None:
    """K3 [SES-270] [SES-273]: others get previews, a new guest a time to come again; presenter and talk go on as ever."""
    reading = late.server.folder / "reading"
    async with late.consult(6, guests=("patient", "specialist")) as consult:
        host = await consult.open()
        patient = await consult.seeing()
        specialist = await consult.proven(1)
        reading.write_text("500")
        await host.until(lambda: strain_told(host) == "full", "the host's word of it")
        assert patient.state.get("strain", "") == ""

        refused = await specialist.browser.ask("POST", "/api/join/ticket", {})
        assert (refused.status, refused.code) == (503, "crowded")
        assert 15_000 <= refused.facts["retry_ms"] <= 22_500

        await patient.leave()
        patient.heard.clear()
        await patient.enter(await patient.browser.must("POST", "/api/join/ticket", {}))
        await patient.until(lambda: patient.told("key"), "the key")
        assert (await patient.chat("I can hear you"))["ok"]
        host.frames.clear()
        patient.frames.clear()
        await consult.look(3)
        await patient.until(lambda: any(each.meta["pos"] == 3 for each in patient.frames), "the picture")
        await host.until(lambda: any(each.meta["tier"] == "lossless" for each in host.frames), "all of its quality")
        first = next(each for each in patient.frames if each.meta["pos"] == 3)
        assert first.meta["tier"] == "preview"
        assert not any(each.meta["tier"] == "lossless" for each in patient.frames)

        reading.write_text("0")
        await host.until(lambda: not strain_told(host), "the word that it is over")
        await patient.until(lambda: any(each.meta["tier"] == "lossless" for each in patient.frames), "all of it again")
        await specialist.enter(await specialist.browser.must("POST", "/api/join/ticket", {}))
        await consult.admit(specialist)
