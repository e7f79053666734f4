"""What a consult is made of before it runs: the pictures it may show and the times it must keep."""

from dataclasses import dataclass

from server.terms.ids import SeriesId, StudyId
from server.terms.view import StackBounds


@dataclass(frozen=True, slots=True)
class StackRef:
    """One stack of a session's manifest: which stored series it comes from, and the bounds a view keeps.

    `part` numbers the stacks of one series (a series may hold several: localizers, multi-frame instances).
    """

    study: StudyId
    series: SeriesId
    part: int
    bounds: StackBounds


@dataclass(frozen=True, slots=True)
class ViewingPolicy:
    """The clinic's limits for one consult, fixed when it is made (minutes and seconds as named)."""

    minutes_max: int = 120
    extensions_max: int = 3
    extension_minutes_max: int = 15
    lobby_open_before_min: int = 10
    lobby_after_start_min: int = 90
    host_away_s: int = 60
    presenter_away_s: int = 10
    paused_max_min: int = 15
    empty_s: int = 120
    closing_s: int = 120
