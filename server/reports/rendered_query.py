"""A viewport as the query of a WADO-RS rendered resource, and back. PS3.18 8.3.5.1.

The path names study, series, instance and frame; the query says how that frame is drawn. The standard knows a window, a
region, mirroring and a size. Everything else of a view is either refused or, with `extended`, said by parameters of our
own, which other servers ignore (as they shall).
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, Literal, cast, get_args
from urllib.parse import parse_qsl

from server.reports.displayed_area import Area, Rotation
from server.terms.errors import Malformed, Refused
from server.terms.view import Palette, Viewport, VoiFunction, Window

Annotation = Literal["patient", "technique"]
SIDE_MAX: Final = 65_535
PLACES: Final = 24
DECIMAL: Final = re.compile(r"[+-]?(\d{1,24}(\.\d{0,24})?|\.\d{1,24})([eE][+-]?\d{1,2})?", re.ASCII)
FUNCTIONS: Final[dict[VoiFunction, str]] = {"LINEAR": "linear", "LINEAR_EXACT": "linear-exact", "SIGMOID": "sigmoid"}
STANDARD: Final = ("annotation", "quality", "viewport", "window")
OURS: Final = ("invert", "palette", "rotation")
"""Parameters of our own: `invert=1`, `palette=HOT_IRON`, `rotation=90` or 270, clockwise, after everything else."""


@dataclass(frozen=True, slots=True)
class RenderedQuery:
    """How one frame is asked for: `size` is the width and height of the picture to be made, `quality` is 1…100.

    Of `viewport` its identity, stack and position are in the path, not here.
    """

    viewport: Viewport
    size: tuple[int, int]
    quality: int | None = None
    annotation: tuple[Annotation, ...] = ()


def rendered_query(asked: RenderedQuery, *, columns: int, rows: int, extended: bool = False) -> str:
    """The query, without its question mark: one spelling for one meaning.

    Parameters
    ----------
    columns, rows
        Size of the image in pixels.
    extended
        Whether parameters and values that only our server understands may be used.

    Raises
    ------
    Refused
        `not_sayable` {what}: a clip, or without `extended` an area beyond the image, a quarter turn, an inversion, a
        palette.
    Malformed
        `bad_value` {field} for a size or quality out of bounds.

    References
    ----------
    PS3.18 8.3.5.1.1 (annotation), .2 (quality), .3 (viewport), .4 (window).
    """
    viewport = asked.viewport
    whole = (0.0, 0.0, float(columns), float(rows))
    area = viewport.area or whole
    _check_sayable(viewport, inside=_is_inside(area, whole), extended=extended)
    parts = {
        "annotation": ",".join(each for each in get_args(Annotation) if each in asked.annotation),
        "quality": "" if asked.quality is None else str(_bounded(asked.quality, 100, "quality")),
        "viewport": _viewport_value(asked, area, whole),
        "window": _window_value(viewport.voi),
        "invert": "1" if viewport.invert else "",
        "palette": viewport.palette or "",
        "rotation": str(viewport.rot) if viewport.rot in {90, 270} else "",
    }
    return "&".join(f"{key}={value}" for key, value in parts.items() if value)


def rendered_of(query: str, *, columns: int, rows: int, extended: bool = False) -> RenderedQuery:
    """What a query asks for. Parameters that nobody defined are ignored, as the standard wants it; broken ones are not.

    `size` is the image's own where the query names none.

    Raises
    ------
    Malformed
        `bad_value` {field} for a parameter that is said twice or does not say what it should.
    """
    values = _values(query, (*STANDARD, *OURS) if extended else STANDARD)
    size, area, mirrored = _viewport_of(values.get("viewport", ""), columns, rows, extended=extended)
    rot, flip = _turned(mirrored, _one_of(values.get("rotation", "0"), ("0", "90", "270"), "rotation"))
    palette = values.get("palette")
    if palette is not None and palette not in get_args(Palette):
        raise Malformed("bad_value", field="palette")
    viewport = Viewport(
        id="a",
        voi=_window_of(values.get("window")),
        invert=_one_of(values.get("invert", "0"), ("0", "1"), "invert") == "1",
        rot=rot,
        flip=flip,
        area=None if area == (0.0, 0.0, float(columns), float(rows)) else area,
        palette=cast("Palette | None", palette),
    )
    quality = values.get("quality")
    annotation = values["annotation"].split(",") if "annotation" in values else []
    if not set(annotation) <= set(get_args(Annotation)):
        raise Malformed("bad_value", field="annotation")
    return RenderedQuery(
        viewport=viewport,
        size=size,
        quality=None if quality is None else _whole_number(quality, 100, "quality"),
        annotation=tuple(each for each in get_args(Annotation) if each in annotation),
    )


def _check_sayable(viewport: Viewport, *, inside: bool, extended: bool) -> None:
    reasons = {
        "cine": viewport.cine is not None,
        "area": not (inside or extended),
        "rotation": viewport.rot in {90, 270} and not extended,
        "invert": viewport.invert and not extended,
        "palette": viewport.palette is not None and not extended,
    }
    for what, found in reasons.items():
        if found:
            raise Refused("not_sayable", what=what)


def _is_inside(area: Area, whole: Area) -> bool:
    return area[0] >= whole[0] and area[1] >= whole[1] and area[2] <= whole[2] and area[3] <= whole[3]


def _viewport_value(asked: RenderedQuery, area: Area, whole: Area) -> str:
    """Size, then the region where it is needed; a negative width mirrors left and right, a negative height up and down.

    A half turn is both at once. A quarter turn comes after the mirroring here, so that a flip which in a view follows it
    has to be said the other way round: as up and down.
    """
    width, height = (_bounded(side, SIDE_MAX, "size") for side in asked.size)
    viewport = asked.viewport
    across = (viewport.rot == 180 and not viewport.flip) or (viewport.rot == 0 and viewport.flip)
    down = viewport.rot == 180 or (viewport.rot in {90, 270} and viewport.flip)
    if area == whole and not across and not down:
        return f"{width},{height}"
    wide, high = area[2] - area[0], area[3] - area[1]
    region = (area[0], area[1], -wide if across else wide, -high if down else high)
    return ",".join((str(width), str(height), *map(_decimal, region)))


def _viewport_of(
    value: str, columns: int, rows: int, *, extended: bool
) -> tuple[tuple[int, int], Area, tuple[bool, bool]]:
    """Size, area, and whether left and right, up and down are exchanged; what is left out has the standard's default."""
    parts = value.split(",") if value else [str(columns), str(rows)]
    if len(parts) not in {2, 6}:
        raise Malformed("bad_value", field="viewport")
    size = _whole_number(parts[0], SIDE_MAX, "viewport"), _whole_number(parts[1], SIDE_MAX, "viewport")
    whole = (0.0, 0.0, float(columns), float(rows))
    if len(parts) == 2:
        return size, whole, (False, False)
    x, y = (_number(part or "0", "viewport") for part in parts[2:4])
    wide = _number(parts[4], "viewport") if parts[4] else columns - x
    high = _number(parts[5], "viewport") if parts[5] else rows - y
    area = (x, y, x + abs(wide), y + abs(high))
    if wide == 0 or high == 0 or not (extended or _is_inside(area, _widened(whole))):
        raise Malformed("bad_value", field="viewport")
    return size, area, (wide < 0, high < 0)


def _widened(whole: Area) -> Area:
    """The image and a hair: adding a width to an edge rounds."""
    return whole[0], whole[1], math.nextafter(whole[2], math.inf), math.nextafter(whole[3], math.inf)


def _turned(mirrored: tuple[bool, bool], rotation: str) -> tuple[Rotation, bool]:
    """Rotation and then flip of a view, from mirroring and then a quarter turn."""
    across, down = mirrored
    base, flip = (180 if down else 0), across != down
    return cast("Rotation", (base - int(rotation) if flip else base + int(rotation)) % 360), flip


def _window_value(window: Window | None) -> str:
    if window is None:
        return ""
    return f"{_decimal(window.center)},{_decimal(window.width)},{FUNCTIONS[window.function]}"


def _window_of(value: str | None) -> Window | None:
    if value is None:
        return None
    parts = value.split(",")
    functions = {spelled: function for function, spelled in FUNCTIONS.items()}
    if len(parts) != 3 or parts[2] not in functions:
        raise Malformed("bad_value", field="window")
    center, width, function = _number(parts[0], "window"), _number(parts[1], "window"), functions[parts[2]]
    if width < 1 if function == "LINEAR" else width <= 0:
        raise Malformed("bad_value", field="window")
    return Window(center, width, function)


def _values(query: str, known: tuple[str, ...]) -> dict[str, str]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=32)
    except ValueError as error:
        raise Malformed("bad_value", field="query") from error
    values: dict[str, str] = {}
    for key, value in pairs:
        if key in known and (key in values or not value):
            raise Malformed("bad_value", field=key)
        if key in known:
            values[key] = value
    return values


def _decimal(number: float) -> str:
    """The shortest decimal that is this number again, to 24 places, without an exponent and without `.0`."""
    exact = format(Decimal(repr(number)), "f")
    places = len(exact.partition(".")[2])
    spelled = exact if places <= PLACES else f"{number:.{PLACES}f}"
    return spelled.rstrip("0").removesuffix(".") if "." in spelled else spelled


def _number(value: str, field: str) -> float:
    if not DECIMAL.fullmatch(value):
        raise Malformed("bad_value", field=field)
    try:
        return float(Decimal(value))
    except (InvalidOperation, OverflowError) as error:
        raise Malformed("bad_value", field=field) from error


def _whole_number(value: str, most: int, field: str) -> int:
    if not re.fullmatch(r"\d{1,6}", value, re.ASCII):
        raise Malformed("bad_value", field=field)
    return _bounded(int(value), most, field)


def _bounded(value: int, most: int, field: str) -> int:
    if not 1 <= value <= most:
        raise Malformed("bad_value", field=field)
    return value


def _one_of(value: str, allowed: tuple[str, ...], field: str) -> str:
    if value not in allowed:
        raise Malformed("bad_value", field=field)
    return value
