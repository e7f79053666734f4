"""Looking for names in pictures before guests see them."""

from typing import Annotated, Literal

from msgspec import Meta

from server.transport.wire.http.bodies import Answer, Asked, Pixel

MaskedRole = Literal["provider", "specialist", "patient", "observer"]


class MaskCard(Answer, frozen=True):
    """An area of every frame of a stack that is black for these roles; image pixels, right and bottom exclusive."""

    left: int
    top: int
    right: int
    bottom: int
    roles: list[str]


class StackNames(Answer, frozen=True):
    """One stack of a series, as it has to be looked through for names before guests see it.

    `suspicion` is `kind` (pictures of this kind often have names in them), `stated` (the file says so) or empty;
    `checked` says that somebody has looked, and `masks` what they made black. Unchecked, masks are those of a decision
    made before the stack grew: where to begin.
    """

    frames: str
    count: int
    columns: int
    rows: int
    aspect: float
    suspicion: str
    checked: bool
    masks: list[MaskCard]


class MaskAsked(Asked, frozen=True):
    """An area to make black, in image pixels."""

    left: Pixel
    top: Pixel
    right: Pixel
    bottom: Pixel
    roles: Annotated[list[MaskedRole], Meta(min_length=1, max_length=4)]


class StackAsked(Asked, frozen=True):
    """What was decided about one stack: these areas, or with none that nothing in it identifies anybody."""

    frames: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    masks: Annotated[list[MaskAsked], Meta(max_length=64)]


class CheckNames(Asked, frozen=True):
    """PUT /api/studies/{study}/series/{series}/names → `SeriesCard`; remembered for every later consult."""

    stacks: Annotated[list[StackAsked], Meta(min_length=1, max_length=1024)]
