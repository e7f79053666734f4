"""Decoded frames and their exact halves: shared memory the server owns, one byte budget over all sessions."""

from collections import OrderedDict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from server.render.level import halve
from server.render.overlays import halve_overlay
from server.terms.ids import InstanceId, SessionId
from server.workers.shared_frame import SharedFrame

Key = tuple[SessionId, InstanceId, int, int]
"""Session, instance, frame (from 0), and how often the resolution was halved by decoding less."""
GIVEN_BACK_AT_ONCE = 8
"""Frames whose memory is freed in one go: a CT's half a megabyte takes the kernel about 0.15 ms."""
Stored = npt.NDArray[np.generic]
Plane = npt.NDArray[np.uint8]


@dataclass(slots=True)
class DecodedFrame:
    """One frame as it was decoded, in shared memory, and the reductions made of it so far (level → array)."""

    memory: SharedFrame
    stored: Stored
    halves: dict[int, Stored] = field(default_factory=dict)
    used_by: int = 0
    overlay: Plane | None = None
    """What the file draws over it, at the same size."""
    overlay_halves: dict[int, Plane] = field(default_factory=dict)
    used_s: float = 0.0
    is_wiped: bool = False
    counted_bytes: int = 0
    """What the store counts it as."""
    _blank: list[Stored] = field(default_factory=list)

    @property
    def size_bytes(self) -> int:
        """Bytes held."""
        planes = [] if self.overlay is None else [self.overlay, *self.overlay_halves.values()]
        return sum(array.nbytes for array in (self.stored, *self.halves.values(), *planes))

    def at_level(self, level: int, padding: tuple[float, float] | None) -> tuple[Stored, Plane | None]:
        """The frame and its overlay halved `level` times; each half is kept."""
        values, plane = self.stored, self.overlay
        for step in range(1, level + 1):
            if step not in self.halves:
                self.halves[step] = halve(values, padding)
            values = self.halves[step]
            if plane is not None:
                if step not in self.overlay_halves:
                    self.overlay_halves[step] = halve_overlay(plane)
                plane = self.overlay_halves[step]
        return values, plane

    def wipe(self) -> None:
        """Overwrite everything, then let go. Again, for what a thread still made of it."""
        self.blank()
        self.free()

    def blank(self) -> None:
        """Overwrite everything and show nothing any more; the memory is still held."""
        halves = [*self.halves.values(), *self.overlay_halves.values()]
        for half in halves:
            half.fill(0)
        self._blank += [*halves, self.stored]
        self.halves.clear()
        self.overlay_halves.clear()
        self.stored = np.empty((0, 0), np.uint8)
        self.overlay = None
        self.is_wiped = True
        self.memory.wipe()

    def free(self) -> None:
        """Give back the memory of what was overwritten."""
        self._blank.clear()
        self.memory.free()


class DecodedStore:
    """Least recently used decoded frames, wiped when they leave; owned by the event loop.

    Parameters
    ----------
    budget_bytes
        Most bytes kept over all sessions, halves included.
    idle_s
        How long a frame that nobody uses is kept at most.
    """

    def __init__(self, budget_bytes: int, idle_s: float = 30.0) -> None:
        self._budget_bytes = budget_bytes
        self.idle_s = idle_s
        self._frames: OrderedDict[Key, DecodedFrame] = OrderedDict()
        self.size_bytes = 0
        """Bytes held by all frames."""
        self._blank: list[DecodedFrame] = []

    def get(self, key: Key) -> DecodedFrame | None:
        """A frame that is still here."""
        frame = self._frames.get(key)
        if frame is not None:
            self._frames.move_to_end(key)
        return frame

    def put(self, key: Key, frame: DecodedFrame) -> None:
        """Keep a frame; the least recently used ones nobody reads now make room."""
        if key in self._frames:
            self._drop(key)
        self._frames[key] = frame
        self.count(frame)

    def count(self, frame: DecodedFrame) -> None:
        """Count what was made of a frame since, and come back into the budget: the newest frame stays in any case."""
        grown = 0 if frame.is_wiped else frame.size_bytes - frame.counted_bytes
        if not grown:
            return
        frame.counted_bytes += grown
        self.size_bytes += grown
        if self.size_bytes <= self._budget_bytes:
            return
        for key in [key for key, kept in self._frames.items() if not kept.used_by][:-1]:
            if self.size_bytes <= self._budget_bytes:
                return
            self._drop(key)

    def release_idle(self, now_s: float) -> bool:
        """Wipe what nobody has used for `idle_s`; whether anything is left that will have to go."""
        for key, frame in list(self._frames.items()):
            if not frame.used_by and frame.used_s + self.idle_s <= now_s:
                self._drop(key)
        return bool(self._frames)

    def destroy(self, session: SessionId) -> tuple[int, int]:
        """Overwrite every frame of a session; gives how many and how many bytes.

        Nothing of them can be shown when this returns. Their memory, zeros by now, is given back by `give_back`: the
        kernel takes five times as long for that, and the end of a session waits for nothing (P18).
        """
        before = self.size_bytes
        mine = [key for key in self._frames if key[0] == session]
        for key in mine:
            frame = self._frames.pop(key)
            self.size_bytes -= frame.counted_bytes
            frame.blank()
            self._blank.append(frame)
        return len(mine), before - self.size_bytes

    def give_back(self, most: int = GIVEN_BACK_AT_ONCE) -> bool:
        """Free some of what was overwritten; whether more is left."""
        for frame in self._blank[:most]:
            frame.free()
        del self._blank[:most]
        return bool(self._blank)

    def destroy_all(self) -> None:
        """Wipe everything, when the process stops."""
        for key in list(self._frames):
            self._drop(key)
        self.give_back(len(self._blank))

    def _drop(self, key: Key) -> None:
        frame = self._frames.pop(key)
        self.size_bytes -= frame.counted_bytes
        frame.wipe()
