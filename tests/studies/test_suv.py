"""SUV by body weight, by the rules of QIBA's vendor-neutral pseudo-code; whatever is missing refuses it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from pydicom.dataelem import DataElement

from tests.reference import files
from tests.studies.memory_source import header_of

HALF_LIFE_S = 6586.2
PIXELS = np.zeros((2, 2), np.int16)
COMPLETE: dict[str, object] = {
    "Modality": "PT", "Units": "BQML", "DecayCorrection": "START", "CorrectedImage": ["DECY", "ATTN", "SCAT"],
    "PatientWeight": 70, "SeriesDate": "20200102", "SeriesTime": "100000", "AcquisitionDate": "20200102",
    "AcquisitionTime": "100500",
}  # fmt: skip
INJECTION: dict[str, object] = {
    "RadiopharmaceuticalStartTime": "090000", "RadionuclideTotalDose": 370e6, "RadionuclideHalfLife": HALF_LIFE_S,
}  # fmt: skip
Private = tuple[int, str, str]


def factor(
    given: Mapping[str, object] = MappingProxyType({}), private: tuple[Private, ...] = (), **changes: object
) -> float | None:
    """The factor of a file whose SUV can be computed, but for the changes; None leaves an element out."""
    item = files.sequence_item(
        **{word: value for word, value in (INJECTION | dict(given)).items() if value is not None}
    )
    vendors = {f"Private{tag:x}": DataElement(tag, vr, value) for tag, vr, value in private}
    whole = {"RadiopharmaceuticalInformationSequence": [item]} | COMPLETE | vendors | changes
    image = header_of(files.grayscale(PIXELS, **whole)).image
    assert image is not None
    return image.suv_factor


def decayed(seconds: float) -> float:
    """70 kg in grams by 370 MBq after that many seconds."""
    return 70_000 / (370e6 * 2 ** (-seconds / HALF_LIFE_S))


def test_dose_has_decayed_until_the_scan_began() -> None:
    """START: the image is corrected to the start of the series, an hour after the injection."""
    assert factor() == pytest.approx(decayed(3600))


def test_dose_of_an_image_corrected_to_the_injection_has_not_decayed() -> None:
    """ADMIN: the values are those at the time of the injection."""
    assert factor(DecayCorrection="ADMIN") == pytest.approx(decayed(0))


def test_injection_may_lie_before_midnight() -> None:
    """A time without a date that is later than the scan was yesterday's."""
    late = {"RadiopharmaceuticalStartTime": "233000"}
    assert factor(given=late, SeriesTime="003000", AcquisitionTime="003500") == pytest.approx(decayed(3600))


def test_date_of_the_injection_goes_first() -> None:
    """Radiopharmaceutical Start DateTime says the day."""
    dated = {"RadiopharmaceuticalStartDateTime": "20200102093000.000000"}
    assert factor(given=dated) == pytest.approx(decayed(1800))


def test_series_made_later_counts_from_the_scan_that_ge_noted() -> None:
    """A series time after the acquisition is that of a reconstruction."""
    note = ((0x00090010, "LO", "GEMS_PETD_01"), (0x0009100D, "DT", "20200102100000.00"))
    assert factor(SeriesTime="150000", private=note) == pytest.approx(decayed(3600))
    assert factor(SeriesTime="150000") is None


def test_philips_counts_have_their_own_factors() -> None:
    """CNTS: the ready factor, else the one to Bq/ml."""
    owner = (0x70530010, "LO", "Philips PET Private Group")
    assert factor(Units="CNTS", private=(owner, (0x70531000, "DS", "0.000551"))) == pytest.approx(0.000551)
    assert factor(Units="CNTS", private=(owner, (0x70531009, "DS", "2.5"))) == pytest.approx(2.5 * decayed(3600))
    assert factor(Units="CNTS") is None


def test_factor_of_somebody_else_is_not_philips() -> None:
    """BI-59: a private element counts only in the block of its creator."""
    stranger = ((0x70530010, "LO", "SOMEBODY"), (0x70531000, "DS", "0.5"))
    assert factor(Units="CNTS", private=stranger) is None


def test_values_in_grams_per_milliliter_are_suv_already() -> None:
    """GML is SUV by body weight unless it says another kind."""
    assert factor(Units="GML") == 1.0
    assert factor(Units="GML", SUVType="LBM") is None


@pytest.mark.parametrize(
    "missing",
    [
        {"Modality": "NM"}, {"Units": "PROPCNTS"}, {"PatientWeight": None}, {"PatientWeight": 0},
        {"PatientWeight": 70_000}, {"CorrectedImage": ["ATTN"]}, {"CorrectedImage": ["DECY"]},
        {"DecayCorrection": "NONE"}, {"SeriesDate": None}, {"AcquisitionTime": None}, {"SeriesTime": "10"},
        {"SeriesDate": "20200231"}, {"RadiopharmaceuticalInformationSequence": None},
    ],
    ids=str,
)  # fmt: skip
def test_whatever_is_missing_or_impossible_refuses_it(missing: dict[str, Any]) -> None:
    """A wrong SUV is worse than none."""
    assert factor(**missing) is None


@pytest.mark.parametrize(
    "given",
    [
        {"RadionuclideTotalDose": None}, {"RadionuclideTotalDose": 370}, {"RadionuclideHalfLife": 0},
        {"RadionuclideHalfLife": None}, {"RadiopharmaceuticalStartTime": None},
        {"RadiopharmaceuticalStartDateTime": "20191201090000"}, {"RadiopharmaceuticalStartDateTime": "20200102110000"},
    ],
    ids=str,
)  # fmt: skip
def test_injection_that_is_not_known_refuses_it(given: dict[str, object]) -> None:
    """A dose in megabecquerel, no half-life, no time, a month ago, after the scan."""
    assert factor(given) is None
