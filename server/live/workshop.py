"""What the sessions of one process share to make, seal and keep pictures."""

from dataclasses import dataclass, field

from server.live.alerting import Alerting
from server.live.at_hand import AtHand
from server.live.clock import Clock
from server.live.figures import Sent
from server.live.load import Burden
from server.live.pictures import Pictures
from server.live.ports import Marks
from server.live.renderer import Renderer
from server.vault.frame_cache import FrameCache
from server.vault.session_keys import KeyRing


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every session of a process shares to make and keep pictures."""

    pictures: Pictures
    renderer: Renderer
    keys: KeyRing
    cache: FrameCache
    marks: Marks
    clock: Clock
    alerting: Alerting
    at_hand: AtHand
    sent: Sent = field(default_factory=Sent)
    burden: Burden = field(default_factory=lambda: Burden(lambda: 0.0))
