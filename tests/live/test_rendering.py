"""What decides a picture's address: everything that decides its pixels."""

from dataclasses import replace

from server.live.renderer import Rendering
from server.terms.ids import SessionId
from tests.transport.room.test_stack_cards import planted


def rendering() -> Rendering:
    opened = planted().opened
    return Rendering(
        SessionId("1" * 32), 1, opened, opened.frames[0], None, None, 0, "lossless", "", (), overlays=False
    )


def test_masked_and_unmasked_pictures_never_share_an_address() -> None:
    """H5: nor do two masks; the same ones do."""
    plain = rendering()
    masked = replace(plain, masks=((0, 0, 8, 2),))
    wider = replace(plain, masks=((0, 0, 8, 3),))
    both = replace(plain, masks=((0, 0, 8, 2), (0, 4, 8, 6)))
    keys = {one.render_key for one in (plain, masked, wider, both)}
    assert len(keys) == 4
    assert replace(plain, masks=((0, 0, 8, 2),)).render_key == masked.render_key


def test_with_and_without_overlays_never_share_an_address() -> None:
    """H6: two truths, two pictures."""
    assert rendering().render_key != replace(rendering(), overlays=True).render_key
