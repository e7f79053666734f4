"""Stored objects held in memory for consults that run, sealed as they lie in the store, and whether the store answers.

A store may be away while people look at pictures. What a running consult shows is fetched once and stays until it is
over, so that every window and every position can still be made of it. Only ciphertext under the study's key is held.
Calls come from several threads.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from server.desk.study_ports import Blobs
from server.desk.study_rows import Space
from server.terms.errors import NotFound, Unavailable
from server.terms.ids import SessionId

ASKED_AGAIN_S: Final = 2.0
"""A store that did not answer is asked by one caller after so long; everybody else is told at once that it is away."""
NEVER_THERE: Final = "0" * 32


@dataclass(slots=True)
class _Held:
    """One object somebody wants: who, and its sealed bytes once they are here."""

    wanted_by: set[SessionId] = field(default_factory=set)
    content: bytes | None = None


class HeldObjects:
    """Implements `Blobs` over another one; with a budget of 0 nothing is held."""

    def __init__(self, blobs: Blobs, budget_bytes: int = 0, now_s: Callable[[], float] = time.monotonic) -> None:
        self._blobs = blobs
        self._budget_bytes = budget_bytes
        self._now_s = now_s
        self._lock = threading.Lock()
        self._objects: dict[str, _Held] = {}
        self.held_bytes = 0
        """Bytes held for all consults."""
        self._failed_s: float | None = None
        self._answered_s = now_s()

    @property
    def is_away(self) -> bool:
        """Whether the store did not answer when it was asked last."""
        return self._failed_s is not None

    @property
    def holds(self) -> bool:
        """Whether anything is held at all."""
        return self._budget_bytes > 0

    def want(self, session: SessionId, names: Sequence[str]) -> list[str]:
        """Hold these for a consult from now on, as they are read; give those that are not here yet."""
        with self._lock:
            for name in names:
                self._objects.setdefault(name, _Held()).wanted_by.add(session)
            return [name for name in names if self._objects[name].content is None]

    def let_go(self, session: SessionId) -> None:
        """The consult is over: what nobody else wants is dropped."""
        with self._lock:
            for name, held in list(self._objects.items()):
                held.wanted_by.discard(session)
                if not held.wanted_by:
                    self._drop(name)

    def has_room(self) -> bool:
        """Whether more may be held."""
        return self.held_bytes < self._budget_bytes

    def look(self, every_s: float) -> None:
        """Ask the store for something it never has, unless it answered so lately; raises `Unavailable`."""
        if self._failed_s is None and self._now_s() - self._answered_s < every_s:
            return
        with suppress(NotFound):
            deque(self.read(NEVER_THERE), maxlen=0)

    # --- Blobs ---

    def read(self, name: str) -> Iterator[bytes]:
        """Give the object in pieces, from memory where it is held; `Unavailable` at once while the store is known away."""
        with self._lock:
            held = self._objects.get(name)
            content, is_wanted = (held.content, True) if held is not None else (None, False)
        if content is not None:
            yield content
            return
        self._ask()
        kept: list[bytes] = []
        try:
            for piece in self._blobs.read(name):
                if is_wanted:
                    kept.append(piece)
                yield piece
        except NotFound:
            self._answered()
            raise
        except Unavailable:
            # one object that cannot be read must not make all others seem away
            if name != NEVER_THERE and self._is_there():
                self._answered()
            else:
                self._failed_s = self._now_s()
            raise
        self._answered()
        if is_wanted:
            self._keep(name, b"".join(kept))

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """Store an object; a failure says nothing of reading."""
        self._blobs.put(name, pieces)

    def remove(self, name: str) -> bool:
        """Remove an object, here too."""
        with self._lock:
            if name in self._objects:
                self._drop(name)
        return self._blobs.remove(name)

    def names(self, *, older_than_s: float = 0.0) -> Iterator[str]:
        """Give the names of the store's objects."""
        return self._blobs.names(older_than_s=older_than_s)

    def space(self) -> Space | None:
        """Give the store's room."""
        return self._blobs.space()

    def _ask(self) -> None:
        """One caller may ask a store that is away, once in a while."""
        with self._lock:
            if self._failed_s is None:
                return
            if self._now_s() - self._failed_s < ASKED_AGAIN_S:
                raise Unavailable("storage_unavailable", because="away")
            self._failed_s = self._now_s()

    def _is_there(self) -> bool:
        try:
            deque(self._blobs.read(NEVER_THERE), maxlen=0)
        except NotFound:
            return True
        except Unavailable:
            return False
        return True

    def _answered(self) -> None:
        self._failed_s, self._answered_s = None, self._now_s()

    def _keep(self, name: str, content: bytes) -> None:
        with self._lock:
            held = self._objects.get(name)
            fits = self.held_bytes + len(content) <= self._budget_bytes
            if held is not None and held.content is None and fits:
                held.content = content
                self.held_bytes += len(content)

    def _drop(self, name: str) -> None:
        held = self._objects.pop(name)
        if held.content is not None:
            self.held_bytes -= len(held.content)
