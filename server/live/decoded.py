"""Decoded frames and their exact halves: shared memory the server owns, one byte budget over all sessions."""

from collections import OrderedDict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from server.terms.ids import InstanceId, SessionId
from server.workers.shared_frame import SharedFrame

Key = tuple[SessionId, InstanceId, int]
Stored = npt.NDArray[np.generic]


@dataclass(slots=True)
class DecodedFrame:
    """One frame at full size in shared memory, and the reductions made of it so far (level → array)."""

    memory: SharedFrame
    stored: Stored
    halves: dict[int, Stored] = field(default_factory=dict)
    used_by: int = 0
    overlay: npt.NDArray[np.uint8] | None = None
    """What the file draws over it, at full size."""

    @property
    def size_bytes(self) -> int:
        """Bytes held."""
        return self.stored.nbytes + sum(half.nbytes for half in self.halves.values())

    def wipe(self) -> None:
        """Overwrite everything, then let go."""
        for half in self.halves.values():
            half.fill(0)
        self.halves.clear()
        self.stored = np.empty((0, 0), np.uint8)
        self.overlay = None
        self.memory.close()  # overwrites what it frees


class DecodedStore:
    """Least recently used decoded frames, wiped when they leave; owned by the event loop."""

    def __init__(self, budget_bytes: int) -> None:
        self._budget_bytes = budget_bytes
        self._frames: OrderedDict[Key, DecodedFrame] = OrderedDict()

    def get(self, key: Key) -> DecodedFrame | None:
        """A frame that is still here."""
        frame = self._frames.get(key)
        if frame is not None:
            self._frames.move_to_end(key)
        return frame

    def put(self, key: Key, frame: DecodedFrame) -> None:
        """Keep a frame; the least recently used ones nobody reads now make room."""
        former = self._frames.pop(key, None)
        if former is not None:
            former.wipe()
        self._frames[key] = frame
        self._evict()

    def destroy(self, session: SessionId) -> tuple[int, int]:
        """Wipe every frame of a session; gives how many and how many bytes."""
        mine = [key for key in self._frames if key[0] == session]
        size = 0
        for key in mine:
            frame = self._frames.pop(key)
            size += frame.size_bytes
            frame.wipe()
        return len(mine), size

    def destroy_all(self) -> None:
        """Wipe everything, when the process stops."""
        for frame in self._frames.values():
            frame.wipe()
        self._frames.clear()

    def _evict(self) -> None:
        total = sum(frame.size_bytes for frame in self._frames.values())
        for key in [key for key, frame in self._frames.items() if not frame.used_by][:-1]:
            if total <= self._budget_bytes:
                return
            frame = self._frames.pop(key)
            total -= frame.size_bytes
            frame.wipe()
