"""What `live` needs of stored pictures: the frames of a stack in order, and their bytes for one decode."""

from collections.abc import Sequence
from typing import Protocol

from server.studies.header import PatientHeader
from server.studies.notes import StackNote
from server.terms.consults import StackRef
from server.terms.geometry import Slices
from server.terms.ids import InstanceId, StudyId
from server.terms.images import ImageTraits, PixelGrid, PixelSpacing, WindowChoice
from server.workers.shared_frame import SharedFrame


class FrameSource(Protocol):
    """One displayable frame: frame `frame` (from 0) of a stored instance; `digest` is SHA-256 of the stored bytes."""

    @property
    def instance(self) -> InstanceId: ...
    @property
    def frame(self) -> int: ...
    @property
    def digest(self) -> bytes: ...
    @property
    def traits(self) -> ImageTraits: ...
    @property
    def image_number(self) -> int | None: ...
    @property
    def letters(self) -> tuple[str, str, str, str] | None: ...
    @property
    def laterality(self) -> str: ...
    @property
    def spacing(self) -> PixelSpacing | None: ...


class StackFacts(Protocol):
    """What may be said of a stack beside the picture; `title` is the file's own words, for clinicians only."""

    @property
    def modality(self) -> str: ...
    @property
    def series_number(self) -> int | None: ...
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def windows(self) -> Sequence[WindowChoice]: ...
    @property
    def laterality(self) -> str: ...
    @property
    def spacing(self) -> PixelSpacing | None: ...
    @property
    def is_calibrated(self) -> bool: ...
    @property
    def fps(self) -> float | None: ...
    @property
    def times(self) -> Sequence[float]: ...
    @property
    def plays_fps(self) -> float | None: ...
    @property
    def sweeps(self) -> bool: ...
    @property
    def is_source_lossy(self) -> bool: ...
    @property
    def plane(self) -> str: ...
    @property
    def notes(self) -> Sequence[StackNote]: ...


class OpenedStack(Protocol):
    """A stack of a session's manifest, ready to be rendered."""

    @property
    def study(self) -> StudyId: ...
    @property
    def frames(self) -> Sequence[FrameSource]: ...
    @property
    def facts(self) -> StackFacts: ...
    @property
    def patient(self) -> PatientHeader: ...
    @property
    def slices(self) -> Slices | None: ...


class Pictures(Protocol):
    """The studies at rest, as far as a running session needs them."""

    async def open_stack(self, ref: StackRef) -> OpenedStack:
        """The stack's frames, sorted; `NotFound` when the study was deleted."""
        ...

    async def open_object(self, study: StudyId, instance: InstanceId) -> int:
        """Descriptor of an anonymous file with the instance's bytes; the caller closes it."""
        ...


class Decoder(Protocol):
    """The limited processes that decode untrusted bytes."""

    async def decode(
        self,
        descriptor: int,
        frame: int,
        *,
        traits: ImageTraits,
        out: SharedFrame,
        instance: str = "",
        reduce: int = 0,
    ) -> PixelGrid:
        """Decode one frame into memory the server made; `Malformed` when the file does not allow it.

        `reduce` asks for a resolution halved that often; `no_such_resolution` when the file has none.
        """
        ...

    async def forget(self) -> None:
        """Make sure that no worker holds pixels; a busy one is killed."""
        ...
