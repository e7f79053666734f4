"""A reference object: a file made for one rule, and the exact pixels a person must see of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import ArrayLike

from server.workers.pool import WorkerPool
from tests.reference.way import shown


@dataclass(frozen=True, slots=True)
class Reference:
    """`rule` says in words what the file shows, with part and section; `expected` is the picture to the byte."""

    rule: str
    make: Callable[[], bytes]
    expected: ArrayLike
    frame: int = 0

    async def check(self, pool: WorkerPool) -> None:
        """The file's whole way ends in the expected picture, every pixel of it."""
        made = await shown(pool, self.make(), frame=self.frame)
        np.testing.assert_array_equal(made.pixels, np.asarray(self.expected), err_msg=self.rule)


def table(references: list[Reference]) -> pytest.MarkDecorator:
    """One test for each record, named by its rule."""
    return pytest.mark.parametrize("reference", references, ids=[reference.rule for reference in references])
