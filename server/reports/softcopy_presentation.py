"""A viewport and its marks as a softcopy presentation state, and back. PS3.3 A.33.1 (grayscale), A.33.3 (pseudo-color).

A presentation state replaces the image's own way to the screen as a whole (PS3.4 N.2): modality values, window,
polarity and shutters are all written out, also where they are the image's own. Time has no place in it: a clip is kept
where it stands.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, cast, get_args

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import GrayscaleSoftcopyPresentationStateStorage, PseudoColorSoftcopyPresentationStateStorage
from pydicom.valuerep import format_number_as_ds

from server.reports.display_shutter import put_shutters
from server.reports.displayed_area import Rotation, area_of, corners_of
from server.reports.drawn_marks import marks_of
from server.reports.elements import items_of, numbers_of, text_of
from server.reports.graphic_annotation import annotations, layers
from server.reports.heading import NewObject, date_of, headed, time_of
from server.reports.palettes import palette_of, put_palette
from server.reports.references import applying, reference_item, refers_to
from server.reports.shown_picture import Rescale, ShownPicture
from server.reports.softcopy_voi import is_same, voi_item, window_of
from server.studies.header import PatientHeader, StudyHeader
from server.terms.errors import Malformed, NotFound, Refused
from server.terms.ids import ParticipantId
from server.terms.marks import Mark
from server.terms.people import Role
from server.terms.view import Palette, Viewport, Window

LABEL: Final = re.compile(r"[A-Z0-9_ ]{1,16}")
DESCRIPTION_MAX: Final = 64


def presentation_state(
    viewport: Viewport,
    marks: Iterable[Mark],
    picture: ShownPicture,
    *,
    patient: PatientHeader,
    study: StudyHeader,
    new: NewObject,
    roles: Mapping[ParticipantId, Role],
    captions: Mapping[str, str] | None = None,
    label: str = "LIGHTBOX",
    description: str = "",
) -> Dataset:
    """What a viewport shows, as an object that every viewer can apply to the image.

    Parameters
    ----------
    marks
        Those of the viewport's picture are drawn, others left out.
    picture
        The facts of the picture at the viewport's stack and position.
    roles
        What the authors of the marks are; their layer says no more.
    captions
        What stands beside a mark, by its id: its figures in the reader's language.
    label
        Up to 16 capitals, digits, blanks and underscores; `description` is cut at 64 characters.

    Raises
    ------
    Refused
        `not_sayable` {what}: an empty viewport, a playing clip, color, a modality or VOI table, a mark outside the image.
    Malformed
        `bad_value` {field: label}.

    References
    ----------
    PS3.3 C.11.9–C.11.12, C.7.6.11, C.11.1, C.11.8, C.11.6, C.10.4–C.10.7; C.11.14 for pseudo-color.
    """
    rescale, window = _sayable(viewport, picture)
    pseudo = viewport.palette is not None
    sop_class = PseudoColorSoftcopyPresentationStateStorage if pseudo else GrayscaleSoftcopyPresentationStateStorage
    dataset = headed(sop_class, "PR", patient, study, new)
    dataset.Laterality = ""  # of the General Series, which only this object has; what is empty is not known
    _put_identification(dataset, new, label, description)
    _put_relationship(dataset, picture)
    dataset.RescaleIntercept = format_number_as_ds(rescale.intercept)
    dataset.RescaleSlope = format_number_as_ds(rescale.slope)
    dataset.RescaleType = rescale.unit
    dataset.SoftcopyVOILUTSequence = Items([voi_item(window)])
    inverted = viewport.invert != picture.inverted
    if viewport.palette is not None:
        put_palette(dataset, viewport.palette, inverted=inverted)
    else:
        dataset.PresentationLUTShape = "INVERSE" if inverted else "IDENTITY"
    put_shutters(dataset, picture.shutters, picture.shutter_value, pseudo_color=pseudo)
    dataset.ImageRotation, dataset.ImageHorizontalFlip = viewport.rot, "Y" if viewport.flip else "N"
    dataset.DisplayedAreaSelectionSequence = Items([_area_item(viewport, picture)])
    drawn = [mark for mark in marks if (mark.stack, mark.pos) == (viewport.stack, viewport.pos)]
    if drawn:
        dataset.GraphicAnnotationSequence = annotations(drawn, picture, roles, captions or {})
        dataset.GraphicLayerSequence = layers(roles[mark.author] for mark in drawn)
    return dataset


def viewport_of(
    dataset: Dataset,
    picture: ShownPicture,
    *,
    place: tuple[int, int],
    viewport_id: str = "a",
    authors: Mapping[Role, ParticipantId],
    importer: ParticipantId,
) -> tuple[Viewport, tuple[Mark, ...]]:
    """The viewport and marks that a presentation state, ours or another's, asks for on one picture.

    What says nothing beyond the picture itself comes back as None: its own window, its whole area. The area is exact to
    a pixel. The result is to be clamped like every view that comes from outside.

    Parameters
    ----------
    place
        Stack and position of the picture in the session.
    authors
        Who draws for each of our layers; `importer` for marks on any other.

    Raises
    ------
    NotFound
        `picture`: the state is about others.
    Refused
        `not_sayable` {what}: a window as a table, a palette that is none of the well-known.
    Malformed
        `bad_value` {field} for an object that is no such state, or one that says nonsense.
    """
    sop_class = text_of(dataset, "SOPClassUID")
    if sop_class not in {GrayscaleSoftcopyPresentationStateStorage, PseudoColorSoftcopyPresentationStateStorage}:
        raise Malformed("bad_value", field="SOPClassUID")
    if not _is_about(dataset, picture):
        raise NotFound("picture")
    palette: Palette | None = None
    if sop_class == PseudoColorSoftcopyPresentationStateStorage:
        palette, inverted = palette_of(dataset)
    else:
        inverted = _is_inverse(dataset)
    rot, flip = _turn_of(dataset)
    window = window_of(dataset, picture)
    area = _area_of(dataset, picture)
    viewport = Viewport(
        id=viewport_id,
        stack=place[0],
        pos=place[1],
        voi=None if is_same(window, picture.window) else window,
        invert=inverted != picture.inverted,
        rot=rot,
        flip=flip,
        area=None if area == picture.whole else area,
        palette=palette,
    )
    return viewport, marks_of(dataset, picture, place=place, authors=authors, importer=importer)


def _sayable(viewport: Viewport, picture: ShownPicture) -> tuple[Rescale, Window]:
    window = viewport.voi or picture.window
    reasons = {
        "empty": viewport.stack is None,
        "cine": viewport.cine is not None,
        "color": picture.color,
        "modality_lut": picture.rescale is None,
        "voi_lut": window is None,
    }
    for what, found in reasons.items():
        if found:
            raise Refused("not_sayable", what=what)
    assert picture.rescale is not None
    assert window is not None
    return picture.rescale, window


def _put_identification(dataset: Dataset, new: NewObject, label: str, description: str) -> None:
    """PS3.3 C.11.10 and C.11.9; the creator stays unnamed."""
    if not LABEL.fullmatch(label) or label != label.strip():
        raise Malformed("bad_value", field="label")
    plain = "".join(" " if unicodedata.category(each).startswith(("C", "Z")) else each for each in description)
    dataset.ContentLabel = label
    dataset.ContentDescription = " ".join(plain.replace("\\", "/").split())[:DESCRIPTION_MAX].strip()
    dataset.ContentCreatorName = ""
    dataset.PresentationCreationDate = date_of(new.created)
    dataset.PresentationCreationTime = time_of(new.created)


def _put_relationship(dataset: Dataset, picture: ShownPicture) -> None:
    """One image of one series; everything else in the state applies to it without naming it again. PS3.3 C.11.11."""
    series = Dataset()
    series.SeriesInstanceUID = picture.reference.series_instance_uid
    series.ReferencedImageSequence = Items([reference_item(picture.reference)])
    dataset.ReferencedSeriesSequence = Items([series])


def _is_about(dataset: Dataset, picture: ShownPicture) -> bool:
    return any(
        refers_to(item, picture.reference)
        for series in items_of(dataset, "ReferencedSeriesSequence")
        for item in items_of(series, "ReferencedImageSequence")
    )


def _is_inverse(dataset: Dataset) -> bool:
    """The polarity, whatever the image's own. PS3.4 N.2.1.4; a table in its place cannot be said."""
    shape = text_of(dataset, "PresentationLUTShape")
    if shape not in {"IDENTITY", "INVERSE"}:
        raise Refused("not_sayable", what="presentation_lut")
    return shape == "INVERSE"


def _turn_of(dataset: Dataset) -> tuple[Rotation, bool]:
    turn = (numbers_of(dataset, "ImageRotation", 1) or (0.0,))[0]
    if turn not in get_args(Rotation):
        raise Malformed("bad_value", field="ImageRotation")
    return cast("Rotation", int(turn)), text_of(dataset, "ImageHorizontalFlip") == "Y"


def _area_item(viewport: Viewport, picture: ShownPicture) -> Dataset:
    item = Dataset()
    top_left, bottom_right = corners_of(viewport.area or picture.whole, viewport.rot, flip=viewport.flip)
    item.DisplayedAreaTopLeftHandCorner, item.DisplayedAreaBottomRightHandCorner = list(top_left), list(bottom_right)
    item.PresentationSizeMode = "SCALE TO FIT"
    if picture.spacing_mm is not None:
        item.PresentationPixelSpacing = [format_number_as_ds(spacing) for spacing in picture.spacing_mm]
    else:
        item.PresentationPixelAspectRatio = list(picture.pixel_aspect)
    return item


def _area_of(dataset: Dataset, picture: ShownPicture) -> tuple[float, float, float, float]:
    item = applying(dataset, "DisplayedAreaSelectionSequence", picture.reference)
    if item is None:
        return picture.whole
    top_left = numbers_of(item, "DisplayedAreaTopLeftHandCorner", 2)
    bottom_right = numbers_of(item, "DisplayedAreaBottomRightHandCorner", 2)
    if not top_left or not bottom_right:
        raise Malformed("bad_value", field="DisplayedAreaSelectionSequence")
    return area_of((int(top_left[0]), int(top_left[1])), (int(bottom_right[0]), int(bottom_right[1])))
