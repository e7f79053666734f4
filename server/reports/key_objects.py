"""The starred kept views of a consult as a Key Object Selection, and back. PS3.3 A.35.4, C.17.6, PS3.16 TID 2010."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.sr.codedict import codes
from pydicom.sr.coding import Code
from pydicom.uid import KeyObjectSelectionDocumentStorage

from server.reports.elements import items_of, text_of
from server.reports.heading import NewObject, date_of, headed, time_of
from server.reports.references import Reference, evidence, evidence_of, listed, reference_item
from server.studies.header import PatientHeader, StudyHeader
from server.terms.errors import Malformed, Refused
from server.terms.view import View

FOR_REFERRING_PROVIDER: Final[Code] = codes.DCM.ForReferringProvider
DESCRIPTION: Final[Code] = codes.DCM.KeyObjectDescription
NAME_MAX: Final = 80


class Kept(Protocol):
    """A kept view, as the session has it."""

    @property
    def name(self) -> str: ...
    @property
    def star(self) -> bool: ...
    @property
    def view(self) -> View: ...


@dataclass(frozen=True, slots=True)
class KeyPicture:
    """One key picture, and the presentation state that says how to look at it where one was made."""

    picture: Reference
    presentation: Reference | None = None


@dataclass(frozen=True, slots=True)
class KeyObjects:
    """What a selection says: the code of its title (113002: for the referring provider), its lines, its pictures."""

    title: str
    names: tuple[str, ...]
    pictures: tuple[KeyPicture, ...]


def key_object_selection(
    kept: Iterable[Kept],
    picture_at: Callable[[int, int], Reference],
    *,
    patient: PatientHeader,
    study: StudyHeader,
    new: NewObject,
    presentations: Mapping[Reference, Reference] | None = None,
) -> Dataset:
    """The pictures of every starred view, each once, in the order they were kept; their names as the description.

    Parameters
    ----------
    picture_at
        The picture at a stack and a position of the session.
    presentations
        Presentation states by the picture they are for.

    Raises
    ------
    Refused
        `not_sayable` {what: empty} when nothing is starred: a selection selects something.

    References
    ----------
    PS3.3 C.17.6.1 (series), C.17.6.2 (document), C.17.3 (content), C.18.4 (IMAGE); PS3.16 TID 2010, CID 7010.
    """
    starred = [each for each in kept if each.star]
    places = dict.fromkeys(place for each in starred for place in _places(each.view))
    pictures = tuple(dict.fromkeys(picture_at(*place) for place in places))
    if not pictures:
        raise Refused("not_sayable", what="empty")
    known = presentations or {}
    dataset = headed(KeyObjectSelectionDocumentStorage, "KO", patient, study, new)
    dataset.ReferencedPerformedProcedureStepSequence = Items()
    dataset.ContentDate, dataset.ContentTime = date_of(new.created), time_of(new.created)
    dataset.CurrentRequestedProcedureEvidenceSequence = evidence(
        (*pictures, *(known[picture] for picture in pictures if picture in known))
    )
    dataset.ValueType, dataset.ContinuityOfContent = "CONTAINER", "SEPARATE"
    dataset.ConceptNameCodeSequence = Items([_code_item(FOR_REFERRING_PROVIDER)])
    dataset.ContentTemplateSequence = Items([_template_item()])
    dataset.ContentSequence = Items(
        [
            *_text_items(each.name for each in starred),
            *(_image_item(picture, known.get(picture)) for picture in pictures),
        ]
    )
    return dataset


def key_objects_of(dataset: Dataset) -> KeyObjects:
    """What a Key Object Selection, ours or another's, selects.

    Raises
    ------
    Malformed
        `bad_value` {field} for another kind of object, or a picture that its evidence does not list.
    """
    if text_of(dataset, "SOPClassUID") != KeyObjectSelectionDocumentStorage:
        raise Malformed("bad_value", field="SOPClassUID")
    known = evidence_of(dataset)
    titles = items_of(dataset, "ConceptNameCodeSequence")
    names: list[str] = []
    pictures: list[KeyPicture] = []
    for item in items_of(dataset, "ContentSequence"):
        concepts = [text_of(concept, "CodeValue") for concept in items_of(item, "ConceptNameCodeSequence")]
        match text_of(item, "ValueType"):
            case "TEXT" if concepts == [DESCRIPTION.value]:
                names.extend(line.strip() for line in text_of(item, "TextValue").splitlines() if line.strip())
            case "IMAGE":
                pictures.extend(_key_pictures(item, known))
            case _:
                pass
    return KeyObjects(text_of(titles[0], "CodeValue") if titles else "", tuple(names), tuple(pictures))


def _places(view: View) -> Iterator[tuple[int, int]]:
    for viewport in view.viewports:
        if viewport.stack is not None:
            yield viewport.stack, viewport.pos


def _key_pictures(item: Dataset, known: dict[str, Reference]) -> Iterator[KeyPicture]:
    for image in items_of(item, "ReferencedSOPSequence"):
        states = [each for state in items_of(image, "ReferencedSOPSequence") for each in listed(state, known)]
        for picture in listed(image, known):
            yield KeyPicture(picture, states[0] if states else None)


def _image_item(picture: Reference, presentation: Reference | None) -> Dataset:
    item = Dataset()
    item.RelationshipType, item.ValueType = "CONTAINS", "IMAGE"
    image = reference_item(picture)
    if presentation is not None:
        image.ReferencedSOPSequence = Items([reference_item(presentation)])
    item.ReferencedSOPSequence = Items([image])
    return item


def _text_items(names: Iterable[str]) -> Iterator[Dataset]:
    """One item with a line per name; none where nothing has one, because a text item says something."""
    lines = [line for line in (" ".join(name.split())[:NAME_MAX] for name in names) if line]
    if not lines:
        return
    item = Dataset()
    item.RelationshipType, item.ValueType = "CONTAINS", "TEXT"
    item.ConceptNameCodeSequence = Items([_code_item(DESCRIPTION)])
    item.TextValue = "\r\n".join(lines)
    yield item


def _code_item(code: Code) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = code.value, code.scheme_designator, code.meaning
    return item


def _template_item() -> Dataset:
    item = Dataset()
    item.MappingResource, item.TemplateIdentifier = "DCMR", "2010"
    return item
