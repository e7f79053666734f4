"""A consult to export in tests: one CT slice of 512 × 384 pixels, two people who draw, a moment."""

import math
from datetime import datetime
from io import BytesIO

from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import CTImageStorage

from server.reports.heading import NewObject, file_of
from server.reports.references import Reference
from server.reports.shown_picture import Rescale, ShownPicture
from server.reports.softcopy_presentation import presentation_state, viewport_of
from server.sessions.views import clamp_viewport
from server.studies.header import PatientHeader, StudyHeader
from server.terms.ids import InstanceUID, ParticipantId, SeriesUID, StudyUID
from server.terms.marks import Mark
from server.terms.people import Role
from server.terms.view import StackBounds, Viewport, Window

COLUMNS, ROWS = 512, 384
SLICE = Reference(StudyUID("2.25.1"), SeriesUID("2.25.2"), CTImageStorage, InstanceUID("2.25.3"))
PICTURE = ShownPicture(
    SLICE, ROWS, COLUMNS, rescale=Rescale(1.0, -1024.0, "HU"), window=Window(40.0, 400.0), spacing_mm=(0.7, 0.7)
)
PATIENT = PatientHeader(id="4711", name="Doe^Jane", birth_date="19680412", sex="F")
STUDY = StudyHeader("2.25.1", "20260105", "091500", "A-1", "Chest")
NEW = NewObject(SeriesUID("2.25.9"), InstanceUID("2.25.10"), datetime(2026, 1, 5, 10, 20, 30, 250_000))  # noqa: DTZ001  # a DA and a TM have no zone
HOST, LEE = ParticipantId("00000000000000aa"), ParticipantId("00000000000000bb")
ROLES = {HOST: Role.PROVIDER, LEE: Role.SPECIALIST}
AUTHORS = {role: author for author, role in ROLES.items()}
IMPORTER = ParticipantId("00000000000000cc")
VIEWPORT = Viewport("a", stack=0, pos=7)


def state(
    viewport: Viewport = VIEWPORT, marks: tuple[Mark, ...] = (), picture: ShownPicture = PICTURE, description: str = ""
) -> Dataset:
    """A presentation state as it comes back from a file."""
    made = presentation_state(
        viewport, marks, picture, patient=PATIENT, study=STUDY, new=NEW, roles=ROLES, description=description
    )
    return dcmread(BytesIO(file_of(made)))


def back(dataset: Dataset, picture: ShownPicture = PICTURE) -> tuple[Viewport, tuple[Mark, ...]]:
    return viewport_of(dataset, picture, place=(0, 7), authors=AUTHORS, importer=IMPORTER)


def same_window(one: Window | None, other: Window | None) -> bool:
    """Whether they differ in the last digits of a decimal string at most."""
    if one is None or other is None:
        return one is other
    close = math.isclose(one.center, other.center, abs_tol=1e-9) and math.isclose(one.width, other.width, rel_tol=1e-8)
    return close and one.function == other.function


edges = st.floats(-3_000, 3_000, allow_nan=False).map(lambda edge: round(edge, 3))
windows = st.builds(
    Window,
    center=st.floats(-1e6, 1e6),
    width=st.floats(1e-6, 2e6),
    function=st.sampled_from(("LINEAR", "LINEAR_EXACT", "SIGMOID")),
)
viewports = st.builds(
    Viewport,
    id=st.just("a"),
    stack=st.just(0),
    pos=st.just(7),
    voi=st.none() | windows,
    invert=st.booleans(),
    rot=st.sampled_from((0, 90, 180, 270)),
    flip=st.booleans(),
    area=st.none()
    | st.tuples(edges, edges, edges, edges)
    .map(lambda area: (min(area[0], area[2]), min(area[1], area[3]), max(area[0], area[2]), max(area[1], area[3])))
    .filter(lambda area: area[0] < area[2] and area[1] < area[3]),
    palette=st.sampled_from((None, "HOT_IRON", "PET", "HOT_METAL_BLUE", "PET_20_STEP")),
).map(lambda viewport: clamp_viewport(viewport, [StackBounds(20, COLUMNS, ROWS, color=False)]))
"""Whatever a session can hold for the picture at (0, 7)."""
