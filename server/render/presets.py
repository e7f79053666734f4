"""Windows by name: those the file explains go first, then the usual ones of the modality."""

from server.render.voi import in_hounsfield, window_of
from server.terms.images import ImageTraits, LookupTable
from server.terms.view import Window

CT_WINDOWS: dict[str, Window] = {
    "abdomen": Window(40.0, 400.0),
    "soft tissue": Window(40.0, 400.0),
    "mediastinum": Window(50.0, 350.0),
    "lung": Window(-600.0, 1500.0),
    "bone": Window(400.0, 1800.0),
    "brain": Window(40.0, 80.0),
    "stroke": Window(35.0, 35.0),
    "subdural": Window(75.0, 215.0),
    "temporal bone": Window(600.0, 2800.0),
    "spine": Window(50.0, 250.0),
    "liver": Window(80.0, 150.0),
    "angiography": Window(300.0, 600.0),
}
"""The usual windows for Hounsfield units; only those mean the same on every scanner."""
SUV_TOPS: dict[str, float] = {"suv 0-5": 5.0, "suv 0-10": 10.0, "suv 0-15": 15.0}
"""Upper ends for PET where SUV is known."""
Choice = Window | LookupTable


def named_window(traits: ImageTraits, name: str, frame: int = 0) -> Choice | None:
    """The window or VOI LUT of that name, in capitals or not; None when an image has none of that name."""
    return _choices(traits, frame).get(_plain(name))


def window_names(traits: ImageTraits, frame: int = 0) -> tuple[str, ...]:
    """The names there are for a frame, those of the file first."""
    return tuple(_choices(traits, frame))


def _choices(traits: ImageTraits, frame: int) -> dict[str, Choice]:
    """Later ones do not replace earlier ones: what the file calls LUNG is its LUNG."""
    found: dict[str, Choice] = {}
    for choice in (*traits.values_of(frame).windows, *traits.windows):
        found.setdefault(_plain(choice.explanation), window_of(choice, traits))
    for table in traits.voi_luts:
        found.setdefault(_plain(table.explanation), table)
    if in_hounsfield(traits, frame):
        for name, window in CT_WINDOWS.items():
            found.setdefault(name, window)
    if traits.modality == "PT" and traits.suv_factor:
        for name, top in SUV_TOPS.items():
            upper = top / traits.suv_factor
            found.setdefault(name, Window(upper / 2, upper, "LINEAR_EXACT"))
    found.pop("", None)
    return found


def _plain(name: str) -> str:
    """Names compare without case, and with one blank where there are several, a dash or an underscore."""
    return " ".join(name.replace("_", " ").casefold().split())
