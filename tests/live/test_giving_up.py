"""What a screen is spared while there is too much to do, and who is asked to come again."""

import pytest

from server.live.load import Burden
from server.live.want import Want
from server.sessions.arrivals import AT_ONCE
from server.sessions.strain import RISES_MS, Reading, Strain
from server.terms.errors import Unavailable
from tests.live.test_feed import drain, feed_at, view

LATE = Reading(500, 0, 0)


def sent_to(strain: Strain, now_ms: int = 5_000) -> list[Want]:
    """All that goes to a screen that has rested for long; the picture in view comes first."""
    feed = feed_at(60)
    feed.strain = strain
    return drain(feed, now_ms)


def test_quality_goes_and_every_picture_still_comes() -> None:
    """[SES-272]: previews and few neighbors, the picture rested on gets sharp, nothing is lossless."""
    calm, coarse = sent_to(Strain.NONE), sent_to(Strain.QUALITY)
    assert calm[0].tier == "lossy"
    assert "lossless" in {want.tier for want in calm}
    assert coarse[0].tier == "preview"
    assert {want.tier for want in coarse} == {"preview", "lossy"}
    assert {want.pos for want in coarse} < {want.pos for want in calm}


def test_pictures_come_less_often_and_the_newest_view_wins() -> None:
    """[SES-272]: ten views a second are three pictures a second, each of the view as it is by then."""
    feed = feed_at(10)
    feed.strain = Strain.RATE
    wants = []
    for step in range(30):
        now_ms = 1_000 + 100 * step
        feed.look(view(10 + step), now_ms)
        while (want := feed.next(now_ms)) is not None:
            feed.acked(feed.sent(want, size_bytes=9_000, pushed_bytes=9_000, now_ms=now_ms), now_ms)
            wants.append((step, want.pos))
    assert 9 <= len(wants) <= 11
    assert all(pos == 10 + step for step, pos in wants)


def strained(now_ms: int = 0) -> Burden:
    """As full as can be."""
    burden = Burden(lambda: 0.0, now_ms=lambda: now_ms, chance=lambda: 0.5)
    for number in range(1 + 3 * RISES_MS // 500):
        burden.weighed(LATE, now_ms + 500 * number)
    return burden


def test_a_new_guest_waits_outside_a_full_house_and_nobody_else() -> None:
    """[SES-273] [SES-277]: who was in the talk comes back, a host never waits; who was sent away is counted [SES-274]."""
    burden = strained()
    assert burden.strain is Strain.FULL
    with pytest.raises(Unavailable, match="crowded") as refused:
        burden.guest_arrives(is_new=True)
    assert int(refused.value.facts["retry_ms"]) >= 15_000
    burden.guest_arrives(is_new=False)
    burden.host_arrives()
    assert burden.postponed.counts == {("crowded",): 1}
    assert burden.steps.counts == {("quality",): 1, ("rate",): 1, ("full",): 1}


def test_a_host_comes_in_however_many_come() -> None:
    """[SES-277]: the pace is everybody else's."""
    burden = Burden(lambda: 0.0, now_ms=lambda: 1_000)
    for _ in range(int(AT_ONCE)):
        burden.guest_arrives(is_new=False)
    with pytest.raises(Unavailable, match="arriving"):
        burden.guest_arrives(is_new=False)
    burden.host_arrives()
