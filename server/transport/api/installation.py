"""The installation: is it well, which policy is in force, is the record whole. For administrators and auditors."""

from collections.abc import Callable

from aiohttp import web

from server.desk.overseeing import Looked, Overseeing
from server.terms.lifetimes import Lifetimes
from server.transport.api.health import Readiness, is_ready
from server.transport.bodies import answer
from server.transport.guards import staff_of
from server.transport.wire import http


def routes(
    overseeing: Overseeing,
    readiness: Readiness,
    kept: Lifetimes,
    *,
    policy: str,
    version: str,
    clock: Callable[[], int],
) -> list[web.RouteDef]:
    """Give the two routes; `policy` is the digest of what is in force."""
    card = _kept(kept)

    async def get_installation(request: web.Request) -> web.StreamResponse:
        entries = await overseeing.size(staff_of(request).person)
        told = await readiness.ask()
        return answer(http.Installation(is_ready(told), told, version, clock(), policy, card, entries))

    async def post_record(request: web.Request) -> web.StreamResponse:
        return answer(_looked(await overseeing.check(staff_of(request).person)))

    return [web.get("/api/installation", get_installation), web.post("/api/installation/record", post_record)]


def _kept(lifetimes: Lifetimes) -> http.KeptCard:
    return http.KeptCard(
        studies_days=lifetimes.studies_days,
        studies_days_most=lifetimes.studies_days_most,
        chats_days=lifetimes.chats_days,
        notes_days=lifetimes.notes_days,
        record_years=lifetimes.record_years,
    )


def _looked(found: Looked) -> http.RecordLooked:
    return http.RecordLooked(
        at_ms=found.at_ms,
        entries=found.entries,
        root=found.root.hex(),
        tree_same=found.is_tree_same,
        damaged=list(found.damaged),
        damaged_count=found.damaged_count,
        erased=found.erased,
        witness=found.witness,
    )
