"""A numbered bad input and what must become of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from server.workers.pool import WorkerPool
from tests.bad_inputs import dicom_bytes as d
from tests.bad_inputs.verdicts import judged

RAMP = list(range(16))
"""What the honest image holds: 4 × 4 values that count up."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file, its outcome ("shown", a kind that is no image, or the code of a refusal) and what it is shown with.

    Two codes with "or" between them: which limit is met first depends on the machine.

    `shows` gives what attributes of the verdict must be (`header.image.slope`), `values` the stored values.
    """

    name: str
    content: Callable[[], bytes]
    outcome: str
    shows: Mapping[str, object] = field(default_factory=dict)
    values: list[int] | None = None


async def check(pool: WorkerPool, case: Case) -> None:
    """The outcome is the stated one, at the price that every file may cost."""
    found = await judged(pool, case.content())
    assert found.outcome in case.outcome.split(" or ")
    for path, value in case.shows.items():
        assert attrgetter(path)(found) == value, path
    if case.values is not None:
        assert found.stored is not None
        assert found.stored.ravel().tolist() == case.values
    assert (found.outcome == "shown") == bool(found.picture)


def with_elements(*elements: bytes, **image: object) -> Callable[[], bytes]:
    """The honest image with whole elements put in or replaced, by their tags in little endian."""
    by_tag = {int.from_bytes(one[:2], "little") << 16 | int.from_bytes(one[2:4], "little"): one for one in elements}
    return lambda: d.image(replaced=by_tag, **image)  # type: ignore[arg-type]  # the image's own keywords


def with_text(tag: int, vr: str, value: d.Value, **image: object) -> Callable[[], bytes]:
    """The honest image with one element of that value."""
    return with_elements(d.LITTLE.element(tag, vr, value), **image)
