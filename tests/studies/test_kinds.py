import re
from pathlib import Path

import pytest
from pydicom._uid_dict import UID_dictionary

from server.studies.header import Kind
from server.studies.kinds import kind_of

LITTLE, MPEG4 = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.102"
STORAGE = "1.2.840.10008.5.1.4.1.1."
STORED = {
    uid: entry[0]
    for uid, entry in UID_dictionary.items()
    if entry[1] == "SOP Class" and re.search(r" Storage( - |$| SOP)", entry[0]) and ".5.1.4." in uid
}
TEXTS = Path(__file__).parents[2] / "server" / "texts"


@pytest.mark.parametrize("uid", [uid for uid, name in STORED.items() if "Image Storage" not in name])
def test_every_storage_class_without_pictures_has_a_name(uid: str) -> None:
    """What the standard can store and we cannot show is named for people, never just "other". PS3.4 B.5."""
    pictures = {"66.4", "30", "481.2", "81.1", "82.1", "6.2", "66.7", "501.4", "501.5", "501.6"}
    kind = kind_of(uid, LITTLE, has_pixels=False)
    assert kind is not Kind.OTHER or uid.removeprefix(STORAGE) in pictures, STORED[uid]


@pytest.mark.parametrize("uid", [uid for uid, name in STORED.items() if "Image Storage" in name])
def test_every_image_class_is_an_image(uid: str) -> None:
    """And what has pixels is shown."""
    assert kind_of(uid, LITTLE, has_pixels=True) is Kind.IMAGE


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("9.1.1", Kind.ECG),
        ("9.2.1", Kind.WAVEFORM),
        ("11.1", Kind.PRESENTATION_STATE),
        ("11.12", Kind.PRESENTATION_STATE),
        ("66.5", Kind.MESH),
        ("67", Kind.VALUE_MAPPING),
        ("88.22", Kind.REPORT),
        ("88.67", Kind.DOSE_REPORT),
        ("88.59", Kind.KEY_OBJECTS),
        ("104.1", Kind.PDF),
        ("104.2", Kind.DOCUMENT),
        ("104.3", Kind.MESH),
        ("481.3", Kind.STRUCTURE_SET),
        ("91.1", Kind.ANNOTATIONS),
        ("4.2", Kind.SPECTROSCOPY),
    ],
)
def test_kinds_go_by_sop_class(last: str, kind: Kind) -> None:
    """A PDF is a PDF and a dose report is no ordinary report."""
    assert kind_of(STORAGE + last, LITTLE, has_pixels=False) is kind


def test_an_image_in_a_video_is_a_video() -> None:
    """The transfer syntax tells moving pictures apart; they are named, not shown."""
    assert kind_of(STORAGE + "77.1.1.1", MPEG4, has_pixels=True) is Kind.VIDEO


def test_unknown_classes_go_by_their_pixels() -> None:
    """A private class with pixels is tried as a picture; without any it is "other"."""
    assert kind_of("1.2.3.4", LITTLE, has_pixels=True) is Kind.IMAGE
    assert kind_of("1.2.3.4", LITTLE, has_pixels=False) is Kind.OTHER


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_every_kind_has_a_word_for_people(language: str) -> None:
    """In each language, as one says it of one file."""
    text = (TEXTS / f"desk.{language}.ftl").read_text("utf-8")
    words = {f"foreign-{kind.value.replace('_', '-')} = " for kind in Kind} - {"foreign-image = "}
    assert [word for word in sorted(words) if f"\n{word}" not in text] == []
