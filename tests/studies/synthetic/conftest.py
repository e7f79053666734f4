"""The demo study, made once for all tests that look at it."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import FileDataset

from server.studies.synthetic import CT_SLICES, demo_study
from tests.conftest import COMPARED
from tests.once import made_once


@dataclass(frozen=True)
class Made:
    """The study's files as they came, read back, and the CT in HU."""

    files: list[bytes]
    objects: list[FileDataset]
    volume: NDArray[np.int16]

    @property
    def slices(self) -> list[FileDataset]:
        return self.objects[:CT_SLICES]

    @property
    def radiograph(self) -> FileDataset:
        return self.objects[CT_SLICES]

    @property
    def cine(self) -> FileDataset:
        return self.objects[CT_SLICES + 1]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = made_once(tmp_path_factory, "synthetic", _drawn)
    files = [path.read_bytes() for path in sorted(folder.glob("*.dcm"))]
    objects = [dcmread(BytesIO(file)) for file in files]
    volume = np.stack([one.pixel_array.astype(np.int16) + int(one.RescaleIntercept) for one in objects[:CT_SLICES]])
    return Made(files, objects, volume)


def _drawn(folder: Path) -> None:
    for number, content in enumerate(demo_study()):
        (folder / f"{number:04}.dcm").write_bytes(content)


@pytest.fixture(scope="session")
def real_head(shared_data: Path, request: pytest.FixtureRequest) -> NDArray[np.int16]:
    """A real CT series in HU, shape (slices, rows, columns), from head to foot or the reverse."""
    paths = sorted((shared_data / "series" / "ct-head-ge").glob("*.dcm"))
    request.config.stash[COMPARED].update(paths)
    objects = [dcmread(path) for path in paths]
    objects.sort(key=lambda one: float(one.ImagePositionPatient[2]))
    return np.stack([one.pixel_array + int(one.RescaleIntercept) for one in objects]).astype(np.int16)
