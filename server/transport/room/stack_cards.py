"""The manifest as a role may know it: who reads names reads the file's own words, everybody else the standard's.

What a file says of itself can say anything: a name typed into a window's explanation or a series description. To
guests go numbers, and codes that the standard defines.
"""

from collections.abc import Sequence
from typing import Final, TypeVar

from server.live.stack import LiveStack
from server.sessions.seeing import reads_names
from server.sessions.session import Session
from server.sessions.views import FPS_MAX, FPS_MIN
from server.terms.consults import StackRef
from server.terms.ids import ParticipantId
from server.terms.images import PixelSpacing, WindowChoice
from server.terms.units import unit_of
from server.transport.wire import room_out as heard

_T = TypeVar("_T")
DEFAULT_FPS: Final = 15.0
"""Cine rate of a clip that does not say its own (after the rates a file may carry)."""

MODALITIES: Final = frozenset({
    "BI", "BMD", "CR", "CT", "CFM", "DG", "DMS", "DX", "ES", "FID", "GM", "IO", "IVOCT", "IVUS", "LS", "MG", "MR", "NM",
    "OAM", "OCT", "OP", "OPM", "OPT", "OPTBSV", "OPTENF", "OPV", "OSS", "OT", "PA", "PT", "PX", "RF", "RG", "RTIMAGE",
    "SC", "SM", "TG", "US", "VA", "VL", "XA", "XC",
})  # fmt: skip
"""Of pictures: PS3.3 C.7.3.1.1.1."""

WINDOW_NAMES: Final = frozenset({
    "abdomen", "angio", "auto", "bone", "brain", "default", "full", "liver", "lung", "mediastinum", "normal",
    "soft-tissue", "stroke", "subdural",
})  # fmt: skip
"""Explanations of windows that are words of the trade and not of a file."""


def manifest(session: Session, stacks: tuple[LiveStack, ...], to: ParticipantId) -> heard.Manifest:
    """The stacks by handles, never UIDs; what is held back or black for guests only the host learns."""
    words = reads_names(session, to)
    identity = None
    if words and stacks:
        patient = stacks[0].opened.patient
        identity = heard.Identity(patient.name, patient.id, patient.birth_date, patient.sex)
    is_host = to == session.host.id
    cards = [_card(stack, session.stacks[stack.index] if is_host else None, words=words) for stack in stacks]
    return heard.Manifest(stacks=cards, identity=identity)


def _card(stack: LiveStack, decided: StackRef | None, *, words: bool) -> heard.StackCard:
    opened, facts = stack.opened, stack.opened.facts
    traits = opened.frames[0].traits
    windows = [_window(choice, words=words) for choice in facts.windows]
    if stack.auto is not None:
        windows.append(heard.WindowChoice("auto", stack.auto.center, stack.auto.width, stack.auto.function))
    spacing = facts.spacing
    return heard.StackCard(
        id=stack.index,
        modality=facts.modality if words or facts.modality in MODALITIES else "OT",
        series_number=facts.series_number,
        title=facts.title if words else "",
        count=len(opened.frames),
        columns=traits.columns,
        rows=traits.rows,
        color=traits.color,
        unit=unit_of(facts.modality, facts.unit),
        windows=windows,
        image_numbers=[
            index if frame.image_number is None else frame.image_number
            for index, frame in enumerate(opened.frames, start=1)
        ],
        letters=_short([frame.letters for frame in opened.frames]),
        laterality=_side(facts.laterality),
        spacing_mm=None if spacing is None else (spacing.row_mm, spacing.column_mm),
        calibrated=facts.is_calibrated,
        fps=_fps(facts.fps, facts.kind),
        times_ms=list(facts.times),
        plays_fps=None if facts.plays_fps is None else _bounded(facts.plays_fps),
        sweeps=facts.sweeps,
        source_lossy=facts.is_source_lossy,
        aspect=traits.aspect,
        held=decided is not None and decided.held,
        black=sorted({mask.rectangle for mask in decided.masks}) if decided is not None else [],
        lateralities=_differing([_side(frame.laterality) for frame in opened.frames]),
        spacing_origin="" if spacing is None else spacing.origin,
        spacings=[_spacing_at(each) for each in _differing([frame.spacing for frame in opened.frames])],
        plane=facts.plane,
        notes=[heard.StackNote(note.code, dict(note.facts)) for note in facts.notes],
        space=stack.bearings.places.space,
        places=list(stack.bearings.places.mm),
        step_mm=stack.bearings.places.step_mm,
    )


def _short(each: list[_T]) -> list[_T]:
    """What every position says, once when they all say the same."""
    return each[:1] if _is_same(each) else each


def _differing(each: list[_T]) -> list[_T]:
    """What every position says, or nothing when they all say the same."""
    return [] if _is_same(each) else each


def _is_same(each: Sequence[object]) -> bool:
    return all(one == each[0] for one in each)


def _side(laterality: str) -> str:
    return laterality if laterality in {"L", "R", "B", "U"} else ""


def _spacing_at(spacing: PixelSpacing | None) -> heard.SpacingAt | None:
    return None if spacing is None else heard.SpacingAt(spacing.row_mm, spacing.column_mm, spacing.origin)


def _window(choice: WindowChoice, *, words: bool) -> heard.WindowChoice:
    """A window the file offers; without its explanation when that is the file's own and not for this reader."""
    known = "-".join(choice.explanation.lower().replace("_", " ").split()) in WINDOW_NAMES
    name = choice.explanation if words or known else ""
    return heard.WindowChoice(name, choice.center, choice.width, choice.function)


def _fps(own: float | None, kind: str) -> float | None:
    """The clip's own rate; None for still images."""
    return DEFAULT_FPS if own is None and kind == "cine" else own


def _bounded(fps: float) -> float:
    return min(FPS_MAX, max(FPS_MIN, fps))
