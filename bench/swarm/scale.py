"""What each thing costs, and ten thousand consults on paper: `python -m bench.swarm.scale TOLD.json`, in Markdown.

`TOLD.json` is what `SWARM_TOLD=TOLD.json make bench ONLY=R18,R15` left. Every figure below comes from it by the
arithmetic written here; nothing is filled in by hand.
"""

import json
import sys
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any, Final

Json = dict[str, Any]
FULL: Final = 0.7
"""A loop that is at work for more of the time is late too often."""
CORES: Final = 4
"""Of a host; one process for each but one, which the threads that render and the kernel share."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of the loop (and of everything) for one of each; megabytes."""

    session_loop_s: float
    session_mb: float
    join_loop_s: float
    join_all_s: float
    line_loop_s: float
    frame_loop_s: float
    frame_all_s: float
    frame_kb: float
    empty_mb: float
    people: int


@dataclass(frozen=True, slots=True)
class Assumed:
    """Who does what at any moment, as `live-review` section 7 supposes; and how many rooms a host then has."""

    sessions: int = 10_000
    people: int = 3
    scrolling: float = 0.1
    fps: float = 15.0
    lines_a_second: float = 0.1
    """Of chat, in each consult."""
    joins_a_second: float = 10_000 * 3 / 1_800
    """Everybody comes once in half an hour."""


def costs(told: Json) -> Costs:
    """What one of each cost in that run: differences between its parts."""
    sessions, rest, talk, steer, gather = (told[name] for name in ("sessions", "rest", "talk", "steer", "gather"))
    lines = talk["chats"] / 5
    """Each is read by all five."""
    frames = max(1, steer["frames"])
    return Costs(
        session_loop_s=rest["loop_share"] / sessions,
        session_mb=(gather["rss_mb"] - told["empty_mb"]) / sessions,
        join_loop_s=gather["loop_share"] * gather["seconds"] / max(1, gather["joins"]),
        join_all_s=gather["cpu_share"] * gather["seconds"] / max(1, gather["joins"]),
        line_loop_s=max(0.0, talk["loop_share"] - rest["loop_share"]) * talk["took_s"] / max(1.0, lines),
        frame_loop_s=max(0.0, steer["loop_share"] - rest["loop_share"]) * steer["took_s"] / frames,
        frame_all_s=max(0.0, steer["cpu_share"] - rest["cpu_share"]) * steer["took_s"] / frames,
        frame_kb=steer["bytes"] / frames / 1024,
        empty_mb=told["empty_mb"],
        people=told["people"],
    )


def table(found: Costs) -> str:
    """The costs, a row each."""
    rows = [
        ("a consult of five that rests, each second", _us(found.session_loop_s), "", ""),
        ("… for each of its people", _us(found.session_loop_s / 5), "", ""),
        ("a consult of five, in memory", "", "", f"{found.session_mb:.2f} MB"),
        ("… for each of its people", "", "", f"{found.session_mb / 5 * 1024:.0f} KB"),
        ("somebody who comes in and is let in", _us(found.join_loop_s), _us(found.join_all_s), ""),
        ("a line of chat, stored and read by five", _us(found.line_loop_s), "", ""),
        (f"a frame of {found.frame_kb:.0f} KB on a screen", _us(found.frame_loop_s), _us(found.frame_all_s), ""),
        ("a process with its consults and nobody in them", "", "", f"{found.empty_mb:.0f} MB"),
    ]
    lines = ["| what | loop | all threads | memory |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def on_paper(found: Costs, assumed: Assumed) -> str:
    """So many consults: loops, processes, hosts, memory, egress, each with what it was computed from."""
    people = assumed.sessions * assumed.people
    frames = assumed.sessions * assumed.scrolling * assumed.fps * assumed.people
    parts = {
        "rooms at rest": people * found.session_loop_s / 5,
        "talk": assumed.sessions * assumed.lines_a_second * found.line_loop_s * assumed.people / 5,
        "pictures": frames * found.frame_loop_s,
        "coming in": assumed.joins_a_second * found.join_loop_s,
    }
    loops = sum(parts.values())
    others = frames * (found.frame_all_s - found.frame_loop_s)
    processes = ceil(loops / FULL)
    hosts = max(ceil(processes / (CORES - 1)), ceil((loops + others) / (FULL * CORES)))
    memory_gb = (processes * found.empty_mb + people * found.session_mb / 5) / 1024
    first = max(parts, key=lambda name: parts[name])
    rows = [
        *((f"loops at work for {name}", f"{share:.1f}") for name, share in parts.items()),
        ("threads that render and seal, cores", f"{others:.1f}"),
        (f"processes, each loop at work {FULL:.0%} of the time", f"{processes}"),
        (f"hosts of {CORES} cores", f"{hosts}"),
        ("consults on a process", f"{assumed.sessions / max(1, processes):.0f}"),
        ("memory of all processes", f"{memory_gb:.1f} GB"),
        ("frames a second", f"{frames:,.0f}".replace(",", " ")),
        ("egress", f"{frames * found.frame_kb * 8 / 1024**2:.1f} Gbit/s"),
        ("what takes most, and so is full first", first),
    ]
    head = f"| {assumed.sessions} consults × {assumed.people} people | |"
    return "\n".join([head, "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def _us(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} µs" if seconds < 0.002 else f"{seconds * 1e3:.1f} ms"


if __name__ == "__main__":
    measured = costs(json.loads(Path(sys.argv[1]).read_text()))
    sys.stdout.write(f"{table(measured)}\n\n{on_paper(measured, Assumed())}\n")
