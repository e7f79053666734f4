"""What every body is, and the one shape of errors."""

from typing import Annotated

from msgspec import Meta, Struct, field

Id32 = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Id16 = Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
Pixel = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """A request body: an unknown field is an error, not a surprise."""


class Answer(Struct, frozen=True, omit_defaults=False):
    """An answer body: fields are only ever added."""


class ErrorFacts(Answer, frozen=True):
    """`code` is stable; `facts` are numbers, limits and kinds that a page may put into its sentence."""

    code: str
    facts: dict[str, str | int | float | bool] = field(default_factory=dict)


class ErrorBody(Answer, frozen=True):
    """The one error shape."""

    error: ErrorFacts
