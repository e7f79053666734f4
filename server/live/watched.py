"""What one screen was sent, and what it says was on it, until the record has it [AUD-30 … AUD-33].

*Sent* is a fact of the server's: the bytes of this picture were handed to this connection. *Shown* is a claim of the
screen's: it painted them. How long it showed them is counted here by the session's own clock, from one receipt to the
next, only while the page is in sight, and never longer at a time than a key may be held without a word from us.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from server.live.want import Tier
from server.terms.entries import EntryFact
from server.terms.ids import SeriesId
from server.terms.view import Viewport

SILENCE_MS: Final = 30_000
"""The longest that anything may be on a screen without being counted anew: a key's lease."""
AT_REST_MS: Final = 60_000
"""Somebody who rests on one picture is recorded so often: what a crash loses of it is no more."""
RANGES_MAX: Final = 1_000
"""Ranges in one entry; whoever jumps about more within one roll-up gets a second one."""

Spot = tuple[int, int, Tier, int]
"""Epoch, stack, tier, position (from 0): one picture in one quality under one key."""


@dataclass(slots=True)
class Seen:
    """What waits for the record, since when: pictures sent, and pictures shown with the milliseconds they were."""

    sent: set[Spot] = field(default_factory=set)
    shown: dict[Spot, int] = field(default_factory=dict)
    from_ms: int | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to record."""
        return bool(self.sent or self.shown)

    def add(self, other: "Seen") -> None:
        """Take what another one holds as well."""
        self.sent |= other.sent
        for spot, shown_ms in other.shown.items():
            self.shown[spot] = self.shown.get(spot, 0) + shown_ms
        if other.from_ms is not None:
            self.begin(other.from_ms)

    def begin(self, now_ms: int) -> None:
        """Something of this happened then; the earliest counts."""
        self.from_ms = now_ms if self.from_ms is None else min(self.from_ms, now_ms)


@dataclass(slots=True)
class Watch:
    """Keeps time on one screen. Times are session milliseconds."""

    seen: Seen = field(default_factory=Seen)
    _on: dict[str, Spot] = field(default_factory=dict)
    """What each viewport shows, as the screen said last."""
    _counted_ms: int = 0
    """Up to when time was counted."""
    _taken_ms: int = 0
    _is_hidden: bool = False
    _has_changed: bool = False

    def sent(self, spot: Spot, now_ms: int) -> None:
        """A picture was handed to the connection."""
        if spot not in self.seen.sent:
            self._has_changed = True
            self.seen.sent.add(spot)
            self.seen.begin(now_ms)

    def shows(self, spot: Spot, viewport: str, view: Iterable[Viewport], now_ms: int) -> None:
        """The screen says that it painted a picture: wherever the view has it, else in the viewport it was made for."""
        ports = tuple(view)
        self.count(ports, now_ms)
        _, stack, _, pos = spot
        for port in [each.id for each in ports if (each.stack, each.pos) == (stack, pos)] or [viewport]:
            if self._on.get(port) != spot:
                self._has_changed = True
                self._on[port] = spot
                self.seen.shown.setdefault(spot, 0)
                self.seen.begin(now_ms)

    def count(self, view: Iterable[Viewport], now_ms: int) -> None:
        """Time has passed: what was shown in the viewports that are still there was on the screen for it."""
        passed_ms = min(max(0, now_ms - self._counted_ms), SILENCE_MS)
        if self._on and passed_ms and not self._is_hidden:
            self.seen.begin(now_ms - passed_ms)
            # the same picture in two viewports was on the screen once
            for spot in set(self._on.values()):
                self.seen.shown[spot] = self.seen.shown.get(spot, 0) + passed_ms
        self._counted_ms = now_ms
        there = {port.id for port in view}
        if not self._on.keys() <= there:
            self._has_changed = True
            self._on = {port: spot for port, spot in self._on.items() if port in there}

    def hide(self, view: Iterable[Viewport], now_ms: int, *, hidden: bool) -> None:
        """The page went out of sight, or came back into it."""
        if hidden != self._is_hidden:
            self.count(view, now_ms)
            self._has_changed = self._has_changed or bool(self._on)
            self._is_hidden = hidden

    def stop(self, now_ms: int) -> None:
        """Nothing is shown any more."""
        if self._on:
            self.count((), now_ms)

    def take(self, view: Iterable[Viewport], now_ms: int) -> Seen:
        """Give what is to be recorded now: everything once something changed, the time of a long rest, else nothing."""
        self.count(view, now_ms)
        if not self._has_changed and abs(now_ms - self._taken_ms) < AT_REST_MS:
            return Seen()
        taken, self.seen = self.seen, Seen()
        self._has_changed, self._taken_ms = False, now_ms
        return taken


def facts_of_sent(seen: Seen, series: Sequence[SeriesId]) -> Iterator[dict[str, EntryFact]]:
    """Give the facts of the entries about what was sent: one for each stack and epoch."""
    for (epoch, stack), spots in _by_stack(seen.sent):
        for ranges in _ranges(dict.fromkeys(spots, 0)):
            yield _facts(seen, epoch, stack, series, ranges)


def facts_of_shown(seen: Seen, series: Sequence[SeriesId]) -> Iterator[dict[str, EntryFact]]:
    """Give the facts of the entries about what was shown: one for each stack and epoch, with the time of each range."""
    for (epoch, stack), spots in _by_stack(seen.shown):
        for ranges in _ranges({spot: seen.shown[spot] for spot in spots}):
            yield {**_facts(seen, epoch, stack, series, ranges), "ms": tuple(each.shown_ms for each in ranges)}


@dataclass(slots=True)
class _Range:
    """Positions from 0 in one tier, without a gap."""

    tier: Tier
    first: int
    last: int
    shown_ms: int


def _facts(
    seen: Seen, epoch: int, stack: int, series: Sequence[SeriesId], ranges: Sequence[_Range]
) -> dict[str, EntryFact]:
    """Positions as (first, last, first, last, …) counted from 1, and a tier for each pair."""
    return {
        "epoch": epoch,
        "stack": stack,
        "series": series[stack],
        "positions": tuple(end + 1 for each in ranges for end in (each.first, each.last)),
        "tiers": tuple(each.tier for each in ranges),
        "from_ms": seen.from_ms,
    }


def _by_stack(spots: Iterable[Spot]) -> list[tuple[tuple[int, int], list[Spot]]]:
    found: dict[tuple[int, int], list[Spot]] = {}
    for spot in sorted(spots):
        found.setdefault((spot[0], spot[1]), []).append(spot)
    return list(found.items())


def _ranges(spots: dict[Spot, int]) -> Iterator[list[_Range]]:
    """Roll the spots of one stack up, at most `RANGES_MAX` ranges at a time; they come sorted by tier and position."""
    ranges: list[_Range] = []
    for (_, _, tier, pos), shown_ms in spots.items():
        if ranges and ranges[-1].tier == tier and ranges[-1].last == pos - 1:
            ranges[-1].last, ranges[-1].shown_ms = pos, ranges[-1].shown_ms + shown_ms
        else:
            ranges.append(_Range(tier, pos, pos, shown_ms))
    for start in range(0, len(ranges), RANGES_MAX):
        yield ranges[start : start + RANGES_MAX]
