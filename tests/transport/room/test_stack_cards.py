"""What a manifest says to whom."""

from dataclasses import replace

import msgspec
import pytest

from server.desk.opened_stacks import FrameSource, OpenedStack, StackFacts
from server.live.stack import LiveStack
from server.sessions.session import Session
from server.studies.header import PatientHeader
from server.terms.consults import Mask, StackRef
from server.terms.ids import InstanceId, ParticipantId, SeriesId, StudyId
from server.terms.images import ImageTraits, PixelGrid, PixelLocation, WindowChoice
from server.terms.people import Role
from server.terms.view import StackBounds
from server.transport.room.stack_cards import manifest
from tests.sessions.consult import HOST, OBSERVER, PATIENT, POLICY, SPECIALIST, scheduled

PLANTED = "CANARY"


def planted() -> LiveStack:
    """A stack whose file says a name wherever a file can say something."""
    grid = PixelGrid(8, 8, 1, "uint16")
    location = PixelLocation("PixelData", 0, 128)
    traits = ImageTraits(grid, "1.2.840.10008.1.2.1", location, "CT", 1, 8, 8, 1, "MONOCHROME2", 16, 16, 15, False)
    source = FrameSource(InstanceId("1" * 32), 0, b"d" * 32, traits, 1, ("R", "L", "A", "P"), PLANTED)
    windows = (WindowChoice(40, 400, explanation=PLANTED), WindowChoice(400, 1800, explanation="BONE"))
    facts = StackFacts(PLANTED, 1, PLANTED, "images", PLANTED, windows, PLANTED, None, False, None, False)
    ref = StackRef(StudyId("5" * 32), SeriesId("6" * 32), 0, StackBounds(1, 8, 8, color=False))
    patient = PatientHeader(id=PLANTED, name=PLANTED)
    return LiveStack(0, ref, OpenedStack(ref.study, ref, (source,), facts, patient), None)


def session(*, held: bool = False, masks: tuple[Mask, ...] = (), names: bool = False) -> Session:
    """A consult about that stack; `names` lets specialists read whose pictures they are."""
    ref = replace(planted().ref, held=held, masks=masks)
    return scheduled(stacks=(ref,), policy=replace(POLICY, specialist_identity=names)).session


@pytest.mark.parametrize(("guest", "names"), [(PATIENT, False), (PATIENT, True), (OBSERVER, True), (SPECIALIST, False)])
def test_a_guest_reads_no_word_that_a_file_says_of_itself(guest: ParticipantId, *, names: bool) -> None:
    """H6: neither names nor descriptions, nor codes and explanations that are none of the standard's."""
    shown = manifest(session(names=names), (planted(),), guest)
    assert PLANTED not in msgspec.json.encode(shown).decode()
    assert [window.name for window in shown.stacks[0].windows] == ["", "BONE"]
    assert shown.identity is None


@pytest.mark.parametrize(("reader", "names"), [(HOST, False), (SPECIALIST, True)])
def test_who_reads_names_reads_the_file_s_own_words(reader: ParticipantId, *, names: bool) -> None:
    """H6: the identity strip, descriptions and explanations are for who is responsible, or whom the policy lets."""
    shown = manifest(session(names=names), (planted(),), reader)
    assert shown.identity is not None
    assert (shown.identity.name, shown.stacks[0].title, shown.stacks[0].windows[0].name) == (PLANTED,) * 3


@pytest.mark.parametrize(("reader", "told"), [(HOST, True), (SPECIALIST, False), (PATIENT, False)])
def test_only_the_host_learns_what_is_held_back_or_black(reader: ParticipantId, *, told: bool) -> None:
    """H5: as the session stands now, not as it was when the stack was opened."""
    masks = (Mask(4, 0, 8, 2, (Role.PATIENT,)), Mask(0, 0, 2, 2, tuple(Role)))
    card = manifest(session(held=True, masks=masks), (planted(),), reader).stacks[0]
    assert card.held is told
    assert card.black == ([(0, 0, 2, 2), (4, 0, 8, 2)] if told else [])


def test_pixels_that_are_not_square_are_told() -> None:
    """Coordinates stay in image pixels: a viewer stretches."""
    stack = planted()
    source = stack.opened.frames[0]
    assert isinstance(stack.opened, OpenedStack)
    assert isinstance(source, FrameSource)
    oblong = replace(source, traits=replace(source.traits, pixel_aspect=(3, 2)))
    shown = replace(stack, opened=replace(stack.opened, frames=(oblong,)))
    assert manifest(session(), (shown,), PATIENT).stacks[0].aspect == 1.5
    assert manifest(session(), (stack,), PATIENT).stacks[0].aspect == 1.0
