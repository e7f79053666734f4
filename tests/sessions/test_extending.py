"""More time."""

from dataclasses import replace

import pytest

from server.sessions.commands import End, Extend, Withdraw
from server.sessions.effects import GiveKey, LineCode, MintEpoch, SetDeadline
from server.sessions.extending import minutes_left
from server.sessions.phases import Phase
from server.terms.errors import Malformed, Refused
from tests.sessions.consult import (
    HOST,
    MINUTE,
    NOW,
    PATIENT,
    SPECIALIST,
    closing,
    in_lobby,
    live,
    paused,
    planned,
    sharing,
)


def test_an_extension_is_a_new_row() -> None:
    """[SES-33] The former one stays as it was."""
    consult = sharing().after(10 * MINUTE).does(Extend(HOST, 10, "question"))
    first, second = consult.session.deadlines
    assert second.until_ms == first.until_ms + 10 * MINUTE
    assert (second.number, second.by, second.reason) == (2, HOST, "question")
    assert consult.asked(SetDeadline) == [SetDeadline(second)]
    assert consult.entries("deadline.extended")[0].facts["minutes"] == 10
    assert consult.lines() == [LineCode.EXTENDED]


def test_extension_stops_at_policy_cap() -> None:
    """[SES-33] Fifteen minutes at a time, three times."""
    with pytest.raises(Refused) as refused:
        sharing().does(Extend(HOST, 16))
    assert refused.value.facts == {"minutes_left": 15, "extensions_left": 3}
    consult = sharing().does(Extend(HOST, 15)).does(Extend(HOST, 15)).does(Extend(HOST, 15))
    with pytest.raises(Refused) as refused:
        consult.does(Extend(HOST, 1))
    assert refused.value.facts == {"minutes_left": 0, "extensions_left": 0}


def test_extension_stops_at_the_latest_end() -> None:
    """[SES-33] Nothing moves it."""
    consult = sharing()
    consult.session = replace(consult.session, latest_end_ms=NOW + 33 * MINUTE)
    assert minutes_left(consult.session, consult.at) == 3
    with pytest.raises(Refused, match="cap"):
        consult.does(Extend(HOST, 4))
    assert consult.does(Extend(HOST, 3)).session.deadline_ms == NOW + 33 * MINUTE


def test_extension_stops_at_the_consents_limit() -> None:
    """[SES-33] The patient said until when."""
    consult = live().agrees(until_ms=NOW + 35 * MINUTE)
    with pytest.raises(Refused) as refused:
        consult.does(Extend(HOST, 6))
    assert refused.value.facts["minutes_left"] == 5


@pytest.mark.parametrize("minutes", [0, -5])
def test_less_than_a_minute_is_malformed(minutes: int) -> None:
    """[SES-33] Time is only ever added."""
    with pytest.raises(Malformed):
        sharing().does(Extend(HOST, minutes))


def test_a_reason_is_a_code() -> None:
    """[SES-9] A sentence cannot get into the record."""
    with pytest.raises(Malformed) as refused:
        sharing().does(Extend(HOST, 5, "Maria asked"))
    assert refused.value.facts["field"] == "reason"


def test_before_the_doors_an_extension_moves_start_and_lobby() -> None:
    """[SES-34] The latest end stays."""
    consult = planned()
    before = consult.session
    after = consult.does(Extend(HOST, 15)).session
    assert after.starts_ms == before.starts_ms + 15 * MINUTE
    assert after.lobby_until_ms == before.lobby_until_ms + 15 * MINUTE
    assert after.latest_end_ms == before.latest_end_ms


def test_in_the_lobby_an_extension_moves_the_lobby() -> None:
    """[SES-34] The start is past."""
    consult = in_lobby(PATIENT)
    before = consult.session
    after = consult.does(Extend(HOST, 15)).session
    assert (after.starts_ms, after.lobby_until_ms) == (before.starts_ms, before.lobby_until_ms + 15 * MINUTE)
    assert after.deadlines == ()


def test_while_paused_the_clock_is_extended_and_the_pause_stays() -> None:
    """[SES-33] Same as live."""
    consult = paused().does(Extend(HOST, 5))
    assert consult.session.phase is Phase.PAUSED
    assert consult.session.deadline_ms == NOW + 35 * MINUTE
    assert consult.asked(MintEpoch) == []


def test_an_extension_while_closing_goes_back_to_live() -> None:
    """[SES-35] [SES-43] Counted from now, under a new epoch."""
    consult = sharing().after(30 * MINUTE + 20_000)
    epoch = consult.session.epoch
    consult.does(Extend(HOST, 5))
    assert consult.session.phase is Phase.LIVE
    assert consult.session.deadline_ms == consult.at + 5 * MINUTE
    assert consult.session.lock_reason is None
    assert consult.asked(GiveKey) == [GiveKey((HOST, PATIENT, SPECIALIST), epoch + 1)]


def test_closing_without_consent_cannot_go_back() -> None:
    """[SES-35] The patient withdrew."""
    consult = sharing().does(Withdraw(PATIENT)).does(End(HOST))
    with pytest.raises(Refused, match="withdrawn"):
        consult.does(Extend(HOST, 5))


def test_only_the_host_extends() -> None:
    """[SES-33] Not even a patient who has questions."""
    for guest in (PATIENT, SPECIALIST):
        with pytest.raises(Refused, match="forbidden"):
            sharing().does(Extend(guest, 5))
    assert closing().does(Extend(HOST, 15)).session.extensions == 1
