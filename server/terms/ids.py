"""Names of things as distinct types; every id of ours is random and opaque, every UID is DICOM's."""

from typing import NewType

SessionId = NewType("SessionId", str)
"""One consult: 32 hex digits (128 random bits); never an authority by itself."""
PersonId = NewType("PersonId", str)
"""A staff account: 32 hex digits."""
ParticipantId = NewType("ParticipantId", str)
"""A person's seat in one session: 16 hex digits, unique inside the session."""
InviteId = NewType("InviteId", str)
"""An invite of one participant: 32 hex digits."""
LoginId = NewType("LoginId", str)
"""One sign-in of a person: 32 hex digits (not its secret)."""
StudyId = NewType("StudyId", str)
"""Our own opaque name of a stored study: 32 hex digits (DICOM's UID stays sealed)."""
SeriesId = NewType("SeriesId", str)
"""Our own opaque name of a stored series: 32 hex digits."""
InstanceId = NewType("InstanceId", str)
"""Our own opaque name of a stored instance: 32 hex digits."""
ImportId = NewType("ImportId", str)
"""One intake of files: 32 hex digits."""
FrameId = NewType("FrameId", str)
"""Address of a sealed encoded frame in one epoch: 22 base64url characters."""

StudyUID = NewType("StudyUID", str)
SeriesUID = NewType("SeriesUID", str)
InstanceUID = NewType("InstanceUID", str)
