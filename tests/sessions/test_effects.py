"""The order of what must be done."""

from typing import get_args

import pytest

from server.sessions.effects import (
    ENDING_ORDER,
    ORDER,
    DestroyKeys,
    Effect,
    GiveKey,
    MakeDark,
    MintEpoch,
    Record,
    Save,
    ShowView,
    StartFeed,
    StopFeeds,
    TellPresence,
    TellState,
    in_order,
)
from server.terms.entries import Entry
from tests.sessions.consult import HOST, NOW, PATIENT, in_lobby

ENTRY = Record(Entry("chat.closed", NOW, "system"))
NEVER_IN_AN_ENDING = {MintEpoch, GiveKey, StartFeed, ShowView}


def test_every_effect_has_its_place() -> None:
    """[SES-7] [SES-8] None can be forgotten."""
    assert set(ORDER) == set(get_args(Effect)) - {DestroyKeys}
    assert set(ENDING_ORDER) == set(get_args(Effect)) - NEVER_IN_AN_ENDING


def test_an_ordinary_decision_goes_keys_dark_record_save_show_tell() -> None:
    """[SES-7] Whatever order it was thought of."""
    shuffled: list[Effect] = [
        TellState(), Save(), GiveKey((HOST,), 2), ENTRY, MakeDark((PATIENT,), "removed"), MintEpoch(2), StopFeeds((PATIENT,)),
    ]  # fmt: skip
    assert [type(effect) for effect in in_order(shuffled)] == [
        StopFeeds, MintEpoch, MakeDark, Record, Save, GiveKey, TellState,
    ]  # fmt: skip


def test_a_decision_that_destroys_keys_goes_keys_dark_phase_record_tell() -> None:
    """[SES-8] Nothing that can fail or wait comes before key and darkness."""
    shuffled: list[Effect] = [TellState(), ENTRY, MakeDark(None, "ended"), Save(), DestroyKeys("ended"), StopFeeds()]
    assert [type(effect) for effect in in_order(shuffled)] == [
        StopFeeds, DestroyKeys, MakeDark, Save, Record, TellState,
    ]  # fmt: skip


def test_a_decision_destroys_or_mints_never_both() -> None:
    """[SES-8] A key minted in an ending is a bug of ours."""
    with pytest.raises(ValueError, match="not in"):
        in_order([DestroyKeys("ended"), MintEpoch(2)])


def test_tellings_are_said_once_and_entries_keep_their_order() -> None:
    """[SES-7] Twice the same is once."""
    other = Record(Entry("key.created", NOW, "system"))
    assert in_order([TellPresence(), ENTRY, Save(), TellPresence(), other, Save()]) == (
        ENTRY,
        other,
        Save(),
        TellPresence(),
    )


def test_the_first_admission_in_its_order() -> None:
    """[SES-7] A real decision."""
    effects = in_lobby(PATIENT).looks().admits(PATIENT).effects
    places = [ORDER.index(type(effect)) for effect in effects]
    assert places == sorted(places)
    assert isinstance(effects[0], MintEpoch)
