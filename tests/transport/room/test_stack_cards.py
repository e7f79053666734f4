"""What a manifest says to whom."""

import msgspec

from server.desk.opened_stacks import FrameSource, OpenedStack, StackFacts
from server.live.stack import LiveStack
from server.studies.header import PatientHeader
from server.terms.consults import StackRef
from server.terms.ids import InstanceId, SeriesId, StudyId
from server.terms.images import ImageTraits, PixelGrid, PixelLocation, WindowChoice
from server.terms.view import StackBounds
from server.transport.room.stack_cards import manifest

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


def test_a_guest_reads_no_word_that_a_file_says_of_itself() -> None:
    """H6: neither names nor descriptions, nor codes and explanations that are none of the standard's."""
    shown = manifest((planted(),), is_host=False)
    assert PLANTED not in msgspec.json.encode(shown).decode()
    assert [window.name for window in shown.stacks[0].windows] == ["", "BONE"]
    assert shown.identity is None


def test_the_host_reads_the_file_s_own_words() -> None:
    """The identity strip, descriptions and explanations are for who is responsible."""
    shown = manifest((planted(),), is_host=True)
    assert shown.identity is not None
    assert (shown.identity.name, shown.stacks[0].title, shown.stacks[0].windows[0].name) == (PLANTED,) * 3
