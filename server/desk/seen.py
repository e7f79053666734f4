"""Who saw what, rolled up from the entries about pictures: what could be sent, what was, what screens said they showed.

Three kinds of entries, in the order in which they can come: `instances.authorized` before anything leaves, in blocks;
`instances.sent`, a fact of the server's; `instances.shown`, a claim of the screen's, with the time of each range.
Consults from before there were *sent* entries have *shown* ones without series, tier and time: read as they stand.
Nothing here reads or waits: entries in, lines out [AUD-30 … AUD-34].
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from server.terms.entries import Entry, EntryFact
from server.terms.ids import SessionId

ABOUT_PICTURES: Final = frozenset({"instances.authorized", "instances.sent", "instances.shown"})
TIERS: Final = ("", "preview", "lossy", "lossless")
"""From the least; empty where the entry is from before tiers were recorded."""
Tier = Literal["", "preview", "lossy", "lossless"]
Range = tuple[int, int]
"""First and last position, both from 1."""


@dataclass(frozen=True, slots=True)
class InTier:
    """Pictures in one tier: which, and how long in all, in ms (None: not recorded; 0 for what was only sent)."""

    tier: Tier
    ranges: tuple[Range, ...]
    ms: int | None = 0

    @property
    def count(self) -> int:
        """How many pictures."""
        return covered(self.ranges)


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One person and one series of one consult; `person` is the actor of the entries, `series` empty when unknown.

    `sent` is None where nothing of that was recorded yet (old consults). `first_ms` … `last_ms` is when pictures were
    sent or shown; both None when they only could have been.
    """

    session: SessionId | None
    person: str
    series: str
    authorized: tuple[Range, ...]
    sent: tuple[InTier, ...] | None
    shown: tuple[InTier, ...]
    first_ms: int | None
    last_ms: int | None

    @property
    def shown_ms(self) -> int | None:
        """How long pictures were on the screen, summed over pictures; None when that was not recorded."""
        known = [each.ms for each in self.shown if each.ms is not None]
        return sum(known) if known or not self.shown else None

    @property
    def pictures_shown(self) -> int:
        """How many pictures were on the screen, in whatever tier."""
        return covered(_all(self.shown))

    @property
    def pictures_sent(self) -> int | None:
        """How many pictures were sent, in whatever tier; None when that was not recorded."""
        return None if self.sent is None else covered(_all(self.sent))


@dataclass(slots=True)
class _Gathered:
    """One line in the making."""

    authorized: list[Range] = field(default_factory=list)
    sent: dict[Tier, list[Range]] = field(default_factory=dict)
    shown: dict[Tier, list[Range]] = field(default_factory=dict)
    ms: dict[Tier, int] = field(default_factory=dict)
    """Of the tiers whose time was recorded."""
    first_ms: int | None = None
    last_ms: int | None = None


def roll_up(entries: Iterable[Entry]) -> list[SeenLine]:
    """Give one line for each person, consult and series, in the order in which people could first see something."""
    about = [entry for entry in entries if entry.kind in ABOUT_PICTURES]
    series_of = {
        (entry.session, entry.facts.get("stack")): str(entry.facts["series"])
        for entry in about
        if entry.facts.get("series")
    }
    gathered: dict[tuple[SessionId | None, str, str], _Gathered] = {}
    for entry in about:
        series = str(entry.facts.get("series") or series_of.get((entry.session, entry.facts.get("stack")), ""))
        _GATHER[entry.kind](gathered.setdefault((entry.session, entry.actor, series), _Gathered()), entry)
    # whether a consult is from before that was recorded shows in its entries, not in each person's
    tells_sent = {entry.session for entry in about if entry.kind == "instances.sent"}
    is_old = {entry.session for entry in about if entry.kind == "instances.shown" and "ms" not in entry.facts}
    return [
        _line(key, one, knows_sent=bool(one.sent) or key[0] in tells_sent or key[0] not in is_old)
        for key, one in gathered.items()
    ]


def covered(ranges: Iterable[Range]) -> int:
    """How many positions ranges cover, each counted once."""
    return sum(last - first + 1 for first, last in merged(ranges))


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Give ranges in order, without overlap or gap."""
    made: list[Range] = []
    for first, last in sorted(ranges):
        if made and first <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(made[-1][1], last))
        else:
            made.append((first, last))
    return tuple(made)


def _line(key: tuple[SessionId | None, str, str], one: _Gathered, *, knows_sent: bool) -> SeenLine:
    session, person, series = key
    return SeenLine(
        session=session,
        person=person,
        series=series,
        authorized=merged(one.authorized),
        sent=tuple(_in_order(one.sent, lambda _: 0)) if knows_sent else None,
        shown=tuple(_in_order(one.shown, one.ms.get)),
        first_ms=one.first_ms,
        last_ms=one.last_ms,
    )


def _in_order(by_tier: dict[Tier, list[Range]], ms: Callable[[Tier], int | None]) -> Iterator[InTier]:
    """The best tier first."""
    for tier in sorted(by_tier, key=TIERS.index, reverse=True):
        yield InTier(tier, merged(by_tier[tier]), ms(tier))


def _all(parts: Iterable[InTier]) -> list[Range]:
    return [each for part in parts for each in part.ranges]


def _authorized(one: _Gathered, entry: Entry) -> None:
    one.authorized.append((_number(entry.facts.get("first")), _number(entry.facts.get("last"))))


def _sent(one: _Gathered, entry: Entry) -> None:
    for tier, stretch, _ in stretches(entry):
        one.sent.setdefault(tier, []).append(stretch)
    _moment(one, entry)


def _shown(one: _Gathered, entry: Entry) -> None:
    for tier, stretch, ms in stretches(entry):
        one.shown.setdefault(tier, []).append(stretch)
        if ms is not None:
            one.ms[tier] = one.ms.get(tier, 0) + ms
    _moment(one, entry)


_GATHER: Final = {"instances.authorized": _authorized, "instances.sent": _sent, "instances.shown": _shown}


def stretches(entry: Entry) -> Iterator[tuple[Tier, Range, int | None]]:
    """The ranges of an entry, each with its tier and its time as far as they were recorded."""
    positions, tiers, ms = (_several(entry.facts.get(name)) for name in ("positions", "tiers", "ms"))
    for at in range(len(positions) // 2):
        tier = tiers[at] if at < len(tiers) else ""
        shown_ms = _number(ms[at]) if at < len(ms) else None
        yield _tier(tier), (_number(positions[2 * at]), _number(positions[2 * at + 1])), shown_ms


def _moment(one: _Gathered, entry: Entry) -> None:
    from_ms = entry.facts.get("from_ms")
    begun_ms = from_ms if isinstance(from_ms, int) else entry.at_ms
    one.first_ms = begun_ms if one.first_ms is None else min(one.first_ms, begun_ms)
    one.last_ms = entry.at_ms if one.last_ms is None else max(one.last_ms, entry.at_ms)


def _tier(named: object) -> Tier:
    match named:
        case "preview" | "lossy" | "lossless":
            return named
        case _:
            return ""


def _several(fact: EntryFact) -> tuple[str, ...] | tuple[int, ...]:
    return fact if isinstance(fact, tuple) else ()


def _number(fact: EntryFact) -> int:
    return fact if isinstance(fact, int) else 0
