"""What is readable about a study, sealed under its key: its head, the header of each instance, and series cards."""

from dataclasses import dataclass

import msgspec

from server.desk.study_rows import InstanceRow, StudyRow
from server.studies.header import InstanceHeader, PatientHeader, StudyHeader
from server.terms.errors import Tampered
from server.terms.ids import InstanceId, StudyId
from server.vault.deployment import DeploymentKey
from server.vault.study_key import StudyKey


@dataclass(frozen=True, slots=True)
class StudyHead:
    """Whose study it is and what it is called, as its first instance said."""

    patient: PatientHeader
    study: StudyHeader


_encode = msgspec.msgpack.Encoder().encode
_decode_head = msgspec.msgpack.Decoder(StudyHead).decode
_decode_instance = msgspec.msgpack.Decoder(InstanceHeader).decode


def key_of(dep: DeploymentKey, row: StudyRow) -> StudyKey:
    """Unwrap the key of a study; raises `Tampered` (`wrapped_key`)."""
    return StudyKey.unwrap(dep, row.id, row.wrapped_key)


def seal_head(key: StudyKey, study: StudyId, head: StudyHead) -> bytes:
    """Seal the head of a study for its row."""
    return key.seal_value(_encode(head), bound_to=f"study head {study}")


def open_head(key: StudyKey, row: StudyRow) -> StudyHead:
    """Open the head of a study; raises `Tampered` (`sealed_value`)."""
    try:
        return _decode_head(key.open_value(row.header, bound_to=f"study head {row.id}"))
    except msgspec.DecodeError as error:
        raise Tampered("sealed_value") from error


def seal_instance(key: StudyKey, instance: InstanceId, header: InstanceHeader) -> bytes:
    """Seal the header of an instance for its row."""
    return key.seal_value(_encode(header), bound_to=f"instance {instance}")


def open_instance(key: StudyKey, row: InstanceRow) -> InstanceHeader:
    """Open the header of an instance; raises `Tampered` (`sealed_value`)."""
    try:
        return _decode_instance(key.open_value(row.header, bound_to=f"instance {row.id}"))
    except msgspec.DecodeError as error:
        raise Tampered("sealed_value") from error
