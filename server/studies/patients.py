"""Whether two headers speak of the same patient; pure. One consult is about one patient (T-32)."""

from collections.abc import Iterable
from itertools import pairwise

from server.studies.header import PatientHeader


def contradict(one: PatientHeader, other: PatientHeader) -> bool:
    """Whether the two cannot be the same person: some value that both give differs.

    Sex alone never contradicts (it is corrected more often than people are mixed up); an id only does under the same
    issuer, or when one of them names none.
    """
    issuers = {one.issuer, other.issuer} - {""}
    ids_differ = _differ(one.id.strip().upper(), other.id.strip().upper()) and len(issuers) < 2
    return ids_differ or _differ(one.birth_date, other.birth_date) or _differ(_plain(one.name), _plain(other.name))


def same_patient(one: PatientHeader, other: PatientHeader) -> bool:
    """Whether the two are surely the same person: nothing contradicts, and an id or name with birth date agrees."""
    if contradict(one, other):
        return False
    same_id = bool(one.id.strip()) and one.id.strip().upper() == other.id.strip().upper()
    same_name = bool(_plain(one.name)) and _plain(one.name) == _plain(other.name)
    return same_id or (same_name and bool(one.birth_date) and one.birth_date == other.birth_date)


def patient_mismatch(patients: Iterable[PatientHeader]) -> bool:
    """Whether these are not surely all the same patient, so that they cannot share a consult."""
    return any(not same_patient(one, other) for one, other in pairwise(patients))


def differing_fields(patients: Iterable[PatientHeader]) -> tuple[str, ...]:
    """Name what keeps these from being surely one patient, so that a person can look: fields, never values."""
    found: set[str] = set()
    for one, other in pairwise(patients):
        if not same_patient(one, other):
            pairs = {
                "id": (one.id, other.id),
                "issuer": (one.issuer, other.issuer),
                "name": (_plain(one.name), _plain(other.name)),
                "birth_date": (one.birth_date, other.birth_date),
                "sex": (one.sex, other.sex),
            }
            found |= {field for field, (mine, yours) in pairs.items() if mine != yours}
    return tuple(sorted(found))


def _differ(one: str, other: str) -> bool:
    return bool(one) and bool(other) and one != other


def _plain(name: str) -> str:
    """A name without its form: component carets, commas, case and repeated spaces. PS3.5 6.2.1."""
    alphabetic = name.split("=", maxsplit=1)[0]
    return " ".join(alphabetic.replace("^", " ").replace(",", " ").upper().split())
