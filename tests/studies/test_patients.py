"""Whether two headers speak of one patient: surely, surely not, or nobody can say."""

import pytest

from server.studies.header import PatientHeader
from server.studies.patients import contradict, patient_mismatch, same_patient

MARIA = PatientHeader(id="77", issuer="NORTH", name="Santos^Maria", birth_date="19610203", sex="F")

SAME = {
    "all equal": MARIA,
    "name written otherwise": PatientHeader(id="77", name="SANTOS, MARIA ", birth_date="19610203"),
    "id alone": PatientHeader(id="77"),
    "no id, name and birth date": PatientHeader(name="santos^maria", birth_date="19610203"),
    "other hospital's id, name and birth date": PatientHeader(
        id="X1", issuer="SOUTH", name="Santos^Maria", birth_date="19610203"
    ),
    "sex corrected": PatientHeader(id="77", name="Santos^Maria", birth_date="19610203", sex="O"),
    "name in other scripts too": PatientHeader(id="77", name="Santos^Maria=サントス^マリア"),
}
OTHER = {
    "other id": PatientHeader(id="78", issuer="NORTH", name="Santos^Maria", birth_date="19610203"),
    "other birth date": PatientHeader(id="77", name="Santos^Maria", birth_date="19610204"),
    "other name": PatientHeader(id="77", name="Santos^Marta", birth_date="19610203"),
}
UNKNOWN = {
    "nothing known": PatientHeader(),
    "name alone": PatientHeader(name="Santos^Maria"),
    "birth date alone": PatientHeader(birth_date="19610203"),
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME)
def test_same_patient_is_recognized(other: PatientHeader) -> None:
    """T-32: an id, or name with birth date, agrees and nothing speaks against it; both ways round."""
    assert same_patient(MARIA, other)
    assert same_patient(other, MARIA)


@pytest.mark.parametrize("other", OTHER.values(), ids=OTHER)
def test_other_patient_is_told_apart(other: PatientHeader) -> None:
    """T-32: one differing value is enough, whatever else agrees."""
    assert contradict(MARIA, other)
    assert not same_patient(MARIA, other)


@pytest.mark.parametrize("other", UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_patient_is_neither(other: PatientHeader) -> None:
    """T-32: too little to say so is no contradiction, and no sameness either."""
    assert not contradict(MARIA, other)
    assert not same_patient(MARIA, other)


def test_mismatch_is_found_anywhere() -> None:
    """T-32: one stranger among many series is a mismatch; one series alone never is."""
    assert not patient_mismatch([MARIA])
    assert not patient_mismatch([MARIA, MARIA, *SAME.values()][:3])
    assert patient_mismatch([MARIA, MARIA, OTHER["other id"]])
    assert patient_mismatch([PatientHeader(), PatientHeader()])
