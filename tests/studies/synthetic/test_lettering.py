import numpy as np

from server.studies.synthetic.lettering import GLYPHS, write


def test_every_letter_has_thirty_five_points() -> None:
    assert {len(points) for points in GLYPHS.values()} == {35}


def test_letters_are_drawn_in_their_place_and_size() -> None:
    picture = np.zeros((20, 30, 3), np.uint8)

    write(picture, "I", 2, 3, (9, 8, 7), 2)

    drawn = (picture == (9, 8, 7)).all(axis=-1)
    assert drawn.sum() == 4 * GLYPHS["I"].count("1")
    assert not drawn[:2].any()
    assert not drawn[:, :3].any()
