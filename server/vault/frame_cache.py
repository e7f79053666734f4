"""Sealed frames kept in memory while their session runs: rebuildable, bounded, and noise once the key is gone.

Never on a disk, never in another process. Owned by the event loop: no locks, every call is short.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from server.terms.ids import FrameId, SessionId
from server.vault.session_keys import KeyRing

RESEAL_BYTES = 32 * 1024 * 1024
"""How much is carried over a turn of the epoch (newest first, about 1 ms per 2 MiB); the rest is rendered again."""


@dataclass(frozen=True, slots=True)
class FrameAddress:
    """What a frame's id is made of in any epoch: which rendering of which frame of which instance, under which mark."""

    render_key: bytes
    instance_digest: bytes
    frame: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed encoded frame: its type, its bytes, and whatever the feed wants to remember about it."""

    mime: str
    payload: bytes
    address: FrameAddress
    meta: object = None


class FrameCache:
    """Keeps the most recently used sealed frames within a budget for all sessions and one for each.

    Parameters
    ----------
    budget_bytes
        Most bytes of payload kept over all sessions.
    session_bytes
        Most bytes kept for one session (default: the whole budget).
    """

    def __init__(self, budget_bytes: int, session_bytes: int | None = None) -> None:
        self._budget_bytes = budget_bytes
        self._session_bytes = budget_bytes if session_bytes is None else min(session_bytes, budget_bytes)
        self._frames: dict[SessionId, OrderedDict[FrameId, Sealed]] = {}
        self._kept: dict[SessionId, tuple[int, int]] = {}
        """Per session: its epoch and the bytes it holds."""
        self._by_use: OrderedDict[tuple[SessionId, FrameId], None] = OrderedDict()

    @property
    def size_bytes(self) -> int:
        """Bytes of payload held over all sessions."""
        return sum(size for _, size in self._kept.values())

    def get(self, session: SessionId, fid: FrameId) -> Sealed | None:
        """Give a frame of the session's present epoch, or None."""
        frames = self._frames.get(session)
        sealed = frames.get(fid) if frames is not None else None
        if frames is not None and sealed is not None:
            frames.move_to_end(fid)
            self._by_use.move_to_end((session, fid))
        return sealed

    def put(self, session: SessionId, epoch: int, fid: FrameId, sealed: Sealed) -> None:
        """Keep a frame; one of an older epoch than the session's is dropped, one of a newer empties the old."""
        kept_epoch, _ = self._kept.get(session, (epoch, 0))
        if epoch < kept_epoch:
            return
        if epoch > kept_epoch:
            self.destroy(session)
        self._drop(session, fid)
        self._frames.setdefault(session, OrderedDict())[fid] = sealed
        self._by_use[(session, fid)] = None
        self._kept[session] = (epoch, self._session_size(session) + len(sealed.payload))
        self._evict(session)

    def epoch_turned(
        self,
        session: SessionId,
        keyring: KeyRing,
        old: int,
        new: int,
        *,
        keep: Callable[[Sealed], bool] | None = None,
        limit_bytes: int = RESEAL_BYTES,
    ) -> dict[FrameId, FrameId]:
        """Re-seal the cache in memory under the new epoch's key and give old address → new address.

        The most recently used frames go first until `limit_bytes`; others are forgotten, and so is every frame
        with a visible mark, whose time is its epoch's start, and each that `keep` refuses.
        The old epoch's key is still on the ring: retire it afterwards.
        """
        kept_epoch, _ = self._kept.get(session, (old, 0))
        frames = list(self._frames.get(session, OrderedDict()).items()) if kept_epoch == old else []
        self.destroy(session)
        moved: list[tuple[FrameId, FrameId, Sealed]] = []
        carried = 0
        for old_fid, sealed in reversed(frames):
            if sealed.address.mark or not (keep is None or keep(sealed)):
                continue
            carried += len(sealed.payload)
            if carried > limit_bytes:
                break
            moved.append((old_fid, *_reseal(session, keyring, old, new, old_fid, sealed)))
        for _, new_fid, sealed in reversed(moved):
            self.put(session, new, new_fid, sealed)
        return {old_fid: new_fid for old_fid, new_fid, _ in moved}

    def destroy(self, session: SessionId) -> tuple[int, int]:
        """Forget every frame of a session; gives how many and how many bytes. Idempotent; cannot fail."""
        frames = self._frames.pop(session, OrderedDict())
        for fid in frames:
            self._by_use.pop((session, fid), None)
        _, size = self._kept.pop(session, (0, 0))
        return len(frames), size

    def _session_size(self, session: SessionId) -> int:
        return self._kept.get(session, (0, 0))[1]

    def _drop(self, session: SessionId, fid: FrameId) -> None:
        sealed = self._frames.get(session, OrderedDict()).pop(fid, None)
        if sealed is None:
            return
        self._by_use.pop((session, fid), None)
        epoch, size = self._kept[session]
        self._kept[session] = (epoch, size - len(sealed.payload))

    def _evict(self, session: SessionId) -> None:
        while self._session_size(session) > self._session_bytes:
            self._drop(session, next(iter(self._frames[session])))
        while self.size_bytes > self._budget_bytes:
            self._drop(*next(iter(self._by_use)))


def _reseal(
    session: SessionId, keyring: KeyRing, old: int, new: int, old_fid: FrameId, sealed: Sealed
) -> tuple[FrameId, Sealed]:
    at = sealed.address
    fid = keyring.frame_id(session, new, at.render_key, at.instance_digest, at.frame, at.mark)
    image = keyring.open_sealed(session, old, old_fid, sealed.mime, sealed.payload)
    return fid, replace(sealed, payload=keyring.seal(session, new, fid, sealed.mime, image))
