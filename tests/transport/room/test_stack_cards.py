"""What a manifest says to whom."""

from dataclasses import replace

import msgspec
import pytest

from server.desk.opened_stacks import FrameSource, Letters, OpenedStack, StackFacts
from server.live.stack import LiveStack
from server.sessions.session import Session
from server.studies.header import PatientHeader
from server.studies.notes import StackNote
from server.terms.consults import Mask, StackRef
from server.terms.ids import InstanceId, ParticipantId, SeriesId, StudyId
from server.terms.images import ImageTraits, PixelGrid, PixelLocation, PixelSpacing, WindowChoice
from server.terms.people import Role
from server.terms.view import StackBounds
from server.transport.room.stack_cards import manifest
from server.transport.wire.room_out import SpacingAt, StackCard
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


def with_frames(*frames: FrameSource, notes: tuple[StackNote, ...] = ()) -> StackCard:
    """The card of a stack of these frames."""
    stack = planted()
    assert isinstance(stack.opened, OpenedStack)
    facts = replace(stack.opened.facts, notes=notes)
    shown = replace(stack, opened=replace(stack.opened, frames=frames, facts=facts))
    return manifest(session(), (shown,), PATIENT).stacks[0]


def frame(number: int | None, side: str, spacing: PixelSpacing | None, letters: Letters | None = None) -> FrameSource:
    """A frame as its file says."""
    source = planted().opened.frames[0]
    assert isinstance(source, FrameSource)
    return replace(source, image_number=number, laterality=side, spacing=spacing, letters=letters)


def test_positions_that_differ_each_say_their_own() -> None:
    """Side, scale and letters of every picture; numbers as the file has them, 0 too."""
    near, far = PixelSpacing(0.2, 0.1, "detector"), ("A", "P", "H", "F")
    card = with_frames(frame(0, "L", near, far), frame(None, "R", None), frame(7, PLANTED, near))
    assert card.lateralities == ["L", "R", ""]
    assert card.spacings == [SpacingAt(0.2, 0.1, "detector"), None, SpacingAt(0.2, 0.1, "detector")]
    assert card.letters == [far, None, None]
    assert card.image_numbers == [0, 2, 7]


def test_positions_that_agree_say_it_once() -> None:
    """A volume of a thousand slices does not say a thousand times that right is left."""
    card = with_frames(*[frame(number, "L", None, ("R", "L", "A", "P")) for number in range(1, 1001)])
    assert (card.letters, card.lateralities, card.spacings) == ([("R", "L", "A", "P")], [], [])


def test_notes_are_codes_and_numbers() -> None:
    """The page words them; there is nothing of the file in them."""
    card = with_frames(frame(1, "", None), notes=(StackNote.of("gap", missing=2, after=41, before=44, at=41),))
    assert [(note.code, note.facts["missing"]) for note in card.notes] == [("gap", 2)]
