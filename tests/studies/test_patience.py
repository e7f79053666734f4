import pytest

from server.studies.dataset import Encoding, elements_of
from server.studies.patience import Patience
from server.terms.errors import Malformed
from tests.bad_inputs import dicom_bytes as d


def test_patience_ends_when_time_is_up() -> None:
    """T-27: the clock is looked at every few thousand steps, and what is late is refused."""
    now = 0.0
    patience = Patience(lambda: now, 1.5)
    patience.spend(5000)
    now = 1.6
    with pytest.raises(Malformed, match="scan_too_long"):
        patience.spend(5000)


def test_few_steps_never_end_it() -> None:
    """A small header on a slow machine is read."""
    patience = Patience(iter([0.0, 9.0]).__next__, 1.5)
    for _ in range(4000):
        patience.spend()
    assert patience.steps == 4000


def test_reading_spends_what_scanning_left() -> None:
    """BI-41: taking elements apart is paid for from the same allowance."""
    now = 0.0
    patience = Patience(lambda: now, 1.5)
    content = memoryview(d.LITTLE.element(0x00100020, "LO") * 10_000)
    elements_of(content, Encoding(implicit=False, little_endian=True), patience)
    assert patience.steps == 10_000
    now = 2.0
    with pytest.raises(Malformed, match="scan_too_long"):
        elements_of(content, Encoding(implicit=False, little_endian=True), patience)
