"""The closed table of kinds against the standard's event codes."""

import re
from pathlib import Path

import server
from server.audit.kinds import ERASED, KINDS

SERVER = Path(server.__file__).parent

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


def test_every_kind_the_code_records_is_in_the_table() -> None:
    """AUD-1: no file above the record writes a kind that would be refused when it happens."""
    families = "|".join(sorted({kind.split(".")[0] for kind in KINDS}))
    written = re.compile(rf'"((?:{families})\.[a-z_]+)"')
    for folder in ("sessions", "opinions", "desk", "live", "transport", "cli"):
        for path in (SERVER / folder).rglob("*.py"):
            unknown = set(written.findall(path.read_text(encoding="utf-8"))) - set(KINDS)
            assert not unknown, f"{path.name}: {unknown}"
