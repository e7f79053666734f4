"""What one screen has of a session's pictures, as far as is known, and what of them cannot be had for now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from server.live.want import RANK, Picture, Quality, Want

_NEVER: Quality = (len(RANK), 0)
"""Better than anything that could be sent: not asked for."""


@dataclass(slots=True)
class There:
    """The pictures of one screen in the present epoch. Whoever asks reads; only these methods change it."""

    best: dict[Picture, Quality] = field(default_factory=dict)
    """The best of each that was sent."""
    near: int = 0
    """So many neighbors on each side are all there; 0 while that is not known."""
    _put_off: dict[Picture, tuple[int, Quality | None]] = field(default_factory=dict)
    """What cannot be had now: until when it is not asked for, and what of it is there."""

    def clear(self) -> None:
        """Nothing, of a new epoch."""
        self.best.clear()
        self._put_off.clear()
        self.near = 0

    def keep(self, kept: Callable[[Picture], bool]) -> None:
        """Hands went elsewhere: what lies too far away counts as gone."""
        self.near = 0
        self.best = {picture: have for picture, have in self.best.items() if kept(picture)}

    def note(self, want: Want) -> None:
        """A picture was sent, or kept over a broken connection."""
        rank, had = RANK[want.tier], self.best.get(want.picture)
        if had is None or (rank, -want.level) > (had[0], -had[1]):
            self.best[want.picture] = (rank, want.level)

    def lose(self, pictures: Iterable[Picture]) -> None:
        """These are not there after all."""
        self.near = 0
        for picture in pictures:
            self.best.pop(picture, None)

    def skip(self, picture: Picture) -> None:
        """One that cannot be made is not asked for again in the present epoch."""
        self.best[picture] = _NEVER

    def put_off(self, picture: Picture, until_ms: int) -> None:
        """One that cannot be had for now is not asked for until then, so that all others can be."""
        if picture not in self._put_off:
            self._put_off[picture] = (until_ms, self.best.get(picture))
            self.skip(picture)

    def put_off_until(self) -> list[int]:
        """When each of those may be tried again."""
        return [until_ms for until_ms, _ in self._put_off.values()]

    def ask_again(self, now_ms: int, kept: Callable[[Picture], bool]) -> None:
        """What was put off may be tried again; what was there of it is there."""
        for picture in [each for each, (until_ms, _) in self._put_off.items() if until_ms <= now_ms]:
            _, had = self._put_off.pop(picture)
            self.lose([picture])
            if had is not None and kept(picture):
                self.best[picture] = had
