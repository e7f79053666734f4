"""Pictures away and back."""

from dataclasses import replace

import pytest

from server.sessions.commands import Pause, RequestControl, Resume
from server.sessions.effects import (
    Close,
    DestroyKeys,
    GiveKey,
    LineCode,
    MakeDark,
    MintEpoch,
    Save,
    StopFeeds,
    TellState,
)
from server.sessions.phases import PauseReason, Phase
from server.terms.errors import Refused
from tests.sessions.consult import HOST, MINUTE, PATIENT, SPECIALIST, in_lobby, live, paused, sharing


def test_a_pause_destroys_keys_and_darkens_everybody() -> None:
    """[SES-45] [SES-8] In that order."""
    consult = paused()
    assert consult.effects[:3] == (StopFeeds(), DestroyKeys("host"), MakeDark(None, "host"))
    assert consult.asked(Save)
    assert consult.asked(Close) == []
    assert consult.entries("session.paused")[0].facts["reason"] == "host"
    assert consult.lines() == [LineCode.PAUSED]


def test_a_resume_brings_pictures_under_a_new_epoch() -> None:
    """[SES-71] [SES-43] To those who may see."""
    consult = paused()
    epoch = consult.session.epoch
    consult.after(MINUTE).does(Resume(HOST))
    assert consult.asked(MintEpoch) == [MintEpoch(epoch + 1)]
    assert consult.asked(GiveKey) == [GiveKey((HOST, PATIENT, SPECIALIST), epoch + 1)]
    assert (consult.session.pause_reason, consult.session.paused_since_ms) == (None, None)
    assert TellState() in consult.effects


def test_a_pause_keeps_the_deadline() -> None:
    """[SES-71] The clock keeps running."""
    before = sharing().session.deadlines
    assert paused().after(MINUTE).does(Resume(HOST)).session.deadlines == before


def test_only_the_host_pauses_and_resumes() -> None:
    """[SES-71] A patient withdraws instead."""
    for command in (Pause(PATIENT), Pause(SPECIALIST)):
        with pytest.raises(Refused, match="forbidden"):
            sharing().does(command)
    with pytest.raises(Refused, match="forbidden"):
        paused().does(Resume(SPECIALIST))


def test_a_host_who_returns_goes_on_by_themselves() -> None:
    """[SES-70] Only if it was their absence that paused."""
    consult = sharing().drops(HOST).after(MINUTE)
    assert consult.session.pause_reason is PauseReason.HOST_AWAY
    assert consult.joins(HOST).phase() is Phase.LIVE
    assert consult.lines() == [LineCode.RESUMED]
    stays = paused().drops(HOST).joins(HOST)
    assert stays.phase() is Phase.PAUSED


def test_a_pause_drops_a_request_for_control() -> None:
    """[SES-67] There is nothing to steer."""
    assert sharing().does(RequestControl(SPECIALIST)).does(Pause(HOST)).session.token.request is None


def test_a_resume_of_somebody_away_gives_them_no_key() -> None:
    """[SES-42] They get it when they are back."""
    consult = paused().drops(PATIENT).does(Resume(HOST))
    assert consult.asked(GiveKey)[0].participants == (HOST, SPECIALIST)


def test_a_resume_without_a_grant_is_for_the_host_alone() -> None:
    """[SES-41] Nothing was granted before either."""
    consult = live().does(Pause(HOST)).does(Resume(HOST))
    assert consult.asked(GiveKey)[0].participants == (HOST,)


def test_a_host_back_in_the_lobby_after_a_crash_sees_their_picture_again() -> None:
    """[SES-40] Under a new epoch."""
    consult = in_lobby().looks()
    consult.session = replace(consult.session, keyed=False)
    assert consult.drops(HOST).joins(HOST).asked(MintEpoch) == [MintEpoch(2)]
