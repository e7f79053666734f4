"""The large pipes of the mediastinum: aorta and its branches, lung arteries and veins, body veins."""

from __future__ import annotations

from typing import Final

from server.studies.synthetic.tubes import Tubes, together, tube

AORTA_HU, LUNG_ARTERY_HU, LUNG_VEIN_HU = 306.0, 318.0, 304.0
VENA_CAVA_HU, LOWER_CAVA_HU, NECK_VEIN_HU = 372.0, 132.0, 150.0

RIGHT_ARTERY_END: Final = (-42.0, 13.0, -32.0)
LEFT_ARTERY_END: Final = (47.0, 20.0, -24.0)


def aorta() -> Tubes:
    """Root, ascending aorta, arch, descending aorta, and the three branches of the arch."""
    return together(
        (
            tube(
                [
                    (3, -14, -54),
                    (-4, -22, -38),
                    (-12, -27, -18),
                    (-15, -25, 2),
                    (-9, -17, 17),
                    (3, -3, 24),
                    (15, 13, 22),
                    (23, 29, 12),
                    (25.5, 40, -4),
                    (25, 45, -40),
                    (22, 44, -80),
                    (17, 37, -120),
                    (9, 29, -165),
                    (4, 25, -204),
                ],
                (16, 16, 15.5, 15, 14.5, 14, 13.5, 13, 12.5, 12, 11.8, 11.4, 11, 10.5),
            ),
            tube([(-7, -14, 32), (-13, -8, 52), (-21, 0, 74), (-24, 4, 100), (-23, 4, 136)], (6.6, 6.2, 5.2, 3.8, 3.6)),
            tube([(-19, -1, 74), (-38, 4, 96), (-64, -6, 103), (-100, -16, 102)], (5, 4.8, 4.4, 4)),
            tube([(4, -4, 34), (10, -3, 58), (18, 2, 92), (23, 4, 136)], (4.2, 3.8, 3.6, 3.6)),
            tube(
                [(13, 9, 32), (20, 13, 54), (29, 15, 80), (48, 6, 98), (76, -6, 104), (104, -16, 102)],
                (5.2, 4.8, 4.6, 4.4, 4.2, 4),
            ),
        )
    )


def lung_arteries() -> Tubes:
    """The pulmonary trunk with its two branches, as far as the lungs' own trees begin."""
    return together(
        (
            tube([(17, -44, -44), (19, -37, -30), (20, -24, -17), (19, -14, -11)], (14.5, 14, 13.5, 12)),
            tube(
                [(19, -16, -12), (4, -4, -16), (-15, 3, -18), (-31, 8, -21), RIGHT_ARTERY_END], (11.5, 11, 10.4, 9.2, 7)
            ),
            tube([(20, -18, -11), (32, -4, -6), (42, 10, -9), LEFT_ARTERY_END], (11.5, 11, 10, 7)),
        )
    )


def lung_veins() -> Tubes:
    """The four pulmonary veins where they enter the left atrium."""
    return together(
        (
            tube([(-20, 10, -42), (-34, 4, -36), (-44, -4, -30)], (7, 6.2, 5)),
            tube([(-20, 17, -52), (-34, 24, -56), (-46, 30, -62)], (7, 6.4, 5)),
            tube([(26, 8, -40), (36, 0, -33), (46, -8, -24)], (7, 6, 5)),
            tube([(26, 17, -52), (36, 26, -55), (48, 34, -62)], (7, 6.2, 5)),
        )
    )


def upper_cava() -> Tubes:
    """The superior vena cava and the veins that make it, bright with the contrast medium just injected."""
    return together(
        (
            tube([(-25, -20, 46), (-27, -17, 20), (-28, -15, -8), (-29, -11, -38)], (8, 8.5, 9, 9.5)),
            tube([(-25, -20, 46), (-4, -28, 48), (16, -24, 60), (31, -14, 78)], (6.6, 6, 6, 6)),
            tube([(31, -14, 78), (54, -18, 95), (88, -26, 100), (120, -24, 98)], (6, 5.5, 5.2, 5)),
        )
    )


def other_veins() -> Tubes:
    """Veins the contrast medium has not reached: right brachiocephalic, jugulars, azygos."""
    return together(
        (
            tube([(-25, -20, 46), (-31, -15, 66), (-37, -6, 88), (-34, 0, 112), (-33, 2, 136)], (6.5, 6.5, 6, 6, 6)),
            tube([(31, -14, 78), (36, -4, 102), (33, 2, 136)], (5.5, 5, 5)),
            tube([(-37, -7, 88), (-60, -18, 97), (-104, -24, 98)], (5.5, 5.2, 5)),
            tube(
                [
                    (-7, 38, -200),
                    (-8, 44, -140),
                    (-8, 45, -60),
                    (-9, 42, -8),
                    (-18, 32, 8),
                    (-27, 8, 14),
                    (-27, -8, 11),
                ],
                (3, 3.4, 3.6, 3.8, 4, 4, 4),
            ),
        )
    )


def lower_cava() -> Tubes:
    """The inferior vena cava, from the belly up into the right atrium."""
    return tube(
        [(-18, 22, -204), (-21, 19, -160), (-25, 15, -126), (-28, 6, -104), (-30, 0, -88)], (12.5, 12.5, 12, 12, 12)
    )
