"""Two server processes over one database: what counts is counted there, not in either of them."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from server.cli.visitor import Browser, Json
from tests.journeys.clinic import Clinic, Consult
from tests.journeys.server_process import ServerProcess, free_port, running
from tests.postgres_server import PostgresServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
CONNECTIONS = 200
PATIENCE_S = 90


class Elsewhere(Browser):
    """A browser in a network of its own, as the trusted proxy before the servers tells them."""

    def __init__(self, address: str, network: int) -> None:
        super().__init__(address)
        self.network = network

    @property
    def headers(self) -> dict[str, str]:
        """The proxy's word for where it is."""
        return super().headers | {"X-Forwarded-For": f"10.{self.network}.0.1", "X-Forwarded-Proto": "https"}


@dataclass
class Pair:
    """A clinic and a second server process over its data."""

    clinic: Clinic
    second: ServerProcess

    @asynccontextmanager
    async def strangers(self, count: int, *, networks: int) -> AsyncIterator[list[Browser]]:
        """So many connections from so many networks, every other one to each process."""
        async with AsyncExitStack() as stack:
            addresses = (self.clinic.server.address, self.second.address)
            yield [
                await stack.enter_async_context(Elsewhere(addresses[number % 2], number % networks))
                for number in range(count)
            ]

    async def attacked(self, strangers: list[Browser], secret: str, code: str) -> Counter[str]:
        """Wave after wave of wrong codes for as long as the waits last, until somebody is stopped; what was answered."""
        heard: Counter[str] = Counter()
        number, until = int(code), time.monotonic() + PATIENCE_S
        while heard["invite_suspended"] == 0:
            assert time.monotonic() < until, heard
            self.clinic.forgive()  # what else would slow them down: the buckets of the link and of the consult
            tries = [
                one.ask("POST", "/api/join/code", {"secret": secret, "code": f"{(number + each) % 1_000_000:06}"})
                for each, one in enumerate(strangers, start=1)
            ]
            number += len(strangers)
            heard.update(answer.code or str(answer.status) for answer in await asyncio.gather(*tries))
        return heard


@pytest.fixture(scope="module", params=["postgresql", pytest.param("sqlite", marks=pytest.mark.hunt)])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Both running. The second owns every session that was there when it started; none was."""
    database = ""
    if request.param == "postgresql":
        postgres: PostgresServer = request.getfixturevalue("postgres")
        database = postgres.url(postgres.fresh())
    folder = tmp_path_factory.mktemp("pair")
    clinic = Clinic.in_folder(folder, database=database, SERVER__TRUSTED_PROXIES="127.0.0.1")
    with running(clinic.server), running(replace(clinic.server, port=free_port(), process=None)) as second:
        yield Pair(clinic, second)


async def _invited(browser: Browser, card: Json) -> tuple[str, str]:
    """The secret of the only guest's link, and a code for it."""
    guest = card["guests"][0]
    code = await browser.must("POST", f"/api/consults/{card['id']}/guests/{guest['participant']}/code", {})
    return guest["invite"]["link"].rpartition("#")[2], code["code"]


async def _kinds(consult: Consult) -> Counter[str]:
    """What the record says of a consult."""
    record = await consult.browser.must("GET", f"/api/consults/{consult.id}/record")
    return Counter(entry["kind"] for entry in record["entries"])


async def test_two_hundred_connections_have_five_codes_compared(pair: Pair) -> None:
    """T-05: from two hundred networks, at both processes; five comparisons in all, then none."""
    async with pair.clinic.consult() as consult, pair.strangers(CONNECTIONS, networks=CONNECTIONS) as strangers:
        secret, code = await _invited(consult.browser, consult.card)
        heard = await pair.attacked(strangers, secret, code)
        late = await strangers[0].ask("POST", "/api/join/code", {"secret": secret, "code": code})
        assert late.code in {"invite_suspended", "slow_down"}, "the right one comes too late"
        assert heard["200"] == 0
        assert heard["wrong_code"] == 4, heard
        kinds = await _kinds(consult)
        assert (kinds["code.refused"], kinds["invite.suspended"], kinds["code.accepted"]) == (5, 1, 0)


@pytest.mark.hunt
async def test_one_network_with_the_link_does_not_stop_its_guest(pair: Pair) -> None:
    """T-09: a hundred connections of one network are an alert and a few seconds; the guest's own code still lets them in."""
    async with (
        pair.clinic.consult() as consult,
        pair.strangers(100, networks=1) as strangers,
        Elsewhere(pair.second.address, 99) as guest,
    ):
        secret, code = await _invited(consult.browser, consult.card)
        heard = await pair.attacked(strangers, secret, code)
        assert heard["wrong_code"] == 3, heard
        kinds = await _kinds(consult)
        assert (kinds["code.refused"], kinds["security.alert"], kinds["invite.suspended"]) == (4, 1, 0)
        pair.clinic.forgive()
        answered = await guest.ask("POST", "/api/join/code", {"secret": secret, "code": code})
        if answered.code == "slow_down":
            await asyncio.sleep(answered.facts["retry_ms"] / 1000)
            answered = await guest.ask("POST", "/api/join/code", {"secret": secret, "code": code})
        assert answered.status == 200, answered


async def test_one_code_at_fifty_connections_lets_one_in(pair: Pair) -> None:
    """T-06, BI-38: the same right code, fifty times at once, at both processes."""
    async with pair.clinic.consult() as consult, pair.strangers(50, networks=50) as strangers:
        secret, code = await _invited(consult.browser, consult.card)
        pair.clinic.forgive()
        body = {"secret": secret, "code": code}
        answers = await asyncio.gather(*(one.ask("POST", "/api/join/code", body) for one in strangers))
        heard = Counter(answer.code or str(answer.status) for answer in answers)
        assert heard["200"] == 1, heard
        assert set(heard) <= {"200", "code_used", "slow_down"}, heard
        assert (await _kinds(consult))["code.accepted"] == 1


async def test_what_another_process_shows_is_not_destroyed_and_what_is_over_is_erased_for_both(pair: Pair) -> None:
    """T-53, [SES-259]: in use is in use wherever it is asked; an erasure beside two servers is known to both at once."""
    async with pair.clinic.browser("lee") as lee:
        series = await pair.clinic.series_of(lee, 3)
    async with pair.clinic.consult(series=series) as consult, Browser(pair.second.address) as there:
        await consult.open()
        there._cookies.update(consult.browser._cookies)
        studies = (await consult.browser.must("GET", "/api/studies"))["studies"]
        [study] = [each["id"] for each in studies if each["series"][0]["id"] in series]
        assert (await there.ask("DELETE", f"/api/studies/{study}")).code == "in_use"
        refused = await asyncio.to_thread(pair.second.run, "erase", "--study", study, "--yes")
        assert (refused.returncode, b"not over" in refused.stderr) == (2, True), refused
        await consult.host.say("room:end")  # nobody was let in: over at once
        await consult.host.until(lambda: consult.host.closed, "the end")
        erased = await asyncio.to_thread(pair.second.run, "erase", "--consult", consult.id, "--yes")
        assert erased.returncode == 0, erased.stderr
        for browser in (consult.browser, there):
            record = await browser.must("GET", f"/api/consults/{consult.id}/record")
            assert record["consult"]["erased"]
            assert {entry["kind"] for entry in record["entries"] if entry["facts"]} <= {"record.erased"}
        assert (await there.ask("DELETE", f"/api/studies/{study}")).status == 200


async def test_the_record_of_both_is_one(pair: Pair, tmp_path: Path) -> None:
    """T-51, AUD-6: what both wrote at once verifies, entry by entry."""
    written = tmp_path / "record.jsonl"
    exported = await asyncio.to_thread(pair.second.run, "export-log", str(written))
    assert exported.returncode == 0, exported.stderr
    key = exported.stdout.decode().rpartition("--key ")[2].strip().strip("'")
    verified = await asyncio.to_thread(pair.clinic.server.run, "verify-log", str(written), "--key", key)
    assert verified.returncode == 0, verified.stderr
