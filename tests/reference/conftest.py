"""Real workers for files that go their whole way."""

from tests.workers.conftest import pool

__all__ = ["pool"]
