"""What a screen on a thin line hears: seldom, but every picture after its view, and the last view always (C3)."""

from dataclasses import dataclass, field

from server.live.notices import FrameShown, Notice, Pointed, PointerMoved, ViewShown
from server.live.reduction import ScreenSize
from server.live.slots import EVERY_MS
from server.live.turnstile import Urgency
from server.sessions.commands import Pause
from tests.live.light_stand import HOST, PATIENT, Eye, LightStand
from tests.live.test_task import look


@dataclass
class Thin(Eye):
    """A patient's screen that notes in which order views and their pictures came."""

    order: list[tuple[str, int]] = field(default_factory=list)

    def slot(self, notice: Notice) -> None:
        """Note a view."""
        if isinstance(notice, ViewShown):
            self.order.append(("view", notice.view.viewports[0].pos))
        self.tell(notice)

    async def show(self, shown: FrameShown) -> None:
        """Note a picture that was wanted now."""
        if shown.want.urgency is Urgency.NOW:
            self.order.append(("picture", shown.want.pos))
        await Eye.show(self, shown)

    @property
    def views(self) -> list[int]:
        """Positions of the views it heard."""
        return [pos for kind, pos in self.order if kind == "view"]


async def both(stand: LightStand) -> tuple[Eye, Thin]:
    """The host, and a patient on a thin line; they see the same picture."""
    room = await stand.consult(await stand.study())
    host = await stand.enter(room, HOST)
    await room.set_view(look(2))
    patient = Thin(PATIENT.id, room)
    await room.join(patient, ("link", "code"), 0)
    await room.reported(patient, ScreenSize(900, 900, save_data=True))
    await stand.admit(room, PATIENT)
    await stand.agree(room)
    await patient.until(lambda: patient.frames)
    return host, patient


async def test_every_picture_comes_right_after_its_view(stand: LightStand) -> None:
    """C3: a view is held back only until its picture goes, so that the picture is painted when it comes."""
    host, patient = await both(stand)
    for cseq, pos in enumerate((5, 0, 4, 1), start=2):
        await host.room.set_view(look(pos, cseq=cseq))
        await patient.until(lambda pos=pos: ("picture", pos) in patient.order)  # type: ignore[misc]  # bound now, on purpose
    shown = [at for at, (kind, _) in enumerate(patient.order) if kind == "picture"]
    assert len(shown) == 5
    assert all(patient.order[at - 1] == ("view", patient.order[at][1]) for at in shown)


async def test_the_last_view_is_held_for_a_fifth_of_a_second_at_most(stand: LightStand) -> None:
    """C3: of views whose pictures are there the newest goes five times a second, the others of a good line all."""
    host, patient = await both(stand)
    await host.room.set_view(look(3, cseq=2))
    await patient.until(lambda: ("picture", 3) in patient.order)
    before = len(patient.views)
    for cseq, pos in enumerate((2, 3, 2, 3, 2), start=3):
        await host.room.set_view(look(pos, cseq=cseq))
    await host.until(lambda: host.told(ViewShown)[-1].view.rev == 7)
    assert len(patient.views) == before
    stand.clock.at_ms += EVERY_MS
    await patient.until(lambda: len(patient.views) > before)
    assert patient.views[before:] == [2]
    assert len(host.told(ViewShown)) >= 7


async def test_pointers_come_five_times_a_second(stand: LightStand) -> None:
    """Live review §4.2.11: of a hand that moves a thin line hears at 5 Hz, and where it is at last."""
    host, patient = await both(stand)
    for x in range(6):
        host.room.drawing.point(HOST.id, Pointed(0, 2, float(x), 1.0, "dot"))
    told = patient.told(PointerMoved)
    assert [moved.at and moved.at.x for moved in told] == [0.0]
    stand.clock.at_ms += EVERY_MS
    await patient.until(lambda: len(patient.told(PointerMoved)) == 2)
    last = patient.told(PointerMoved)[-1].at
    assert last is not None
    assert last.x == 5.0


async def test_what_was_held_is_not_said_in_the_dark(stand: LightStand) -> None:
    """T-43: a pause takes back the view that waited for its turn."""
    host, patient = await both(stand)
    await host.room.set_view(look(3, cseq=2))
    await patient.until(lambda: ("picture", 3) in patient.order)
    before = len(patient.views)
    await host.room.set_view(look(2, cseq=3))
    await host.room.act(Pause(HOST.id))
    stand.clock.at_ms += 10 * EVERY_MS
    await host.until(lambda: host.is_dark)
    assert len(patient.views) == before
    assert not host.room.stage.screens[PATIENT.id].slots.views()
