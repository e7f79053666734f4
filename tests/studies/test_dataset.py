import pytest

from server.studies.dataset import Elements, Encoding, elements_of, items_of
from tests.studies import part10 as p

EXPLICIT = Encoding(implicit=False, little_endian=True)
NAME, SEQUENCE = 0x00100010, 0x00081140
INNER = p.element(NAME, "PN", b"A^B ")


def parsed(content: bytes, encoding: Encoding = EXPLICIT) -> Elements:
    return elements_of(memoryview(content), encoding)


@pytest.mark.parametrize(
    ("syntax", "encoding"),
    [
        (p.EXPLICIT, EXPLICIT),
        (p.IMPLICIT, Encoding(implicit=True, little_endian=True)),
        (p.BIG, Encoding(implicit=False, little_endian=False)),
    ],
)
def test_elements_are_found_by_tag(syntax: str, encoding: Encoding) -> None:
    """The value as written, in every encoding."""
    found = parsed(p.element(NAME, "PN", b"A^B ", syntax=syntax), encoding)
    assert bytes(found[NAME].value) == b"A^B "


@pytest.mark.parametrize(
    "sequence",
    [
        p.element(SEQUENCE, "SQ", p.item(INNER) + p.item(INNER)),
        p.element(SEQUENCE, "SQ", length=p.UNDEFINED) + p.item(INNER) + p.item(INNER) + p.SEQUENCE_END,
        p.element(SEQUENCE, "SQ", length=p.UNDEFINED)
        + (p.item(length=p.UNDEFINED) + INNER + p.ITEM_END) * 2
        + p.SEQUENCE_END,
    ],
    ids=["lengths", "delimited sequence", "delimited items"],
)
def test_items_are_found_however_they_end(sequence: bytes) -> None:
    """Defined and undefined lengths give the same items, and what follows is found."""
    found = parsed(sequence + p.element(0x00200013, "IS", b"7 "))
    assert [bytes(item[NAME].value) for item in items_of(found[SEQUENCE])] == [b"A^B ", b"A^B "]
    assert bytes(found[0x00200013].value) == b"7 "


def test_unknown_sequence_is_implicit_inside() -> None:
    """PS3.5 6.2.2: UN of undefined length."""
    inner = p.element(NAME, "PN", b"A^B ", syntax=p.IMPLICIT)
    found = parsed(p.element(SEQUENCE, "UN", length=p.UNDEFINED) + p.item(inner) + p.SEQUENCE_END)
    assert [bytes(item[NAME].value) for item in items_of(found[SEQUENCE])] == [b"A^B "]


def test_the_last_of_several_elements_counts() -> None:
    """BI-50: duplicate tags are one element."""
    assert bytes(parsed(INNER + p.element(NAME, "PN", b"C^D "))[NAME].value) == b"C^D "
