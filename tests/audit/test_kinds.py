"""The closed table of kinds against the standard's event codes."""

import re

from server.audit.kinds import ERASED, KINDS

STANDARD_EVENTS = {str(code) for code in range(110100, 110115)}
STANDARD_TYPES = {str(code) for code in range(110120, 110140)}


def test_every_kind_has_an_event_of_the_standard_or_of_ours() -> None:
    """AUD-1: DICOM PS3.16 CID 400 and CID 401 codes only carry the DCM scheme; ours carry our own."""
    for kind, code in KINDS.items():
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", kind)
        if code.scheme == "DCM":
            assert code.event in STANDARD_EVENTS
            assert code.type is None or code.type in STANDARD_TYPES
        else:
            assert re.fullmatch(r"[a-z]+", code.event)
    assert ERASED not in KINDS
