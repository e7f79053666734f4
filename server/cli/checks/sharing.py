"""What several processes have in common: Redis, as each of its users sees it."""

import time
from collections.abc import Sequence
from typing import Final

from server.cli.checks.finding import Finding, Findings
from server.settings import RedisUserSettings, Settings
from server.storage.shared.condition import condition
from server.storage.shared.place import Login, place_of
from server.terms.errors import Unavailable

SLOW_MS: Final = 50
CLOCK_MS: Final = 2_000
LEAST: Final = 7


async def shared(settings: Settings) -> Sequence[Finding]:
    """Reached, signed in to by every user, empty of anything that lasts, its clock beside ours."""
    make, named = Findings("shared"), settings.shared
    if not named.url:
        return [make.skipped("one_process")]
    try:
        seen = await condition(
            place_of(named.url),
            {"owners": _login(named.owners), "tickets": _login(named.tickets), "control": _login(named.control)},
            sentinels=_login(named.sentinels),
            authority=named.authority,
            now_ms=lambda: time.time_ns() // 1_000_000,
        )
    except Unavailable:
        return [make.failed("shared_away")]
    found = [make.failed("shared_refused", user=purpose) for purpose in seen.refused]
    if seen.version and int(seen.version.partition(".")[0]) < LEAST:
        found.append(make.failed("shared_old", version=seen.version))
    if seen.is_kept:
        found.append(make.warning("shared_kept"))
    if abs(seen.ahead_ms) > CLOCK_MS:
        found.append(make.warning("shared_clock", ms=seen.ahead_ms))
    if seen.answer_ms > SLOW_MS:
        found.append(make.warning("shared_slow", ms=seen.answer_ms))
    return found or [make.ok("shared", ms=seen.answer_ms)]


def _login(user: RedisUserSettings) -> Login:
    return Login(user.login, user.password)
