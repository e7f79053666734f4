"""What `/readyz` asks: everything this process cannot work without, each with a word and a time to answer in."""

from server.app.ground import Ground
from server.desk.studies import Studies
from server.storage.database.migrate import is_current
from server.storage.shared.live_state import LiveState
from server.terms.errors import Unavailable
from server.transport.api.health import Checks
from server.vault.process import unguarded


def readiness(ground: Ground, studies: Studies) -> Checks:
    """Name → asks one thing; "ok", "warning: …", or why not. No secret, no name, no address."""

    async def schema() -> str:
        return "ok" if await is_current(ground.database) else "schema_outdated"

    async def record() -> str:
        await ground.log.read(limit=1)
        return "ok"

    async def witness() -> str:
        if ground.witnessing is None:
            # nothing outside the data folder knows how long the record was: a restored backup is not noticed
            return "warning: no_witness"
        return f"warning: {ground.witnessing.failing}" if ground.witnessing.failing else "ok"

    async def clock() -> str:
        return ground.synchrony.verdict()

    async def memory() -> str:
        gaps = unguarded()
        return f"warning: {','.join(gaps)}" if gaps else "ok"

    async def workers() -> str:
        await ground.workers.check()
        return "ok"

    async def storage() -> str:
        return await _storage(ground, studies)

    async def draining() -> str:
        return "draining" if ground.draining.is_on else "ok"

    return {
        "clock": clock,
        "database": schema,
        "draining": draining,
        "memory": memory,
        "record": record,
        "shared": lambda: _shared(ground.live),
        "storage": storage,
        "witness": witness,
        "workers": workers,
    }


async def _shared(live: LiveState) -> str:
    try:
        await live.check()
    except Unavailable as error:
        # all processes lose it at once: one that were taken out for it would take the others along
        return f"warning: {error.code}"
    return "ok"


async def _storage(ground: Ground, studies: Studies) -> str:
    try:
        return "ok" if await studies.has_room() else "warning: storage_full"
    except Unavailable as error:
        if not ground.settings.blobs.url:
            raise
        # every process has the same store: rooms go on with what is at hand, and nobody is better off elsewhere
        return f"warning: {error.code}"
