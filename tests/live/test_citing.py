"""What is kept and measured in a room is named as reports cite it."""

from server.sessions.commands import KeepView
from server.terms.marks import Mark
from server.terms.view import Cited, Window
from tests.live.light_stand import HOST, LightStand
from tests.live.test_task import look


async def test_a_kept_view_and_a_measure_are_cited_by_the_files_own_numbers(stand: LightStand) -> None:
    """L1, SES-216: series and image number, the window it was seen through, and what its keeper's screen had shown."""
    room = await stand.consult(await stand.study())
    host = await stand.enter(room, HOST)
    await room.set_view(look(2, voi=Window(500, 2000)))
    await host.until(lambda: host.frames and room.stage.screens[HOST.id].seen == (0, 2))
    kept = (await room.keep_view(KeepView(HOST.id, "Nodule", star=True))).bookmarks[0]
    stack = room.stage.stacks[0].opened
    number = stack.frames[2].image_number
    assert number is not None
    tier = room.stage.screens[HOST.id].seen_tier
    assert kept.cited == (Cited(0, 2, stack.facts.series_number, number, Window(500, 2000), tier),)
    assert tier
    drawn = await room.drawing.put(HOST.id, Mark("0" * 16, HOST.id, 0, 1, "length", ((1, 1), (9, 9))), 0)
    cited = drawn.marks[0].cited
    assert cited is not None
    assert (cited.pos, cited.image) == (1, stack.frames[1].image_number)
    assert cited.quality == ""
