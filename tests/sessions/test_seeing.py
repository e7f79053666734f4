"""Who sees what."""

from dataclasses import replace

import pytest

from server.sessions.commands import Leave, Narrow, Pause, SetView, TakeControl
from server.sessions.effects import GiveKey, MintEpoch, ShowView
from server.sessions.phases import Phase
from server.sessions.seeing import may_see, sees_pictures, stacks_of, viewers, viewing_ends_ms
from server.terms.ids import ParticipantId
from server.terms.view import Viewport
from tests.sessions.consult import (
    HOST,
    MINUTE,
    NOW,
    OBSERVER,
    PATIENT,
    SECOND_SPECIALIST,
    SPECIALIST,
    STRANGER,
    Consult,
    closing,
    in_lobby,
    in_phase,
    live,
    locked,
    paused,
    planned,
    sharing,
    withdrawn,
)


def _seen(consult: Consult) -> dict[ParticipantId, tuple[int, ...]]:
    return {
        seat.id: stacks for seat in consult.session.seats if (stacks := stacks_of(consult.session, seat.id, consult.at))
    }


def test_the_hosts_first_picture_mints_epoch_one_for_the_host_alone() -> None:
    """[SES-40] Guests wait outside."""
    consult = in_lobby(PATIENT).looks()
    assert consult.asked(MintEpoch) == [MintEpoch(1)]
    assert consult.asked(GiveKey) == [GiveKey((HOST,), 1)]
    assert consult.entries("key.created")[0].facts == {"epoch": 1, "participants": (HOST,)}
    assert len(consult.asked(ShowView)) == 1
    assert consult.looks(pos=3).asked(MintEpoch) == []


def test_before_the_host_opens_a_picture_nobody_sees_anything() -> None:
    """[SES-40] Not the host either."""
    assert _seen(in_lobby(PATIENT)) == {}


def test_without_a_grant_only_the_host_looks() -> None:
    """[SES-41] The consult is about their own patient."""
    assert _seen(live()) == {HOST: (0, 1, 2)}


def test_a_grant_shows_its_stacks_to_its_people() -> None:
    """[SES-41] Exactly those, exactly these."""
    consult = live(PATIENT, SPECIALIST, OBSERVER).agrees(stacks=(2, 0), persons=(PATIENT, SPECIALIST))
    assert _seen(consult) == {HOST: (0, 1, 2), PATIENT: (0, 2), SPECIALIST: (0, 2)}
    assert may_see(consult.session, SPECIALIST, 2, consult.at)
    assert not may_see(consult.session, SPECIALIST, 1, consult.at)


def test_a_grant_shows_nothing_to_who_still_waits() -> None:
    """[SES-41] In the talk first."""
    consult = sharing().joins(SECOND_SPECIALIST)
    assert not sees_pictures(consult.session, SECOND_SPECIALIST, consult.at)
    consult.admits(SECOND_SPECIALIST)
    assert sees_pictures(consult.session, SECOND_SPECIALIST, consult.at)


@pytest.mark.parametrize("stack", [-1, 3, 1000])
def test_a_stack_outside_the_manifest_is_nobodys(stack: int) -> None:
    """[SES-62] Not even the host's."""
    consult = sharing()
    assert not any(may_see(consult.session, person, stack, consult.at) for person in (HOST, PATIENT))


def test_a_stranger_sees_nothing() -> None:
    """[SES-91] Whatever the phase."""
    for phase in Phase:
        assert not sees_pictures(in_phase(phase).session, STRANGER, NOW)


@pytest.mark.parametrize(
    "consult",
    [planned(), paused(), withdrawn(), closing(), locked()],
    ids=["planned", "paused", "withdrawn", "closing", "locked"],
)
def test_while_there_is_no_key_nobody_sees_anything(consult: Consult) -> None:
    """[SES-45] The host included."""
    assert _seen(consult) == {}
    assert not consult.session.keyed


def test_at_the_end_of_viewing_nobody_sees_anything_even_before_the_tick() -> None:
    """[SES-41] Time alone is enough."""
    consult = sharing()
    end = viewing_ends_ms(consult.session)
    assert end == NOW + 30 * MINUTE
    assert viewers(consult.session, end - 1) == (HOST, PATIENT, SPECIALIST)
    assert viewers(consult.session, end) == ()


def test_a_grant_that_lapsed_before_viewing_shows_nothing() -> None:
    """[SES-41] A limit counts in the lobby as well."""
    consult = in_lobby(PATIENT, SPECIALIST).has_basis()
    grant = replace(consult.session.grants[0], until_ms=NOW + MINUTE)
    consult.session = replace(consult.session, grants=(grant,))
    consult.after(2 * MINUTE)
    assert not viewers(consult.session, consult.at)
    assert consult.phase() is Phase.LOBBY


def test_the_key_goes_to_who_is_connected_and_may_see() -> None:
    """[SES-42] Exactly those."""
    consult = live(PATIENT, SPECIALIST, OBSERVER).drops(SPECIALIST)
    epoch = consult.session.epoch
    assert consult.agrees(persons=(PATIENT, SPECIALIST)).asked(GiveKey) == [GiveKey((PATIENT,), epoch)]
    assert consult.does(Narrow(PATIENT, (0,))).asked(GiveKey) == [GiveKey((HOST, PATIENT), epoch + 1)]


def test_epochs_only_grow() -> None:
    """[SES-43] Admission, narrowing, pause and resume."""
    consult = in_lobby(PATIENT).looks()
    assert consult.session.epoch == 1
    assert consult.admits(PATIENT).session.epoch == 2
    assert consult.agrees().session.epoch == 2
    assert consult.does(Narrow(PATIENT, (0,))).session.epoch == 3
    assert consult.does(Pause(HOST)).session.epoch == 3


def test_a_guest_who_left_keeps_no_sight() -> None:
    """[SES-41] Their grant is of no use outside."""
    consult = sharing().does(Leave(SPECIALIST))
    assert SPECIALIST not in _seen(consult)


def test_a_host_in_the_lobby_looks_at_any_stack() -> None:
    """[SES-41] Preparing is looking."""
    consult = in_lobby().looks(stack=2, pos=29)
    assert _seen(consult) == {HOST: (0, 1, 2)}
    port = Viewport("a", 1, 0)
    consult.does(SetView(HOST, 1, 2, (1, 1), "a", (port,)))
    assert consult.session.view is not None
    assert consult.session.view.viewports == (port,)
    assert consult.joins(PATIENT).admits(PATIENT).does(TakeControl(HOST)).effects == ()
