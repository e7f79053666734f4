"""The swarm's own process: `python -m bench.swarm PORT SEATED HOST_COOKIE`, told what to do on standard input, line by line.

`gather RATE` seats everybody, RATE consults a second; for so many SECONDS `rest` leaves them alone, `talk` has them say
something now and then, `steer` moves the pictures of those about a scan, `work` does both; `storm SECONDS` cuts all lines
and has everybody come back, spread over so many seconds. After each it prints one JSON line of what was seen.
"""

import asyncio
import gc
import json
import random
import sys
import time
from pathlib import Path
from statistics import quantiles
from typing import Any, Final

import msgspec

from bench.swarm.people import Consult, Noted, at_work
from bench.swarm.seeding import Seated

BACK_S: Final = 150.0
"""Whoever is not back by then counts as one who never was."""
IN_TIME_S: Final = 30.0
LATE_EVERY_S: Final = 0.02


async def main(port: int, seated: list[Seated], host_cookie: str) -> None:
    """Until standard input ends."""
    noted = Noted()
    consults = [Consult.of(each, host_cookie, noted) for each in seated]
    # thousands of lines are looked through for cycles again and again otherwise
    gc.freeze()
    late_s: list[float] = []
    late = asyncio.create_task(_late(late_s))
    while order := (await asyncio.to_thread(sys.stdin.readline)).split():
        noted.joins_s.clear()
        noted.chats_s.clear()
        noted.views_s.clear()
        noted.steers_s.clear()
        noted.errors.clear()
        late_s.clear()
        noted.postponed = 0
        before = _counted(consults)
        start_s, start_cpu_s = time.monotonic(), time.process_time()
        more = await _do(order[0], float(order[1]), port, consults, noted)
        took_s = time.monotonic() - start_s
        after = _counted(consults)
        told = {
            "took_s": took_s,
            "cpu_s": time.process_time() - start_cpu_s,
            **more,
            "connected": sum(
                1 for each in consults for person in each.everybody if person.line and not person.line.lost.done()
            ),
            "joins": len(noted.joins_s),
            "join_p95_ms": _p95_ms(noted.joins_s),
            "chats": len(noted.chats_s),
            "chat_p95_ms": _p95_ms(noted.chats_s),
            "chat_p50_ms": _at(noted.chats_s, 50),
            "views": len(noted.views_s),
            "view_p95_ms": _p95_ms(noted.views_s),
            "steer_p95_ms": _p95_ms(noted.steers_s),
            "postponed": noted.postponed,
            "errors": len(noted.errors),
            "first_errors": sorted(set(noted.errors))[:5],
            "own_late_p99_ms": _at(late_s, 99),
            **{name: after[name] - before[name] for name in after},
        }
        print(json.dumps(told), flush=True)
    late.cancel()
    noted.is_over = True


async def _do(order: str, amount: float, port: int, consults: list[Consult], noted: Noted) -> dict[str, Any]:
    match order:
        case "gather":
            await _gather(port, consults, amount)
        case "rest":
            await asyncio.sleep(amount)
        case "talk" | "steer" | "work":
            async with at_work(consults, steering=order != "talk", talking=order != "steer"):
                await asyncio.sleep(amount)
        case "storm":
            return await _storm(port, consults, noted, amount)
        case _:
            raise SystemExit(f"no such order: {order}")
    return {}


async def _gather(port: int, consults: list[Consult], rate: float) -> None:
    coming = []
    for each in consults:
        coming.append(asyncio.create_task(_quietly(each, port)))
        await asyncio.sleep(1 / rate)
    await asyncio.gather(*coming)


async def _quietly(consult: Consult, port: int) -> None:
    try:
        await consult.gather(port)
    except Exception as error:  # noqa: BLE001  (it is told with the others)
        consult.noted.errors.append(f"gather {type(error).__name__} {error}")


async def _storm(port: int, consults: list[Consult], noted: Noted, over_s: float) -> dict[str, Any]:
    """Everybody's line drops; each comes back at its own moment within `over_s` and goes on until it is in."""
    everybody = [person for each in consults for person in each.everybody if person.line]
    noted.is_over = True
    for person in everybody:
        person.open_line.cut()
    await asyncio.sleep(0.5)
    noted.is_over = False
    start_s = time.monotonic()
    back_s: list[float] = []

    async def come_back(person: Any) -> None:
        await asyncio.sleep(random.random() * over_s)
        await person.enter(port, noted)
        if person.line is not None and person.line.welcomed.done() and not person.line.lost.done():
            back_s.append(time.monotonic() - start_s)

    coming = [asyncio.create_task(come_back(person)) for person in everybody]
    _, late = await asyncio.wait(coming, timeout=BACK_S + over_s)
    for each in late:
        each.cancel()
    await asyncio.gather(*coming, return_exceptions=True)
    in_time = sum(1 for each in back_s if each < IN_TIME_S)
    never = len(everybody) - len(back_s)
    back_s += [BACK_S + over_s] * never
    return {"back_last_s": max(back_s), "back_p95_s": _p95_ms(back_s) / 1000, "back_in_time": in_time, "never": never}


def _counted(consults: list[Consult]) -> dict[str, int]:
    total = {"frames": 0, "bytes": 0, "leases": 0, "messages": 0}
    for each in consults:
        for person in each.everybody:
            if person.line is not None:
                for name in total:
                    total[name] += person.line.counts[name]
    return total


async def _late(late_s: list[float]) -> None:
    """How late this process itself is: what it adds to every figure."""
    while True:
        start_s = time.monotonic()
        await asyncio.sleep(LATE_EVERY_S)
        late_s.append(time.monotonic() - start_s - LATE_EVERY_S)


def _p95_ms(values: list[float]) -> float:
    return _at(values, 95)


def _at(values: list[float], percent: int) -> float:
    return quantiles(values, n=100)[percent - 1] * 1000 if len(values) > 1 else 0.0


if __name__ == "__main__":
    people = msgspec.json.decode(Path(sys.argv[2]).read_bytes(), type=list[Seated])
    asyncio.run(main(int(sys.argv[1]), people, sys.argv[3]))
