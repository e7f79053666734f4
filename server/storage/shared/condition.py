"""How a Redis is, seen by each of its users: what is refused, what it keeps on a disk, its clock; nothing is changed."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from redis.exceptions import AuthenticationError, NoPermissionError

from server.storage.shared.place import Login, Place
from server.storage.shared.redis_control import CHANNEL
from server.storage.shared.redis_line import Line, Purpose
from server.terms.errors import Unavailable

ASKED: Final[Mapping[Purpose, tuple[str | bytes, ...]]] = {
    "owners": ("TIME",),
    "tickets": ("GETDEL", "lb:tkt:nobody"),
    "control": ("PUBLISH", f"{CHANNEL}:check", b""),
}
"""Something each user must be allowed, which does nothing."""


@dataclass(frozen=True, slots=True)
class Condition:
    """`refused` names users that may not do what they are for; `version` is empty where nobody may ask for it."""

    refused: tuple[Purpose, ...]
    version: str
    is_kept: bool
    """Whether it writes to a disk what is only for seconds."""
    answer_ms: int
    ahead_ms: int
    """Its clock minus ours."""


async def condition(
    place: Place, users: Mapping[Purpose, Login], *, sentinels: Login, authority: str, now_ms: Callable[[], int]
) -> Condition:
    """Ask as each user; raises `Unavailable` `shared_unavailable` when nobody answers."""
    lines = {
        purpose: Line(place, purpose, login, authority=authority, sentinels=sentinels)
        for purpose, login in users.items()
    }
    try:
        refused = tuple([purpose for purpose, line in lines.items() if await _is_refused(purpose, line)])
        begun, asked_ms = time.monotonic(), now_ms()
        theirs = None if "owners" in refused else await lines["owners"].ask("TIME")
        answer_ms = round((time.monotonic() - begun) * 1000)
        told = await _told(lines["owners"])
    finally:
        for line in lines.values():
            await line.stop()
    return Condition(
        refused=refused,
        version=told.get("redis_version", ""),
        is_kept=told.get("aof_enabled", "0") != "0" or told.get("rdb_saves", "0") != "0",
        answer_ms=answer_ms,
        ahead_ms=0 if theirs is None else _ms(theirs) - asked_ms,
    )


async def _is_refused(purpose: Purpose, line: Line) -> bool:
    try:
        await line.ask(*ASKED[purpose])
    except Unavailable as error:
        if isinstance(error.__cause__, AuthenticationError | NoPermissionError):
            return True
        raise
    return False


async def _told(line: Line) -> dict[str, str]:
    """What it says of itself, to who may ask; a user of one purpose only may not, which is as it should be."""
    try:
        answer = await line.ask("INFO")
    except Unavailable:
        return {}
    if isinstance(answer, dict):  # redis-py reads it already
        return {str(name): str(value) for name, value in answer.items()}
    text = answer.decode() if isinstance(answer, bytes) else ""
    return dict(row.split(":", 1) for row in text.splitlines() if ":" in row)


def _ms(answer: object) -> int:
    if isinstance(answer, list | tuple) and len(answer) == 2:
        return int(answer[0]) * 1000 + int(answer[1]) // 1000
    return 0
