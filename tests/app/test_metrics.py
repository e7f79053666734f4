"""What Prometheus is told, by what names, and who may ask."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from server.app.metrics.catalog import FIGURES, PREFIX
from server.app.metrics.exposition import family
from server.app.metrics.figure import Figure
from server.live.holding import Holding
from server.settings import load
from server.storage.shared.in_process import OwnOwners
from server.terms.entries import Entry
from server.terms.errors import Malformed, Unavailable
from server.terms.figures import WORDS_MAX, Spread, Tally
from server.terms.ids import SessionId
from server.terms.nodes import NodeId
from tests.journeys.server_process import free_port
from tests.transport.whole_house import Whole, served

DOCS = Path(__file__).resolve().parents[2] / "docs"
UNITS = ("_seconds", "_bytes", "_total", "_length", "_info")
PLAIN = {
    "draining",
    "rooms",
    "strain",
    "rooms_overdue",
    "people",
    "sockets",
    "workers_busy",
    "archives_reading",
    "log_unwritable",
}
PLAIN |= {"witness_failing", "clock_off", "shared_away"}
"""How many, or whether: without a unit."""
LABELS = {
    "version",
    "phase",
    "step",
    "why",
    "role",
    "tier",
    "code",
    "answer",
    "urgency",
    "outcome",
    "kind",
    "reason",
    "part",
    "status",
}
LABELS |= {"where", "store", "change", "what", "purpose"}
"""Closed lists, each: no person, session, study, address or path is among them."""


@pytest.fixture
async def whole(tmp_path: Path) -> AsyncIterator[Whole]:
    async with served(tmp_path, METRICS__NETWORKS="127.0.0.0/8") as running:
        yield running


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_a_name_says_its_unit(figure: Figure) -> None:
    """K5: Prometheus' conventions: snake case, base units, `_total` for what only grows and nothing else."""
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", figure.name)
    assert figure.name in PLAIN or figure.name.endswith(UNITS)
    assert figure.name.endswith("_total") == (figure.kind == "counter")
    assert figure.kind != "histogram" or figure.name.endswith("_seconds")
    assert set(figure.labels) <= LABELS


def test_every_figure_is_documented_and_nothing_else() -> None:
    rows = re.findall(
        r"^\| `lightbox_(\w+)` \| (\w+) \| ([^|]*) \|", (DOCS / "metrics.md").read_text("utf-8"), re.MULTILINE
    )
    written = {name: (kind, set(re.findall(r"`(\w+)`", labels))) for name, kind, labels in rows}
    assert written == {figure.name: (figure.kind, set(figure.labels)) for figure in FIGURES}


async def test_every_figure_is_told(whole: Whole) -> None:
    """K5: of an idle server too; what has not happened yet has no labels yet."""
    status, headers, body = await whole.ask("GET", "/metrics")
    assert (status, headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    told = {each.name: each for each in text_string_to_metric_families(body.decode())}
    assert {PREFIX + figure.name.removesuffix("_total") for figure in FIGURES} <= told.keys()
    assert {"process_resident_memory_bytes", "process_open_fds", "process_cpu_seconds"} <= told.keys()
    kinds = {sample.labels["kind"]: sample.value for sample in told["lightbox_entries"].samples}
    assert kinds == {"application.start": 1, "policy.loaded": 1}
    assert {s.labels["phase"]: s.value for s in told["lightbox_rooms"].samples}["live"] == 0


async def test_refusals_and_alerts_are_counted_by_code(whole: Whole) -> None:
    """K5: what was asked for and by whom is in the record, not here."""
    await whole.ask("GET", "/api/studies?q=Plover")
    await whole.ask("GET", "/nothing?name=Kestrel")
    await whole.house._log.append([Entry("security.alert", 1, "system", None, {"code": "clock_jump", "ms": 7_000})])
    _, _, body = await whole.ask("GET", "/metrics")
    assert 'lightbox_refused_total{code="signed_out",where="http"} 1.0' in body.decode()
    assert 'lightbox_http_answers_total{part="page",status="4xx"} 1.0' in body.decode()
    assert 'lightbox_alerts_total{code="clock_jump"} 1.0' in body.decode()
    assert not re.search("Kestrel|Plover", body.decode())


async def test_what_database_and_store_could_not_do_is_counted(whole: Whole, tmp_path: Path) -> None:
    """K5: by code; each is told apart."""
    (tmp_path / "data" / "blobs").rename(tmp_path / "elsewhere")
    (tmp_path / "data" / "blobs").touch()
    with pytest.raises(Unavailable):
        await asyncio.to_thread(whole.house.studies.intake.room._objects._blobs.put, "a" * 32, [b"x"])
    database = whole.house._database
    await database.engine.dispose()
    (tmp_path / "data" / "lightbox.db").rename(tmp_path / "away.db")
    (tmp_path / "data" / "lightbox.db").mkdir()
    with pytest.raises(Unavailable):
        async with database.read():
            pass
    _, _, body = await whole.ask("GET", "/metrics")
    (tmp_path / "data" / "lightbox.db").rmdir()
    (tmp_path / "away.db").rename(tmp_path / "data" / "lightbox.db")
    told = dict(re.findall(r'storage_failures_total\{code="storage_unavailable",store="(\w+)"\} (\S+)', body.decode()))
    assert told.keys() == {"database", "objects"}


async def test_nobody_reads_figures_unless_it_was_set(tmp_path: Path) -> None:
    """K5: not even from this machine: a proxy on it would let everybody."""
    async with served(tmp_path) as whole:
        assert (await whole.ask("GET", "/metrics"))[0] == 404


async def test_another_network_learns_not_even_that_there_are_figures(tmp_path: Path) -> None:
    async with served(tmp_path, METRICS__NETWORKS="10.20.0.0/16,fd00::/8") as whole:
        _, _, missing = await whole.ask("GET", "/api/nothing")
        status, _, body = await whole.ask("GET", "/metrics")
    assert (status, body) == (404, missing)


async def test_figures_may_have_a_port_of_their_own(tmp_path: Path) -> None:
    """K5: then the public one has none, whatever the networks."""
    port = free_port()
    settings = {"METRICS__PORT": str(port), "METRICS__NETWORKS": "127.0.0.0/8"}
    async with served(tmp_path, **settings) as whole:
        assert (await whole.ask("GET", "/metrics"))[0] == 404
        async with whole.browser.get(f"http://127.0.0.1:{port}/metrics") as answer:
            assert (answer.status, b"lightbox_build_info" in await answer.read()) == (200, True)
        async with whole.browser.get(f"http://127.0.0.1:{port}/") as answer:
            assert answer.status == 404


async def test_a_port_somebody_has_stops_the_start(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Unavailable, match="port_taken"):
        async with served(tmp_path, METRICS__PORT=str(taken.getsockname()[1])):
            pass


@pytest.mark.parametrize(
    "given",
    [
        {"METRICS__NETWORKS": "10.0.0.1/8"},
        {"METRICS__NETWORKS": "clinic"},
        {"METRICS__HOST": "10.77.0.1", "METRICS__PORT": "9464"},
    ],
    ids=["host bits", "no network", "everybody"],
)
def test_settings_that_would_tell_everybody_are_refused(given: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="bad_settings"):
        load({f"LIGHTBOX__{name}": value for name, value in given.items()}, tmp_path)


async def test_sessions_that_come_and_go_are_counted() -> None:
    """K5: a renewal is no change."""
    holding = Holding(OwnOwners(NodeId("a" * 16)))
    for session in ("one", "two", "one"):
        await holding.claim(SessionId(session))
    await holding.renew()
    await holding.release([SessionId("two")])
    assert holding.changes.counts == {("taken",): 2, ("released",): 1}


def test_a_histogram_adds_up() -> None:
    spread = Spread((0.1, 1.0))
    for seconds in (0.1, 0.5, 0.5, 7.0):
        spread.add(seconds)
    told = family(Figure("x_seconds", "histogram", "", lambda _: ()), [((), spread)])
    assert [(s.labels.get("le"), s.value) for s in told.samples] == [
        ("0.1", 1), ("1.0", 3), ("+Inf", 4), (None, 4), (None, pytest.approx(8.1)),
    ]  # fmt: skip


def test_a_list_of_words_that_is_not_closed_stays_short() -> None:
    """K5: a bug of ours must not fill an operator's disk."""
    tally = Tally()
    for number in range(WORDS_MAX + 50):
        tally.add("part", str(number))
    tally.add("part", "3")
    assert len(tally.counts) == WORDS_MAX + 1
    assert tally.counts["other", "other"] == 50
    assert tally.counts["part", "3"] == 2
