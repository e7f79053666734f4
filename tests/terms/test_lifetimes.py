"""When something is due to be removed: lifetimes as the clinic says them, and what an owner may ask for inside."""

from datetime import UTC, datetime

import pytest

from server.terms.lifetimes import DAY_MS, Lifetimes, Part

NOW = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp() * 1000)


def test_without_a_lifetime_nothing_is_due() -> None:
    """[SES-230]: 0 means until somebody removes it."""
    never = Lifetimes()
    assert (never.study_until_ms(NOW), never.study_longest_ms(NOW)) == (None, None)
    assert never.study_until_ms(NOW, NOW + DAY_MS) is None
    for part in ("chat", "note", "record"):
        assert never.part_until_ms(part, NOW) is None
        assert never.parts_locked_before_ms(part, NOW) is None


@pytest.mark.parametrize(
    ("asked", "days"),
    [(None, 30), (0, 30), (10, 30), (30, 30), (45, 45), (90, 90), (91, 90), (10_000, 90)],
)
def test_an_owner_keeps_a_study_longer_inside_the_policy(asked: int | None, days: int) -> None:
    """[SES-231]: never less long than it is kept anyway, never longer than the policy's most, whatever was asked before."""
    lifetimes = Lifetimes(studies_days=30, studies_days_most=90)
    asked_ms = None if asked is None else NOW + asked * DAY_MS
    assert lifetimes.study_until_ms(NOW, asked_ms) == NOW + days * DAY_MS
    assert lifetimes.study_longest_ms(NOW) == NOW + 90 * DAY_MS


@pytest.mark.parametrize(
    ("lifetimes", "part", "until"),
    [
        (Lifetimes(chats_days=10), "chat", datetime(2026, 3, 11, 12, tzinfo=UTC)),
        (Lifetimes(chats_days=10), "note", None),
        (Lifetimes(chats_days=10, record_years=2), "note", datetime(2028, 3, 1, 12, tzinfo=UTC)),
        (Lifetimes(notes_days=400, record_years=1), "note", datetime(2027, 3, 1, 12, tzinfo=UTC)),
        (Lifetimes(chats_days=10, record_years=10), "record", datetime(2036, 3, 1, 12, tzinfo=UTC)),
    ],
)
def test_chat_and_note_never_outlive_their_record(lifetimes: Lifetimes, part: Part, until: datetime | None) -> None:
    """[SES-232]: whichever comes first; a year is a year of the calendar."""
    expected = None if until is None else int(until.timestamp() * 1000)
    assert lifetimes.part_until_ms(part, NOW) == expected


def test_a_leap_day_has_its_anniversary_on_the_first_of_march() -> None:
    """[SES-232]: the promise is whole years, so never a day less."""
    leap = int(datetime(2028, 2, 29, 8, tzinfo=UTC).timestamp() * 1000)
    assert Lifetimes(record_years=1).part_until_ms("record", leap) == int(
        datetime(2029, 3, 1, 8, tzinfo=UTC).timestamp() * 1000
    )


@pytest.mark.parametrize("part", ["chat", "note", "record"])
def test_the_bound_leaves_out_nothing_that_is_due(part: Part) -> None:
    """[SES-233]: whatever is due now was locked before the bound, also over leap days."""
    lifetimes = Lifetimes(chats_days=20, notes_days=300, record_years=3)
    for days in range(0, 1500, 7):
        locked = NOW - days * DAY_MS
        until, bound = lifetimes.part_until_ms(part, locked), lifetimes.parts_locked_before_ms(part, NOW)
        assert until is not None
        assert bound is not None
        assert until > NOW or locked <= bound
