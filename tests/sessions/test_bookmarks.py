"""Kept views: named, starred, found again by clinicians."""

from dataclasses import replace

import pytest

from server.sessions.bookmarks import KEPT_MAX, NAME_MAX, bookmarks_of
from server.sessions.commands import DropView, HandOver, KeepView, SetView
from server.sessions.effects import Save, TellBookmarks
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import ParticipantId
from server.terms.view import Cine, Cited, Viewport, Window
from tests.sessions.consult import HOST, PATIENT, SPECIALIST, in_lobby, live, sharing


def kept(*, name: str = "Nodule", star: bool = False, by: ParticipantId = HOST, number: int | None = None) -> KeepView:
    return KeepView(by, name, star, number)


def test_a_kept_view_is_the_shared_one_under_a_name() -> None:
    """[SES-120] Numbered, recorded without its name, told to clinicians."""
    consult = sharing().looks(pos=41).does(kept(name="  The\n nodule\u202e "))
    (bookmark,) = consult.session.bookmarks
    assert (bookmark.number, bookmark.name, bookmark.view.viewports[0].pos) == (1, "The nodule", 41)
    assert consult.entries("view.kept")[0].facts == {"number": 1, "star": False, "stack": 0, "pos": 41}
    assert consult.effects[1:] == (Save(), TellBookmarks())


def test_a_playing_clip_is_kept_where_it_stands() -> None:
    """[SES-120] What is kept is a picture, not a moment."""
    playing = Viewport("a", 0, 5, cine=Cine(0, 9, 10.0, "wrap", 5, 0))
    consult = sharing().does(SetView(HOST, 1, 2, (1, 1), "a", (playing,))).does(kept())
    assert consult.session.bookmarks[0].view.viewports[0].cine is None


def test_name_and_star_can_be_changed_and_the_picture_cannot() -> None:
    """[SES-121] The same number, the same view."""
    consult = sharing().looks(pos=3).does(kept()).looks(pos=90).does(kept(name="Hilus", star=True, number=1))
    (bookmark,) = consult.session.bookmarks
    assert (bookmark.name, bookmark.star, bookmark.view.viewports[0].pos) == ("Hilus", True, 3)


def test_a_kept_view_remembers_how_its_pictures_are_cited() -> None:
    """[SES-216] Also under another name, when its series has been deleted, and after the lock."""
    cited = (Cited(0, 41, 4, 42, Window(40, 400), "lossless"),)
    consult = sharing().looks(pos=41).does(replace(kept(), cited=cited)).does(kept(name="Hilus", star=True, number=1))
    assert consult.session.bookmarks[0].cited == cited


def test_a_dropped_number_is_never_used_again() -> None:
    """[SES-121] Links in the chat keep their meaning, also to the newest one."""
    consult = sharing().does(kept()).does(kept()).does(DropView(HOST, 1)).does(kept())
    assert [each.number for each in consult.session.bookmarks] == [2, 3]
    consult = consult.does(DropView(HOST, 3)).does(kept())
    assert [each.number for each in consult.session.bookmarks] == [2, 4]
    assert consult.entries("view.kept")


def test_only_its_author_or_the_host_changes_a_kept_view() -> None:
    """[SES-122] A specialist's own, the host any."""
    consult = sharing().does(kept()).does(kept(by=SPECIALIST))
    with pytest.raises(Refused, match="forbidden"):
        consult.does(DropView(SPECIALIST, 1))
    assert consult.does(DropView(HOST, 2)).session.bookmarks[0].by == HOST
    with pytest.raises(NotFound, match="bookmark"):
        consult.does(DropView(HOST, 2))


def test_clinicians_find_what_they_may_see() -> None:
    """[SES-123] Never a patient, and nothing outside the grant."""
    consult = live().agrees(stacks=(0,)).does(kept()).looks(stack=1).does(kept(name="Other"))
    assert [each.number for each in bookmarks_of(consult.session, HOST, consult.at)] == [1, 2]
    assert [each.number for each in bookmarks_of(consult.session, SPECIALIST, consult.at)] == [1]
    assert bookmarks_of(consult.session, PATIENT, consult.at) == ()


@pytest.mark.parametrize("name", ["", " \n ", "\u202e", "x" * (NAME_MAX + 1)])
def test_a_name_says_something_on_one_line(name: str) -> None:
    """[SES-120] Anything else is refused."""
    with pytest.raises(Malformed, match="bad_value"):
        sharing().does(kept(name=name))


def test_there_is_an_end_to_keeping() -> None:
    """[SES-120] So many and no more; and nothing before there is a picture."""
    consult = sharing()
    for _ in range(KEPT_MAX):
        consult.does(kept())
    with pytest.raises(Refused, match="too_many"):
        consult.does(kept())
    with pytest.raises(Refused, match="conflict"):
        in_lobby().does(kept())


def test_whoever_steers_makes_what_is_kept() -> None:
    """[SES-120] The shared view counts, whoever made it."""
    consult = sharing().does(HandOver(HOST, SPECIALIST)).looks(by=SPECIALIST, pos=8).does(kept())
    assert consult.session.bookmarks[0].view.by == SPECIALIST


def test_somebody_elses_view_of_a_hidden_picture_does_not_exist() -> None:
    """[SES-122], [SES-123] T-16: to a specialist who may not see its stack, its number is any number."""
    consult = live().agrees(stacks=(0,))
    consult.does(SetView(HOST, 1, 2, (1, 1), "a", (Viewport("a", 1, 0),))).does(kept())
    for command in (DropView(SPECIALIST, 1), kept(by=SPECIALIST, number=1), DropView(SPECIALIST, 7)):
        with pytest.raises(NotFound, match="bookmark"):
            consult.does(command)
    assert not consult.does(DropView(HOST, 1)).session.bookmarks


@pytest.mark.parametrize("name", ["\u3164", "\u0301", "\u200d\u00ad"])
def test_a_name_that_nobody_can_see_is_none(name: str) -> None:
    """[SES-120] T-21: blank letters and accents alone name nothing."""
    with pytest.raises(Malformed, match="bad_value"):
        sharing().looks(pos=3).does(kept(name=name))
