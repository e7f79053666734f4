"""A stack of a consult opened for showing: its frames in order, and what may be said beside the picture."""

from dataclasses import dataclass

from server.desk.catalogs import Catalog, OpenedInstance
from server.studies.catalog import Series, Stack, StackFrame, one_series
from server.studies.header import PatientHeader
from server.studies.notes import StackNote
from server.terms.consults import StackRef
from server.terms.errors import NotFound
from server.terms.geometry import Slices
from server.terms.ids import InstanceId, StudyId
from server.terms.images import ImageTraits, PixelSpacing, WindowChoice

Letters = tuple[str, str, str, str]
"""What lies at the left, right, top and bottom edge of the unrotated picture."""


@dataclass(frozen=True, slots=True)
class FrameSource:
    """Frame `frame` (from 0) of a stored instance; `digest` is SHA-256 of the stored bytes."""

    instance: InstanceId
    frame: int
    digest: bytes
    traits: ImageTraits
    image_number: int | None
    letters: Letters | None
    laterality: str
    spacing: PixelSpacing | None = None


@dataclass(frozen=True, slots=True)
class StackFacts:
    """What may be said of a stack to everybody who sees it: no name, no UID.

    `fps` is the file's own rate, None for still images, and `plays_fps` the one it asks to be played at first; `times` are
    how long each frame lasts (ms) where they differ; `sweeps` says that it is played to and fro; `is_calibrated` that
    the spacing holds at the patient; `is_source_lossy` that the stored images were compressed irreversibly before they
    reached us. `notes` are codes and numbers only (`server.studies.notes`).
    """

    modality: str
    series_number: int | None
    title: str
    kind: str
    unit: str
    windows: tuple[WindowChoice, ...]
    laterality: str
    spacing: PixelSpacing | None
    is_calibrated: bool
    fps: float | None
    is_source_lossy: bool
    plane: str = ""
    notes: tuple[StackNote, ...] = ()
    times: tuple[float, ...] = ()
    plays_fps: float | None = None
    sweeps: bool = False


@dataclass(frozen=True, slots=True)
class OpenedStack:
    """A stack, ready to be rendered. `patient` is for the identity strip of clinicians only, `slices` for the server."""

    study: StudyId
    ref: StackRef
    frames: tuple[FrameSource, ...]
    facts: StackFacts
    patient: PatientHeader
    slices: Slices | None = None


def open_stack(ref: StackRef, catalog: Catalog, patient: PatientHeader) -> OpenedStack:
    """Give the stack as it was when the consult was made.

    Raises
    ------
    NotFound
        `stack`: the study has no such stack.
    """
    series, stack = _as_it_was(ref, catalog)
    frames = tuple(_source(frame, catalog.instances[InstanceId(frame.key)]) for frame in stack.frames)
    return OpenedStack(ref.study, ref, frames, _facts(series, stack), patient, stack.slices)


def frames_as_they_were(ref: StackRef, catalog: Catalog) -> set[tuple[str, int]]:
    """Give what a consult's stack consists of: instance and frame; raises `NotFound` (`stack`)."""
    return {(frame.key, frame.frame) for frame in _as_it_was(ref, catalog)[1].frames}


def _as_it_was(ref: StackRef, catalog: Catalog) -> tuple[Series, Stack]:
    """Find the stack among the instances that were there; slices that came in later are left out again.

    A position must keep meaning the same picture: consents and entries name positions. Consults that do not say how
    many instances there were go by the bounds of the stack.
    """
    if ref.instances:
        return _part(ref, catalog.then(ref.series, ref.instances))
    members, series = catalog.members(ref.series), catalog.find(ref.series)
    if series is not None and ref.part < len(series.stacks) and series.stacks[ref.part].bounds == ref.bounds:
        return series, series.stacks[ref.part]
    for count in range(len(members) - 1, 0, -1):
        earlier = one_series(members[:count])
        if ref.part < len(earlier.stacks) and earlier.stacks[ref.part].bounds == ref.bounds:
            return earlier, earlier.stacks[ref.part]
    raise NotFound("stack")


def _part(ref: StackRef, series: Series | None) -> tuple[Series, Stack]:
    if series is None or ref.part >= len(series.stacks) or series.stacks[ref.part].bounds != ref.bounds:
        raise NotFound("stack")
    return series, series.stacks[ref.part]


def _source(frame: StackFrame, opened: OpenedInstance) -> FrameSource:
    image, letters = opened.header.image, frame.letters
    if image is None:
        raise NotFound("stack")
    return FrameSource(
        instance=opened.row.id,
        frame=frame.frame,
        digest=opened.row.digest,
        traits=image,
        image_number=frame.image_number,
        letters=None if letters is None else (letters.left, letters.right, letters.top, letters.bottom),
        laterality=frame.laterality,
        spacing=frame.spacing,
    )


def _facts(series: Series, stack: Stack) -> StackFacts:
    traits, first = stack.traits, stack.traits.values_of(stack.frames[0].frame)
    spacing = stack.frames[0].spacing
    return StackFacts(
        modality=series.header.modality,
        series_number=series.header.number,
        title=series.header.description,
        kind=stack.kind.value,
        unit=traits.rescale_type,
        windows=first.windows or traits.windows,
        laterality=stack.frames[0].laterality,
        spacing=spacing,
        is_calibrated=spacing is not None and spacing.origin in {"patient", "calibrated", "region"},
        fps=1000 / stack.frame_ms if stack.frame_ms else None,
        is_source_lossy=traits.lossy,
        plane=stack.plane,
        notes=stack.notes,
        times=stack.pace.times_ms,
        plays_fps=stack.pace.plays_fps,
        sweeps=stack.pace.sweeps,
    )
