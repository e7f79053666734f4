"""Earlier pictures for a consult."""

from typing import Annotated

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked, Id32
from server.transport.wire.http.studies import SeriesCard
from server.transport.wire.room_out import WishCard

WishNumber = Annotated[int, Meta(ge=1, le=10_000)]


class AddPriors(Asked, frozen=True):
    """POST /api/consults/{id}/priors → `Priors`: these series join the consult, as the answer to `wish` or without one.

    `covered`: whoever hosts says that the basis they recorded for this consult covers these pictures, too.
    """

    series_ids: Annotated[list[Id32], Meta(min_length=1, max_length=64)]
    wish: WishNumber | None = None
    covered: bool = False


class DenyPrior(Asked, frozen=True):
    """POST /api/consults/{id}/priors/deny → `Priors`: not these, and perhaps why."""

    wish: WishNumber
    words: Annotated[str, Meta(max_length=1000)] = ""


class EarlierStudy(Answer, frozen=True):
    """A study of the same patient, with those of its series that are not in the consult."""

    id: str
    description: str
    date: str
    series: list[SeriesCard]


class Priors(Answer, frozen=True):
    """Earlier pictures: what was asked for, and what there is; `may_cover`: a basis of the host's stands."""

    wishes: list[WishCard]
    studies: list[EarlierStudy]
    may_cover: bool
