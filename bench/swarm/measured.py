"""R18 and R15 as lines of the report; `SESSIONS=200 make bench ONLY=R18` for a smaller clinic."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from bench.measure import Judged, Result
from bench.swarm.rig import fitting, rig

Json = dict[str, Any]
SESSIONS: Final = 1_000
STEERED: Final = 10
COMING: Final = 3.0
"""Consults a second while they gather."""
WARM_S, WORKED_S, RESTED_S = 20, 40, 15
STORM_S: Final = 10
CASES: Final = {
    "R18.errors": Judged("R18.errors", "errors", 0, 0, less=True),
    "R18.join": Judged("R18.join", "ms", 1000, 300, less=True),
    "R18.chat": Judged("R18.chat", "ms", 250, 50, less=True),
    "R18.lag": Judged("R18.lag", "ms", 100, 30, less=True),
    "R18.memory": Judged("R18.memory", "MB", 1536, 1024, less=True),
    "R18.files": Judged("R18.files", "files", 6000, 5500, less=True),
    "R15.back": Judged("R15.back", "s", 30, 15, less=True),
    "R15.errors": Judged("R15.errors", "errors", 0, 0, less=True),
}
NAMES = tuple(CASES)
VERIFIED: Final = "every answer ok, every line still there, every frame of the length its meta line said"


async def measure(names: list[str]) -> list[Result]:
    """One swarm: it gathers, works, rests and comes back; what each part showed goes to the file SWARM_TOLD, if named."""
    sessions = fitting(int(os.environ.get("SESSIONS", SESSIONS)))
    steered = max(1, round(sessions * STEERED / SESSIONS))
    with tempfile.TemporaryDirectory() as folder:
        async with rig(Path(folder), sessions, steered) as running:
            empty_mb = running.empty_mb()
            parts: dict[str, Json] = {}
            orders = {
                "gather": COMING,
                "rest": RESTED_S,
                "warm": WARM_S,
                "talk": RESTED_S,
                "steer": RESTED_S,
                "work": WORKED_S,
            }
            if any(name.startswith("R15") for name in names):
                orders["storm"] = STORM_S
            for name, amount in orders.items():
                parts[name] = await running.order(f"{'work' if name == 'warm' else name} {amount}")
                # said at once: what is known by then outlives a part that fails
                print(json.dumps({"part": name, **parts[name]}), file=sys.stderr, flush=True)
            workers_mb = running.children_mb()
    told = {
        "empty_mb": empty_mb,
        "workers_mb": workers_mb,
        "sessions": sessions,
        "people": 5 * sessions,
        "steered": steered,
        **parts,
    }
    _keep(told)
    return [_result(name, told) for name in names]


def _keep(told: Json) -> None:
    """What `bench.swarm.scale` computes from."""
    if "SWARM_TOLD" in os.environ:
        Path(os.environ["SWARM_TOLD"]).write_text(json.dumps(told, indent=1))


def _result(name: str, told: Json) -> Result:
    value, more = _figures(name.partition(".")[2], told["storm"] if name.startswith("R15") else told["work"], told)
    figures = {"sessions": told["sessions"], "people": told["people"], "steered": told["steered"], **more}
    return CASES[name].told([float(value)], verified=VERIFIED, **figures)


def _figures(kind: str, part: Json, told: Json) -> tuple[float, Json]:
    """The judged figure, and what belongs beside it."""
    worded: dict[str, tuple[str, tuple[str, ...]]] = {
        "chat": ("chat_p95_ms", ("chat_p50_ms", "chats")),
        "lag": ("loop_late_p99_ms", ("loop_share", "steer_p95_ms", "view_p95_ms")),
        "memory": ("rss_mb", ()),
        "files": ("fds", ()),
        "back": ("back_last_s", ("back_p95_s", "back_in_time", "never", "postponed", "rss_mb")),
    }
    if kind == "join":
        return told["gather"]["join_p95_ms"], {"joins": told["gather"]["joins"]}
    if kind == "errors":
        came = 0 if part is told.get("storm") else told["gather"]["errors"]
        return part["errors"] + came, {"first": str(part["first_errors"])}
    value, beside = worded[kind]
    return part[value], {name: part[name] for name in beside}
